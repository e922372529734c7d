/* The grammar: tokens to the syntax tree. It looks nothing up and judges nothing; what a word or a
 * newline means where it stands was decided by the token filter (filter.c). Clauses stand in one
 * flat list after every item: which fit, and which belongs to which, is for whoever reads the tree. */

%define api.prefix {grammar_}
%define api.pure full
%define api.token.prefix {T_}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct grammar *g}

%code requires {
#include "grammar/parser.h"
}

%union GRAMMAR_STYPE {
    const char *text;
    struct qname name;
    struct clause *clause;
    struct clause_list clauses;
    struct item *item;
    struct item_list items;
    int choice;
    bool flag;
}

%code {
static void grammar_error(struct span *at, struct grammar *g, const char *message);

#define YYLLOC_DEFAULT(to, from, count)                                                        \
    ((to) = (count) ? (struct span){YYRHSLOC(from, 1).file, YYRHSLOC(from, 1).start,           \
                                    YYRHSLOC(from, count).end}                                 \
                    : (struct span){YYRHSLOC(from, 0).file, YYRHSLOC(from, 0).end,             \
                                    YYRHSLOC(from, 0).end})

static struct span join(struct span first, struct span last)
{
    return (struct span){first.file, first.start, last.end};
}

static struct qname plain(const char *name)
{
    return (struct qname){NULL, name};
}
}

/* of the scanner only: the filter hands none of these on */
%token END 0 "end of file"
       INVALID NUMBER_JUNK UNICODE_NAME UNTERMINATED_COMMENT UNTERMINATED_BODY
       UNTERMINATED_STRING UNTERMINATED_NAME

%token NEWLINE "end of line" DOC "doc comment"
       IDENT "a name" QUOTED "quoted name" STRING "a string" NUMBER "a number" BODY "a $$ body"
       OPERATOR_SIGN "an operator" TYPECAST "::"
       RESERVED_WORD "reserved word" FUNC_WORD "function's word" VALUE_WORD "value's word"

/* words that the filter tells from names by what follows them; UNSUPPORTED is a whole item */
%token INDEX_L REPLICA_L DROPPED_L WITH_LA UNSUPPORTED

%token ACTION "action" ALWAYS "always" BACKFILL "backfill" BY "by" CACHE "cache"
       CASCADE "cascade" CLUSTERED "clustered" COMMENT "comment" COMPRESSION "compression"
       CYCLE "cycle" DAY "day" DEFERRED "deferred" DELETE "delete" DOMAIN "domain"
       DOUBLE "double" DROPPED "dropped" ENFORCED "enforced" ENUM "enum" EXCLUDE "exclude"
       EXTENSION "extension" EXTERNAL "external" FIRST "first" GENERATED "generated"
       HOUR "hour" IDENTITY "identity" IMMEDIATE "immediate" INCLUDE "include"
       INCREMENT "increment" INDEX "index" INHERIT "inherit" INHERITS "inherits" KEY "key"
       LAST "last" LOGGED "logged" MATCH "match" MAXVALUE "maxvalue" MINUTE "minute"
       MINVALUE "minvalue" MIXIN "mixin" MONTH "month" NAME "name" NO "no" NOTHING "nothing"
       NULLS "nulls" OF "of" OPERATOR "operator" OWNED "owned" OWNER "owner"
       PARTITION "partition" PERIOD "period" RENAMED "renamed" REPLACES "replaces"
       REPLICA "replica" RESTART "restart" RESTRICT "restrict" SCHEMA "schema" SECOND "second"
       SEQUENCE "sequence" SET "set" START "start" STATISTICS "statistics" STORAGE "storage"
       STORED "stored" TABLESPACE "tablespace" TYPE "type" UNLOGGED "unlogged" UPDATE "update"
       VALID "valid" VARYING "varying" VERSION "version" VIRTUAL "virtual" WITHOUT "without"
       YEAR "year" ZONE "zone"
%token BIT "bit" CHAR "char" CHARACTER "character" INTERVAL "interval" NATIONAL "national"
       NCHAR "nchar" NONE "none" PRECISION "precision" TIME "time" TIMESTAMP "timestamp"
       VARCHAR "varchar"
%token ARRAY "array" AS "as" ASC "asc" CHECK "check" COLLATE "collate" COLUMN "column"
       CONSTRAINT "constraint" DEFAULT "default" DEFERRABLE "deferrable" DESC "desc"
       DISTINCT "distinct" FOR "for" FOREIGN "foreign" FROM "from" INITIALLY "initially"
       NOT "not" NULL_P "null" ON "on" OR "or" PRIMARY "primary" REFERENCES "references"
       TABLE "table" TO "to" UNIQUE "unique" USING "using" WHERE "where" WITH "with"
       AUTHORIZATION "authorization" FULL "full" LIKE "like" OVERLAPS "overlaps"

%type <text> name plain_name label_name type_first drop_kind drop_member option_value
%type <text> char_word time_word time_zone interval_word interval word
%type <name> qname plain_qname opt_name opt_plain_name operator
%type <clause> type simple_type clause references column key_column part_column table_ref
%type <clause> element element_option option label_option sequence_option
%type <clauses> clauses opt_renamed sequence_clauses sequence_options opt_sequence_options
%type <clauses> columns opt_columns key_columns part_columns opt_part_columns table_refs
%type <clauses> elements element_options options option_list label_options opt_method
%type <item> entry label attribute line constraint index
%type <items> entries opt_entries lines opt_lines label_list labels attribute_list attributes
%type <choice> opt_array action
%type <flag> unlogged value operand

