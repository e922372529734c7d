/* Enums: labels are added in place and renamed; a label that goes or moves makes a new type,
 * which plan/rebuild puts in the old one's place. */

#include "kinds/enum.h"
#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

#include <string.h>

static const struct field FIELDS[] = {
    FIELD("labels", LABELS, enum_type, labels, .kind = KIND_LABEL),
    FIELD("dropped", DROPPED, enum_type, dropped, KEPT),
    {0},
};

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct enum_type *type = (const struct enum_type *)object;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "CREATE TYPE ");
    write_name(&sql, object);
    buf_add(&sql, " AS ENUM (");
    for (size_t i = 0; i < type->labels.count; i++) {
        buf_add(&sql, i ? ", " : "");
        sql_literal(&sql, type->labels.at[i].object.name.name);
    }
    buf_add(&sql, ")");
    writer_step(writer, PHASE_CREATE, &sql, LOCK_NONE, "create enum %s",
                object_label(writer->arena, object))
        ->rank = rank;
}

/* What a label of the new type is called as long as nothing was renamed; either side may say
 * the rename, for the way down has it on the old one. NULL: it comes. */
static const char *label_before(const struct enum_type *from, const struct enum_type *to,
                                const struct label *label)
{
    const char *name = label->object.name.name, *old = label->object.renamed_from.name;
    if (enum_find_label(from, name))
        return name;
    if (old && enum_find_label(from, old))
        return old;
    for (size_t i = 0; i < from->labels.count; i++) {
        const struct object *other = &from->labels.at[i].object;
        if (text_equal(other->renamed_from.name, name) &&
            !enum_find_label(to, other->name.name))
            return other->name.name;
    }
    return NULL;
}

const char *enum_label_after(const struct label *old, const struct enum_type *to)
{
    const char *name = old->object.name.name;
    const char *said[] = {old->object.renamed_from.name, old->replaces};
    if (enum_find_label(to, name))
        return name;
    for (size_t i = 0; i < to->labels.count; i++) {
        const struct label *label = &to->labels.at[i];
        if (text_equal(label->object.renamed_from.name, name) ||
            text_equal(label->replaces, name))
            return label->object.name.name;
    }
    for (size_t i = 0; i < COUNT_OF(said); i++)
        if (said[i] && enum_find_label(to, said[i]))
            return said[i];
    return NULL;
}

/* before: of each label of the to side, what label_before() says. */
static void add_label(struct writer *writer, const struct enum_type *to,
                      const struct object *from, const char *const *before, size_t i)
{
    const struct label *labels = to->labels.at;
    const char *name = labels[i].object.name.name;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER TYPE ");
    write_name(&sql, from);
    buf_add(&sql, " ADD VALUE ");
    sql_literal(&sql, name);
    size_t next = i + 1; /* the next one that is there already: without one, the end is right */
    while (next < to->labels.count && !before[next])
        next++;
    if (next < to->labels.count && i == 0) {
        buf_add(&sql, " BEFORE ");
        sql_literal(&sql, before[next]);
    } else if (next < to->labels.count) {
        buf_add(&sql, " AFTER ");
        sql_literal(&sql, before[i - 1] ? before[i - 1] : labels[i - 1].object.name.name);
    }
    struct step *step =
        writer_step(writer, PHASE_LABEL, &sql, LOCK_NONE, "add label %s to enum %s", name,
                    object_label(writer->arena, &to->object));
    sql_literal(&sql, name);
    step->literal = arena_strdup(writer->arena, buf_text(&sql));
    buf_release(&sql);
}

static void alter(struct writer *writer, const struct object *from_object,
                  const struct object *to_object, uint64_t fields)
{
    const struct enum_type *from = (const struct enum_type *)from_object;
    const struct enum_type *to = (const struct enum_type *)to_object;
    const char **before = arena_alloc(writer->arena, (to->labels.count + 1) * sizeof *before);
    (void)fields;
    for (size_t i = 0; i < to->labels.count; i++)
        before[i] = label_before(from, to, &to->labels.at[i]);
    for (size_t i = 0; i < to->labels.count; i++)
        if (!before[i])
            add_label(writer, to, from_object, before, i);
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "DROP TYPE ");
    write_name(&sql, object);
    writer_step(writer, PHASE_DROP, &sql, LOCK_NONE, "drop enum %s",
                object_label(writer->arena, object))
        ->rank = rank;
}

const struct kind_ops enum_kind = {
    .sql = "TYPE", .fields = FIELDS, .create = create, .alter = alter, .drop = drop};

static const struct field LABEL_FIELDS[] = {
    FIELD("replaces", IDENTIFIER, label, replaces, KEPT), {0}};

const struct kind_ops label_kind = {.sql = "VALUE", .fields = LABEL_FIELDS};
