/* Worlds as model files: what the choices of each kind of item mean. */

#include "world.h"

#include <stdio.h>
#include <string.h>

struct writer {
    const struct world *world, *before;
    struct buf *out;
    bool clustered; /* one index of the table has it already */
};

static void put_comment(struct buf *out, unsigned choice, const char *indent)
{
    static const char *const texts[] = {NULL, "/// one line",
                                        "/// it's a \"second\" \\ thing\n"};
    if (choice == 1)
        buf_addf(out, "%s%s\n", indent, texts[1]);
    if (choice == 2)
        buf_addf(out, "%s%s%s/// in two lines\n", indent, texts[2], indent);
}

static void put_name(struct writer *w, const struct item *item)
{
    char name[64];
    item_name(w->world, item, name, sizeof name);
    buf_add(w->out, name);
}

static void put_reference(struct writer *w, const struct item *item)
{
    char name[160];
    item_qualified(w->world, item, name, sizeof name);
    buf_add(w->out, name);
}

/* renamed from …, where the other side has the item under another name. Unnamed constraints and
 * indexes follow their columns by themselves. */
static void put_renamed(struct writer *w, const struct item *item)
{
    const struct item *old = w->before ? world_find(w->before, item->id) : NULL;
    char name[160], now[160];
    if (!old || !item_stands(w->before, old))
        return;
    if (item->parent || item->kind == ITEM_SCHEMA) {
        item_name(w->before, old, name, sizeof name);
        item_name(w->world, item, now, sizeof now);
    } else {
        item_qualified(w->before, old, name, sizeof name);
        item_qualified(w->world, item, now, sizeof now);
    }
    if (!strcmp(name, now))
        return;
    buf_addf(w->out, item->kind == ITEM_LABEL ? " renamed from '%s'" : " renamed from %s",
             name);
}

static void put_expression(struct buf *out, unsigned choice, const char *name,
                           const struct type_use *use, bool counts)
{
    static const char *const numbers[] = {"%s > 0", "%s <> 77", "%s in (1, 2, 3, 4, 5)",
                                          "%s between 1 and 100", "%s < 1000 or %s > 2000"};
    static const char *const words[] = {"%s <> ''", "length(%s) < 100", "%s || 'x' <> 'x'",
                                        "%s ~ '^[0-9]'", "%s like '%%' or %s = 'x'"};
    const char *pattern = "%s is null or %s is not null";
    if (!counts && use->type.family == FAMILY_NUMBER && use->type.value)
        pattern = numbers[choice];
    else if (!counts && use->type.family == FAMILY_TEXT && use->type.value)
        pattern = words[choice];
    for (const char *c = pattern; *c; c++) {
        if (c[0] == '%' && c[1] == 's')
            buf_add(out, name), c++;
        else if (c[0] == '%' && c[1] == '%')
            buf_add_char(out, *c++);
        else
            buf_add_char(out, *c);
    }
}

static void put_value(struct buf *out, const char *pattern, unsigned row)
{
    for (const char *c = pattern; *c; c++) {
        if (*c == '$')
            buf_addf(out, "%u", row);
        else
            buf_add_char(out, *c);
    }
}

static const struct item *first_label(const struct world *world, unsigned type)
{
    const struct item *user = world_find(world, type);
    while (user && user->kind == ITEM_DOMAIN)
        user = world_find(world, user->refs[0]);
    for (unsigned i = 0; user && i < world->count; i++)
        if (world->items[i].parent == user->id && world->items[i].choice[LABEL_PINNED])
            return &world->items[i];
    return NULL;
}

/* A row of a composite type. The columns of a table may stand in any order: it has none. */
static bool put_row(const struct world *world, const struct item *column, unsigned row,
                    struct buf *out)
{
    const struct item *origin = column_origin(world, column);
    const struct item *type = world_find(world, origin->refs[0]);
    bool array = origin->kind == ITEM_COLUMN ? origin->choice[COLUMN_ARRAY]
                                             : origin->choice[ATTRIBUTE_ARRAY];
    const char *separator = "";
    char name[160];
    if (!world->woven || type->kind != ITEM_COMPOSITE)
        return false;
    item_qualified(world, type, name, sizeof name);
    buf_add(out, array ? "ARRAY[ROW(" : "ROW(");
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *attribute = &world->items[i];
        if (attribute->kind != ITEM_ATTRIBUTE || attribute->parent != type->id ||
            !item_stands(world, attribute))
            continue;
        buf_add(out, separator);
        separator = ", ";
        column_value(world, attribute, row, out);
    }
    buf_addf(out, array ? ")::%s]" : ")::%s", name);
    return true;
}