%%

file:
      entries                           { g->items = $entries.first; }
    ;

/* ------------------------------------------------------------------ items of a file */

entries:
      %empty                            { $$ = (struct item_list){0}; }
    | entries[list] doc entry NEWLINE   { $$ = items_add($list, $entry, @doc); }
    | entries[list] doc UNSUPPORTED NEWLINE { $$ = $list; }
    | entries[list] error NEWLINE       { $$ = $list; yyerrok; }
    ;

opt_entries:
      %empty                            { $$ = (struct item_list){0}; }
    | '{' entries '}'                   { $$ = $entries; }
    ;

doc:
      %empty
    | DOC
    ;

entry:
      SCHEMA name clauses opt_entries
        { $$ = item_container(g, ITEM_SCHEMA, join(@1, @clauses), plain($name), @name,
                              (struct clause_list){0}, $clauses, $opt_entries); }
    | EXTENSION name clauses
        { $$ = item_with(g, ITEM_EXTENSION, @$, plain($name), @name, $clauses); }
    | ENUM qname opt_renamed label_list clauses
        { $$ = item_container(g, ITEM_ENUM, join(@1, @qname), $qname, @qname, $opt_renamed,
                              $clauses, $label_list); }
    | TYPE qname opt_renamed AS ENUM label_list clauses
        { $$ = item_container(g, ITEM_ENUM, join(@1, @qname), $qname, @qname, $opt_renamed,
                              $clauses, $label_list); }
    | TYPE qname opt_renamed opt_as attribute_list clauses
        { $$ = item_container(g, ITEM_COMPOSITE, join(@1, @qname), $qname, @qname,
                              $opt_renamed, $clauses, $attribute_list); }
    | TYPE qname
        { $$ = item_new(g, ITEM_COMPOSITE, @$, $qname, @qname); $$->bare = true; }
    | DOMAIN qname type clauses opt_lines
        { $$ = item_container(g, ITEM_DOMAIN, join(@1, @clauses), $qname, @qname,
                              (struct clause_list){0}, $clauses, $opt_lines);
          $$->type = $type; }
    | DOMAIN qname AS type clauses opt_lines
        { $$ = item_container(g, ITEM_DOMAIN, join(@1, @clauses), $qname, @qname,
                              (struct clause_list){0}, $clauses, $opt_lines);
          $$->type = $type; }
    | DOMAIN qname RENAMED FROM qname[old] AS type clauses opt_lines
        { $$ = item_container(g, ITEM_DOMAIN, join(@1, @clauses), $2, @2,
                              clauses_add((struct clause_list){0},
                                          clause_named(g, CLAUSE_RENAMED, join(@3, @old), $old,
                                                       @old)),
                              $clauses, $opt_lines);
          $$->type = $type; }
    | unlogged SEQUENCE qname sequence_clauses
        { $$ = item_with(g, ITEM_SEQUENCE, @$, $qname, @qname, $sequence_clauses);
          $$->unlogged = $unlogged; }
    | unlogged TABLE qname clauses opt_lines
        { $$ = item_container(g, ITEM_TABLE, join(@1, @clauses), $qname, @qname,
                              (struct clause_list){0}, $clauses, $opt_lines);
          $$->unlogged = $unlogged; }
    | MIXIN name clauses opt_lines
        { $$ = item_container(g, ITEM_MIXIN, join(@1, @clauses), plain($name), @name,
                              (struct clause_list){0}, $clauses, $opt_lines); }
    | EXTERNAL entry[core]
        { $$ = $core; $$->external = true; }
    | DROPPED qname
        { $$ = item_new(g, ITEM_DROPPED, @$, $qname, @qname); }
    | DROPPED drop_kind qname
        { $$ = item_new(g, ITEM_DROPPED, @$, $qname, @qname); $$->text = $drop_kind; }
    | OWNER TO name
        { $$ = item_clause(g, @$, clause_named(g, CLAUSE_OWNER, @$, plain($name), @name)); }
    | COMMENT STRING
        { $$ = item_clause(g, @$, clause_string(g, CLAUSE_COMMENT, @$, @STRING)); }
    ;

opt_renamed:
      %empty                            { $$ = (struct clause_list){0}; }
    | RENAMED FROM qname
        { $$ = clauses_add((struct clause_list){0},
                           clause_named(g, CLAUSE_RENAMED, @$, $qname, @qname)); }
    ;

opt_as:
      %empty
    | AS
    ;

unlogged:
      %empty                            { $$ = false; }
    | UNLOGGED                          { $$ = true; }
    ;

drop_kind:
      SCHEMA                            { $$ = "schema"; }
    | EXTENSION                         { $$ = "extension"; }
    | ENUM                              { $$ = "enum"; }
    | TYPE                              { $$ = "type"; }
    | DOMAIN                            { $$ = "domain"; }
    | SEQUENCE                          { $$ = "sequence"; }
    | TABLE                             { $$ = "table"; }
    ;

