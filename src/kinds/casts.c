/* Facts about conversions between types. User types are known only as such: their values travel
 * as text. */

#include "kinds/casts.h"

#include "kinds/enum.h"

#include "kinds/write.h"
#include "model/types.h"
#include "postgres/sql.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum family {
    FAMILY_NONE,
    FAMILY_NUMBER = 1,
    FAMILY_STRING,
    FAMILY_MOMENT,
    FAMILY_JSON,
    FAMILY_NETWORK,
    FAMILY_BITS,
    FAMILY_MAC
};

/* Types within which PostgreSQL converts by assignment. */
static const struct {
    const char *name;
    enum family family;
} FAMILIES[] = {
    {"smallint", FAMILY_NUMBER},
    {"integer", FAMILY_NUMBER},
    {"bigint", FAMILY_NUMBER},
    {"numeric", FAMILY_NUMBER},
    {"real", FAMILY_NUMBER},
    {"double precision", FAMILY_NUMBER},
    {"text", FAMILY_STRING},
    {"character varying", FAMILY_STRING},
    {"character", FAMILY_STRING},
    {"name", FAMILY_STRING},
    {"bpchar", FAMILY_STRING},
    {"timestamp without time zone", FAMILY_MOMENT},
    {"timestamp with time zone", FAMILY_MOMENT},
    {"date", FAMILY_MOMENT},
    {"json", FAMILY_JSON},
    {"jsonb", FAMILY_JSON},
    {"inet", FAMILY_NETWORK},
    {"cidr", FAMILY_NETWORK},
    {"bit", FAMILY_BITS},
    {"bit varying", FAMILY_BITS},
    {"macaddr", FAMILY_MAC},
    {"macaddr8", FAMILY_MAC},
};

#define OBJECT_NAMES                                                                           \
    "|regclass|regcollation|regconfig|regdictionary|regnamespace|regoper|regoperator|regproc"  \
    "|regprocedure|regrole|regtype|"

/* Casts across families, and out of strings, from any of one list to any of the other: by
 * assignment, or where they are asked for. Rows of pg_cast. */
static const struct {
    const char *from, *to;
    bool by_assignment;
} CASTS[] = {
    {"|smallint|integer|bigint|", "|oid" OBJECT_NAMES, true},
    {"|oid" OBJECT_NAMES, "|integer|bigint|", true},
    {"|oid|", OBJECT_NAMES, true},
    {OBJECT_NAMES, "|oid|", true},
    {"|regproc|", "|regprocedure|", true},
    {"|regprocedure|", "|regproc|", true},
    {"|regoper|", "|regoperator|", true},
    {"|regoperator|", "|regoper|", true},
    {"|text|character varying|", "|regclass|", true},
    {"|text|character varying|character|bpchar|", "|\"char\"|", true},
    {"|\"char\"|", "|integer|", false},
    {"|integer|", "|\"char\"|", false},
    {"|integer|", "|boolean|bit|", false},
    {"|bigint|", "|bit|", false},
    {"|boolean|", "|integer|", false},
    {"|bit|", "|integer|bigint|", false},
    {"|jsonb|", "|boolean|numeric|smallint|integer|bigint|real|double precision|", false},
    {"|integer|bigint|numeric|", "|money|", true},
    {"|money|", "|numeric|", true},
    {"|timestamp without time zone|", "|time without time zone|", true},
    {"|timestamp with time zone|", "|time without time zone|time with time zone|", true},
    {"|time without time zone|", "|time with time zone|interval|", true},
    {"|time with time zone|interval|", "|time without time zone|", true},
    {"|point|", "|box|", true},
    {"|path|box|", "|polygon|", true},
    {"|polygon|", "|path|", true},
    {"|polygon|", "|point|box|circle|", false},
    {"|circle|", "|point|box|polygon|", false},
    {"|box|", "|point|lseg|circle|", false},
    {"|lseg|", "|point|", false},
    {"|int4range|", "|int4multirange|", false},
    {"|int8range|", "|int8multirange|", false},
    {"|numrange|", "|nummultirange|", false},
    {"|tsrange|", "|tsmultirange|", false},
    {"|tstzrange|", "|tstzmultirange|", false},
    {"|daterange|", "|datemultirange|", false},
    {"|xid8|", "|xid|", false},
};

/* The type without modifiers and brackets. */
static void base_name(const struct type_name *type, char *name, size_t size)
{
    size_t length = 0;
    unsigned depth = 0;
    for (const char *c = type->text; *c && *c != '[' && length + 1 < size; c++) {
        depth += *c == '(';
        if (!depth)
            name[length++] = *c;
        depth -= *c == ')' && depth;
    }
    name[length] = '\0';
}

