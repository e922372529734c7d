/* Indexes. Storage parameters, tablespace, statistics and CLUSTER ON change in place; any other
 * difference makes the index anew. */

#include "kinds/index.h"
#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

static const struct field FIELDS[] = {
    FIELD("unique", BOOL, index, unique),
    FIELD("nulls not distinct", BOOL, index, nulls_not_distinct),
    FIELD("method", IDENTIFIER, index, method),
    FIELD("elements", ELEMENTS, index, elements),
    FIELD("include", COLUMNS, index, include),
    FIELD("where", EXPR, index, where),
    FIELD("with", OPTIONS, index, with),
    FIELD("tablespace", IDENTIFIER, index, tablespace),
    FIELD("clustered", BOOL, index, clustered),
    FIELD("invalid", BOOL, index, invalid),
    FIELD("statistics", STATISTICS, index, elements),
    {0},
};

#define BIT(member) FIELD_BIT(KIND_INDEX, index, member)
/* the last row, which has the place of the elements too */
#define BIT_STATISTICS (UINT64_C(1) << (COUNT_OF(FIELDS) - 2))

static uint64_t in_place(const struct object *from, const struct object *to, int version)
{
    (void)from;
    (void)to;
    (void)version;
    return BIT(with) | BIT(tablespace) | BIT(clustered) | BIT_STATISTICS;
}

static struct qname name_of(const struct index *index)
{
    return (struct qname){index->object.parent->name.schema, index->object.name.name};
}

static struct buf alter_index(struct qname name)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER INDEX ");
    sql_qname(&sql, name);
    buf_add_char(&sql, ' ');
    return sql;
}

void index_change_options(struct writer *writer, struct qname index, const struct options *from,
                          const struct options *to)
{
    struct buf sql = alter_index(index);
    if (write_options_reset(&sql, from, to)) {
        writer_step(writer, PHASE_INDEX_ADD, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                    "reset storage parameters of index %s", index.name);
        sql = alter_index(index);
    }
    if (write_options_set(&sql, from, to))
        writer_step(writer, PHASE_INDEX_ADD, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                    "set storage parameters of index %s", index.name);
    buf_release(&sql);
}

void index_change_tablespace(struct writer *writer, struct qname index, const char *tablespace)
{
    struct buf sql = alter_index(index);
    buf_add(&sql, "SET TABLESPACE ");
    sql_ident(&sql, tablespace ? tablespace : "pg_default");
    writer_step(writer, PHASE_INDEX_ADD, &sql, LOCK_ACCESS_EXCLUSIVE,
                "move index %s to tablespace %s", index.name,
                tablespace ? tablespace : "pg_default")
        ->rewrites = true;
}

void index_cluster_on(struct writer *writer, const struct table *table, const char *index)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "CLUSTER ON ");
    sql_ident(&sql, index);
    writer_alter(writer, PHASE_ATTACH, table, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                 "let CLUSTER sort %s by %s", object_label(writer->arena, &table->object),
                 index);
}

struct elements {
    const struct index_element *at;
    size_t count;
};

/* ALTER INDEX … SET STATISTICS for each element that has a target in to and another in from
 * (NULL: none). */
static void set_statistics(struct writer *writer, enum phase phase, struct qname index,
                           const struct elements *from, const struct elements *to)
{
    for (size_t i = 0; i < to->count; i++) {
        int old = from && i < from->count ? from->at[i].statistics : STATISTICS_DEFAULT;
        if (to->at[i].statistics == old)
            continue;
        struct buf sql = alter_index(index);
        buf_addf(&sql, "ALTER COLUMN %zu SET STATISTICS %d", i + 1, to->at[i].statistics - 1);
        writer_step(writer, phase, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                    "set the statistics target of element %zu of index %s", i + 1, index.name);
    }
}

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct index *index = (const struct index *)object;
    const struct table *table = (const struct table *)object->parent;
    enum phase phase = rank ? PHASE_CREATE : PHASE_INDEX_ADD;
    struct buf sql = BUF_INIT;
    write_index(&sql, index);
    struct step *step =
        writer_step(writer, phase, &sql, rank ? LOCK_NONE : LOCK_SHARE, "create index %s on %s",
                    object->name.name, object_label(writer->arena, object->parent));
    step->rank = rank;
    step->scans = !rank;
    size_t first = writer->steps.count;
    struct elements elements = {index->elements.at, index->elements.count};
    set_statistics(writer, phase, name_of(index), NULL, &elements);
    for (size_t i = first; i < writer->steps.count; i++)
        writer->steps.at[i].rank = rank;
    if (index->clustered)
        index_cluster_on(writer, table, object->name.name);
}

static void alter(struct writer *writer, const struct object *from_object,
                  const struct object *to_object, uint64_t fields)
{
    const struct index *from = (const struct index *)from_object;
    const struct index *to = (const struct index *)to_object;
    const struct table *table = (const struct table *)to_object->parent;
    if (fields & BIT(with))
        index_change_options(writer, name_of(to), &from->with, &to->with);
    if (fields & BIT(tablespace))
        index_change_tablespace(writer, name_of(to), to->tablespace);
    if (fields & BIT_STATISTICS) {
        struct elements old = {from->elements.at, from->elements.count};
        struct elements now = {to->elements.at, to->elements.count};
        set_statistics(writer, PHASE_INDEX_ADD, name_of(to), &old, &now);
    }
    if (fields & BIT(clustered) && to->clustered)
        index_cluster_on(writer, table, to_object->name.name);
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    (void)rank;
    buf_add(&sql, "DROP INDEX ");
    sql_qname(&sql, name_of((const struct index *)object));
    writer_step(writer, PHASE_CONSTRAINT_DROP, &sql, LOCK_ACCESS_EXCLUSIVE, "drop index %s",
                object->name.name);
}

const struct kind_ops index_kind = {.sql = "INDEX",
                                    .fields = FIELDS,
                                    .in_place = in_place,
                                    .create = create,
                                    .alter = alter,
                                    .drop = drop};