label_list:
      '(' ')'                           { $$ = (struct item_list){0}; }
    | '(' labels ')'                    { $$ = $labels; }
    | '(' labels ',' ')'                { $$ = $labels; }
    ;

labels:
      doc label                         { $$ = items_add((struct item_list){0}, $label, @doc); }
    | labels[list] ',' doc label        { $$ = items_add($list, $label, @doc); }
    ;

label:
      STRING label_options
        { $$ = item_with(g, ITEM_LABEL, @$, (struct qname){0}, @STRING, $label_options);
          $$->text = text_string(g, @STRING); $$->text_at = @STRING; }
    ;

label_options:
      %empty                            { $$ = (struct clause_list){0}; }
    | label_options[list] label_option  { $$ = clauses_add($list, $label_option); }
    ;

label_option:
      RENAMED FROM STRING               { $$ = clause_named(g, CLAUSE_RENAMED, @$, plain(text_string(g, @STRING)), @STRING); }
    | REPLACES STRING                   { $$ = clause_named(g, CLAUSE_REPLACES, @$, plain(text_string(g, @STRING)), @STRING); }
    ;

attribute_list:
      '(' ')'                           { $$ = (struct item_list){0}; }
    | '(' attributes ')'                { $$ = $attributes; }
    | '(' attributes ',' ')'            { $$ = $attributes; }
    ;

attributes:
      doc attribute                     { $$ = items_add((struct item_list){0}, $attribute, @doc); }
    | attributes[list] ',' doc attribute { $$ = items_add($list, $attribute, @doc); }
    ;

attribute:
      name type clauses
        { $$ = item_with(g, ITEM_COLUMN, @$, plain($name), @name, $clauses);
          $$->type = $type; }
    ;

/* ------------------------------------------------------------------ lines of a table */

opt_lines:
      %empty                            { $$ = (struct item_list){0}; }
    | '{' lines '}'                     { $$ = $lines; }
    ;

lines:
      %empty                            { $$ = (struct item_list){0}; }
    | lines[list] doc line NEWLINE      { $$ = items_add($list, $line, @doc); }
    | lines[list] doc UNSUPPORTED NEWLINE { $$ = $list; }
    | lines[list] error NEWLINE         { $$ = $list; yyerrok; }
    ;

line:
      attribute
    | LIKE name
        { $$ = item_new(g, ITEM_LIKE, @$, plain($name), @name); }
    | constraint clauses
        { $$ = item_complete($constraint, @$, $clauses); }
    | CONSTRAINT name constraint clauses
        { $$ = item_complete($constraint, @$, $clauses);
          $$->name = plain($name); $$->name_at = @name; }
    | CONSTRAINT name[own] NOT NULL_P name[member] clauses
        { $$ = item_with(g, ITEM_NOT_NULL, @$, plain($own), @own, $clauses);
          $$->parts = clause_named(g, CLAUSE_COLUMN, @member, plain($member), @member); }
    | index clauses
        { $$ = item_complete($index, @$, $clauses); }
    | REPLICA_L IDENTITY DEFAULT
        { $$ = item_clause(g, @$, clause_choice(g, CLAUSE_REPLICA, @$, 0)); }
    | REPLICA_L IDENTITY NOTHING
        { $$ = item_clause(g, @$, clause_choice(g, CLAUSE_REPLICA, @$, 1)); }
    | REPLICA_L IDENTITY FULL
        { $$ = item_clause(g, @$, clause_choice(g, CLAUSE_REPLICA, @$, 2)); }
    | REPLICA_L IDENTITY USING INDEX name
        { $$ = item_clause(g, @$, clause_named(g, CLAUSE_REPLICA, @$, plain($name), @name));
          $$->clauses->choice = 3; }
    | OWNER TO name
        { $$ = item_clause(g, @$, clause_named(g, CLAUSE_OWNER, @$, plain($name), @name)); }
    | COMMENT STRING
        { $$ = item_clause(g, @$, clause_string(g, CLAUSE_COMMENT, @$, @STRING)); }
    | DROPPED_L name
        { $$ = item_new(g, ITEM_DROPPED, @$, plain($name), @name); }
    | DROPPED_L drop_member name
        { $$ = item_new(g, ITEM_DROPPED, @$, plain($name), @name); $$->text = $drop_member; }
    ;

drop_member:
      COLUMN                            { $$ = "column"; }
    | CONSTRAINT                        { $$ = "constraint"; }
    | INDEX                             { $$ = "index"; }
    ;

constraint:
      PRIMARY KEY '(' key_columns ')'
        { $$ = item_parts(g, ITEM_PRIMARY, @$, $key_columns); }
    | UNIQUE '(' key_columns ')'
        { $$ = item_parts(g, ITEM_UNIQUE, @$, $key_columns); }
    | UNIQUE NULLS DISTINCT '(' key_columns ')'
        { $$ = item_parts(g, ITEM_UNIQUE, @$, $key_columns); }
    | UNIQUE NULLS NOT DISTINCT '(' key_columns ')'
        { $$ = item_parts(g, ITEM_UNIQUE, @$, $key_columns); $$->nulls_not_distinct = true; }
    | CHECK paren
        { $$ = item_parts(g, ITEM_CHECK, @$, (struct clause_list){0});
          $$->text = text_inside(g, @paren); $$->text_at = @paren; }
    | FOREIGN KEY '(' part_columns ')' references
        { $$ = item_parts(g, ITEM_FOREIGN, @$, $part_columns); $$->clauses = $references; }
    | EXCLUDE opt_method '(' elements ')'
        { $$ = item_parts(g, ITEM_EXCLUDE, @$, $elements); $$->clauses = $opt_method.first; }
    ;

