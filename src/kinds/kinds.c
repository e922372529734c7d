/* The table of kinds, and what is the same for all of them: comparing by field tables, labels,
 * comments, owners, renames, and entering steps. */

#include "kinds/kinds.h"

#include "kinds/casts.h"
#include "kinds/table.h"
#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/expression.h"
#include "postgres/sql.h"
#include "model/types.h"

#include <stdio.h>
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

/* ------------------------------------------------------------------ comparing */

struct comparison {
    const struct object *from, *to;
    const struct renames *renames;
    const char *schema;
    int version;
};

static const char *expression_column(void *context, const char *name)
{
    const struct comparison *comparison = context;
    const struct object *owner =
        comparison->from->parent ? comparison->from->parent : comparison->from;
    return comparison->renames->column(comparison->renames->context, owner, name);
}

static struct qname expression_object(void *context, struct qname name)
{
    const struct comparison *comparison = context;
    return comparison->renames->mentioned(comparison->renames->context, name);
}

/* Where the expression of an object stands, for the types of what it mentions. */
static struct expression_side side_of(const struct model *model, const struct object *object)
{
    struct expression_side side = {.model = model};
    if (object->parent && object->parent->kind == KIND_TABLE)
        side.table = (const struct table *)object->parent;
    if (object->parent && object->parent->kind == KIND_DOMAIN)
        side.value = &((const struct domain *)object->parent)->type;
    return side;
}

typedef bool expression_judge(const struct expression_setting *setting, const struct expr *from,
                              const struct expr *to);

static bool judge_expression(const struct comparison *comparison, const struct expr *from,
                             const struct expr *to, expression_judge *judge)
{
    struct expression_renames renames = {(void *)comparison, expression_column,
                                         expression_object};
    bool is_default =
        comparison->to->kind == KIND_COLUMN || comparison->to->kind == KIND_DOMAIN;
    const struct type_name *type = NULL;
    if (is_default)
        type = comparison->to->kind == KIND_COLUMN
                   ? &((const struct column *)comparison->to)->type
                   : &((const struct domain *)comparison->to)->type;
    struct expression_setting setting = {
        .type = type,
        .schema = comparison->schema,
        .renames = comparison->renames->mentioned ? &renames : NULL,
        .from = side_of(comparison->renames->from, comparison->from),
        .to = side_of(comparison->renames->to, comparison->to),
    };
    return judge(&setting, from, to);
}

static bool same_expression(const struct comparison *comparison, const struct expr *from,
                            const struct expr *to)
{
    return judge_expression(comparison, from, to, expression_same);
}

static bool same_columns(const struct comparison *comparison, const struct object *parent,
                         const struct text_list *from, const struct text_list *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++)
        if (!text_equal(
                comparison->renames->column(comparison->renames->context, parent, from->at[i]),
                to->at[i]))
            return false;
    return true;
}

static bool same_ref(const struct comparison *comparison, const struct ref *from,
                     const struct ref *to)
{
    if (!from->name.name || !to->name.name)
        return from->name.name == to->name.name;
    return qname_equal(
        comparison->renames->object(comparison->renames->context, from->kind, from->name),
        to->name);
}

/* A name without a schema, or in pg_catalog, stands for the built-in one. */
static bool same_outside_name(struct qname from, struct qname to)
{
    if (!text_equal(from.name, to.name))
        return false;
    bool is_loose = !from.schema || !to.schema;
    return is_loose || strcmp(from.schema, to.schema) == 0;
}

static struct qname element_collation(const struct object *parent,
                                      const struct index_element *element)
{
    const struct column *column =
        element->column && !element->collation.name
            ? table_find_column((const struct table *)parent, element->column)
            : NULL;
    return column ? column->collation : element->collation;
}

/* A key has its column's collation unless another is said. */
static bool same_collation(const struct comparison *comparison,
                           const struct index_element *from, const struct index_element *to)
{
    if (from->collation.name == to->collation.name)
        return true;
    return same_outside_name(element_collation(comparison->from->parent, from),
                             element_collation(comparison->to->parent, to));
}

static bool same_element(const struct comparison *comparison, const struct index_element *from,
                         const struct index_element *to)
{
    const struct object *parent = comparison->from->parent;
    bool same_key = from->column && to->column
                        ? text_equal(comparison->renames->column(comparison->renames->context,
                                                                 parent, from->column),
                                     to->column)
                        : !from->column && !to->column &&
                              same_expression(comparison, &from->expr, &to->expr);
    return same_key && same_collation(comparison, from, to) &&
           same_outside_name(from->opclass, to->opclass) &&
           options_equal(&from->opclass_options, &to->opclass_options) &&
           from->desc == to->desc && from->nulls_reversed == to->nulls_reversed &&
           text_equal(from->operator_name, to->operator_name);
}

