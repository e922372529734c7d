/* Type names: every spelling of the built-in types and what format_type() makes of it. Finding
 * the types that a model declares is left to resolve. */

#include "model/types.h"

#include "base/word_table.h"
#include "model/print.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What modifiers a type takes. */
enum modifier_rule {
    MODIFIER_NONE,
    MODIFIER_LENGTH,    /* (n) */
    MODIFIER_BITS,      /* (n) */
    MODIFIER_PRECISION, /* (p), cut to 6 as PostgreSQL does */
    MODIFIER_NUMERIC    /* (p) or (p, s) */
};

/* The built-in types by their names in pg_type. Modifiers stand between the two
 * parts of the canonical name; bare is the canonical name without any, where that is not just
 * the first part. */
static const struct builtin {
    const char *name, *before, *after, *bare;
    enum modifier_rule rule;
    enum storage storage; /* STORAGE_DEFAULT: plain, as most are */
    bool pseudo, collatable, range, multirange;
} builtins[] = {
    {.name = "aclitem"},
    {.name = "any", .before = "\"any\"", .pseudo = true},
    {.name = "anyarray", .pseudo = true},
    {.name = "anycompatible", .pseudo = true},
    {.name = "anycompatiblearray", .pseudo = true},
    {.name = "anycompatiblemultirange", .pseudo = true},
    {.name = "anycompatiblenonarray", .pseudo = true},
    {.name = "anycompatiblerange", .pseudo = true},
    {.name = "anyelement", .pseudo = true},
    {.name = "anyenum", .pseudo = true},
    {.name = "anymultirange", .pseudo = true},
    {.name = "anynonarray", .pseudo = true},
    {.name = "anyrange", .pseudo = true},
    {.name = "bit", .storage = STORAGE_EXTENDED, .bare = "\"bit\"", .rule = MODIFIER_BITS},
    {.name = "bool", .before = "boolean"},
    {.name = "box"},
    {.name = "bpchar",
     .collatable = true,
     .storage = STORAGE_EXTENDED,
     .before = "character",
     .bare = "bpchar",
     .rule = MODIFIER_LENGTH},
    {.name = "bytea", .storage = STORAGE_EXTENDED},
    {.name = "char", .before = "\"char\""},
    {.name = "cid"},
    {.name = "cidr", .storage = STORAGE_MAIN},
    {.name = "circle"},
    {.name = "cstring", .pseudo = true},
    {.name = "date"},
    {.name = "datemultirange", .multirange = true, .storage = STORAGE_EXTENDED},
    {.name = "daterange", .range = true, .storage = STORAGE_EXTENDED},
    {.name = "event_trigger", .pseudo = true},
    {.name = "float4", .before = "real"},
    {.name = "float8", .before = "double precision"},
    {.name = "gtsvector"},
    {.name = "inet", .storage = STORAGE_MAIN},
    {.name = "int2", .before = "smallint"},
    {.name = "int2vector"},
    {.name = "int4", .before = "integer"},
    {.name = "int4multirange", .multirange = true, .storage = STORAGE_EXTENDED},
    {.name = "int4range", .range = true, .storage = STORAGE_EXTENDED},
    {.name = "int8", .before = "bigint"},
    {.name = "int8multirange", .multirange = true, .storage = STORAGE_EXTENDED},
    {.name = "int8range", .range = true, .storage = STORAGE_EXTENDED},
    {.name = "internal", .pseudo = true},
    {.name = "interval", .rule = MODIFIER_PRECISION},
    {.name = "json", .storage = STORAGE_EXTENDED},
    {.name = "jsonb", .storage = STORAGE_EXTENDED},
    {.name = "jsonpath", .storage = STORAGE_EXTENDED},
    {.name = "language_handler", .pseudo = true},
    {.name = "line"},
    {.name = "lseg"},
    {.name = "macaddr"},
    {.name = "macaddr8"},
    {.name = "money"},
    {.name = "name", .collatable = true},
    {.name = "numeric", .storage = STORAGE_MAIN, .rule = MODIFIER_NUMERIC},
    {.name = "nummultirange", .multirange = true, .storage = STORAGE_EXTENDED},
    {.name = "numrange", .range = true, .storage = STORAGE_EXTENDED},
    {.name = "oid"},
    {.name = "oidvector"},
    {.name = "path", .storage = STORAGE_EXTENDED},
    {.name = "pg_lsn"},
    {.name = "pg_node_tree", .storage = STORAGE_EXTENDED},
    {.name = "pg_snapshot", .storage = STORAGE_EXTENDED},
    {.name = "point"},
    {.name = "polygon", .storage = STORAGE_EXTENDED},
    {.name = "record", .pseudo = true},
    {.name = "refcursor", .storage = STORAGE_EXTENDED},
    {.name = "regclass"},
    {.name = "regcollation"},
    {.name = "regconfig"},
    {.name = "regdictionary"},
    {.name = "regnamespace"},
    {.name = "regoper"},
    {.name = "regoperator"},
    {.name = "regproc"},
    {.name = "regprocedure"},
    {.name = "regrole"},
    {.name = "regtype"},
    {.name = "text", .collatable = true, .storage = STORAGE_EXTENDED},
    {.name = "tid"},
    {.name = "time",
     .after = " without time zone",
     .bare = "time without time zone",
     .rule = MODIFIER_PRECISION},
    {.name = "timestamp",
     .after = " without time zone",
     .bare = "timestamp without time zone",
     .rule = MODIFIER_PRECISION},
    {.name = "timestamptz",
     .before = "timestamp",
     .after = " with time zone",
     .bare = "timestamp with time zone",
     .rule = MODIFIER_PRECISION},
    {.name = "timetz",
     .before = "time",
     .after = " with time zone",
     .bare = "time with time zone",
     .rule = MODIFIER_PRECISION},
    {.name = "trigger", .pseudo = true},
    {.name = "tsmultirange", .multirange = true, .storage = STORAGE_EXTENDED},
    {.name = "tsquery"},
    {.name = "tsrange", .range = true, .storage = STORAGE_EXTENDED},
    {.name = "tstzmultirange", .multirange = true, .storage = STORAGE_EXTENDED},
    {.name = "tstzrange", .range = true, .storage = STORAGE_EXTENDED},
    {.name = "tsvector", .storage = STORAGE_EXTENDED},
    {.name = "txid_snapshot", .storage = STORAGE_EXTENDED},
    {.name = "unknown", .pseudo = true},
    {.name = "uuid"},
    {.name = "varbit",
     .storage = STORAGE_EXTENDED,
     .before = "bit varying",
     .rule = MODIFIER_BITS},
    {.name = "varchar",
     .collatable = true,
     .storage = STORAGE_EXTENDED,
     .before = "character varying",
     .rule = MODIFIER_LENGTH},
    {.name = "void", .pseudo = true},
    {.name = "xid"},
    {.name = "xid8"},
    {.name = "xml", .storage = STORAGE_EXTENDED},
};