index:
      INDEX_L opt_name opt_method '(' elements ')'
        { $$ = item_parts(g, ITEM_INDEX, @$, $elements); $$->clauses = $opt_method.first;
          $$->name = $opt_name; $$->name_at = @opt_name; }
    | UNIQUE INDEX opt_name opt_method '(' elements ')'
        { $$ = item_parts(g, ITEM_INDEX, @$, $elements); $$->clauses = $opt_method.first;
          $$->name = $opt_name; $$->name_at = @opt_name; $$->unique = true; }
    ;

opt_name:
      %empty                            { $$ = (struct qname){0}; }
    | name                              { $$ = plain($name); }
    ;

opt_method:
      %empty
        { $$ = (struct clause_list){0}; }
    | USING name
        { $$ = clauses_add((struct clause_list){0},
                           clause_named(g, CLAUSE_USING, @$, plain($name), @name)); }
    ;

references:
      REFERENCES qname opt_part_columns
        { $$ = clause_named(g, CLAUSE_REFERENCES, @$, $qname, @qname);
          $$->parts = $opt_part_columns.first; }
    ;

columns:
      column                            { $$ = clauses_add((struct clause_list){0}, $column); }
    | columns[list] ',' column          { $$ = clauses_add($list, $column); }
    ;

column:
      name                 { $$ = clause_named(g, CLAUSE_COLUMN, @$, plain($name), @name); }
    ;

opt_columns:
      %empty                            { $$ = (struct clause_list){0}; }
    | '(' columns ')'                   { $$ = $columns; }
    ;

key_columns:
      key_column                        { $$ = clauses_add((struct clause_list){0}, $key_column); }
    | key_columns[list] ',' key_column  { $$ = clauses_add($list, $key_column); }
    ;

key_column:
      column
    | column[core] WITHOUT OVERLAPS     { $$ = $core; $$->choice = 1; }
    ;

part_columns:
      part_column                       { $$ = clauses_add((struct clause_list){0}, $part_column); }
    | part_columns[list] ',' part_column { $$ = clauses_add($list, $part_column); }
    ;

part_column:
      column
    | PERIOD plain_name
        { $$ = clause_named(g, CLAUSE_PERIOD, @$, plain($plain_name), @plain_name); }
    ;

opt_part_columns:
      %empty                            { $$ = (struct clause_list){0}; }
    | '(' part_columns ')'              { $$ = $part_columns; }
    ;

/* ------------------------------------------------------------------ elements of an index */

elements:
      element                           { $$ = clauses_add((struct clause_list){0}, $element); }
    | elements[list] ',' element        { $$ = clauses_add($list, $element); }
    ;

element:
      name element_options
        { $$ = clause_named(g, CLAUSE_ELEMENT, @$, plain($name), @name);
          $$->parts = $element_options.first; }
    | paren element_options
        { $$ = clause_inside(g, CLAUSE_ELEMENT, @$, @paren);
          $$->parts = $element_options.first; }
    | call element_options
        { $$ = clause_raw(g, CLAUSE_ELEMENT, @$, @call); $$->parts = $element_options.first; }
    ;

call:
      name paren
    | name '.' label_name paren
    | FUNC_WORD paren
    ;

element_options:
      %empty                                { $$ = (struct clause_list){0}; }
    | element_options[list] element_option  { $$ = clauses_add($list, $element_option); }
    ;

element_option:
      COLLATE qname        { $$ = clause_named(g, CLAUSE_COLLATE, @$, $qname, @qname); }
    | plain_qname          { $$ = clause_named(g, CLAUSE_OPCLASS, @$, $1, @1); }
    | plain_qname options
        { $$ = clause_named(g, CLAUSE_OPCLASS, @$, $1, @1); $$->parts = $options.first; }
    | ASC                  { $$ = clause_choice(g, CLAUSE_ORDER, @$, 0); }
    | DESC                 { $$ = clause_choice(g, CLAUSE_ORDER, @$, 1); }
    | NULLS LAST           { $$ = clause_choice(g, CLAUSE_NULLS, @$, 0); }
    | NULLS FIRST          { $$ = clause_choice(g, CLAUSE_NULLS, @$, 1); }
    | STATISTICS number    { $$ = clause_bare(g, CLAUSE_STATISTICS, @$, @number); }
    | WITH operator        { $$ = clause_named(g, CLAUSE_OPERATOR, @$, $operator, @operator); }
    ;

operator:
      operator_sign        { $$ = plain(text_bare(g, @$)); }
    | OPERATOR '(' name '.' operator_sign ')'
        { $$ = (struct qname){.schema = $name, .name = text_bare(g, @operator_sign)}; }
    ;

operator_sign:
      OPERATOR_SIGN
    | '='
    | '-'
    | '+'
    ;

