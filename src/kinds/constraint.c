/* Constraints of tables and domains. What PostgreSQL can change in place is little: validity,
 * when a foreign key is checked, and what belongs to the index underneath. */

#include "kinds/index.h"
#include "kinds/table.h"
#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

static const struct field FIELDS[] = {
    FIELD("type", INT, constraint, type, .required = true, .words = constraint_words),
    FIELD("columns", COLUMNS, constraint, columns),
    FIELD("include", COLUMNS, constraint, include),
    FIELD("nulls not distinct", BOOL, constraint, nulls_not_distinct),
    FIELD("without overlaps", BOOL, constraint, without_overlaps),
    FIELD("with", OPTIONS, constraint, with),
    FIELD("tablespace", IDENTIFIER, constraint, tablespace),
    FIELD("clustered", BOOL, constraint, clustered),
    FIELD("index comment", TEXT, constraint, index_comment),
    FIELD("method", IDENTIFIER, constraint, method),
    FIELD("elements", ELEMENTS, constraint, elements),
    FIELD("where", EXPR, constraint, where),
    FIELD("check", EXPR, constraint, check),
    FIELD("no inherit", BOOL, constraint, no_inherit),
    FIELD("not valid", BOOL, constraint, not_valid),
    FIELD("not enforced", BOOL, constraint, not_enforced),
    FIELD("deferrable", BOOL, constraint, deferrable),
    FIELD("initially deferred", BOOL, constraint, initially_deferred),
    FIELD("references", REF, constraint, references, .kind = KIND_TABLE),
    FIELD("referenced columns", FOREIGN_COLUMNS, constraint, ref_columns),
    FIELD("on update", INT, constraint, on_update, .words = fk_action_words),
    FIELD("on delete", INT, constraint, on_delete, .words = fk_action_words),
    FIELD("set columns", COLUMNS, constraint, set_columns),
    FIELD("match", INT, constraint, match, .words = fk_match_words),
    FIELD("inherited", BOOL, constraint, inherited, KEPT),
    {0},
};

#define BIT(member) FIELD_BIT(KIND_CONSTRAINT, constraint, member)

static uint64_t in_place(const struct object *from_object, const struct object *to_object,
                         int version)
{
    const struct constraint *from = (const struct constraint *)from_object;
    const struct constraint *to = (const struct constraint *)to_object;
    uint64_t fields = BIT(with) | BIT(tablespace) | BIT(clustered) | BIT(index_comment);
    if (from->not_valid && !to->not_valid && !to->not_enforced)
        fields |= BIT(not_valid);
    if (to->type == CONSTRAINT_FOREIGN)
        fields |= BIT(deferrable) | BIT(initially_deferred);
    if (to->type == CONSTRAINT_FOREIGN && version >= 180000)
        fields |=
            BIT(not_enforced) | (to->not_enforced == from->not_enforced ? 0 : BIT(not_valid));
    return fields;
}

/* Adding a foreign key locks writers only; all others lock readers too. */
static enum lock lock_of(const struct constraint *constraint)
{
    return constraint->type == CONSTRAINT_FOREIGN ? LOCK_SHARE_ROW_EXCLUSIVE
                                                  : LOCK_ACCESS_EXCLUSIVE;
}

static bool scans(const struct constraint *constraint)
{
    return !constraint->not_valid && !constraint->not_enforced;
}

static void cluster(struct writer *writer, const struct constraint *constraint)
{
    index_cluster_on(writer, (const struct table *)constraint->object.parent,
                     constraint->object.name.name);
}

static void comment_on_index(struct writer *writer, const struct constraint *constraint)
{
    const char *name = constraint->object.name.name, *text = constraint->index_comment;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "COMMENT ON INDEX ");
    sql_qname(&sql, (struct qname){constraint->object.parent->name.schema, name});
    buf_add(&sql, " IS ");
    if (text)
        sql_literal(&sql, text);
    else
        buf_add(&sql, "NULL");
    writer_step(writer, PHASE_COMMENT, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE, "%s on index %s",
                text ? "comment" : "remove the comment",
                object_label(writer->arena, &constraint->object));
}

static void finish(struct writer *writer, const struct constraint *constraint)
{
    if (constraint->index_comment)
        comment_on_index(writer, constraint);
    if (constraint->clustered)
        cluster(writer, constraint);
}

static struct buf alter_domain(const struct object *constraint)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER DOMAIN ");
    write_name(&sql, constraint->parent);
    return sql;
}

/* Keys before what needs them. */
static unsigned rank_of(const struct constraint *constraint)
{
    return constraint->type == CONSTRAINT_PRIMARY  ? 0
           : constraint->type == CONSTRAINT_UNIQUE ? 1
                                                   : 2;
}

/* A primary key of an index forbids null, for which the rows are read. */
static bool forbids_null(const struct writer *writer, const struct constraint *key)
{
    const struct table *was = table_before(writer, key->object.parent->name);
    for (size_t i = 0; key->type == CONSTRAINT_PRIMARY && i < key->columns.count; i++) {
        const struct column *column = was ? table_find_column(was, key->columns.at[i]) : NULL;
        if (!column || !column->not_null)
            return true;
    }
    return false;
}