/* What SQL's grammar calls some of them; only unqualified and without quotes. */
static const struct alias {
    const char *spelling, *name;
    const char *modifiers; /* meant where none are said */
} aliases[] = {
    {"bigint", "int8", NULL},
    {"bit", "bit", "1"},
    {"bit varying", "varbit", NULL},
    {"boolean", "bool", NULL},
    {"char", "bpchar", "1"},
    {"char varying", "varchar", NULL},
    {"character", "bpchar", "1"},
    {"character varying", "varchar", NULL},
    {"dec", "numeric", NULL},
    {"decimal", "numeric", NULL},
    {"double precision", "float8", NULL},
    {"float", "float8", NULL},
    {"int", "int4", NULL},
    {"integer", "int4", NULL},
    {"national char", "bpchar", "1"},
    {"national char varying", "varchar", NULL},
    {"national character", "bpchar", "1"},
    {"national character varying", "varchar", NULL},
    {"nchar", "bpchar", "1"},
    {"nchar varying", "varchar", NULL},
    {"real", "float4", NULL},
    {"smallint", "int2", NULL},
    {"time with time zone", "timetz", NULL},
    {"time without time zone", "time", NULL},
    {"timestamp with time zone", "timestamptz", NULL},
    {"timestamp without time zone", "timestamp", NULL},
};

