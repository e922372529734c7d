/* Tables: CREATE TABLE with all that stands inside it, what follows it, and the attributes of
 * the table itself. Members that come, change and go on a table that stays are plan/members'
 * business. */

#include "kinds/column.h"
#include "kinds/table.h"
#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

#include <string.h>

static const struct field FIELDS[] = {
    FIELD("persistence", INT, table, persistence, .words = persistence_words),
    FIELD("with", OPTIONS, table, with),
    FIELD("tablespace", IDENTIFIER, table, tablespace),
    FIELD("access method", IDENTIFIER, table, access_method),
    FIELD("inherits", REFS, table, inherits, .kind = KIND_TABLE),
    FIELD("of type", REF, table, of_type, .kind = KIND_COMPOSITE),
    FIELD("replica identity", INT, table, replica_identity, .words = replica_identity_words),
    FIELD("replica identity index", IDENTIFIER, table, replica_index),
    FIELD("columns", MEMBERS, table, columns, KEPT, .kind = KIND_COLUMN),
    FIELD("constraints", MEMBERS, table, constraints, KEPT, .kind = KIND_CONSTRAINT),
    FIELD("indexes", MEMBERS, table, indexes, KEPT, .kind = KIND_INDEX),
    FIELD("dropped", DROPPED, table, dropped, KEPT),
    {0},
};

#define BIT(member) FIELD_BIT(KIND_TABLE, table, member)

static void each_ref(const struct object *object, ref_visitor *visit, void *context)
{
    const struct table *table = (const struct table *)object;
    for (size_t i = 0; i < table->inherits.count; i++)
        visit(context, KIND_TABLE, table->inherits.at[i].name, false);
    if (table->of_type.name.name)
        visit(context, KIND_COMPOSITE, table->of_type.name, false);
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.at[i].type.user.name)
            visit(context, KIND_ENUM, table->columns.at[i].type.user, false);
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.at[i].references.name.name)
            visit(context, KIND_TABLE, table->constraints.at[i].references.name, true);
}

/* ------------------------------------------------------------------ coming */

bool table_has_key(const struct table *table, const struct text_list *columns)
{
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *key = &table->constraints.at[i];
        bool is_key = key->type == CONSTRAINT_PRIMARY || key->type == CONSTRAINT_UNIQUE;
        if (is_key && text_list_same_set(&key->columns, columns))
            return true;
    }
    return false;
}

static void write_line(struct buf *sql, size_t *lines)
{
    buf_add(sql, (*lines)++ ? ",\n    " : "\n    ");
}

/* Of a typed table only what differs from the type is said. */
static void write_typed_column(struct buf *sql, const struct column *column, size_t *lines)
{
    if ((!column->not_null || column->not_null_not_valid) && !column->value.text)
        return;
    write_line(sql, lines);
    write_column(sql, column, (struct column_form){.typed = true});
}

/* Before PostgreSQL 16 a child may not repeat the expression that it has from its parent. */
static struct column without_inherited_expression(const struct table *table,
                                                  const struct column *column)
{
    const struct column *above = table_inherited_from(table, column->object.name.name);
    struct column own = *column;
    if (above && above->generated && text_equal(above->value.text, column->value.text)) {
        own.generated = GENERATED_NONE;
        own.value = (struct expr){0};
    }
    return own;
}

/* CREATE TABLE makes one index of two keys over the same columns, and loses a constraint. */
static bool repeats_key(const struct constraint *constraint)
{
    const struct table *table = (const struct table *)constraint->object.parent;
    if (constraint->type == CONSTRAINT_CHECK || constraint->type == CONSTRAINT_FOREIGN)
        return false;
    for (const struct constraint *other = table->constraints.at; other < constraint; other++)
        if (other->type != CONSTRAINT_CHECK && other->type != CONSTRAINT_FOREIGN &&
            text_list_equal(&other->columns, &constraint->columns))
            return true;
    return false;
}

static bool is_inside(const struct constraint *constraint, const struct table_form *form)
{
    if (constraint->inherited)
        return false;
    if (constraint->type == CONSTRAINT_FOREIGN)
        return form->foreign_inside(form->context, constraint);
    return (!constraint->not_valid || constraint->not_enforced) && !repeats_key(constraint);
}