void column_value(const struct world *world, const struct item *column, unsigned row,
                  struct buf *out)
{
    struct type_use use;
    char label[64];
    bool typed = item_type(world, column, &use);
    if (!typed || (use.composite && !put_row(world, column, row, out))) {
        buf_add(out, "NULL");
    } else if (use.composite) {
        return;
    } else if (use.array) {
        buf_add(out, "'{}'");
    } else if (use.label) {
        item_name(world, first_label(world, column_origin(world, column)->refs[0]), label,
                  sizeof label);
        buf_addf(out, "'%s'", label);
    } else {
        put_value(out, use.type.value, row);
    }
}

/* ------------------------------------------------------------------ types and sequences */

static void put_enum(struct writer *w, const struct item *item)
{
    const char *separator = " (";
    put_comment(w->out, item->choice[ENUM_COMMENT], "");
    buf_add(w->out, "enum ");
    put_reference(w, item);
    put_renamed(w, item);
    for (unsigned i = 0; i < w->world->count; i++) {
        const struct item *label = &w->world->items[i];
        if (label->kind != ITEM_LABEL || label->parent != item->id)
            continue;
        buf_addf(w->out, "%s'", separator);
        put_name(w, label);
        buf_add(w->out, "'");
        put_renamed(w, label);
        separator = ", ";
    }
    buf_add(w->out, ")\n");
}

static void put_collation(struct writer *w, unsigned choice, const struct type_use *use)
{
    static const char *const names[] = {"", " collate \"C\"", " collate \"POSIX\""};
    if (use->type.traits & TRAIT_COLLATION)
        buf_add(w->out, names[choice]);
}

static void put_composite(struct writer *w, const struct item *item)
{
    static const char *const comments[] = {"", " comment 'a'", " comment 'it''s'"};
    const char *separator = " as (";
    put_comment(w->out, item->choice[COMPOSITE_COMMENT], "");
    buf_add(w->out, "type ");
    put_reference(w, item);
    put_renamed(w, item);
    for (unsigned i = 0; i < w->world->count; i++) {
        const struct item *attribute = &w->world->items[i];
        struct type_use use;
        if (attribute->kind != ITEM_ATTRIBUTE || attribute->parent != item->id ||
            !item_stands(w->world, attribute) || !item_type(w->world, attribute, &use))
            continue;
        buf_add(w->out, separator);
        put_name(w, attribute);
        buf_addf(w->out, " %s", use.name);
        put_collation(w, attribute->choice[ATTRIBUTE_COLLATION], &use);
        put_renamed(w, attribute);
        buf_add(w->out, comments[attribute->choice[ATTRIBUTE_COMMENT]]);
        separator = ", ";
    }
    buf_add(w->out, ")\n");
}

static void put_domain_checks(struct writer *w, const struct item *item,
                              const struct type_use *use)
{
    buf_add(w->out, " {\n");
    for (unsigned i = 0; i < w->world->count; i++) {
        const struct item *check = &w->world->items[i];
        if (check->kind != ITEM_DOMAIN_CHECK || check->parent != item->id)
            continue;
        put_comment(w->out, check->choice[DOMAIN_CHECK_COMMENT], "  ");
        buf_add(w->out, "  ");
        if (check->choice[DOMAIN_CHECK_NAMED]) {
            buf_add(w->out, "constraint ");
            put_name(w, check);
            buf_add(w->out, " ");
        }
        buf_add(w->out, "check (");
        put_expression(w->out, check->choice[DOMAIN_CHECK_EXPRESSION], "value", use, false);
        buf_add(w->out, check->choice[DOMAIN_CHECK_NOT_VALID] ? ") not valid" : ")");
        const struct item *old = w->before ? world_find(w->before, check->id) : NULL;
        if (old && old->choice[DOMAIN_CHECK_NAMED] && check->choice[DOMAIN_CHECK_NAMED])
            put_renamed(w, check);
        buf_add(w->out, "\n");
    }
    buf_add(w->out, "}\n");
}

