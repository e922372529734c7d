/* Schemas: they come first and go last, and hold everything else. */

#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

static const struct field FIELDS[] = {FIELD("declared", BOOL, schema, declared, KEPT), {0}};

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "CREATE SCHEMA ");
    sql_ident(&sql, object->name.name);
    writer_step(writer, PHASE_SCHEMA, &sql, LOCK_NONE, "create schema %s", object->name.name)
        ->rank = rank;
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "DROP SCHEMA ");
    sql_ident(&sql, object->name.name);
    writer_step(writer, PHASE_SCHEMA_DROP, &sql, LOCK_NONE, "drop schema %s", object->name.name)
        ->rank = rank;
}

const struct kind_ops schema_kind = {
    .sql = "SCHEMA", .fields = FIELDS, .create = create, .drop = drop};