static enum family family_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(FAMILIES); i++)
        if (strcmp(FAMILIES[i].name, name) == 0)
            return FAMILIES[i].family;
    return FAMILY_NONE;
}

static bool is_listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list + 1; length && (at = strstr(at, name)) != NULL; at++)
        if (at[-1] == '|' && at[length] == '|')
            return true;
    return false;
}

enum conversion { BY_ASSIGNMENT, BY_CAST, BY_TEXT };

static enum conversion conversion_across(const char *from, const char *to)
{
    for (size_t i = 0; i < COUNT_OF(CASTS); i++)
        if (is_listed(CASTS[i].from, from) && is_listed(CASTS[i].to, to))
            return CASTS[i].by_assignment ? BY_ASSIGNMENT : BY_CAST;
    return BY_TEXT;
}

static enum conversion conversion_of(const struct type_name *from, const struct type_name *to)
{
    char a[128], b[128];
    base_name(from, a, sizeof a);
    base_name(to, b, sizeof b);
    enum family source = from->user.name ? FAMILY_NONE : family_of(a);
    enum family target = to->user.name ? FAMILY_NONE : family_of(b);
    if (target == FAMILY_STRING && !to->dimensions)
        return BY_ASSIGNMENT; /* every type is assigned to a string by its output function */
    bool same_form = from->dimensions == to->dimensions;
    if (strcmp(a, b) == 0 && same_form)
        return BY_ASSIGNMENT;
    enum conversion across = same_form ? conversion_across(a, b) : BY_TEXT;
    if (across != BY_TEXT)
        return across;
    if (source == FAMILY_STRING && !from->dimensions)
        return BY_CAST;
    if (!same_form)
        return BY_TEXT;
    if (source && source == target)
        return BY_ASSIGNMENT;
    return source == FAMILY_STRING ? BY_CAST : BY_TEXT;
}

/* Of the types built in, few can read what others print. */
static bool text_carries(const struct type_name *from, const struct type_name *to)
{
    char a[128], b[128];
    base_name(from, a, sizeof a);
    base_name(to, b, sizeof b);
    if (from->user.name || to->user.name)
        return true;
    if (from->dimensions != to->dimensions)
        return false;
    if (family_of(b) == FAMILY_JSON)
        return family_of(a) == FAMILY_NUMBER || strcmp(a, "boolean") == 0;
    return from->dimensions || (type_is_range(from) && type_is_range(to)) ||
           (type_is_multirange(from) && type_is_multirange(to));
}

bool cast_exists(const struct type_name *from, const struct type_name *to)
{
    return conversion_of(from, to) != BY_TEXT || text_carries(from, to);
}

bool cast_by_assignment(const struct type_name *from, const struct type_name *to)
{
    return conversion_of(from, to) == BY_ASSIGNMENT;
}

/* CASE that takes the rows of labels that are called something else now to what they are. */
static bool write_replacements(struct buf *out, const char *column,
                               const struct enum_type *from, const struct enum_type *to)
{
    bool any = false;
    for (size_t i = 0; i < from->labels.count; i++) {
        const struct label *label = &from->labels.at[i];
        const char *after = enum_label_after(label, to);
        if (!after || text_equal(after, label->object.name.name))
            continue;
        if (!any)
            buf_addf(out, "(CASE %s::text", column);
        any = true;
        buf_add(out, " WHEN ");
        sql_literal(out, label->object.name.name);
        buf_add(out, " THEN ");
        sql_literal(out, after);
    }
    if (any)
        buf_addf(out, " ELSE %s::text END)::", column);
    return any;
}

static const struct column *attribute_before(const struct composite *from,
                                             const struct column *attribute)
{
    const char *name = attribute->object.name.name;
    const char *old = attribute->object.renamed_from.name;
    const struct column *found = NULL;
    for (size_t i = 0; i < from->attributes.count; i++) {
        const struct column *candidate = &from->attributes.at[i];
        if (text_equal(candidate->object.name.name, name))
            return candidate;
        if ((old && text_equal(candidate->object.name.name, old)) ||
            text_equal(candidate->object.renamed_from.name, name))
            found = candidate;
    }
    return found;
}

const char *cast_lost_attribute(const struct renewal *renewal)
{
    if (!renewal->from || !renewal->to || renewal->from->kind != KIND_COMPOSITE ||
        renewal->to->kind != KIND_COMPOSITE)
        return NULL;
    const struct composite *from = (const struct composite *)renewal->from;
    const struct composite *to = (const struct composite *)renewal->to;
    for (size_t i = 0; i < from->attributes.count; i++) {
        bool stays = false;
        for (size_t j = 0; j < to->attributes.count && !stays; j++)
            stays = attribute_before(from, &to->attributes.at[j]) == &from->attributes.at[i];
        if (!stays)
            return from->attributes.at[i].object.name.name;
    }
    return NULL;
}