static void write_body(struct writer *writer, struct buf *sql, const struct table *table,
                       const struct table_form *form)
{
    bool typed = table->of_type.name.name;
    size_t lines = 0;
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.at[i];
        if (typed) {
            write_typed_column(sql, column, &lines);
        } else if (!column->inherited) {
            struct column own = without_inherited_expression(table, column);
            write_line(sql, &lines);
            write_column(sql, &own,
                         (struct column_form){.serial = column_makes_sequence(writer, column),
                                              .logged = writer->logged});
        }
    }
    for (size_t i = 0; i < table->constraints.count; i++) {
        if (!is_inside(&table->constraints.at[i], form))
            continue;
        write_line(sql, &lines);
        write_constraint(sql, &table->constraints.at[i]);
    }
    buf_add(sql, lines ? "\n" : "");
}

static void write_tail(struct buf *sql, const struct table *table)
{
    for (size_t i = 0; i < table->inherits.count; i++) {
        buf_add(sql, i ? ", " : " INHERITS (");
        sql_qname(sql, table->inherits.at[i].name);
        buf_add(sql, i + 1 == table->inherits.count ? ")" : "");
    }
    if (table->access_method) {
        buf_add(sql, " USING ");
        sql_ident(sql, table->access_method);
    }
    if (table->with.count) {
        buf_add(sql, " WITH ");
        write_options(sql, &table->with);
    }
    if (table->tablespace) {
        buf_add(sql, " TABLESPACE ");
        sql_ident(sql, table->tablespace);
    }
}

static void set_replica_identity(struct writer *writer, const struct table *table)
{
    static const char *const words[] = {
        [REPLICA_DEFAULT] = "DEFAULT",
        [REPLICA_NOTHING] = "NOTHING",
        [REPLICA_FULL] = "FULL",
        [REPLICA_INDEX] = "USING INDEX ",
    };
    struct buf sql = BUF_INIT;
    buf_addf(&sql, "REPLICA IDENTITY %s", words[table->replica_identity]);
    if (table->replica_identity == REPLICA_INDEX)
        sql_ident(&sql, table->replica_index);
    writer_alter(writer, PHASE_ATTACH, table, &sql, LOCK_ACCESS_EXCLUSIVE,
                 "set the replica identity of %s", object_label(writer->arena, &table->object));
}

/* An inherited column may still have a default of its own, and more (column.h). */
static void finish_columns(struct writer *writer, const struct table *table, unsigned rank)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.at[i].inherited)
            column_finish_inherited(writer, rank, &table->columns.at[i]);
        else
            column_finish(writer, PHASE_CREATE, rank, &table->columns.at[i]);
}

bool table_is_child(const struct table *table, const struct object *parent)
{
    for (size_t i = 0; parent && i < table->inherits.count; i++)
        if (table->inherits.at[i].to == parent)
            return true;
    return false;
}

unsigned table_depth(const struct table *table)
{
    unsigned deepest = 0;
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct table *parent = (const struct table *)table->inherits.at[i].to;
        unsigned above = parent ? table_depth(parent) + 1 : 1;
        deepest = above > deepest ? above : deepest;
    }
    return deepest;
}

const struct column *table_inherited_from(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct object *parent = table->inherits.at[i].to;
        const struct column *column =
            parent ? table_find_column((const struct table *)parent, name) : NULL;
        if (column)
            return column;
    }
    return NULL;
}

const struct column *not_null_origin(const struct column *column)
{
    const struct column *above =
        column->inherited ? table_inherited_from((const struct table *)column->object.parent,
                                                 column->object.name.name)
                          : NULL;
    return above && above->not_null ? not_null_origin(above) : column;
}

const char *table_inherited_default(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct object *parent = table->inherits.at[i].to;
        const struct column *above =
            parent ? table_find_column((const struct table *)parent, name) : NULL;
        if (above && above->value.text && !above->generated)
            return above->value.text;
    }
    return NULL;
}

bool column_says_null(const struct column *column)
{
    const struct object *table = column->object.parent;
    return !column->value.text && !column->identity && table && table->kind == KIND_TABLE &&
           table_inherited_default((const struct table *)table, column->object.name.name);
}