/* ------------------------------------------------------------------ clauses */

clauses:
      %empty                            { $$ = (struct clause_list){0}; }
    | clauses[list] clause              { $$ = clauses_say($list, $clause); }
    ;

clause:
      NOT NULL_P              { $$ = clause_new(g, CLAUSE_NOT_NULL, @$); }
    | NULL_P                  { $$ = clause_new(g, CLAUSE_NULL, @$); }
    | DEFAULT value           { $$ = clause_value(g, CLAUSE_DEFAULT, @$, @value, $value); }
    | GENERATED ALWAYS AS paren { $$ = clause_inside(g, CLAUSE_GENERATED, @$, @paren); }
    | GENERATED ALWAYS AS IDENTITY opt_sequence_options
        { $$ = clause_parts(g, CLAUSE_IDENTITY, @$, $opt_sequence_options); }
    | GENERATED BY DEFAULT AS IDENTITY opt_sequence_options
        { $$ = clause_parts(g, CLAUSE_IDENTITY, @$, $opt_sequence_options);
          $$->choice = 1; }
    | STORED                  { $$ = clause_new(g, CLAUSE_STORED, @$); }
    | VIRTUAL                 { $$ = clause_new(g, CLAUSE_VIRTUAL, @$); }
    | CONSTRAINT name  { $$ = clause_named(g, CLAUSE_CONSTRAINT, @$, plain($name), @name); }
    | PRIMARY KEY             { $$ = clause_new(g, CLAUSE_PRIMARY, @$); }
    | UNIQUE                  { $$ = clause_new(g, CLAUSE_UNIQUE, @$); }
    | CHECK paren             { $$ = clause_inside(g, CLAUSE_CHECK, @$, @paren); }
    | references
    | INDEX opt_plain_name    { $$ = clause_named(g, CLAUSE_INDEX, @$, $2, @2); }
    | ON DELETE action opt_columns
        { $$ = clause_parts(g, CLAUSE_ON_DELETE, @$, $opt_columns); $$->choice = $action; }
    | ON UPDATE action opt_columns
        { $$ = clause_parts(g, CLAUSE_ON_UPDATE, @$, $opt_columns); $$->choice = $action; }
    | ON UPDATE paren         { $$ = clause_inside(g, CLAUSE_ON_UPDATE_EXPR, @$, @paren); }
    | MATCH name              { $$ = clause_word_said(g, CLAUSE_MATCH, @$, $name, @name); }
    | MATCH FULL              { $$ = clause_word_said(g, CLAUSE_MATCH, @$, "full", @FULL); }
    | DEFERRABLE              { $$ = clause_choice(g, CLAUSE_DEFERRABLE, @$, 0); }
    | NOT DEFERRABLE          { $$ = clause_choice(g, CLAUSE_DEFERRABLE, @$, 1); }
    | INITIALLY IMMEDIATE     { $$ = clause_choice(g, CLAUSE_INITIALLY, @$, 0); }
    | INITIALLY DEFERRED      { $$ = clause_choice(g, CLAUSE_INITIALLY, @$, 1); }
    | NOT VALID               { $$ = clause_new(g, CLAUSE_NOT_VALID, @$); }
    | NOT ENFORCED            { $$ = clause_new(g, CLAUSE_NOT_ENFORCED, @$); }
    | ENFORCED                { $$ = clause_new(g, CLAUSE_ENFORCED, @$); }
    | NO INHERIT              { $$ = clause_new(g, CLAUSE_NO_INHERIT, @$); }
    | NULLS NOT DISTINCT      { $$ = clause_new(g, CLAUSE_NULLS_NOT_DISTINCT, @$); }
    | NULLS DISTINCT          { $$ = clause_new(g, CLAUSE_NULLS_DISTINCT, @$); }
    | COLLATE qname           { $$ = clause_named(g, CLAUSE_COLLATE, @$, $qname, @qname); }
    | STORAGE word            { $$ = clause_word_said(g, CLAUSE_STORAGE, @$, $word, @word); }
    | COMPRESSION word   { $$ = clause_word_said(g, CLAUSE_COMPRESSION, @$, $word, @word); }
    | STATISTICS number       { $$ = clause_bare(g, CLAUSE_STATISTICS, @$, @number); }
    | SET options             { $$ = clause_parts(g, CLAUSE_SET, @$, $options); }
    | INCLUDE '(' columns ')' { $$ = clause_parts(g, CLAUSE_INCLUDE, @$, $columns); }
    | WHERE paren             { $$ = clause_inside(g, CLAUSE_WHERE, @$, @paren); }
    | CLUSTERED               { $$ = clause_new(g, CLAUSE_CLUSTERED, @$); }
    | BACKFILL                { $$ = clause_new(g, CLAUSE_BACKFILL, @$); }
    | BACKFILL paren          { $$ = clause_inside(g, CLAUSE_BACKFILL, @$, @paren); }
    | USING paren             { $$ = clause_inside(g, CLAUSE_USING_EXPR, @$, @paren); }
    | USING plain_name   { $$ = clause_named(g, CLAUSE_USING, @$, plain($2), @2); }
    | USING INDEX TABLESPACE name
                         { $$ = clause_named(g, CLAUSE_TABLESPACE, @$, plain($name), @name); }
    | TABLESPACE name    { $$ = clause_named(g, CLAUSE_TABLESPACE, @$, plain($name), @name); }
    | WITH options            { $$ = clause_parts(g, CLAUSE_WITH, @$, $options); }
    | RENAMED FROM qname      { $$ = clause_named(g, CLAUSE_RENAMED, @$, $qname, @qname); }
    | DROPPED name            { $$ = clause_named(g, CLAUSE_DROPPED, @$, plain($name), @name); }
    | DROPPED STRING
        { $$ = clause_named(g, CLAUSE_DROPPED, @$, plain(text_string(g, @STRING)), @STRING);
          $$->choice = 1; }
    | COMMENT STRING          { $$ = clause_string(g, CLAUSE_COMMENT, @$, @STRING); }
    | COMMENT ON INDEX STRING { $$ = clause_string(g, CLAUSE_INDEX_COMMENT, @$, @STRING); }
    | OWNER TO name           { $$ = clause_named(g, CLAUSE_OWNER, @$, plain($name), @name); }
    | AUTHORIZATION name      { $$ = clause_named(g, CLAUSE_OWNER, @$, plain($name), @name); }
    | SCHEMA name             { $$ = clause_named(g, CLAUSE_SCHEMA, @$, plain($name), @name); }
    | WITH SCHEMA name        { $$ = clause_named(g, CLAUSE_SCHEMA, @$, plain($name), @name); }
    | VERSION STRING          { $$ = clause_string(g, CLAUSE_VERSION, @$, @STRING); }
    | VERSION name     { $$ = clause_word_said(g, CLAUSE_VERSION, @$, $name, @name); }
    | INHERITS '(' table_refs ')' { $$ = clause_parts(g, CLAUSE_INHERITS, @$, $table_refs); }
    | OF qname                { $$ = clause_named(g, CLAUSE_OF, @$, $qname, @qname); }
    | PARTITION BY name paren { $$ = clause_new(g, CLAUSE_PARTITION, @$); }
    ;