static const char *const interval_fields[] = {
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "year to month",
    "day to hour",
    "day to minute",
    "day to second",
    "hour to minute",
    "hour to second",
    "minute to second",
};

#define INTERVAL_WORD "interval "

static const struct builtin *find_builtin(const char *name, size_t length)
{
    static struct word_table table = WORD_TABLE(builtins);

    return word_table_find(&table, name, length);
}

static const struct alias *find_alias(const char *spelling, size_t length)
{
    static struct word_table table = WORD_TABLE(aliases);

    return word_table_find(&table, spelling, length);
}

static const char *interval_fields_of(const char *spelling, size_t length)
{
    size_t word = strlen(INTERVAL_WORD);

    if (length < word || memcmp(spelling, INTERVAL_WORD, word) != 0)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(interval_fields); i++)
        if (strlen(interval_fields[i]) == length - word &&
            memcmp(spelling + word, interval_fields[i], length - word) == 0)
            return interval_fields[i];
    return NULL;
}

static const struct builtin *interval_type(void)
{
    return find_builtin("interval", strlen("interval"));
}

/* The built-in type of a name in pg_type, of an alias or of an interval with its fields. */
static const struct builtin *find_named(const char *name, size_t length)
{
    const struct alias *alias = find_alias(name, length);
    const struct builtin *builtin =
        alias ? find_builtin(alias->name, strlen(alias->name)) : find_builtin(name, length);

    return !builtin && interval_fields_of(name, length) ? interval_type() : builtin;
}

/* ------------------------------------------------------------------ modifiers */

struct modifiers {
    int at[2];
    size_t count;
};

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n\f\v");
}

static bool read_modifiers(const char *text, struct modifiers *modifiers)
{
    modifiers->count = 0;
    for (;;) {
        char *end;
        long value = strtol(text, &end, 10);

        if (end == text || value < INT_MIN || value > INT_MAX ||
            modifiers->count == COUNT_OF(modifiers->at))
            return false;
        modifiers->at[modifiers->count++] = (int)value;
        text = skip_blanks(end);
        if (!*text)
            return true;
        if (*text++ != ',')
            return false;
    }
}

static const struct modifier_limits {
    size_t most;
    int low, high;
} modifier_limits[] = {
    [MODIFIER_NONE] = {0, 0, 0},        [MODIFIER_LENGTH] = {1, 1, 10485760},
    [MODIFIER_BITS] = {1, 1, 83886080}, [MODIFIER_PRECISION] = {1, 0, INT_MAX},
    [MODIFIER_NUMERIC] = {2, 1, 1000},
};

#define PRECISION_MOST 6
#define SCALE_MOST 1000

static bool check_modifiers(const struct builtin *builtin, const struct type_syntax *syntax,
                            const struct modifiers *modifiers, struct diags *diags)
{
    const struct modifier_limits *limits = &modifier_limits[builtin->rule];
    int first = modifiers->at[0];

    if (modifiers->count > limits->most)
        return diag_error(diags, syntax->at, CHECK_TYPE_MODIFIER,
                          limits->most ? "too many modifiers for type \"%s\""
                                       : "type modifier is not allowed for type \"%s\"",
                          syntax->name.name);
    if (first < limits->low || first > limits->high)
        return diag_error(diags, syntax->at, CHECK_TYPE_MODIFIER,
                          "modifier of type \"%s\" must be between %d and %d, not %d",
                          syntax->name.name, limits->low, limits->high, first);
    if (modifiers->count == 2 && abs(modifiers->at[1]) > SCALE_MOST)
        return diag_error(diags, syntax->at, CHECK_TYPE_MODIFIER,
                          "scale of type \"%s\" must be between %d and %d, not %d",
                          syntax->name.name, -SCALE_MOST, SCALE_MOST, modifiers->at[1]);
    return true;
}

