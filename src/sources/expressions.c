/* The SQL expressions of models and of JSON, read by PostgreSQL's own parser: what is no
 * expression, and what mentions a column that is not there, is an error here and not only on a
 * server. */

#include "sources/expressions.h"

#include "grammar/keywords.h"
#include "model/names.h"
#include "postgres/mention.h"
#include "postgres/parser.h"
#include "sources/migrations_lexer.h"

#include <ctype.h>
#include <string.h>

/* What an expression may mention. */
enum scope {
    SCOPE_ANY,    /* nothing is judged but the syntax */
    SCOPE_NONE,   /* no column at all: a default */
    SCOPE_TABLE,  /* the table's columns */
    SCOPE_COLUMNS /* the table's columns that are not generated: a generated column */
};

struct judging {
    struct diags *diags;
    struct diags *ignored;     /* what the lexer objects to, the parser objects to as well */
    struct arena *arena;       /* for what is parsed; reset for each expression */
    struct names *valid;       /* texts that are well formed: most are said again and again */
    struct object *owner;      /* the table or domain */
    const struct table *table; /* NULL: a domain */
    const struct expr *expr;
    enum scope scope;
};

/* Where a part of the expression stands; the whole where its text is not the source's. */
static struct span place_of(const struct expr *expr, size_t offset, size_t length)
{
    struct span at = expr->at;
    size_t said = strlen(expr->text);
    const char *whole = at.file ? at.file->text + at.start : NULL, *found;

    if (!whole || said > at.end - at.start)
        return at;
    found = memmem(whole, at.end - at.start, expr->text, said);
    if (!found)
        return at;
    at.start += (uint32_t)(found - whole) + (uint32_t)offset;
    at.end = at.start + (uint32_t)length;
    return at;
}

static size_t word_length(const char *text)
{
    size_t length = 0;

    if (*text == '"')
        return strcspn(text + 1, "\"") + 2;
    while (isalnum((unsigned char)text[length]) ||
           strchr("_$.", text[length] ? text[length] : ' '))
        length++;
    return length ? length : 1;
}

static struct span mentioned_at(const struct judging *judging, size_t offset)
{
    return place_of(judging->expr, offset, word_length(judging->expr->text + offset));
}

static void suggest(const struct judging *judging, const char *name)
{
    const struct table *table = judging->table;
    const char **names =
        arena_alloc(judging->arena, (table->columns.count + 1) * sizeof *names);
    const char *closest;

    for (size_t i = 0; i < table->columns.count; i++)
        names[i] = table->columns.at[i].object.name.name;
    closest = name_closest(name, names, table->columns.count);
    if (closest)
        diag_hint(judging->diags, "Did you mean \"%s\"?", closest);
}

static void judge_of_table(const struct judging *judging, const char *name, size_t offset)
{
    const struct table *table = judging->table;
    const struct column *column = table_find_column(table, name);

    if (!column && !column_is_system(name) && strcmp(name, table->object.name.name)) {
        diag_error(judging->diags, mentioned_at(judging, offset), CHECK_REF_MISSING,
                   "column \"%s\" of table \"%s\" does not exist", name,
                   table->object.name.name);
        suggest(judging, name);
    } else if (column && column->generated && judging->scope == SCOPE_COLUMNS) {
        diag_error(judging->diags, mentioned_at(judging, offset), CHECK_EXPRESSION,
                   "a generated column cannot be computed from another one, \"%s\"", name);
    }
}

static void judge_mention(void *context, const struct mentioned *mentioned)
{
    const struct judging *judging = context;
    size_t offset = (size_t)mentioned->location - PARSE_PREFIX;

    if (mentioned->mention != MENTION_COLUMN || mentioned->qualifies ||
        judging->scope == SCOPE_ANY)
        return;
    if (judging->scope == SCOPE_NONE)
        diag_error(judging->diags, mentioned_at(judging, offset), CHECK_EXPRESSION,
                   "a default cannot mention a column");
    else if (judging->table)
        judge_of_table(judging, mentioned->name.name, offset);
    else if (strcmp(mentioned->name.name, "value"))
        diag_error(judging->diags, mentioned_at(judging, offset), CHECK_EXPRESSION,
                   "the check of a domain mentions \"value\" and no column");
}

/* ------------------------------------------------------------------ most of them */

static bool is_known_word(const struct judging *judging, const char *word)
{
    static const char *const words[] = {"and",   "or",  "not",  "is",   "null",  "true",
                                        "false", "in",  "like", "case", "when",  "then",
                                        "else",  "end", "any",  "all",  "ilike", "between"};
    const struct column *column;

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (!strcmp(words[i], word))
            return true;
    if (judging->scope == SCOPE_ANY)
        return keyword_category(word) == KEYWORD_NONE;
    if (judging->scope == SCOPE_NONE)
        return false;
    if (!judging->table)
        return !strcmp(word, "value");
    column = table_find_column(judging->table, word);
    return column && (judging->scope == SCOPE_TABLE || !column->generated);
}

/* A word that begins a call or names the type of a cast is no column. */
static bool is_explained(const struct judging *judging, const struct sql_lexer *behind,
                         struct sql_token token, bool cast)
{
    const char *text = behind->source->text;
    char word[64];
    size_t length = token.end - token.start;