static void put_domain(struct writer *w, const struct item *item)
{
    struct type_use use;
    item_type(w->world, item, &use);
    put_comment(w->out, item->choice[DOMAIN_COMMENT], "");
    buf_add(w->out, "domain ");
    put_reference(w, item);
    put_renamed(w, item);
    buf_addf(w->out, " as %s", use.name);
    put_collation(w, item->choice[DOMAIN_COLLATION], &use);
    if (item->choice[DOMAIN_DEFAULT]) {
        buf_add(w->out, " default ");
        column_value(w->world, item, item->choice[DOMAIN_DEFAULT], w->out);
        if (item->choice[DOMAIN_NOT_NULL])
            buf_add(w->out, " not null");
    }
    put_domain_checks(w, item, &use);
}

static void put_sequence(struct writer *w, const struct item *item)
{
    static const char *const words[][3] = {
        [SEQUENCE_TYPE] = {"", " as integer", " as smallint"},
        [SEQUENCE_INCREMENT] = {"", " increment 5", " increment 10"},
        [SEQUENCE_START] = {"", " start 10", " start 50"},
        [SEQUENCE_MIN] = {"", " minvalue -5"},
        [SEQUENCE_MAX] = {"", " maxvalue 1000", " maxvalue 20000"},
        [SEQUENCE_CACHE] = {"", " cache 7"},
        [SEQUENCE_CYCLE] = {"", " cycle"},
    };
    const struct item *column = world_find(w->world, item->refs[0]);
    const struct item *table = column ? world_find(w->world, column->parent) : NULL;
    bool unlogged = w->world->major >= 15 && item->choice[SEQUENCE_UNLOGGED];
    put_comment(w->out, item->choice[SEQUENCE_COMMENT], "");
    buf_add(w->out, unlogged ? "unlogged sequence " : "sequence ");
    put_reference(w, item);
    put_renamed(w, item);
    for (unsigned i = SEQUENCE_TYPE; i <= SEQUENCE_CYCLE; i++)
        buf_add(w->out, words[i][item->choice[i]]);
    if (item->choice[SEQUENCE_MIN] && !item->choice[SEQUENCE_START])
        buf_add(w->out, " start 1");
    if (table && column->kind == ITEM_COLUMN && table->space == item->space &&
        item_stands(w->world, column)) {
        buf_add(w->out, " owned by ");
        put_reference(w, table);
        buf_add(w->out, ".");
        put_name(w, column);
    }
    buf_add(w->out, "\n");
}

/* ------------------------------------------------------------------ columns */

/* Whether the column has to have a value in every row: said, or by a key or a counter. */
static bool must_have(const struct world *world, const struct item *column)
{
    if (column->choice[COLUMN_NOT_NULL])
        return true;
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *item = &world->items[i];
        if (item->kind == ITEM_CONSTRAINT && item->choice[CONSTRAINT_TYPE] == TYPE_PRIMARY &&
            item->parent == column->parent &&
            (item->refs[0] == column->id || item->refs[1] == column->id) &&
            item_stands(world, item))
            return true;
    }
    return false;
}

static bool put_default(struct writer *w, const struct item *column, const struct type_use *use)
{
    const struct item *sequence = world_find(w->world, column->refs[2]);
    unsigned choice = column->choice[COLUMN_DEFAULT];
    if (!choice || use->composite)
        return false;
    if (choice == 4 && column->refs[3]) {
        buf_add(w->out, " default null");
        return false;
    }
    if (choice == 4 && column_counts(w->world, column)) {
        char name[160];
        item_qualified(w->world, sequence, name, sizeof name);
        buf_addf(w->out, " default nextval('%s')", name);
    } else if (choice == 3 && use->type.function) {
        buf_addf(w->out, " default %s", use->type.function);
    } else {
        buf_add(w->out, " default ");
        column_value(w->world, column, choice == 2 ? 2 : 1, w->out);
    }
    return true;
}

static bool put_counter(struct writer *w, const struct item *column, const struct type_use *use)
{
    static const char *const options[] = {"", " (start 10)", " (increment 5 cache 3)",
                                          " (maxvalue 30000 cycle)"};
    if (!(use->type.traits & TRAIT_SERIAL) || column->refs[0] || column->refs[3] ||
        !column->choice[COLUMN_IDENTITY])
        return false;
    buf_addf(w->out, " generated %s as identity%s",
             column->choice[COLUMN_IDENTITY] == 1 ? "always" : "by default",
             options[column->choice[COLUMN_IDENTITY_OPTIONS]]);
    return true;
}