/* The canonical name with its modifiers; fields are those of an interval, or NULL. */
static const char *spell_builtin(struct arena *arena, const struct builtin *builtin,
                                 const struct modifiers *modifiers, const char *fields)
{
    const char *before = builtin->before ? builtin->before : builtin->name;
    const char *after = builtin->after ? builtin->after : "";
    int first = modifiers->at[0];

    if (fields)
        before = arena_printf(arena, "%s %s", before, fields);
    if (!modifiers->count)
        return builtin->bare ? builtin->bare : before;
    if (builtin->rule == MODIFIER_PRECISION && first > PRECISION_MOST)
        first = PRECISION_MOST;
    if (builtin->rule == MODIFIER_NUMERIC)
        return arena_printf(arena, "%s(%d,%d)", before, first,
                            modifiers->count == 2 ? modifiers->at[1] : 0);
    return arena_printf(arena, "%s(%d)%s", before, first, after);
}

/* float(n) has as many bits as asked for, in one of two types. */
#define FLOAT_BITS_REAL 24
#define FLOAT_BITS_DOUBLE 53

static bool settle_float(struct arena *arena, const struct type_syntax *syntax,
                         struct modifiers *modifiers, struct type_name *type,
                         struct diags *diags)
{
    int bits = modifiers->count ? modifiers->at[0] : FLOAT_BITS_DOUBLE;

    if (modifiers->count > 1 || bits < 1 || bits > FLOAT_BITS_DOUBLE)
        return diag_error(diags, syntax->at, CHECK_TYPE_MODIFIER,
                          "precision for type float must be between 1 and %d bits",
                          FLOAT_BITS_DOUBLE);
    modifiers->count = 0;
    type->text = spell_builtin(
        arena, find_builtin(bits <= FLOAT_BITS_REAL ? "float4" : "float8", 6), modifiers, NULL);
    return true;
}

/* ------------------------------------------------------------------ canonical names */

static bool settle_builtin(struct arena *arena, const struct builtin *builtin,
                           const struct type_syntax *syntax, const char *said,
                           const char *fields, struct type_name *type, struct diags *diags)
{
    struct modifiers modifiers = {0};

    if (said && !read_modifiers(said, &modifiers))
        return diag_error(diags, syntax->at, CHECK_TYPE_MODIFIER,
                          "modifiers of type \"%s\" must be integers", syntax->name.name);
    if (!syntax->name.schema && !syntax->quoted && strcmp(syntax->name.name, "float") == 0)
        return settle_float(arena, syntax, &modifiers, type, diags);
    if (said && !check_modifiers(builtin, syntax, &modifiers, diags))
        return false;
    if (said && fields && !strstr(fields, "second"))
        return diag_error(diags, syntax->at, CHECK_TYPE_MODIFIER,
                          "type \"%s\" takes no precision", syntax->name.name);
    if (diags && builtin->rule == MODIFIER_PRECISION && modifiers.at[0] > PRECISION_MOST)
        diag_warning(diags, syntax->at, CHECK_TYPE_MODIFIER,
                     "precision %d of type \"%s\" is reduced to the maximum allowed, %d",
                     modifiers.at[0], syntax->name.name, PRECISION_MOST);
    type->text = spell_builtin(arena, builtin, &modifiers, fields);
    return true;
}

/* The built-in type that the syntax names; *array if by the name of its array type. */
static const struct builtin *match_builtin(const struct type_syntax *syntax,
                                           const struct alias **alias, const char **fields,
                                           bool *array)
{
    const char *name = syntax->name.name;
    size_t length = strlen(name);
    const struct builtin *builtin;

    if (syntax->name.schema && strcmp(syntax->name.schema, "pg_catalog") != 0)
        return NULL;
    if (!syntax->name.schema && !syntax->quoted) {
        *alias = find_alias(name, length);
        if (*alias)
            return find_builtin((*alias)->name, strlen((*alias)->name));
        *fields = interval_fields_of(name, length);
        if (*fields)
            return interval_type();
    }
    builtin = find_builtin(name, length);
    if (!builtin && name[0] == '_') {
        builtin = find_builtin(name + 1, length - 1);
        *array = builtin != NULL;
    }
    return builtin;
}