bool cast_rows_line_up(const struct renewal *renewal)
{
    if (!renewal->from || !renewal->to || renewal->from->kind != KIND_COMPOSITE ||
        renewal->to->kind != KIND_COMPOSITE)
        return true;
    const struct composite *from = (const struct composite *)renewal->from;
    const struct composite *to = (const struct composite *)renewal->to;
    bool fits = from->attributes.count == to->attributes.count;
    for (size_t i = 0; fits && i < to->attributes.count; i++)
        fits = attribute_before(from, &to->attributes.at[i]) == &from->attributes.at[i];
    return fits;
}

static bool same_attributes(const struct composite *from, const struct composite *to)
{
    if (from->attributes.count != to->attributes.count)
        return false;
    for (size_t i = 0; i < to->attributes.count; i++)
        if (!text_equal(from->attributes.at[i].object.name.name,
                        to->attributes.at[i].object.name.name))
            return false;
    return true;
}

/* A row of as many attributes is read back from its text; another is put together from its
 * parts. */
static bool write_row(struct buf *out, const char *column, const struct composite *from,
                      const struct composite *to)
{
    if (same_attributes(from, to))
        return false;
    buf_addf(out, "CASE WHEN %s IS DISTINCT FROM NULL THEN ROW(", column);
    for (size_t i = 0; i < to->attributes.count; i++) {
        const struct column *attribute = &to->attributes.at[i];
        const struct column *before = attribute_before(from, attribute);
        buf_add(out, i ? ", " : "");
        if (!before) {
            buf_add(out, "NULL");
            continue;
        }
        buf_addf(out, "(%s).", column);
        sql_ident(out, before->object.name.name);
        if (before->type.user.name || conversion_of(&before->type, &attribute->type) == BY_TEXT)
            buf_addf(out, "::text%s::", before->type.dimensions ? "[]" : "");
        else
            buf_add(out, "::");
        write_type(out, &attribute->type);
    }
    buf_add(out, ")::");
    write_name(out, &to->object);
    buf_add(out, " END");
    return true;
}

static bool write_renewal(struct buf *out, const struct column *to, const char *column,
                          const struct renewal *renewal)
{
    if (!renewal->from || !renewal->to || renewal->from->kind != renewal->to->kind ||
        to->type.dimensions)
        return false;
    if (to->type.user.name && renewal->to->kind == KIND_COMPOSITE)
        return write_row(out, column, (const struct composite *)renewal->from,
                         (const struct composite *)renewal->to);
    if (renewal->to->kind != KIND_ENUM ||
        !write_replacements(out, column, (const struct enum_type *)renewal->from,
                            (const struct enum_type *)renewal->to))
        return false;
    write_type(out, &to->type);
    return true;
}

void cast_write_using(struct buf *out, const struct type_name *from,
                      const struct type_name *below, const struct column *to,
                      struct renewal renewal)
{
    enum conversion conversion = renewal.from ? BY_TEXT : conversion_of(from, below);
    if (conversion == BY_ASSIGNMENT)
        return;
    struct buf column = BUF_INIT;
    sql_ident(&column, to->object.name.name);
    buf_add(out, " USING ");
    if (!write_renewal(out, to, buf_text(&column), &renewal)) {
        buf_add(out, buf_text(&column));
        if (conversion == BY_TEXT)
            buf_addf(out, "::text%s", from->dimensions && to->type.dimensions ? "[]" : "");
        buf_add(out, "::");
        write_type(out, &to->type);
    }
    buf_release(&column);
}

bool cast_same_base(const struct type_name *from, const struct type_name *to)
{
    char a[128], b[128];
    base_name(from, a, sizeof a);
    base_name(to, b, sizeof b);
    return strcmp(a, b) == 0 && from->dimensions == to->dimensions;
}

static bool are_both(const struct type_name *from, const struct type_name *to,
                     const char *const names[3])
{
    const struct type_name *sides[] = {from, to};
    size_t found = 0;
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        char name[128];
        base_name(sides[i], name, sizeof name);
        for (size_t j = 0; j < 3 && names[j]; j++)
            found += strcmp(name, names[j]) == 0 && !sides[i]->dimensions;
    }
    return found == COUNT_OF(sides);
}

/* These bring all that they hold to one type, and so write casts of what is not of it. */
static bool unifies_types(const char *text)
{
    static const char *const words[] = {"coalesce", "case",   "greatest",
                                        "least",    "nullif", "array"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcasestr(text, words[i]))
            return true;
    return false;
}