struct elements {
    struct index_element *at;
    size_t count, capacity;
};

static bool same_elements(const struct comparison *comparison, const struct elements *from,
                          const struct elements *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++)
        if (!same_element(comparison, &from->at[i], &to->at[i]))
            return false;
    return true;
}

static bool same_type(const struct comparison *comparison, const struct type_name *from,
                      const struct type_name *to)
{
    if (type_equal(from, to))
        return !renames_rebuild(comparison->renames, from);
    if (!from->user.name || !to->user.name || from->dimensions != to->dimensions ||
        !text_equal(from->modifiers, to->modifiers))
        return false;
    if (renames_rebuild(comparison->renames, from))
        return false;
    struct qname now =
        comparison->renames->object(comparison->renames->context, KIND_ENUM, from->user);
    return qname_equal(now, to->user);
}

bool renames_rebuild(const struct renames *renames, const struct type_name *type)
{
    return type->user.name && renames->is_rebuilt &&
           renames->is_rebuilt(renames->rebuilt, type->user);
}

struct labels {
    struct label *at;
    size_t count, capacity;
};

static bool same_labels(const struct labels *from, const struct labels *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++)
        if (!text_equal(from->at[i].object.name.name, to->at[i].object.name.name))
            return false;
    return true;
}

struct refs {
    struct ref *at;
    size_t count, capacity;
};

static bool same_refs(const struct comparison *comparison, const struct refs *from,
                      const struct refs *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++)
        if (!same_ref(comparison, &from->at[i], &to->at[i]))
            return false;
    return true;
}

static const struct object *owning_table(const struct comparison *comparison)
{
    const struct sequence *sequence = (const struct sequence *)comparison->from;
    return sequence->owned_by.to;
}

static bool same_owned_column(const struct comparison *comparison, const char *from,
                              const char *to)
{
    const struct object *table = owning_table(comparison);
    if (from && table)
        from = comparison->renames->column(comparison->renames->context, table, from);
    return text_equal(from, to);
}

/* The columns of a referenced table are called by that table's renames. */
static bool same_foreign_columns(const struct comparison *comparison,
                                 const struct text_list *from, const struct text_list *to)
{
    const struct constraint *constraint = (const struct constraint *)comparison->from;
    if (!constraint->references.to)
        return text_list_equal(from, to);
    return same_columns(comparison, constraint->references.to, from, to);
}

static bool same_name(const struct field *field, const struct qname *from,
                      const struct qname *to)
{
    bool is_unsaid = field->may_be_unsaid && (!from->name || !to->name);
    return is_unsaid || same_outside_name(*from, *to);
}

static bool same_statistics(const struct elements *from, const struct elements *to)
{
    for (size_t i = 0; i < from->count && i < to->count; i++)
        if (from->at[i].statistics != to->at[i].statistics)
            return false;
    return true;
}

/* Names that PostgreSQL chose stay when the table or column is renamed. */
static bool same_sequence_name(const struct comparison *comparison)
{
    const struct column *from = (const struct column *)comparison->from;
    const struct column *to = (const struct column *)comparison->to;
    if (!from->identity || !to->identity)
        return true;
    struct arena scratch = {0};
    struct qname a = identity_sequence_name(&scratch, from);
    struct qname b = identity_sequence_name(&scratch, to);
    bool same = text_equal(a.name, b.name);
    arena_release(&scratch);
    return same;
}

/* A script does not say whether it is for a server that keeps such names. */
static bool may_be_called(const struct column *column, const char *name)
{
    return !column->not_null_name && column->not_null_kept &&
           (!name || text_equal(column->not_null_kept, name));
}

static bool same_not_null_name(const struct comparison *comparison)
{
    const struct column *from = (const struct column *)comparison->from;
    const struct column *to = (const struct column *)comparison->to;
    if (!from->not_null || !to->not_null || comparison->version < 180000)
        return true;
    bool is_renamed = !text_equal(from->object.name.name, to->object.name.name) ||
                      !text_equal(from->object.parent->name.name, to->object.parent->name.name);
    if (!is_renamed)
        return text_equal(from->not_null_name, to->not_null_name) ||
               may_be_called(from, to->not_null_name) || may_be_called(to, from->not_null_name);
    struct arena scratch = {0};
    bool same = text_equal(not_null_name(&scratch, from), not_null_name(&scratch, to));
    arena_release(&scratch);
    return same;
}

static enum storage effective_storage(const struct column *column)
{
    return column->storage || column->type.user.name ? column->storage
                                                     : type_default_storage(&column->type);
}