    if (cast || text[token.end + strspn(text + token.end, " ")] == '(')
        return true;
    if (length >= sizeof word)
        return false;
    for (size_t i = 0; i < length; i++)
        word[i] = (char)tolower((unsigned char)text[token.start + i]);
    word[length] = 0;
    return is_known_word(judging, word);
}

/* Whether the words alone show that nothing is mentioned that may not be: then it is enough to
 * ask the parser whether it is well formed, which costs a fifth of a parse tree. */
static bool is_simple(const struct judging *judging, const char *text)
{
    struct source source = {"", text, strlen(text)};
    struct sql_lexer lexer = {.source = &source, .diags = judging->ignored};
    struct sql_token token;
    bool cast = false;
    int depth = 0;

    while ((token = sql_lexer_next(&lexer)).type != SQL_END) {
        char first = text[token.start];

        depth += (token.type == SQL_OPEN) - (token.type == SQL_CLOSE);
        if (depth < 0 || first == '"' || first == '.' || (first == ',' && !depth) ||
            token.type == SQL_SEMICOLON)
            return false;
        if (token.type == SQL_WORD && !is_explained(judging, &lexer, token, cast))
            return false;
        cast = first == ':' || (cast && token.type == SQL_SPACE);
    }
    return !depth;
}

static bool is_valid(struct judging *judging, const char *text)
{
    struct qname name = {NULL, text};

    if (names_find(judging->valid, NAMES_SCHEMA, name))
        return true;
    if (!parse_is_valid(text))
        return false;
    names_enter(&judging->valid, NAMES_SCHEMA, name, judging->owner);
    return true;
}

static void judge_tree(struct judging *judging, const char *text)
{
    const char *fault;
    size_t offset;
    struct parse *parse = parse_expression(judging->arena, text, &fault, &offset);

    if (parse)
        mention_each(judging->arena, parse_root(parse), judge_mention, judging);
    else
        diag_error(judging->diags, mentioned_at(judging, offset), CHECK_EXPRESSION, "%s",
                   fault);
    parse_free(parse);
    arena_release(judging->arena);
}

static void judge(struct judging *judging, const struct expr *expr, enum scope scope)
{
    if (!expr->text)
        return;
    judging->expr = expr;
    judging->scope = scope;
    if (!is_simple(judging, expr->text) || !is_valid(judging, expr->text))
        judge_tree(judging, expr->text);
}

static void judge_elements(struct judging *judging, const struct index_element *elements,
                           size_t count, enum scope scope)
{
    for (size_t i = 0; i < count; i++)
        judge(judging, &elements[i].expr, scope);
}

/* What comes with a parent that is not in the models cannot be known. */
static bool columns_are_known(const struct table *table)
{
    if (table->of_type.name.name && !table->of_type.to)
        return false;
    for (array_each (struct ref, parent, &table->inherits))
        if (!parent->to || !columns_are_known((const struct table *)parent->to))
            return false;
    return !table->object.external;
}

static void judge_table(struct judging *judging, struct object *object)
{
    const struct table *table = (const struct table *)object;
    enum scope scope = columns_are_known(table) ? SCOPE_TABLE : SCOPE_ANY;

    if (table->columns.count > TABLE_COLUMNS_MOST)
        return; /* an error already, and each name would be looked for among them all */
    judging->owner = object;
    judging->table = table;
    for (array_each (struct column, column, &table->columns)) {
        judge(judging, &column->value,
              column->generated ? scope == SCOPE_TABLE ? SCOPE_COLUMNS : SCOPE_ANY
                                : SCOPE_NONE);
        judge(judging, &column->backfill, SCOPE_ANY);
        judge(judging, &column->using_expr, SCOPE_ANY);
    }
    for (array_each (struct constraint, constraint, &table->constraints)) {
        judge(judging, &constraint->check, scope);
        judge(judging, &constraint->where, scope);
        judge_elements(judging, constraint->elements.at, constraint->elements.count, scope);
    }
    for (array_each (struct index, index, &table->indexes)) {
        judge(judging, &index->where, scope);
        judge_elements(judging, index->elements.at, index->elements.count, scope);
    }
}

static void judge_domain(struct judging *judging, struct object *object)
{
    const struct domain *domain = (const struct domain *)object;

    judging->owner = object;
    judging->table = NULL;
    judge(judging, &domain->value, SCOPE_NONE);
    for (array_each (struct constraint, constraint, &domain->constraints))
        judge(judging, &constraint->check, SCOPE_TABLE);
}

void judge_expressions(const struct model *model, struct diags *diags)
{
    struct arena arena = {0};
    struct judging judging = {.diags = diags, .ignored = diags_new(), .arena = &arena};
    const struct object_list *tables = &model->objects[KIND_TABLE];
    const struct object_list *domains = &model->objects[KIND_DOMAIN];

    for (size_t i = 0; i < tables->count; i++)
        judge_table(&judging, tables->at[i]);
    for (size_t i = 0; i < domains->count; i++)
        judge_domain(&judging, domains->at[i]);
    names_release(&judging.valid);
    diags_free(judging.ignored);
}