static bool put_generated(struct writer *w, const struct item *column)
{
    const struct item *source = world_find(w->world, column->refs[1]);
    struct type_use use;
    char name[64];
    if (!column_is_generated(w->world, column))
        return false;
    item_type(w->world, source, &use);
    item_name(w->world, source, name, sizeof name);
    buf_addf(w->out, " generated always as (%s%s%s%s) %s",
             use.type.family == FAMILY_TEXT ? "length(" : "", name,
             use.type.family == FAMILY_TEXT ? ")" : "",
             column->choice[COLUMN_GENERATED] == 1 ? " + 1" : " * 2",
             w->world->major >= 18 && column->choice[COLUMN_VIRTUAL] ? "virtual" : "stored");
    return true;
}

static void put_column_attributes(struct writer *w, const struct item *column,
                                  const struct type_use *use)
{
    static const char *const storages[] = {"", " storage external", " storage main",
                                           " storage plain"};
    static const char *const targets[] = {"", " statistics 50", " statistics 0"};
    static const char *const distinct[] = {
        "", " set (n_distinct = 100)", " set (n_distinct = -0.5, n_distinct_inherited = 3)"};
    bool is_virtual = w->world->major >= 18 && column->choice[COLUMN_VIRTUAL] &&
                      column_is_generated(w->world, column);
    put_collation(w, column_origin(w->world, column)->choice[COLUMN_COLLATION], use);
    if (use->type.traits & TRAIT_TOAST && !is_virtual) {
        buf_add(w->out, storages[column->choice[COLUMN_STORAGE]]);
        if (column->choice[COLUMN_COMPRESSION])
            buf_add(w->out, " compression pglz");
    }
    buf_add(w->out, targets[is_virtual ? 0 : column->choice[COLUMN_STATISTICS]]);
    buf_add(w->out, distinct[column->choice[COLUMN_DISTINCT]]);
}

static void put_column(struct writer *w, const struct item *column)
{
    static const char *const serials[] = {"serial", "bigserial", "smallserial"};
    struct type_use use;
    if (!item_stands(w->world, column) || !item_type(w->world, column, &use))
        return;
    bool generated = column_is_generated(w->world, column);
    bool serial = !generated && use.type.traits & TRAIT_SERIAL && !column->refs[0] &&
                  !column->refs[3] && column->choice[COLUMN_SERIAL] &&
                  !column->choice[COLUMN_IDENTITY];
    put_comment(w->out, column->choice[COLUMN_COMMENT], "  ");
    buf_add(w->out, "  ");
    put_name(w, column);
    buf_addf(w->out, " %s", serial ? serials[column->choice[COLUMN_TYPE]] : use.name);
    bool filled = serial || put_generated(w, column) || put_counter(w, column, &use) ||
                  put_default(w, column, &use);
    if (column->choice[COLUMN_NOT_NULL] && !use.composite && !serial && !generated)
        buf_add(w->out, " not null");
    if (!filled && !use.composite && must_have(w->world, column)) {
        buf_add(w->out, " backfill (");
        column_value(w->world, column, 1, w->out);
        buf_add(w->out, ")");
    }
    put_column_attributes(w, column, &use);
    if (!column_is_had(w->world, column))
        put_renamed(w, column);
    buf_add(w->out, "\n");
}

/* ------------------------------------------------------------------ constraints and indexes */

static void put_columns(struct writer *w, const unsigned *refs)
{
    buf_add(w->out, " (");
    put_name(w, world_find(w->world, refs[0]));
    if (refs[1]) {
        buf_add(w->out, ", ");
        put_name(w, world_find(w->world, refs[1]));
    }
    buf_add(w->out, ")");
}

/* A further column of an index, if it may be included there. */
static const struct item *included(struct writer *w, const struct item *item, bool wanted)
{
    const struct item *column = wanted ? world_find(w->world, item->refs[3]) : NULL;
    bool fits = column && column->kind == ITEM_COLUMN && column->parent == item->parent &&
                column->id != item->refs[0] && column->id != item->refs[1] &&
                item_stands(w->world, column) &&
                !(w->world->major >= 18 && column->choice[COLUMN_VIRTUAL]);
    return fits ? column : NULL;
}

static void put_include(struct writer *w, const struct item *item, bool wanted)
{
    const struct item *column = included(w, item, wanted);
    if (!column)
        return;
    buf_add(w->out, " include (");
    put_name(w, column);
    buf_add(w->out, ")");
}