opt_plain_name:
      %empty                            { $$ = (struct qname){0}; }
    | plain_name                        { $$ = plain($plain_name); }
    ;

action:
      NO ACTION                         { $$ = ACTION_NO_ACTION; }
    | RESTRICT                          { $$ = ACTION_RESTRICT; }
    | CASCADE                           { $$ = ACTION_CASCADE; }
    | SET NULL_P                        { $$ = ACTION_SET_NULL; }
    | SET DEFAULT                       { $$ = ACTION_SET_DEFAULT; }
    ;

table_refs:
      table_ref                         { $$ = clauses_add((struct clause_list){0}, $table_ref); }
    | table_refs[list] ',' table_ref    { $$ = clauses_add($list, $table_ref); }
    ;

table_ref:
      qname                       { $$ = clause_named(g, CLAUSE_TABLE, @$, $qname, @qname); }
    ;

options:
      '(' option_list ')'               { $$ = $option_list; }
    ;

option_list:
      option                            { $$ = clauses_add((struct clause_list){0}, $option); }
    | option_list[list] ',' option      { $$ = clauses_add($list, $option); }
    ;

option:
      label_name
        { $$ = clause_option(g, @$, plain($1), @1, NULL); }
    | label_name '=' option_value
        { $$ = clause_option(g, @$, plain($1), @1, $option_value); }
    | label_name[space] '.' label_name[member]
        { $$ = clause_option(g, @$, (struct qname){$space, $member}, join(@space, @member),
                             NULL); }
    | label_name[space] '.' label_name[member] '=' option_value
        { $$ = clause_option(g, @$, (struct qname){$space, $member}, join(@space, @member),
                             $option_value); }
    ;

option_value:
      number                            { $$ = text_bare(g, @1); }
    | label_name
    | STRING                            { $$ = text_string(g, @1); }
    ;

number:
      NUMBER
    | '-' NUMBER
    | '+' NUMBER
    ;

word:
      name
    | DEFAULT                           { $$ = "default"; }
    ;

/* ------------------------------------------------------------------ sequences */

sequence_clauses:
      %empty                                  { $$ = (struct clause_list){0}; }
    | sequence_clauses[list] clause           { $$ = clauses_say($list, $clause); }
    | sequence_clauses[list] sequence_option  { $$ = clauses_add($list, $sequence_option); }
    ;

opt_sequence_options:
      %empty                                  { $$ = (struct clause_list){0}; }
    | '(' sequence_options ')'                { $$ = $sequence_options; }
    ;

sequence_options:
      sequence_option             { $$ = clauses_add((struct clause_list){0}, $1); }
    | sequence_options[list] sequence_option  { $$ = clauses_add($list, $sequence_option); }
    ;