/* Modifiers of a user type as its typmodout function would print them: without blanks. */
static const char *squeeze_modifiers(struct arena *arena, const char *text)
{
    char *squeezed = arena_printf(arena, "(%s)", text), *to = squeezed;
    bool in_quotes = false;

    for (const char *from = squeezed; *from; from++) {
        if (*from == '\'' || *from == '"')
            in_quotes = !in_quotes;
        if (in_quotes || !isspace((unsigned char)*from))
            *to++ = *from;
    }
    *to = '\0';
    return squeezed;
}

bool type_canonical(struct arena *arena, const struct type_syntax *syntax,
                    struct type_name *type, struct diags *diags)
{
    const struct alias *alias = NULL;
    const char *fields = NULL, *said = syntax->modifiers;
    bool array = false;
    const struct builtin *builtin = match_builtin(syntax, &alias, &fields, &array);

    *type = (struct type_name){.at = syntax->at};
    type->dimensions = syntax->array || array;
    if (!builtin) {
        type->user = syntax->name;
        type->modifiers = said ? squeeze_modifiers(arena, said) : NULL;
        type_spell(arena, type);
        return true;
    }
    if (!said && alias)
        said = alias->modifiers;
    if (!settle_builtin(arena, builtin, syntax, said, fields, type, diags))
        return false;
    if (type->dimensions)
        type->text = arena_printf(arena, "%s[]", type->text);
    return true;
}

/* Canonical names, around the modifiers, that have a shorter spelling. */
static const struct short_name {
    const char *before, *after, *name;
} short_names[] = {
    {"character varying", "", "varchar"},
    {"character", "", "char"},
    {"timestamp", " without time zone", "timestamp"},
    {"timestamp", " with time zone", "timestamptz"},
    {"time", " without time zone", "time"},
    {"time", " with time zone", "timetz"},
};

/* Whether text is before, modifiers or none, after, brackets or none. */
static bool is_spelt(const char *text, const struct short_name *name, const char **modifiers,
                     size_t *length)
{
    size_t before = strlen(name->before), after = strlen(name->after);

    if (strncmp(text, name->before, before) != 0)
        return false;
    *modifiers = text += before;
    if (*text == '(')
        text += strcspn(text, ")") + 1;
    *length = (size_t)(text - *modifiers);
    return strncmp(text, name->after, after) == 0 &&
           (!text[after] || strcmp(text + after, "[]") == 0);
}

void type_add_short(struct buf *out, const char *canonical)
{
    for (size_t i = 0; i < COUNT_OF(short_names); i++) {
        const char *modifiers;
        size_t length;

        if (!is_spelt(canonical, &short_names[i], &modifiers, &length))
            continue;
        buf_add(out, short_names[i].name);
        buf_add_n(out, modifiers, length);
        buf_add(out, modifiers + length + strlen(short_names[i].after));
        return;
    }
    buf_add(out, canonical);
}

void type_spell(struct arena *arena, struct type_name *type)
{
    struct buf text = BUF_INIT;

    if (!type->user.name)
        return;
    if (type->user.schema) {
        print_name(&text, type->user.schema);
        buf_add_char(&text, '.');
    }
    print_name(&text, type->user.name);
    if (type->modifiers)
        buf_add(&text, type->modifiers);
    if (type->dimensions)
        buf_add(&text, "[]");
    type->text = arena_strdup(arena, buf_text(&text));
    buf_release(&text);
}

bool type_equal(const struct type_name *a, const struct type_name *b)
{
    if (!a->user.name || !b->user.name)
        return !a->user.name && !b->user.name && text_equal(a->text, b->text);
    if (!text_equal(a->user.name, b->user.name) || a->dimensions != b->dimensions)
        return false;
    if (a->user.schema && b->user.schema && !text_equal(a->user.schema, b->user.schema))
        return false;
    /* types print the words of their modifiers as they like: geometry(Point,4326) */
    if (!a->modifiers || !b->modifiers)
        return a->modifiers == b->modifiers;
    return strcasecmp(a->modifiers, b->modifiers) == 0;
}

