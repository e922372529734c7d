/* Extensions: what they bring is theirs; only their schema and, where it is said, their version
 * are ours to change. */

#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

static const struct field FIELDS[] = {
    FIELD("schema", IDENTIFIER, extension, schema, .may_be_unsaid = true),
    FIELD("version", TEXT, extension, version, .may_be_unsaid = true),
    {0},
};

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct extension *extension = (const struct extension *)object;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "CREATE EXTENSION ");
    sql_ident(&sql, object->name.name);
    if (extension->schema) {
        buf_add(&sql, " SCHEMA ");
        sql_ident(&sql, extension->schema);
    }
    if (extension->version) {
        buf_add(&sql, " VERSION ");
        sql_literal(&sql, extension->version);
    }
    writer_step(writer, PHASE_EXTENSION, &sql, LOCK_NONE, "install extension %s",
                object->name.name)
        ->rank = rank;
}

static void alter(struct writer *writer, const struct object *from, const struct object *to,
                  uint64_t fields)
{
    const struct extension *extension = (const struct extension *)to;
    struct buf sql = BUF_INIT;
    (void)from;
    if (fields & FIELD_BIT(KIND_EXTENSION, extension, schema)) {
        buf_add(&sql, "ALTER EXTENSION ");
        sql_ident(&sql, to->name.name);
        buf_add(&sql, " SET SCHEMA ");
        sql_ident(&sql, extension->schema);
        writer_step(writer, PHASE_EXTENSION, &sql, LOCK_NONE, "move extension %s to schema %s",
                    to->name.name, extension->schema);
    }
    if (fields & FIELD_BIT(KIND_EXTENSION, extension, version)) {
        buf_add(&sql, "ALTER EXTENSION ");
        sql_ident(&sql, to->name.name);
        buf_add(&sql, " UPDATE TO ");
        sql_literal(&sql, extension->version);
        writer_step(writer, PHASE_EXTENSION, &sql, LOCK_NONE, "update extension %s to %s",
                    to->name.name, extension->version);
    }
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "DROP EXTENSION ");
    sql_ident(&sql, object->name.name);
    writer_step(writer, PHASE_EXTENSION_DROP, &sql, LOCK_NONE, "remove extension %s",
                object->name.name)
        ->rank = rank;
}

const struct kind_ops extension_kind = {
    .sql = "EXTENSION", .fields = FIELDS, .create = create, .alter = alter, .drop = drop};
