/* Composite types. Attributes are added, dropped and changed in place as long as no table
 * stores the type; else plan/rebuild makes a new one. */

#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

static const struct field FIELDS[] = {
    FIELD("attributes", MEMBERS, composite, attributes, KEPT, .kind = KIND_COLUMN),
    FIELD("dropped", DROPPED, composite, dropped, KEPT),
    {0}};

static void each_ref(const struct object *object, ref_visitor *visit, void *context)
{
    const struct composite *type = (const struct composite *)object;
    for (size_t i = 0; i < type->attributes.count; i++)
        if (type->attributes.at[i].type.user.name)
            visit(context, KIND_ENUM, type->attributes.at[i].type.user, false);
}

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct composite *type = (const struct composite *)object;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "CREATE TYPE ");
    write_name(&sql, object);
    buf_add(&sql, " AS (");
    for (size_t i = 0; i < type->attributes.count; i++) {
        buf_add(&sql, i ? ",\n    " : "\n    ");
        write_column(&sql, &type->attributes.at[i], (struct column_form){0});
    }
    buf_add(&sql, type->attributes.count ? "\n)" : ")");
    writer_step(writer, PHASE_CREATE, &sql, LOCK_NONE, "create type %s",
                object_label(writer->arena, object))
        ->rank = rank;
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "DROP TYPE ");
    write_name(&sql, object);
    writer_step(writer, PHASE_DROP, &sql, LOCK_NONE, "drop type %s",
                object_label(writer->arena, object))
        ->rank = rank;
}

const struct kind_ops composite_kind = {
    .sql = "TYPE", .fields = FIELDS, .each_ref = each_ref, .create = create, .drop = drop};