bool type_has_tables(const struct writer *writer, const struct object *type)
{
    const struct model *models[] = {writer->from, writer->to};
    for (size_t side = 0; side < COUNT_OF(models); side++) {
        const struct object_list *tables = &models[side]->objects[KIND_TABLE];
        for (size_t i = 0; i < tables->count; i++) {
            struct qname of = ((const struct table *)tables->at[i])->of_type.name;
            if (of.name && side == 0)
                of = writer->renames->object(writer->renames->context, KIND_COMPOSITE, of);
            if (qname_equal(of, type->name))
                return true;
        }
    }
    return false;
}

bool table_has_children(struct lookup *lookup, const struct table *table)
{
    struct dependents dependents = lookup_dependents(lookup, table->object.name);
    for (size_t i = 0; i < dependents.count; i++)
        if (dependents.at[i].object->kind == KIND_TABLE)
            return true;
    return false;
}

static bool is_called(const struct writer *writer, const struct object *from, struct qname name)
{
    return qname_equal(
        writer->renames->object(writer->renames->context, KIND_TABLE, from->name), name);
}

/* Mostly it had the same name. */
const struct table *table_before(const struct writer *writer, struct qname name)
{
    const struct object_list *tables = &writer->from->objects[KIND_TABLE];
    const struct table *same = model_find_table(writer->from, name);
    if (same && is_called(writer, &same->object, name))
        return same;
    for (size_t i = 0; i < tables->count; i++)
        if (is_called(writer, tables->at[i], name))
            return (const struct table *)tables->at[i];
    return NULL;
}

/* A parent that is there is locked against other changes of it. */
static enum lock lock_of_parents(const struct writer *writer, const struct table *table)
{
    for (size_t i = 0; i < table->inherits.count; i++)
        if (table_before(writer, table->inherits.at[i].name))
            return LOCK_SHARE_UPDATE_EXCLUSIVE;
    return LOCK_NONE;
}

/* What CREATE TABLE cannot say of a constraint inside it. */
static uint64_t said_behind(const struct constraint *constraint)
{
    uint64_t cluster = FIELD_BIT(KIND_CONSTRAINT, constraint, clustered),
             comment = FIELD_BIT(KIND_CONSTRAINT, constraint, index_comment);
    return (constraint->clustered ? cluster : 0) | (constraint->index_comment ? comment : 0);
}

void table_create(struct writer *writer, const struct table *table, unsigned rank,
                  const struct table_form *form)
{
    const struct object *object = &table->object;
    struct buf sql = BUF_INIT;
    buf_addf(&sql, "CREATE %sTABLE ", table->persistence ? "UNLOGGED " : "");
    write_name(&sql, object);
    if (table->of_type.name.name) {
        buf_add(&sql, " OF ");
        sql_qname(&sql, table->of_type.name);
    }
    size_t open = sql.length;
    buf_add(&sql, " (");
    size_t body = sql.length;
    write_body(writer, &sql, table, form);
    if (table->of_type.name.name && sql.length == body)
        buf_cut(&sql, open);
    else
        buf_add_char(&sql, ')');
    write_tail(&sql, table);
    writer_step(writer, PHASE_CREATE, &sql, lock_of_parents(writer, table), "create table %s",
                object_label(writer->arena, object))
        ->rank = rank;
    finish_columns(writer, table, rank);
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = &table->constraints.at[i];
        if (!constraint->inherited && !is_inside(constraint, form))
            kind_ops(KIND_CONSTRAINT)->create(writer, &constraint->object, 0);
        else
            kind_ops(KIND_CONSTRAINT)
                ->alter(writer, &constraint->object, &constraint->object,
                        said_behind(constraint));
    }
    for (size_t i = 0; i < table->indexes.count; i++)
        kind_ops(KIND_INDEX)->create(writer, &table->indexes.at[i].object, rank);
    if (table->replica_identity)
        set_replica_identity(writer, table);
}

/* ------------------------------------------------------------------ changing */

static void change_options(struct writer *writer, const struct table *from,
                           const struct table *to)
{
    const char *label = object_label(writer->arena, &to->object);
    struct buf sql = BUF_INIT;
    if (write_options_reset(&sql, &from->with, &to->with))
        writer_alter(writer, PHASE_ALTER_TABLE, to, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                     "reset storage parameters of %s", label);
    if (write_options_set(&sql, &from->with, &to->with))
        writer_alter(writer, PHASE_ALTER_TABLE, to, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                     "set storage parameters of %s", label);
}