/* ------------------------------------------------------------------ names alone */

const char *type_internal_name(const char *name)
{
    const struct builtin *builtin = find_named(name, strlen(name));

    return builtin ? builtin->name : NULL;
}

/* The built-in type of a canonical name, modifiers and brackets aside. */
static const struct builtin *builtin_of(const char *canonical)
{
    size_t length = strcspn(canonical, "([");
    const char *after = strchr(canonical + length, ')');
    struct buf name = BUF_INIT;
    const struct builtin *builtin;

    if (canonical[0] == '"')
        return canonical[1] == 'c' ? find_builtin("char", 4) : find_builtin("bit", 3);
    if (!after || after[1] != ' ')
        return find_named(canonical, length);
    /* the modifiers stand in the middle */
    buf_add_n(&name, canonical, length);
    buf_add_n(&name, after + 1, strcspn(after + 1, "["));
    builtin = find_named(buf_text(&name), name.length);
    buf_release(&name);
    return builtin;
}

static const struct builtin *builtin_type(const struct type_name *type)
{
    return type->user.name || !type->text ? NULL : builtin_of(type->text);
}

const char *type_catalog_name(const struct type_name *type)
{
    const struct builtin *builtin = builtin_type(type);

    return builtin ? builtin->name : NULL;
}

bool type_has_collation(const struct type_name *type)
{
    const struct builtin *builtin = builtin_type(type);

    return !builtin || builtin->collatable;
}

bool type_is_range(const struct type_name *type)
{
    const struct builtin *builtin = builtin_type(type);

    return builtin && builtin->range;
}

bool type_is_multirange(const struct type_name *type)
{
    const struct builtin *builtin = builtin_type(type);

    return builtin && builtin->multirange;
}

enum storage type_storage(const struct type_name *type)
{
    const struct builtin *builtin =
        type->user.name || !type->text ? NULL : builtin_of(type->text);

    if (type->dimensions)
        return STORAGE_EXTENDED;
    if (!builtin)
        return STORAGE_DEFAULT;
    return builtin->storage == STORAGE_DEFAULT ? STORAGE_PLAIN : builtin->storage;
}

static const struct serial_word {
    const char *name, *type;
    enum serial serial;
} serial_words[] = {
    {"serial", "integer", SERIAL_NORMAL},      {"serial4", "integer", SERIAL_NORMAL},
    {"bigserial", "bigint", SERIAL_BIG},       {"serial8", "bigint", SERIAL_BIG},
    {"smallserial", "smallint", SERIAL_SMALL}, {"serial2", "smallint", SERIAL_SMALL},
};

enum serial type_serial(const char *word, const char **type)
{
    static struct word_table table = WORD_TABLE(serial_words);
    const struct serial_word *found = word_table_find(&table, word, strlen(word));

    if (found)
        *type = found->type;
    return found ? found->serial : SERIAL_NONE;
}

bool type_is_builtin(const char *name)
{
    return type_internal_name(name) != NULL;
}

bool type_settle_catalog(struct arena *arena, struct type_name *type)
{
    const char *schema = type->user.schema;

    if (type->modifiers)
        return false;
    if (text_equal(schema, "information_schema"))
        return true;
    if ((schema && strcmp(schema, "pg_catalog") != 0) ||
        strncmp(type->user.name, "pg_", 3) != 0)
        return false;
    type->user.schema = NULL;
    type_spell(arena, type);
    type->user.name = NULL;
    return true;
}

bool type_is_pseudo(const char *name)
{
    const struct builtin *builtin = find_builtin(name, strlen(name));

    return builtin && builtin->pseudo;
}

const char *const *type_builtin_names(size_t *count)
{
    static const char *names[COUNT_OF(builtins) + COUNT_OF(aliases)];

    for (size_t i = 0; i < COUNT_OF(builtins); i++)
        names[i] = builtins[i].name;
    for (size_t i = 0; i < COUNT_OF(aliases); i++)
        names[COUNT_OF(builtins) + i] = aliases[i].spelling;
    *count = COUNT_OF(names);
    return names;
}