static void put_clustered(struct writer *w, bool wanted)
{
    if (!wanted || w->clustered)
        return;
    w->clustered = true;
    buf_add(w->out, " clustered");
}

static void put_foreign_key(struct writer *w, const struct item *item)
{
    static const char *const deletes[] = {"",
                                          " on delete cascade",
                                          " on delete set null",
                                          " on delete restrict",
                                          " on delete set default",
                                          " on delete set null"};
    static const char *const updates[] = {"", " on update cascade", " on update restrict"};
    const struct item *key = world_find(w->world, item->refs[3]);
    buf_add(w->out, "foreign key");
    put_columns(w, item->refs);
    buf_add(w->out, " references ");
    put_reference(w, world_find(w->world, key->parent));
    put_columns(w, key->refs);
    if (item->choice[CONSTRAINT_MATCH])
        buf_add(w->out, " match full");
    buf_add(w->out, deletes[item->choice[CONSTRAINT_ON_DELETE]]);
    if (item->choice[CONSTRAINT_ON_DELETE] == 5 && w->world->major >= 15) {
        buf_add(w->out, " (");
        put_name(w, world_find(w->world, item->refs[0]));
        buf_add(w->out, ")");
    }
    buf_add(w->out, updates[item->choice[CONSTRAINT_ON_UPDATE]]);
}

static void put_exclusion(struct writer *w, const struct item *item)
{
    struct type_use use;
    const struct item *column = world_find(w->world, item->refs[0]);
    item_type(w->world, column, &use);
    bool range = use.type.traits & TRAIT_RANGE;
    buf_add(w->out, range ? "exclude using gist (" : "exclude using btree (");
    put_name(w, column);
    buf_add(w->out, range ? " with &&)" : " with =)");
}

static void put_key(struct writer *w, const struct item *item, bool primary)
{
    buf_add(w->out, primary ? "primary key" : "unique");
    if (!primary && item->choice[CONSTRAINT_NULLS] && w->world->major >= 15)
        buf_add(w->out, " nulls not distinct");
    put_columns(w, item->refs);
    put_include(w, item, item->choice[CONSTRAINT_INCLUDE]);
}

static void put_check(struct writer *w, const struct item *item)
{
    const struct item *column = world_find(w->world, item->refs[0]);
    struct type_use use;
    char name[64];
    item_type(w->world, column, &use);
    item_name(w->world, column, name, sizeof name);
    buf_add(w->out, "check (");
    put_expression(w->out, item->choice[CONSTRAINT_EXPRESSION], name, &use,
                   column_counts(w->world, column) || column_is_generated(w->world, column));
    buf_add(w->out, ")");
    if (item->choice[CONSTRAINT_NO_INHERIT])
        buf_add(w->out, " no inherit");
}

static void put_index_parts(struct writer *w, const struct item *item)
{
    static const char *const parameters[] = {"", " with (fillfactor = 70)",
                                             " with (fillfactor = 90)"};
    buf_add(w->out, parameters[item->choice[CONSTRAINT_WITH]]);
    if (item->choice[CONSTRAINT_TABLESPACE])
        buf_add(w->out, " using index tablespace random_space");
    put_clustered(w, item->choice[CONSTRAINT_CLUSTERED]);
}

static void put_constraint(struct writer *w, const struct item *item)
{
    static const char *const deferrable[] = {"", " deferrable",
                                             " deferrable initially deferred"};
    unsigned type = item->choice[CONSTRAINT_TYPE];
    const struct item *old = w->before ? world_find(w->before, item->id) : NULL;
    put_comment(w->out, item->choice[CONSTRAINT_COMMENT], "  ");
    buf_add(w->out, "  ");
    if (item->choice[CONSTRAINT_NAMED]) {
        buf_add(w->out, "constraint ");
        put_name(w, item);
        buf_add(w->out, " ");
    }
    if (type == TYPE_CHECK)
        put_check(w, item);
    else if (type == TYPE_FOREIGN)
        put_foreign_key(w, item);
    else if (type == TYPE_EXCLUDE)
        put_exclusion(w, item);
    else
        put_key(w, item, type == TYPE_PRIMARY);
    if (type != TYPE_CHECK && type != TYPE_FOREIGN)
        put_index_parts(w, item);
    if (type != TYPE_CHECK)
        buf_add(w->out, deferrable[item->choice[CONSTRAINT_DEFERRABLE]]);
    bool enforced = !item->choice[CONSTRAINT_NOT_ENFORCED] || w->world->major < 18;
    if (type == TYPE_CHECK || type == TYPE_FOREIGN)
        buf_add(w->out, !enforced                            ? " not enforced"
                        : item->choice[CONSTRAINT_NOT_VALID] ? " not valid"
                                                             : "");
    if (item->choice[CONSTRAINT_NAMED] && old && old->choice[CONSTRAINT_NAMED])
        put_renamed(w, item);
    buf_add(w->out, "\n");
}