sequence_option:
      AS type
        { $$ = clause_new(g, CLAUSE_AS, @$); $$->parts = $type; }
    | START number            { $$ = clause_bare(g, CLAUSE_START, @$, @number); }
    | START WITH number       { $$ = clause_bare(g, CLAUSE_START, @$, @number); }
    | INCREMENT number        { $$ = clause_bare(g, CLAUSE_INCREMENT, @$, @number); }
    | INCREMENT BY number     { $$ = clause_bare(g, CLAUSE_INCREMENT, @$, @number); }
    | MINVALUE number         { $$ = clause_bare(g, CLAUSE_MIN, @$, @number); }
    | NO MINVALUE             { $$ = clause_new(g, CLAUSE_MIN, @$); }
    | MAXVALUE number         { $$ = clause_bare(g, CLAUSE_MAX, @$, @number); }
    | NO MAXVALUE             { $$ = clause_new(g, CLAUSE_MAX, @$); }
    | RESTART number          { $$ = clause_new(g, CLAUSE_RESTART, @$); }
    | RESTART WITH number     { $$ = clause_new(g, CLAUSE_RESTART, @$); }
    | CACHE number            { $$ = clause_bare(g, CLAUSE_CACHE, @$, @number); }
    | CYCLE                   { $$ = clause_choice(g, CLAUSE_CYCLE, @$, 0); }
    | NO CYCLE                { $$ = clause_choice(g, CLAUSE_CYCLE, @$, 1); }
    | OWNED BY NONE           { $$ = clause_new(g, CLAUSE_OWNED, @$); }
    | OWNED BY name[table] '.' label_name[column]
        { $$ = clause_named(g, CLAUSE_OWNED, @$, plain($table), join(@table, @column));
          $$->text = $column; }
    | OWNED BY name[schema] '.' label_name[table] '.' label_name[column]
        { $$ = clause_named(g, CLAUSE_OWNED, @$, (struct qname){$schema, $table},
                            join(@schema, @column));
          $$->text = $column; }
    | SEQUENCE NAME qname
        { $$ = clause_named(g, CLAUSE_SEQUENCE_NAME, @$, $qname, @qname); }
    | LOGGED                  { $$ = clause_choice(g, CLAUSE_LOGGED, @$, 0); }
    | UNLOGGED                { $$ = clause_choice(g, CLAUSE_LOGGED, @$, 1); }
    ;

/* ------------------------------------------------------------------ types */

type:
      simple_type[core] opt_array       { $$ = clause_extended($core, @$, $opt_array); }
    ;

opt_array:
      %empty                            { $$ = 0; }
    | ARRAY                             { $$ = TYPE_ARRAY; }
    | ARRAY '[' NUMBER ']'              { $$ = TYPE_ARRAY; }
    | dimensions                        { $$ = TYPE_ARRAY; }
    ;

dimensions:
      dimension
    | dimensions dimension
    ;

dimension:
      '[' ']'
    | '[' NUMBER ']'
    ;

simple_type:
      type_first modifiers
        { $$ = clause_type(g, @$, plain($1), @1, @modifiers); }
    | type_first '.' label_name modifiers
        { $$ = clause_type(g, @$, (struct qname){$1, $label_name}, join(@1, @label_name),
                           @modifiers); }
    | char_word modifiers
        { $$ = clause_type(g, @$, plain($1), @1, @modifiers); }
    | char_word VARYING modifiers
        { $$ = clause_type(g, @$, plain(arena_printf(g->texts, "%s varying", $1)), @1,
                           @modifiers); }
    | VARCHAR modifiers
        { $$ = clause_type(g, @$, plain("varchar"), @1, @modifiers); }
    | DOUBLE PRECISION
        { $$ = clause_type(g, @$, plain("double precision"), @1, (struct span){0}); }
    | time_word modifiers time_zone
        { $$ = clause_type(g, @$, plain($time_zone ? arena_printf(g->texts, "%s %s", $time_word,
                                                                  $time_zone)
                                                   : $time_word),
                           @1, @modifiers); }
    | INTERVAL interval modifiers
        { $$ = clause_type(g, @$, plain($interval), @1, @modifiers); }
    ;

modifiers:
      %empty
    | paren
    ;

char_word:
      BIT                               { $$ = "bit"; }
    | CHAR                              { $$ = "char"; }
    | CHARACTER                         { $$ = "character"; }
    | NCHAR                             { $$ = "nchar"; }
    | NATIONAL CHAR                     { $$ = "national char"; }
    | NATIONAL CHARACTER                { $$ = "national character"; }
    ;

time_word:
      TIME                              { $$ = "time"; }
    | TIMESTAMP                         { $$ = "timestamp"; }
    ;

time_zone:
      %empty                            { $$ = NULL; }
    | WITH_LA TIME ZONE                 { $$ = "with time zone"; }
    | WITHOUT TIME ZONE                 { $$ = "without time zone"; }
    ;

interval:
      %empty                            { $$ = "interval"; }
    | interval_word                     { $$ = arena_printf(g->texts, "interval %s", $1); }
    | interval_word[from] TO interval_word[to]
        { $$ = arena_printf(g->texts, "interval %s to %s", $from, $to); }
    ;

interval_word:
      YEAR                              { $$ = "year"; }
    | MONTH                             { $$ = "month"; }
    | DAY                               { $$ = "day"; }
    | HOUR                              { $$ = "hour"; }
    | MINUTE                            { $$ = "minute"; }
    | SECOND                            { $$ = "second"; }
    ;

/* ------------------------------------------------------------------ expressions */

/* A default that needs no parentheses; whether it has them around all of it. */
value:
      operand
    | value TYPECAST type               { $$ = false; }
    ;

