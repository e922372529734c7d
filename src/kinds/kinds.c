/* The table of kinds, and the statements that are the same for all of them: comments, owners,
 * renames. How objects are compared by their fields is compare.c's. */

#include "kinds/kinds.h"

#include "kinds/table.h"
#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

#include <string.h>

static const struct kind_ops *const KINDS[KIND_COUNT] = {
    [KIND_SCHEMA] = &schema_kind,
    [KIND_EXTENSION] = &extension_kind,
    [KIND_ENUM] = &enum_kind,
    [KIND_COMPOSITE] = &composite_kind,
    [KIND_DOMAIN] = &domain_kind,
    [KIND_SEQUENCE] = &sequence_kind,
    [KIND_TABLE] = &table_kind,
    [KIND_COLUMN] = &column_kind,
    [KIND_CONSTRAINT] = &constraint_kind,
    [KIND_INDEX] = &index_kind,
    [KIND_LABEL] = &label_kind,
};

const struct kind_ops *kind_ops(enum kind kind)
{
    return KINDS[kind];
}

uint64_t kind_field_bit(enum kind kind, size_t offset)
{
    const struct field *fields = KINDS[kind]->fields;
    for (size_t i = 0; fields[i].name; i++)
        if (fields[i].offset == offset)
            return UINT64_C(1) << i;
    return 0;
}

uint64_t kind_in_place(const struct object *from, const struct object *to, int version)
{
    const struct kind_ops *ops = KINDS[to->kind];
    return ops->in_place ? ops->in_place(from, to, version) : UINT64_MAX;
}

/* ------------------------------------------------------------------ steps */

static struct step *push_step(struct writer *writer, enum phase phase, struct buf *sql,
                              enum lock lock, const char *what, va_list arguments)
{
    struct step *step = array_push(writer->arena, &writer->steps);
    struct buf text = BUF_INIT;
    buf_vaddf(&text, what, arguments);
    step->phase = phase;
    step->sql = arena_strdup(writer->arena, buf_text(sql));
    step->what = arena_strdup(writer->arena, buf_text(&text));
    step->lock = lock;
    step->about = writer->about;
    buf_release(&text);
    buf_release(sql);
    return step;
}

struct step *writer_step(struct writer *writer, enum phase phase, struct buf *sql,
                         enum lock lock, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    struct step *step = push_step(writer, phase, sql, lock, what, arguments);
    va_end(arguments);
    return step;
}

struct step *writer_alter(struct writer *writer, enum phase phase, const struct table *table,
                          struct buf *subcommand, enum lock lock, const char *what, ...)
{
    struct buf name = BUF_INIT;
    va_list arguments;
    va_start(arguments, what);
    struct step *step = push_step(writer, phase, subcommand, lock, what, arguments);
    va_end(arguments);
    write_name(&name, &table->object);
    step->table = arena_strdup(writer->arena, buf_text(&name));
    buf_release(&name);
    return step;
}

const char *object_label(struct arena *arena, const struct object *object)
{
    if (object->parent && object->kind != KIND_LABEL)
        return arena_printf(arena, "%s.%s", object_label(arena, object->parent),
                            object->name.name);
    const char *schema = object->name.schema;
    if (!schema || strcmp(schema, "public") == 0)
        return object->name.name;
    return arena_printf(arena, "%s.%s", schema, object->name.name);
}

/* "COLUMN public.songs.title", "CONSTRAINT a ON public.t", "TABLE public.t" */
static void write_identity_of(struct buf *out, const struct object *object)
{
    const struct object *parent = object->parent;
    buf_addf(out, "%s ", KINDS[object->kind]->sql);
    if (object->kind == KIND_COLUMN) {
        sql_qname(out, parent->name);
        buf_add_char(out, '.');
        sql_ident(out, object->name.name);
    } else if (object->kind == KIND_CONSTRAINT) {
        sql_ident(out, object->name.name);
        buf_add(out, parent->kind == KIND_DOMAIN ? " ON DOMAIN " : " ON ");
        sql_qname(out, parent->name);
    } else if (object->kind == KIND_INDEX) {
        sql_qname(out, (struct qname){parent->name.schema, object->name.name});
    } else {
        sql_qname(out, object->name);
    }
}

void write_own_comment(struct buf *out, const struct object *extension)
{
    struct buf name = BUF_INIT;
    sql_literal(&name, extension->name.name);
    buf_addf(
        out,
        "DO $$ BEGIN EXECUTE (SELECT format('COMMENT ON EXTENSION %%I IS %%L', name, comment) "
        "FROM pg_catalog.pg_available_extensions WHERE name = %s); END $$",
        buf_text(&name));
    buf_release(&name);
}

static void restore_extension_comment(struct writer *writer, const struct object *extension)
{
    struct buf sql = BUF_INIT;
    write_own_comment(&sql, extension);
    writer_step(writer, PHASE_COMMENT, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                "give extension %s its own comment again", extension->name.name);
}