static bool same_field(const struct comparison *comparison, const struct field *field)
{
    const void *from = (const char *)comparison->from + field->offset;
    const void *to = (const char *)comparison->to + field->offset;
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_IDENTIFIER:
    case FIELD_OPERATOR: {
        const char *a = *(const char *const *)from, *b = *(const char *const *)to;
        return (field->may_be_unsaid && (!a || !b)) || text_equal(a, b);
    }
    case FIELD_BOOL:
        return *(const bool *)from == *(const bool *)to;
    case FIELD_INT:
    case FIELD_TARGET:
        return *(const int *)from == *(const int *)to;
    case FIELD_INT64:
        return *(const int64_t *)from == *(const int64_t *)to;
    case FIELD_NAME:
        return same_name(field, from, to);
    case FIELD_REF:
        return same_ref(comparison, from, to);
    case FIELD_REFS:
        return same_refs(comparison, from, to);
    case FIELD_COLUMN:
        return same_owned_column(comparison, *(const char *const *)from,
                                 *(const char *const *)to);
    case FIELD_COLUMNS:
        return same_columns(comparison, comparison->from->parent, from, to);
    case FIELD_FOREIGN_COLUMNS:
        return same_foreign_columns(comparison, from, to);
    case FIELD_OPTIONS:
        return options_equal(from, to);
    case FIELD_EXPR:
        return same_expression(comparison, from, to);
    case FIELD_TYPE:
        return same_type(comparison, from, to);
    case FIELD_SEQUENCE:
        return sequence_options_equal(from, to);
    case FIELD_ELEMENTS:
        return same_elements(comparison, from, to);
    case FIELD_LABELS:
        return same_labels(from, to);
    case FIELD_STATISTICS:
        return same_statistics(from, to);
    case FIELD_SEQUENCE_NAME:
        return same_sequence_name(comparison);
    case FIELD_STORAGE:
        return *(const int *)from == *(const int *)to ||
               effective_storage((const struct column *)comparison->from) ==
                   effective_storage((const struct column *)comparison->to);
    case FIELD_UNLOGGED:
        return comparison->version < 150000 || *(const bool *)from == *(const bool *)to;
    case FIELD_NOT_NULL_NAME:
        return same_not_null_name(comparison);
    case FIELD_TEXTS:
        return text_list_equal(from, to);
    case FIELD_MEMBERS:
    case FIELD_DROPPED:
    case FIELD_UNMODELLED:
        break;
    }
    return true;
}

uint64_t kind_compare(const struct object *from, const struct object *to,
                      const struct renames *renames, const char *schema, int version)
{
    struct comparison comparison = {from, to, renames, schema, version};
    const struct field *fields = KINDS[to->kind]->fields;
    uint64_t differ = 0;
    for (size_t i = 0; fields[i].name; i++)
        if (!fields[i].only_kept && !same_field(&comparison, &fields[i]))
            differ |= UINT64_C(1) << i;
    return differ;
}

/* ------------------------------------------------------------------ what a server might decide
 */

/* Elements that differ in anything but expressions differ for certain: with one expression for
 * both, they would still. */
static bool elements_undecided(const struct comparison *comparison, const struct elements *from,
                               const struct elements *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++) {
        const struct index_element *a = &from->at[i];
        struct index_element b = to->at[i];
        if (!a->expr.text || !b.expr.text) {
            if (!same_element(comparison, a, &b))
                return false;
            continue;
        }
        bool differ = judge_expression(comparison, &a->expr, &b.expr, expression_differs);
        struct index_element same = *a;
        same.expr = b.expr;
        if (!a->opclass.name ||
            !b.opclass.name) /* the default of a type that is not known here */
            same.opclass = b.opclass;
        if (differ || !same_element(comparison, &same, &b))
            return false;
    }
    return true;
}

static bool field_undecided(const struct comparison *comparison, const struct field *field)
{
    const void *from = (const char *)comparison->from + field->offset;
    const void *to = (const char *)comparison->to + field->offset;
    if (field->type == FIELD_EXPR)
        return !judge_expression(comparison, from, to, expression_differs);
    return field->type == FIELD_ELEMENTS && elements_undecided(comparison, from, to);
}

uint64_t kind_undecided(const struct object *from, const struct object *to, uint64_t fields,
                        const struct renames *renames, const char *schema, int version)
{
    struct comparison comparison = {from, to, renames, schema, version};
    uint64_t undecided = 0;
    for (size_t i = 0; KINDS[to->kind]->fields[i].name; i++)
        if (fields >> i & 1 && field_undecided(&comparison, &KINDS[to->kind]->fields[i]))
            undecided |= UINT64_C(1) << i;
    return undecided;
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
    enum lock lock = to->kind == KIND_INDEX       ? LOCK_SHARE_UPDATE_EXCLUSIVE
                     : parent->kind == KIND_TABLE ? LOCK_ACCESS_EXCLUSIVE
                                                  : LOCK_NONE;
    writer_step(writer, PHASE_RENAME, &sql, lock, "rename %s %s to %s", kind_word(to->kind),
                from_name, label)
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