static void put_element(struct writer *w, const struct item *item, unsigned ref, bool first)
{
    const struct item *column = world_find(w->world, ref);
    struct type_use use;
    char name[64];
    unsigned method = item->choice[INDEX_METHOD];
    item_type(w->world, column, &use);
    item_name(w->world, column, name, sizeof name);
    bool plain = use.type.name && !column->choice[COLUMN_GENERATED];
    bool is_text = plain && use.type.family == FAMILY_TEXT;
    bool expression = first && method == 0 && plain && item->choice[INDEX_EXPRESSION] &&
                      use.type.family <= FAMILY_TEXT;
    if (expression && is_text)
        buf_addf(w->out, item->choice[INDEX_EXPRESSION] == 1 ? "lower(%s)" : "(%s || 'x')",
                 name);
    else if (expression)
        buf_addf(w->out, item->choice[INDEX_EXPRESSION] == 1 ? "abs(%s)" : "(%s + 1)", name);
    else
        buf_add(w->out, name);
    if (method == 0 && is_text && item->choice[INDEX_COLLATION])
        buf_add(w->out, " collate \"C\"");
    if (method == 0 && is_text && item->choice[INDEX_OPCLASS] &&
        strcmp(use.name, "char(8)") != 0)
        buf_add(w->out, " text_pattern_ops");
    if (method == 0 && item->choice[INDEX_DIRECTION])
        buf_add(w->out, " desc");
    if (method == 0 && item->choice[INDEX_NULLS])
        buf_add(w->out, item->choice[INDEX_DIRECTION] ? " nulls last" : " nulls first");
    if (expression && item->choice[INDEX_STATISTICS])
        buf_addf(w->out, " statistics %u", item->choice[INDEX_STATISTICS] * 40);
}

static void put_predicate(struct writer *w, const struct item *item)
{
    const struct item *column = world_find(w->world, item->refs[2]);
    struct type_use use;
    char name[64];
    if (!item->choice[INDEX_PARTIAL] || !column || column->kind != ITEM_COLUMN ||
        column->parent != item->parent || !item_stands(w->world, column) ||
        (w->world->major >= 18 && column->choice[COLUMN_VIRTUAL]) ||
        !item_type(w->world, column, &use) || use.composite || use.array)
        return;
    item_name(w->world, column, name, sizeof name);
    buf_add(w->out, " where (");
    put_expression(w->out, item->choice[INDEX_PARTIAL], name, &use, false);
    buf_add(w->out, ")");
}

static void put_index(struct writer *w, const struct item *item)
{
    static const char *const methods[] = {"", " using hash", " using gin", " using gist",
                                          " using brin"};
    static const char *const parameters[] = {"", " with (fillfactor = 60)",
                                             " with (fillfactor = 80)"};
    const struct item *old = w->before ? world_find(w->before, item->id) : NULL;
    unsigned method = item->choice[INDEX_METHOD];
    bool unique = method == 0 && item->choice[INDEX_UNIQUE];
    put_comment(w->out, item->choice[INDEX_COMMENT], "  ");
    buf_add(w->out, unique ? "  unique index" : "  index");
    if (item->choice[INDEX_NAMED]) {
        buf_add(w->out, " ");
        put_name(w, item);
    }
    buf_addf(w->out, "%s (", methods[method]);
    put_element(w, item, item->refs[0], true);
    if (item->refs[1]) {
        buf_add(w->out, ", ");
        put_element(w, item, item->refs[1], false);
    }
    buf_add(w->out, ")");
    put_include(w, item, item->choice[INDEX_INCLUDE] && method == 0);
    if (unique && item->choice[INDEX_NULLS_DISTINCT] && w->world->major >= 15)
        buf_add(w->out, " nulls not distinct");
    if (method == 0 || method == 1)
        buf_add(w->out, parameters[item->choice[INDEX_WITH]]);
    if (item->choice[INDEX_TABLESPACE])
        buf_add(w->out, " tablespace random_space");
    put_predicate(w, item);
    put_clustered(w,
                  item->choice[INDEX_CLUSTERED] && method == 0 && !item->choice[INDEX_PARTIAL]);
    if (item->choice[INDEX_NAMED] && old && old->choice[INDEX_NAMED])
        put_renamed(w, item);
    buf_add(w->out, "\n");
}