operand:
      number                            { $$ = false; }
    | STRING                            { $$ = false; }
    | BODY                              { $$ = false; }
    | NULL_P                            { $$ = false; }
    | VALUE_WORD                        { $$ = false; }
    | VALUE_WORD paren                  { $$ = false; }
    | FUNC_WORD paren                   { $$ = false; }
    | RESERVED_WORD paren               { $$ = false; }
    | ARRAY '[' any ']'                 { $$ = false; }
    | simple_type                       { $$ = false; }
    | simple_type STRING                { $$ = false; }
    | paren                             { $$ = true; }
    ;

paren:
      '(' any ')'
    ;

any:
      %empty
    | any any_token
    ;

any_token:
      IDENT | QUOTED | STRING | NUMBER | BODY | OPERATOR_SIGN | TYPECAST
    | RESERVED_WORD | FUNC_WORD | VALUE_WORD | WITH_LA
    | '=' | '-' | '+' | ',' | '.' | '(' any ')' | '[' any ']'
    | plain_word | clause_word | type_word | reserved_word
    ;

/* ------------------------------------------------------------------ names */

qname:
      name                              { $$ = plain($name); }
    | name '.' label_name               { $$ = (struct qname){$name, $label_name}; }
    ;

/* where a clause may follow: words that begin one are not names there */
plain_qname:
      plain_name                        { $$ = plain($plain_name); }
    | plain_name '.' label_name         { $$ = (struct qname){$plain_name, $label_name}; }
    ;

name:
      IDENT                             { $$ = text_name(g, @$); }
    | QUOTED                            { $$ = text_name(g, @$); }
    | plain_word                        { $$ = text_name(g, @$); }
    | clause_word                       { $$ = text_name(g, @$); }
    | type_word                         { $$ = text_name(g, @$); }
    ;

plain_name:
      IDENT                             { $$ = text_name(g, @$); }
    | QUOTED                            { $$ = text_name(g, @$); }
    | plain_word                        { $$ = text_name(g, @$); }
    | type_word                         { $$ = text_name(g, @$); }
    ;

type_first:
      IDENT                             { $$ = text_name(g, @$); }
    | QUOTED                            { $$ = text_name(g, @$); }
    | plain_word                        { $$ = text_name(g, @$); }
    | clause_word                       { $$ = text_name(g, @$); }
    ;

label_name:
      name
    | reserved_word                     { $$ = text_name(g, @$); }
    | RESERVED_WORD                     { $$ = text_name(g, @$); }
    | FUNC_WORD                         { $$ = text_name(g, @$); }
    | VALUE_WORD                        { $$ = text_name(g, @$); }
    ;

/* Words that PostgreSQL does not reserve, or only as names of types. Every one of them, and only
 * those with a token of their own, stands in one of the four lists (a test compares them with
 * keywords.def). */

plain_word:
       ACTION | ALWAYS | BY | CASCADE | DAY | DEFERRED | DELETE | DOMAIN | ENUM | EXCLUDE
    | EXTENSION | EXTERNAL | FIRST | HOUR | IDENTITY | IMMEDIATE | INHERIT | KEY
    | LAST | MINUTE | MIXIN | MONTH | NAME | NOTHING | OPERATOR | PERIOD | REPLICA | RESTRICT
    | SECOND | TYPE | UPDATE | VALID | VARYING | YEAR | ZONE
    ;

clause_word:
       BACKFILL | CACHE | CLUSTERED | COMMENT | COMPRESSION | CYCLE | DROPPED | ENFORCED
    | GENERATED | INCLUDE | INCREMENT | INDEX | INHERITS | LOGGED | MATCH | MAXVALUE | MINVALUE | NO
    | NULLS | OF | OWNED | OWNER | PARTITION | RENAMED | REPLACES | RESTART | SCHEMA
    | SEQUENCE | SET | START | STATISTICS | STORAGE | STORED | TABLESPACE | UNLOGGED | VERSION
    | VIRTUAL | WITHOUT
    ;

type_word:
       DOUBLE | BIT | CHAR | CHARACTER | INTERVAL | NATIONAL | NCHAR | NONE | PRECISION | TIME
    | TIMESTAMP | VARCHAR
    ;

reserved_word:
       ARRAY | AS | ASC | AUTHORIZATION | CHECK | COLLATE | COLUMN | CONSTRAINT | DEFAULT
    | DEFERRABLE | DESC | DISTINCT | FOR | FOREIGN | FROM | FULL | INITIALLY | LIKE | NOT
    | NULL_P | ON | OR | OVERLAPS | PRIMARY | REFERENCES | TABLE | TO | UNIQUE | USING | WHERE
    | WITH
    ;

%%

static int yyreport_syntax_error(const yypcontext_t *context, struct grammar *g)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    const char *names[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, symbols, YYNTOKENS);

    for (int i = 0; i < count; i++)
        names[i] = yysymbol_name(symbols[i]);
    grammar_report(g, g->given, *yypcontext_location(context), names, (size_t)count);
    return 0;
}

/* Only for what bison itself has to say: that memory is exhausted. */
static void grammar_error(struct span *at, struct grammar *g, const char *message)
{
    grammar_complain(g, *at, CHECK_NESTING, "%s", message);
}