bool cast_reads_the_same(const struct type_name *from, const struct type_name *to,
                         const char *text)
{
    static const char *const strings[3] = {"text", "character varying"};
    static const char *const integers[3] = {"smallint", "integer", "bigint"};
    return cast_same_base(from, to) || are_both(from, to, strings) ||
           (are_both(from, to, integers) && !(text && unifies_types(text)));
}

/* The numbers between the parentheses; how many there are. */
static int modifiers_of(const struct type_name *type, long modifiers[2])
{
    const char *open = strchr(type->text, '(');
    int count = 0;
    for (char *end; open && count < 2 && (*open == '(' || *open == ','); open = end)
        modifiers[count++] = strtol(open + 1, &end, 10);
    return count;
}

/* What values lose in casts that PostgreSQL makes without a word. */
static const struct {
    const char *from, *to, *what;
} LOSSES[] = {
    {"timestamp without time zone", "date", "the time of day"},
    {"timestamp with time zone", "date", "the time of day"},
    {"timestamp without time zone", "time without time zone", "the day"},
    {"timestamp with time zone", "time without time zone", "the day"},
    {"timestamp with time zone", "time with time zone", "the day"},
    {"time with time zone", "time without time zone", "the time zone"},
    {"interval", "time without time zone", "the days"},
    {"integer", "boolean", "the numbers"},
    {"inet", "cidr", "the bits to the right of the netmask"},
    {"double precision", "real", "digits"},
    {"numeric", "real", "digits"},
    {"numeric", "double precision", "digits"},
    {"bigint", "real", "digits"},
    {"bigint", "double precision", "digits"},
    {"integer", "real", "digits"},
};

/* How many digits behind the point a type keeps, of numbers or of seconds; -1: it has none. */
static long fraction_of(const struct type_name *type, const char *base)
{
    long modifiers[2];
    int count = modifiers_of(type, modifiers);
    if (strcmp(base, "numeric") == 0)
        return count == 0 ? LONG_MAX : count == 1 ? 0 : modifiers[1];
    if (strcmp(base, "real") == 0 || strcmp(base, "double precision") == 0)
        return LONG_MAX;
    if (strncmp(base, "time", strlen("time")) == 0 || strcmp(base, "interval") == 0)
        return count ? modifiers[0] : 6;
    return family_of(base) == FAMILY_NUMBER ? 0 : -1;
}

const char *cast_loses(const struct type_name *from, const struct type_name *to)
{
    char a[128], b[128];
    base_name(from, a, sizeof a);
    base_name(to, b, sizeof b);
    if (from->user.name || to->user.name)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(LOSSES); i++)
        if (strcmp(LOSSES[i].from, a) == 0 && strcmp(LOSSES[i].to, b) == 0)
            return LOSSES[i].what;
    long had = fraction_of(from, a), keeps = fraction_of(to, b);
    if (keeps < 0 || had <= keeps)
        return NULL;
    return family_of(b) == FAMILY_NUMBER ? "fractions" : "fractions of seconds";
}

/* A looser modifier of the same type keeps every stored value as it is. */
static bool is_looser(const struct type_name *from, const struct type_name *to,
                      const char *base)
{
    long a[2], b[2];
    int has = modifiers_of(from, a), wants = modifiers_of(to, b);
    if (strcmp(base, "character") == 0 || strcmp(base, "bit") == 0)
        return false; /* padded to their length */
    if (!wants)
        return true;
    if (!has)
        return false;
    return b[0] >= a[0] && (has < 2 || wants < 2 || a[1] == b[1]);
}

bool cast_rewrites(const struct type_name *from, const struct type_name *to)
{
    char a[128], b[128];
    base_name(from, a, sizeof a);
    base_name(to, b, sizeof b);
    if (from->user.name || to->user.name || from->dimensions || to->dimensions)
        return strcmp(from->text, to->text) != 0;
    if (strcmp(a, b) == 0)
        return !is_looser(from, to, a);
    bool is_varying = strcmp(a, "character varying") == 0 || strcmp(a, "text") == 0;
    bool to_varying = strcmp(b, "character varying") == 0 || strcmp(b, "text") == 0;
    if (is_varying && to_varying)
        return strchr(to->text, '(') != NULL;
    return !(strcmp(a, "cidr") == 0 && strcmp(b, "inet") == 0);
}

enum storage type_default_storage(const struct type_name *type)
{
    enum storage storage = type_storage(type);
    return storage == STORAGE_DEFAULT ? STORAGE_EXTENDED : storage;
}