/* ------------------------------------------------------------------ tables and the whole */

/* Parameters of the toast table need a column that makes one. */
static bool has_toast(const struct world *world, const struct item *table)
{
    struct type_use use;
    for (unsigned i = 0; i < world->count; i++)
        if (world->items[i].kind == ITEM_COLUMN && world->items[i].parent == table->id &&
            item_stands(world, &world->items[i]) && item_type(world, &world->items[i], &use) &&
            use.type.name && strcmp(use.type.name, "text") == 0 &&
            !world->items[i].choice[COLUMN_STORAGE] &&
            !column_is_generated(world, &world->items[i]))
            return true;
    return false;
}

static void put_table_head(struct writer *w, const struct item *item)
{
    static const char *const parts[][3] = {
        {NULL, "fillfactor = 70", "fillfactor = 90"},
        {NULL, "autovacuum_enabled = off", "autovacuum_vacuum_threshold = 99"},
        {NULL, "toast.autovacuum_enabled = off", NULL},
    };
    const char *separator = " with (";
    buf_add(w->out, item->choice[TABLE_UNLOGGED] ? "unlogged table " : "table ");
    put_reference(w, item);
    put_renamed(w, item);
    if (table_type(w->world, item)) {
        buf_add(w->out, " of ");
        put_reference(w, table_type(w->world, item));
    }
    if (table_inherits(w->world, item)) {
        buf_add(w->out, " inherits (");
        put_reference(w, table_base(w->world, item));
        buf_add(w->out, ")");
    }
    for (unsigned i = 0; i < 3; i++) {
        const char *part = parts[i][item->choice[TABLE_FILLFACTOR + i]];
        if (!part || (i == 2 && !has_toast(w->world, item)))
            continue;
        buf_addf(w->out, "%s%s", separator, part);
        separator = ", ";
    }
    buf_add(w->out, separator[0] == ',' ? ")" : "");
    if (item->choice[TABLE_TABLESPACE])
        buf_add(w->out, " tablespace random_space");
}

static void put_table(struct writer *w, const struct item *item)
{
    static const char *const replica[] = {"", "  replica identity full\n",
                                          "  replica identity nothing\n"};
    w->clustered = false;
    put_comment(w->out, item->choice[TABLE_COMMENT], "");
    put_table_head(w, item);
    buf_add(w->out, " {\n");
    for (unsigned i = 0; i < w->world->count; i++) {
        const struct item *member = &w->world->items[i];
        if (member->parent != item->id || !item_stands(w->world, member))
            continue;
        if (member->kind == ITEM_COLUMN)
            put_column(w, member);
        else if (member->kind == ITEM_CONSTRAINT)
            put_constraint(w, member);
        else if (member->kind == ITEM_INDEX)
            put_index(w, member);
    }
    buf_add(w->out, replica[item->choice[TABLE_REPLICA]]);
    buf_add(w->out, "}\n");
}

static void put_schema(struct writer *w, const struct item *item)
{
    put_comment(w->out, item->choice[SCHEMA_COMMENT], "");
    buf_add(w->out, "schema ");
    put_name(w, item);
    put_renamed(w, item);
    buf_add(w->out, "\n");
}

void world_write(const struct world *world, const struct world *before, struct buf *out)
{
    static void (*const put[ITEM_KIND_COUNT])(struct writer *, const struct item *) = {
        [ITEM_SCHEMA] = put_schema,       [ITEM_ENUM] = put_enum,
        [ITEM_COMPOSITE] = put_composite, [ITEM_DOMAIN] = put_domain,
        [ITEM_SEQUENCE] = put_sequence,   [ITEM_TABLE] = put_table};
    struct writer w = {.world = world, .before = before, .out = out};
    for (unsigned i = 0; i < world->count; i++)
        if (put[world->items[i].kind] && item_stands(world, &world->items[i]))
            put[world->items[i].kind](&w, &world->items[i]);
}