static bool has_parent(const struct writer *writer, const struct table *table,
                       struct qname name, bool maps)
{
    for (size_t i = 0; i < table->inherits.count; i++) {
        struct qname parent = table->inherits.at[i].name;
        if (maps)
            parent = writer->renames->object(writer->renames->context, KIND_TABLE, parent);
        if (qname_equal(parent, name))
            return true;
    }
    return false;
}

static void change_parent(struct writer *writer, const struct table *table, struct qname parent,
                          bool comes)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, comes ? "INHERIT " : "NO INHERIT ");
    sql_qname(&sql, parent);
    writer_alter(writer, comes ? PHASE_ATTACH : PHASE_PART, table, &sql, LOCK_ACCESS_EXCLUSIVE,
                 comes ? "make %s a child of %s" : "part %s from %s",
                 object_label(writer->arena, &table->object), parent.name);
}

static void change_parents(struct writer *writer, const struct table *from,
                           const struct table *to)
{
    for (size_t i = 0; i < from->inherits.count; i++) {
        struct qname parent = writer->renames->object(writer->renames->context, KIND_TABLE,
                                                      from->inherits.at[i].name);
        if (!has_parent(writer, to, parent, false))
            change_parent(writer, from, from->inherits.at[i].name, false);
    }
    for (size_t i = 0; i < to->inherits.count; i++)
        if (!has_parent(writer, from, to->inherits.at[i].name, true))
            change_parent(writer, to, to->inherits.at[i].name, true);
}

static void change_word(struct writer *writer, const struct table *table, const char *words,
                        const char *name, bool rewrites)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, words);
    if (name)
        sql_ident(&sql, name);
    writer_alter(writer, PHASE_ALTER_TABLE, table, &sql, LOCK_ACCESS_EXCLUSIVE,
                 "alter table %s: %s", object_label(writer->arena, &table->object),
                 buf_text(&sql))
        ->rewrites = rewrites;
}

/* A table whose type changes, or comes to be another one, is a plain one in between. */
static void change_type(struct writer *writer, const struct table *from, const struct table *to)
{
    struct buf sql = BUF_INIT;
    const char *label = object_label(writer->arena, &to->object);
    if (from->of_type.name.name) {
        buf_add(&sql, "NOT OF");
        writer_alter(writer, PHASE_PART, from, &sql, LOCK_ACCESS_EXCLUSIVE,
                     "untie %s from its type", label);
    }
    if (to->of_type.name.name) {
        buf_add(&sql, "OF ");
        sql_qname(&sql, to->of_type.name);
        writer_alter(writer, PHASE_ALTER_TABLE, to, &sql, LOCK_ACCESS_EXCLUSIVE,
                     "tie %s to type %s", label, to->of_type.name.name);
    }
}

static void alter(struct writer *writer, const struct object *from_object,
                  const struct object *to_object, uint64_t fields)
{
    const struct table *from = (const struct table *)from_object;
    const struct table *to = (const struct table *)to_object;
    if (fields & BIT(persistence))
        change_word(writer, to, to->persistence ? "SET UNLOGGED" : "SET LOGGED", NULL, true);
    if (fields & BIT(with))
        change_options(writer, from, to);
    if (fields & BIT(tablespace))
        change_word(writer, to, "SET TABLESPACE ",
                    to->tablespace ? to->tablespace : "pg_default", true);
    if (fields & BIT(access_method))
        change_word(writer, to, "SET ACCESS METHOD ",
                    to->access_method ? to->access_method : "heap", true);
    if (fields & BIT(inherits))
        change_parents(writer, from, to);
    if (fields & BIT(of_type))
        change_type(writer, from, to);
    if (fields & (BIT(replica_identity) | BIT(replica_index)))
        set_replica_identity(writer, to);
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "DROP TABLE ");
    write_name(&sql, object);
    struct step *step = writer_step(writer, PHASE_DROP, &sql, LOCK_ACCESS_EXCLUSIVE,
                                    "drop table %s", object_label(writer->arena, object));
    step->rank = rank;
    step->loses =
        arena_printf(writer->arena, "every row of %s", object_label(writer->arena, object));
}

const struct kind_ops table_kind = {
    .sql = "TABLE", .fields = FIELDS, .each_ref = each_ref, .alter = alter, .drop = drop};