void constraint_adopt_index(struct writer *writer, const struct constraint *key,
                            const struct index *index)
{
    const struct object *table = key->object.parent;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ADD ");
    write_key_of_index(&sql, key, index->object.name.name);
    struct step *step = writer_alter(
        writer, PHASE_CONSTRAINT_ADD, (const struct table *)table, &sql, LOCK_ACCESS_EXCLUSIVE,
        "make index %s the %s %s of %s", index->object.name.name, constraint_word(key->type),
        key->object.name.name, object_label(writer->arena, table));
    step->rank = rank_of(key);
    step->scans = forbids_null(writer, key);
}

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct constraint *constraint = (const struct constraint *)object;
    enum phase phase =
        constraint->type == CONSTRAINT_FOREIGN ? PHASE_FOREIGN_ADD : PHASE_CONSTRAINT_ADD;
    const char *parent = object_label(writer->arena, object->parent);
    struct buf sql = BUF_INIT;
    struct step *step;
    (void)rank;
    if (object->parent->kind == KIND_DOMAIN) {
        sql = alter_domain(object);
        buf_add(&sql, " ADD ");
        write_constraint(&sql, constraint);
        step = writer_step(writer, PHASE_CONSTRAINT_ADD, &sql, LOCK_SHARE,
                           "add check %s to domain %s", object->name.name, parent);
    } else {
        buf_add(&sql, "ADD ");
        write_constraint(&sql, constraint);
        step = writer_alter(writer, phase, (const struct table *)object->parent, &sql,
                            lock_of(constraint), "add %s %s to %s",
                            constraint_word(constraint->type), object->name.name, parent);
        step->rank = rank_of(constraint);
    }
    step->scans = scans(constraint);
    finish(writer, constraint);
}

static void validate(struct writer *writer, const struct object *object)
{
    struct buf sql = BUF_INIT;
    const char *parent = object_label(writer->arena, object->parent);
    struct step *step;
    if (object->parent->kind == KIND_DOMAIN) {
        sql = alter_domain(object);
        buf_add(&sql, " VALIDATE CONSTRAINT ");
        sql_ident(&sql, object->name.name);
        step = writer_step(writer, PHASE_CONSTRAINT_ADD, &sql, LOCK_SHARE,
                           "validate %s of domain %s", object->name.name, parent);
    } else {
        buf_add(&sql, "VALIDATE CONSTRAINT ");
        sql_ident(&sql, object->name.name);
        step = writer_alter(writer, PHASE_FOREIGN_ADD, (const struct table *)object->parent,
                            &sql, LOCK_SHARE_UPDATE_EXCLUSIVE, "validate %s of %s",
                            object->name.name, parent);
    }
    step->scans = true;
}

static void change_timing(struct writer *writer, const struct constraint *to, uint64_t fields)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER CONSTRAINT ");
    sql_ident(&sql, to->object.name.name);
    if (fields & BIT(not_enforced))
        buf_add(&sql, to->not_enforced ? " NOT ENFORCED" : " ENFORCED");
    else if (!to->deferrable)
        buf_add(&sql, " NOT DEFERRABLE");
    else
        buf_add(&sql, to->initially_deferred ? " DEFERRABLE INITIALLY DEFERRED"
                                             : " DEFERRABLE INITIALLY IMMEDIATE");
    writer_alter(writer, PHASE_FOREIGN_ADD, (const struct table *)to->object.parent, &sql,
                 LOCK_SHARE_ROW_EXCLUSIVE, "change when foreign key %s of %s is checked",
                 to->object.name.name, object_label(writer->arena, to->object.parent))
        ->scans = fields & BIT(not_enforced) && !to->not_enforced;
}

static void alter(struct writer *writer, const struct object *from_object,
                  const struct object *to_object, uint64_t fields)
{
    const struct constraint *from = (const struct constraint *)from_object;
    const struct constraint *to = (const struct constraint *)to_object;
    struct qname name = {to_object->parent->name.schema, to_object->name.name};
    if (fields & BIT(with))
        index_change_options(writer, name, &from->with, &to->with);
    if (fields & BIT(tablespace))
        index_change_tablespace(writer, name, to->tablespace);
    if (fields & BIT(clustered) && to->clustered)
        cluster(writer, to);
    if (fields & BIT(index_comment))
        comment_on_index(writer, to);
    if (fields & BIT(not_enforced))
        change_timing(writer, to, BIT(not_enforced));
    else if (fields & BIT(not_valid))
        validate(writer, to_object);
    if (fields & (BIT(deferrable) | BIT(initially_deferred)))
        change_timing(writer, to, BIT(deferrable));
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct constraint *constraint = (const struct constraint *)object;
    const char *parent = object_label(writer->arena, object->parent);
    struct buf sql = BUF_INIT;
    (void)rank;
    if (object->parent->kind == KIND_DOMAIN) {
        sql = alter_domain(object);
        buf_add(&sql, " DROP CONSTRAINT ");
        sql_ident(&sql, object->name.name);
        writer_step(writer, PHASE_CONSTRAINT_DROP, &sql, LOCK_NONE,
                    "drop check %s of domain %s", object->name.name, parent);
        return;
    }
    buf_add(&sql, "DROP CONSTRAINT ");
    sql_ident(&sql, object->name.name);
    writer_alter(
        writer,
        constraint->type == CONSTRAINT_FOREIGN ? PHASE_FOREIGN_DROP : PHASE_CONSTRAINT_DROP,
        (const struct table *)object->parent, &sql, LOCK_ACCESS_EXCLUSIVE, "drop %s %s of %s",
        constraint_word(constraint->type), object->name.name, parent);
}

const struct kind_ops constraint_kind = {.sql = "CONSTRAINT",
                                         .fields = FIELDS,
                                         .in_place = in_place,
                                         .create = create,
                                         .alter = alter,
                                         .drop = drop};