void writer_comment(struct writer *writer, const struct object *object)
{
    if (object->kind == KIND_EXTENSION && !object->comment) {
        restore_extension_comment(writer, object);
        return;
    }
    struct buf sql = BUF_INIT;
    buf_add(&sql, "COMMENT ON ");
    write_identity_of(&sql, object);
    buf_add(&sql, " IS ");
    bool is_public = object->kind == KIND_SCHEMA && strcmp(object->name.name, "public") == 0;
    if (object->comment)
        sql_literal(&sql, object->comment);
    else
        buf_add(&sql, is_public ? "'standard public schema'" : "NULL");
    writer_step(writer, PHASE_COMMENT, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE, "%s on %s %s",
                object->comment ? "comment" : "remove the comment", kind_word(object->kind),
                object_label(writer->arena, object));
}

void writer_owner(struct writer *writer, const struct object *object)
{
    struct buf sql = BUF_INIT;
    if (object->kind == KIND_EXTENSION || object->parent)
        return;
    buf_add(&sql, "ALTER ");
    write_identity_of(&sql, object);
    buf_add(&sql, " OWNER TO ");
    sql_ident(&sql, object->owner);
    writer_step(writer, PHASE_OWNER, &sql, LOCK_ACCESS_EXCLUSIVE, "make %s the owner of %s %s",
                object->owner, kind_word(object->kind), object_label(writer->arena, object));
}

/* Members are renamed through their parent, all else by its own name. */
static void rename_member(struct writer *writer, const char *from_name, const struct object *to)
{
    struct buf sql = BUF_INIT;
    const struct object *parent = to->parent;
    const char *label = object_label(writer->arena, to);
    if (to->kind == KIND_INDEX) {
        buf_add(&sql, "ALTER INDEX ");
        sql_qname(&sql, (struct qname){parent->name.schema, from_name});
    } else {
        buf_addf(&sql, "ALTER %s ", KINDS[parent->kind]->sql);
        sql_qname(&sql, parent->name);
        bool is_attribute = parent->kind == KIND_COMPOSITE;
        buf_addf(&sql, " RENAME %s ",
                 is_attribute             ? "ATTRIBUTE"
                 : to->kind == KIND_LABEL ? "VALUE"
                                          : KINDS[to->kind]->sql);
        if (to->kind == KIND_LABEL)
            sql_literal(&sql, from_name);
        else
            sql_ident(&sql, from_name);
    }
    buf_add(&sql, to->kind == KIND_INDEX ? " RENAME TO " : " TO ");
    if (to->kind == KIND_LABEL)
        sql_literal(&sql, to->name.name);
    else
        sql_ident(&sql, to->name.name);
    bool cascades = parent->kind == KIND_COMPOSITE && type_has_tables(writer, parent);
    buf_add(&sql, cascades ? " CASCADE" : "");
    enum lock lock = to->kind == KIND_INDEX                   ? LOCK_SHARE_UPDATE_EXCLUSIVE
                     : parent->kind == KIND_TABLE || cascades ? LOCK_ACCESS_EXCLUSIVE
                                                              : LOCK_NONE;
    writer_step(writer, PHASE_RENAME, &sql, lock, "rename %s %s to %s",
                parent->kind == KIND_COMPOSITE ? "attribute" : kind_word(to->kind), from_name,
                label)
        ->rank = to->kind;
}

/* PostgreSQL moves the sequences that a table owns along with it, later than this. */
static bool moves_with_table(const struct writer *writer, const struct object *from)
{
    if (from->kind != KIND_SEQUENCE || !((const struct sequence *)from)->owned_by.to)
        return false;
    struct qname table = ((const struct sequence *)from)->owned_by.to->name;
    struct qname now = writer->renames->object(writer->renames->context, KIND_TABLE, table);
    return !text_equal(now.schema, table.schema);
}

void writer_rename(struct writer *writer, const struct object *from, const struct object *to)
{
    const char *sql_kind = KINDS[to->kind]->sql;
    struct qname name = from->name;
    if (to->parent) {
        rename_member(writer, name.name, to);
        return;
    }
    if (name.schema)
        name.schema = writer->renames
                          ->object(writer->renames->context, KIND_SCHEMA,
                                   (struct qname){NULL, name.schema})
                          .name;
    if (!text_equal(name.schema, to->name.schema) && !moves_with_table(writer, from)) {
        struct buf sql = BUF_INIT;
        buf_addf(&sql, "ALTER %s ", sql_kind);
        sql_qname(&sql, name);
        buf_add(&sql, " SET SCHEMA ");
        sql_ident(&sql, to->name.schema);
        writer_step(writer, PHASE_RENAME, &sql, LOCK_ACCESS_EXCLUSIVE,
                    "move %s %s to schema %s", kind_word(to->kind), name.name, to->name.schema)
            ->rank = to->kind;
        name.schema = to->name.schema;
    }
    if (!text_equal(name.name, to->name.name)) {
        struct buf sql = BUF_INIT;
        buf_addf(&sql, "ALTER %s ", sql_kind);
        sql_qname(&sql, name);
        buf_add(&sql, " RENAME TO ");
        sql_ident(&sql, to->name.name);
        writer_step(writer, PHASE_RENAME, &sql,
                    to->kind == KIND_SCHEMA ? LOCK_NONE : LOCK_ACCESS_EXCLUSIVE,
                    "rename %s %s to %s", kind_word(to->kind), name.name, to->name.name)
            ->rank = to->kind;
    }
}
