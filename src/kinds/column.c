/* Columns. A column's parts change in the order that works: what stands in the way of a new
 * type goes first, then the type, then what was put aside, nullability last. How a type changes
 * is column_type.c's, how an identity does column_identity.c's. */

#include "kinds/casts.h"
#include "kinds/column.h"
#include "kinds/column_parts.h"
#include "kinds/cost.h"
#include "kinds/row_type.h"
#include "kinds/table.h"
#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "model/resolve.h"
#include "postgres/sql.h"

#include <string.h>

static const struct field FIELDS[] = {
    FIELD("type", TYPE, column, type, .required = true),
    FIELD("collation", NAME, column, collation),
    FIELD("default", EXPR, column, value),
    FIELD("generated", INT, column, generated, .words = generated_words),
    FIELD("identity", INT, column, identity, .words = identity_words),
    FIELD("identity options", SEQUENCE, column, identity_options),
    FIELD("identity sequence", SEQUENCE_NAME, column, identity_sequence),
    FIELD("identity unlogged", UNLOGGED, column, identity_unlogged),
    FIELD("not null", BOOL, column, not_null),
    FIELD("not null no inherit", BOOL, column, not_null_no_inherit),
    FIELD("not null not valid", BOOL, column, not_null_not_valid),
    FIELD("not null name", NOT_NULL_NAME, column, not_null_name),
    FIELD("storage", STORAGE, column, storage, .words = storage_words),
    FIELD("compression", IDENTIFIER, column, compression),
    FIELD("statistics", TARGET, column, statistics),
    FIELD("attributes", OPTIONS, column, attributes),
    FIELD("not null kept name", IDENTIFIER, column, not_null_kept, KEPT),
    FIELD("inherited", BOOL, column, inherited, KEPT),
    FIELD("backfill", EXPR, column, backfill, KEPT),
    FIELD("backfill with default", BOOL, column, backfill_default, KEPT),
    FIELD("using", EXPR, column, using_expr, KEPT),
    {0},
};

/* A generation expression can be changed in place from PostgreSQL 17 on, and a stored one can
 * be left behind as plain values; everything else about generation makes a new column. */
static uint64_t in_place(const struct object *from_object, const struct object *to_object,
                         int version)
{
    const struct column *from = (const struct column *)from_object;
    const struct column *to = (const struct column *)to_object;
    uint64_t generation = BIT(generated) | BIT(value);
    if (from->generated == to->generated) {
        bool is_settable = version >= (to->generated == GENERATED_VIRTUAL ? 180000 : 170000);
        if (to->generated && !cast_by_assignment(&from->type, &to->type))
            generation |= BIT(type);
        else if (!to->generated || is_settable)
            return UINT64_MAX;
        return ~generation;
    }
    bool is_left_behind = from->generated == GENERATED_STORED && !to->generated;
    return is_left_behind ? UINT64_MAX : ~generation;
}

const struct table *column_table(const struct object *column)
{
    return (const struct table *)column->parent;
}

struct buf column_begin_alter(const struct column *column)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER COLUMN ");
    sql_ident(&sql, column->object.name.name);
    buf_add_char(&sql, ' ');
    return sql;
}

/* ------------------------------------------------------------------ what CREATE cannot say */

static void set_storage(struct writer *writer, enum phase phase, const struct column *column)
{
    static const char *const words[] = {
        [STORAGE_DEFAULT] = "DEFAULT",   [STORAGE_PLAIN] = "PLAIN",
        [STORAGE_EXTERNAL] = "EXTERNAL", [STORAGE_EXTENDED] = "EXTENDED",
        [STORAGE_MAIN] = "MAIN",
    };
    struct buf sql = column_begin_alter(column);
    enum storage storage = column->storage;
    if (!storage && writer->version < 160000)
        storage = model_type_storage(writer->to, &column->type);
    if (!storage && writer->version < 160000)
        storage = STORAGE_EXTENDED;
    buf_addf(&sql, "SET STORAGE %s", words[storage]);
    writer_alter(writer, phase, column_table(&column->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                 "store %s %s", object_label(writer->arena, &column->object),
                 column->storage ? words[storage] : "as its type is by default");
}

static void set_compression(struct writer *writer, enum phase phase,
                            const struct column *column)
{
    struct buf sql = column_begin_alter(column);
    buf_addf(&sql, "SET COMPRESSION %s", column->compression ? column->compression : "default");
    writer_alter(writer, phase, column_table(&column->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                 "compress new values of %s by %s",
                 object_label(writer->arena, &column->object),
                 column->compression ? column->compression : "the default method");
}

/* SET STATISTICS goes on to children, which would not have the target if they were
 * made anew. */
static void set_statistics(struct writer *writer, enum phase phase, const struct column *column)
{
    struct buf sql = column_begin_alter(column);
    buf_addf(&sql, "SET STATISTICS %d", column->statistics - 1);
    struct step *step = writer_alter(
        writer, phase, column_table(&column->object), &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
        "set the statistics target of %s", object_label(writer->arena, &column->object));
    if (phase != PHASE_CREATE &&
        table_has_children(writer->to_lookup, column_table(&column->object)))
        step->table = arena_printf(writer->arena, "ONLY %s", step->table);
}

static void set_attributes(struct writer *writer, enum phase phase, const struct column *column,
                           const struct options *from)
{
    const struct table *table = column_table(&column->object);
    const char *label = object_label(writer->arena, &column->object);
    struct buf sql = column_begin_alter(column);
    if (write_options_reset(&sql, from, &column->attributes)) {
        writer_alter(writer, phase, table, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                     "reset attributes of %s", label);
        sql = column_begin_alter(column);
    }
    if (write_options_set(&sql, from, &column->attributes))
        writer_alter(writer, phase, table, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                     "set attributes of %s", label);
    buf_release(&sql);
}

static void add_not_null_constraint(struct writer *writer, enum phase phase,
                                    const struct column *column)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ADD CONSTRAINT ");
    sql_ident(&sql, not_null_name(writer->arena, column));
    buf_add(&sql, " NOT NULL ");
    sql_ident(&sql, column->object.name.name);
    buf_addf(&sql, "%s%s", column->not_null_no_inherit ? " NO INHERIT" : "",
             column->not_null_not_valid ? " NOT VALID" : "");
    writer_alter(writer, phase, column_table(&column->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                 "forbid null in %s%s", object_label(writer->arena, &column->object),
                 column->not_null_not_valid ? " for new rows" : "")
        ->scans = !column->not_null_not_valid;
}

void column_finish(struct writer *writer, enum phase phase, unsigned rank,
                   const struct column *column)
{
    size_t first = writer->steps.count;
    const struct table *table = column_table(&column->object);
    bool comes_from_type = phase == PHASE_CREATE && table->of_type.name.name;
    const struct column *above =
        phase == PHASE_CREATE ? table_inherited_from(table, column->object.name.name) : NULL;
    bool is_usual =
        !column->type.user.name && column->storage == type_default_storage(&column->type);
    if (above ? above->storage != column->storage : column->storage && !is_usual)
        set_storage(writer, phase, column);
    if (column->compression && comes_from_type)
        set_compression(writer, phase, column);
    if (column->statistics)
        set_statistics(writer, phase, column);
    if (column->attributes.count)
        set_attributes(writer, phase, column, NULL);
    if (column->not_null_not_valid)
        add_not_null_constraint(writer, phase, column);
    for (size_t i = first; i < writer->steps.count; i++) {
        writer->steps.at[i].rank = rank;
        writer->steps.at[i].lock = phase == PHASE_CREATE ? LOCK_NONE : writer->steps.at[i].lock;
    }
}

/* ------------------------------------------------------------------ coming */

static bool is_constant(const char *text)
{
    return !strchr(text, '(') && strspn(text, "0123456789.-'") > 0 &&
           (*text == '\'' || strspn(text, "0123456789.-") == strlen(text));
}

static void fill_nulls(struct writer *writer, const struct column *column)
{
    struct buf sql = BUF_INIT;
    const char *label = object_label(writer->arena, &column->object);
    buf_add(&sql, "UPDATE ");
    sql_qname(&sql, column->object.parent->name);
    buf_add(&sql, " SET ");
    sql_ident(&sql, column->object.name.name);
    buf_add(&sql, " = ");
    buf_add(&sql, column->backfill.text ? column->backfill.text : "DEFAULT");
    buf_add(&sql, " WHERE ");
    sql_ident(&sql, column->object.name.name);
    buf_add(&sql, " IS NULL");
    writer_step(writer, PHASE_BACKFILL, &sql, LOCK_ROW_EXCLUSIVE, "fill %s where it is null",
                label)
        ->scans = true;
}

/* Whether a column may be not null again is for the rows to say, which the way up let in. */
static void assert_no_nulls(struct writer *writer, struct step *step,
                            const struct column *column)
{
    struct buf sql = BUF_INIT;
    if (!writer->is_down)
        return;
    buf_add(&sql, "SELECT NOT EXISTS (SELECT FROM ");
    sql_qname(&sql, column->object.parent->name);
    buf_add(&sql, " WHERE ");
    if (column->generated)
        write_parenthesized(&sql, column->value.text);
    else
        sql_ident(&sql, column->object.name.name);
    buf_add(&sql, " IS NULL)");
    step->assertion = arena_strdup(writer->arena, buf_text(&sql));
    buf_release(&sql);
}

static void set_not_null(struct writer *writer, const struct column *column)
{
    if (column->not_null_name || column->not_null_no_inherit || column->not_null_not_valid) {
        add_not_null_constraint(writer, PHASE_NOT_NULL, column);
        return;
    }
    struct buf sql = column_begin_alter(column);
    buf_add(&sql, "SET NOT NULL");
    struct step *step = writer_alter(writer, PHASE_NOT_NULL, column_table(&column->object),
                                     &sql, LOCK_ACCESS_EXCLUSIVE, "forbid null in %s",
                                     object_label(writer->arena, &column->object));
    step->scans = true;
    if (!column->generated)
        assert_no_nulls(writer, step, column);
}

/* A constant for the rows there are costs nothing as a default that is taken away again. */
static void add_with_constant(struct writer *writer, const struct column *column,
                              enum phase phase)
{
    struct column with_default = *column;
    struct buf sql = BUF_INIT;
    with_default.value.text = column->backfill.text;
    buf_add(&sql, "ADD COLUMN ");
    write_column(&sql, &with_default, (struct column_form){.logged = writer->logged});
    writer_alter(writer, phase, column_table(&column->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                 "add column %s, %s in the rows that exist",
                 object_label(writer->arena, &column->object), column->backfill.text)
        ->rewrites = cost_new_column_rewrites(writer, &with_default);
    sql = column_begin_alter(column);
    if (column->value.text) {
        buf_add(&sql, "SET DEFAULT ");
        write_default(&sql, column->value.text);
    } else {
        buf_add(&sql, "DROP DEFAULT");
    }
    writer_alter(writer, phase, column_table(&column->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                 "%s",
                 column->value.text ? "give new rows the default" : "give new rows no default");
}

/* While rows of the table are stored elsewhere a column comes without values. */
static void add_in_parts(struct writer *writer, const struct column *column, enum phase phase)
{
    struct column bare = *column, filling = *column;
    struct buf sql = BUF_INIT;
    bare.value = (struct expr){0};
    if (writer->is_down)
        filling.backfill = (struct expr){0};
    buf_add(&sql, "ADD COLUMN ");
    write_column(&sql, &bare, (struct column_form){.nullable = true, .logged = writer->logged});
    writer_alter(writer, phase, column_table(&column->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                 "add column %s", object_label(writer->arena, &column->object));
    if (column->value.text) {
        sql = column_begin_alter(column);
        buf_add(&sql, "SET DEFAULT ");
        write_default(&sql, column->value.text);
        writer_alter(writer, phase, column_table(&column->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                     "give new rows the default");
    }
    column_finish(writer, phase, 0, column);
    fill_nulls(writer, &filling);
    if (column->not_null && !column->not_null_not_valid)
        set_not_null(writer, column);
}

/* Values that come with a domain, and values that are computed or counted, cannot come later.
 */
static bool comes_with_values(const struct writer *writer, const struct column *column)
{
    const struct domain *domain =
        (const struct domain *)model_find(writer->to, KIND_DOMAIN, column->type.user);
    return column->identity || column->generated == GENERATED_STORED ||
           column_makes_sequence(writer, column) ||
           (domain && (domain->value.text || domain->not_null || domain->constraints.count));
}

static bool fills_itself(const struct column *column)
{
    return column->value.text || column->identity || column->generated;
}

/* A not-null column that nothing fills can only be added while there are no rows. */
static bool judge_unfilled(struct writer *writer, const struct column *column)
{
    const char *label = object_label(writer->arena, &column->object);
    if (writer->is_down)
        return true;
    bool is_empty = writer->table_is_empty &&
                    writer->table_is_empty(writer->table_context, column->object.parent->name);
    if (!is_empty) {
        diag_error(
            writer->diags, column->object.at, CHECK_BACKFILL,
            "column \"%s\" is not null and has no default: the rows that exist need a value",
            label);
        diag_hint(writer->diags,
                  "Say what they get with \"backfill (expression)\", give the column "
                  "a default, or leave out \"not null\".");
        return false;
    }
    diag_warning(
        writer->diags, column->object.at, CHECK_BACKFILL,
        "column \"%s\" is not null and has no default: the table is empty here, so the "
        "migration asserts that it is empty wherever it runs",
        label);
    diag_hint(writer->diags, "Say \"backfill (expression)\" if it has rows elsewhere.");
    return true;
}

static void assert_empty(struct writer *writer, struct step *step, const struct object *table)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "SELECT NOT EXISTS (SELECT FROM ");
    sql_qname(&sql, table->name);
    buf_add(&sql, ")");
    step->assertion = arena_strdup(writer->arena, buf_text(&sql));
    step->needs_empty = true;
    step->of = table->name;
    buf_release(&sql);
}

static bool sequence_is_new(const struct writer *writer, const struct column *column)
{
    const struct sequence *sequence = model_find_owned_sequence(
        writer->to, column_table(&column->object), column->object.name.name);
    return sequence && !model_find(writer->from, KIND_SEQUENCE, sequence->object.name);
}

bool column_makes_sequence(const struct writer *writer, const struct column *column)
{
    return column_is_serial(writer->to, column) && sequence_is_new(writer, column);
}

/* The column of the parent that an inherited one comes from. NULL if it does not come from one.
 */
static const struct column *column_above(const struct column *column)
{
    return column->inherited
               ? table_inherited_from(column_table(&column->object), column->object.name.name)
               : NULL;
}

/* What the rows of a child get is said on the column of a parent, or of its parents; and its
 * not null is called as the parent's is (PostgreSQL 18). */
static void take_from_parent(const struct writer *writer, struct column *column)
{
    const struct column *above = column_above(column);
    if (!above)
        return;
    if (writer->version >= 180000 && above->not_null && !column->not_null_name)
        column->not_null_name = not_null_name(writer->arena, above);
    for (; above; above = column_above(above))
        if (above->backfill.text || above->backfill_default) {
            column->backfill = above->backfill;
            column->backfill_default = above->backfill_default;
            return;
        }
}

/* Children have no identity of their own: PostgreSQL refuses to add one to them all, so that
 * they get a plain column, and the parent's becomes an identity afterwards. */
static void make_identity_alone(struct writer *writer, struct column *column)
{
    struct column identity = *column;
    column->identity = IDENTITY_NONE;
    column_change_identity(writer, column, &identity, BIT(identity));
}

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    struct column own = *(const struct column *)object;
    const struct column *column = &own;
    take_from_parent(writer, &own);
    if (own.identity && table_has_children(writer->to_lookup, column_table(object)))
        make_identity_alone(writer, &own);
    enum phase phase = column->generated ? PHASE_GENERATED_ADD : PHASE_COLUMN_ADD;
    bool serial = column_makes_sequence(writer, column);
    bool has_backfill = !writer->is_down && column->backfill.text;
    bool backfills =
        has_backfill || (!writer->is_down && column->backfill_default && column->value.text);
    (void)rank;
    bool is_constantly_filled = has_backfill && is_constant(column->backfill.text);
    if (comes_with_values(writer, column) &&
        !row_type_lets(writer, column, "be added with values", true))
        return;
    if ((is_constantly_filled || (column->value.text && !column->generated && !serial)) &&
        row_type_kept_in(writer, column_table(object))) {
        add_in_parts(writer, column, phase);
        return;
    }
    if (is_constantly_filled) {
        add_with_constant(writer, column, phase);
        column_finish(writer, phase, 0, column);
        return;
    }
    bool unfilled = column->not_null && !fills_itself(column) && !has_backfill && !serial &&
                    !column->not_null_not_valid;
    if (unfilled && !judge_unfilled(writer, column))
        return;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ADD COLUMN ");
    write_column(&sql, column,
                 (struct column_form){
                     .serial = serial, .nullable = has_backfill, .logged = writer->logged});
    struct step *step =
        writer_alter(writer, phase, column_table(object), &sql, LOCK_ACCESS_EXCLUSIVE,
                     "add column %s", object_label(writer->arena, object));
    step->rewrites = serial || cost_new_column_rewrites(writer, column);
    if (unfilled)
        assert_empty(writer, step, object->parent);
    else if (column->generated && column->not_null)
        assert_no_nulls(writer, step, column);
    column_finish(writer, phase, 0, column);
    if (backfills && has_backfill) {
        fill_nulls(writer, column);
        if (column->not_null && !column->not_null_not_valid)
            set_not_null(writer, column);
    }
}

/* ------------------------------------------------------------------ changing */

static void change_default(struct writer *writer, const struct column *column, bool joins)
{
    struct buf sql = column_begin_alter(column);
    buf_add(&sql, column->value.text ? "SET DEFAULT " : "DROP DEFAULT");
    if (column->value.text)
        write_default(&sql, column->value.text);
    writer_alter(writer, PHASE_ALTER_COLUMN, column_table(&column->object), &sql,
                 LOCK_ACCESS_EXCLUSIVE, "%s the default of %s",
                 column->value.text ? "set" : "drop",
                 object_label(writer->arena, &column->object))
        ->joins = joins;
}

static void rename_not_null(struct writer *writer, const struct column *from,
                            const struct column *to)
{
    const char *old = not_null_name(writer->arena, from),
               *new = not_null_name(writer->arena, to);
    struct buf sql = BUF_INIT;
    buf_add(&sql, "RENAME CONSTRAINT ");
    sql_ident(&sql, old);
    buf_add(&sql, " TO ");
    sql_ident(&sql, new);
    writer_alter(writer, PHASE_RENAME, column_table(&to->object), &sql, LOCK_ACCESS_EXCLUSIVE,
                 "rename constraint %s to %s", old, new)
        ->rank = KIND_COUNT;
}

static void drop_not_null(struct writer *writer, const struct column *column)
{
    struct buf sql = column_begin_alter(column);
    buf_add(&sql, "DROP NOT NULL");
    writer_alter(writer, PHASE_NULLABLE, column_table(&column->object), &sql,
                 LOCK_ACCESS_EXCLUSIVE, "allow null in %s",
                 object_label(writer->arena, &column->object));
}

/* ADD PRIMARY KEY forbids null in its columns itself. */
static bool comes_with_primary_key(const struct column *column)
{
    const struct constraint *key = table_primary_key(column_table(&column->object));
    return key && !column->not_null_name &&
           text_list_has(&key->columns, column->object.name.name);
}

static bool null_is_forbidden_above(const struct column *column)
{
    const struct table *table = column_table(&column->object);
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct table *parent = (const struct table *)table->inherits.at[i].to;
        const struct column *above =
            parent ? table_find_column(parent, column->object.name.name) : NULL;
        if (above && above->not_null)
            return true;
    }
    return false;
}

void column_finish_inherited(struct writer *writer, unsigned rank, const struct column *column)
{
    const struct table *table = column_table(&column->object);
    const char *name = column->object.name.name;
    const struct column *above = table_inherited_from(table, name);
    size_t first = writer->steps.count;
    if (!above)
        return;
    if (column->not_null && !null_is_forbidden_above(column) && !comes_with_primary_key(column))
        set_not_null(writer, column);
    if (!column->generated &&
        !text_equal(table_inherited_default(table, name), column->value.text))
        change_default(writer, column, false);
    if (above->storage != column->storage)
        set_storage(writer, PHASE_CREATE, column);
    if (!text_equal(above->compression, column->compression))
        set_compression(writer, PHASE_CREATE, column);
    if (column->statistics)
        set_statistics(writer, PHASE_CREATE, column);
    if (column->attributes.count)
        set_attributes(writer, PHASE_CREATE, column, NULL);
    for (size_t i = first; i < writer->steps.count; i++) {
        struct step *step = &writer->steps.at[i];
        step->phase = PHASE_CREATE;
        step->rank = rank;
        step->lock = LOCK_NONE;
        step->scans = false;
        step->assertion = NULL;
    }
}

static void change_nullability(struct writer *writer, const struct column *from,
                               const struct column *to, uint64_t fields)
{
    if (!to->not_null) {
        if (from->not_null)
            drop_not_null(writer, to);
        return;
    }
    if (!from->not_null) {
        if (comes_with_primary_key(to) && !to->identity && !to->backfill.text &&
            !to->backfill_default)
            return;
        bool fills = to->backfill.text || (to->backfill_default && to->value.text);
        if (fills && !writer->is_down)
            fill_nulls(writer, to);
        set_not_null(writer, to);
        return;
    }
    if (fields & (BIT(not_null_no_inherit) | BIT(not_null_not_valid))) {
        struct buf sql = BUF_INIT;
        bool validates = !(fields & BIT(not_null_no_inherit)) && !to->not_null_not_valid;
        if (validates) {
            buf_add(&sql, "VALIDATE CONSTRAINT ");
            sql_ident(&sql, not_null_name(writer->arena, to));
            writer_alter(writer, PHASE_NOT_NULL, column_table(&to->object), &sql,
                         LOCK_SHARE_UPDATE_EXCLUSIVE, "check that no row has null in %s",
                         object_label(writer->arena, &to->object))
                ->scans = true;
        } else {
            drop_not_null(writer, to);
            add_not_null_constraint(writer, PHASE_NULLABLE, to);
        }
        return;
    }
    if (fields & BIT(not_null_name))
        rename_not_null(writer, from, to);
}

/* SET EXPRESSION and DROP EXPRESSION; whatever else makes a new column, and is no
 * change here. */
static void change_generation(struct writer *writer, const struct column *to)
{
    struct buf sql = column_begin_alter(to);
    const char *label = object_label(writer->arena, &to->object);
    if (!to->generated) {
        buf_add(&sql, "DROP EXPRESSION");
        writer_alter(writer, PHASE_GENERATED_DROP, column_table(&to->object), &sql,
                     LOCK_ACCESS_EXCLUSIVE, "keep the values of %s as plain ones", label);
        return;
    }
    buf_add(&sql, "SET EXPRESSION AS ");
    write_parenthesized(&sql, to->value.text);
    writer_alter(writer, PHASE_ALTER_COLUMN, column_table(&to->object), &sql,
                 LOCK_ACCESS_EXCLUSIVE, "change the expression of %s", label)
        ->rewrites = to->generated == GENERATED_STORED;
}

/* Whether a parent that it had and has hands its own change of the column down. */
static bool parent_changes_it(const struct writer *writer, const struct column *from,
                              const struct column *to)
{
    const struct table *was = column_table(&from->object), *now = column_table(&to->object);
    for (size_t i = 0; i < now->inherits.count; i++) {
        const struct table *parent = (const struct table *)now->inherits.at[i].to;
        if (!parent || !table_find_column(parent, to->object.name.name))
            continue;
        const struct table *before = table_before(writer, parent->object.name);
        if (before && table_is_child(was, &before->object))
            return true;
    }
    return false;
}

static void alter(struct writer *writer, const struct object *from_object,
                  const struct object *to_object, uint64_t fields)
{
    const struct column *from = (const struct column *)from_object;
    const struct column *to = (const struct column *)to_object;
    bool comes_down = parent_changes_it(writer, from, to);
    bool is_retyped = fields & (BIT(type) | BIT(collation));
    bool retypes = is_retyped && !comes_down;
    if (comes_down)
        fields &= ~(BIT(type) | BIT(collation) | BIT(generated));
    /* a default that the new type cannot take over goes before it, and comes anew behind it */
    bool parts_default = retypes && !to->generated && !from->generated &&
                         (from->value.text || to->value.text) &&
                         !(cast_same_base(&from->type, &to->type) && !(fields & BIT(value)) &&
                           text_equal(from->type.user.name, to->type.user.name) &&
                           !renames_rebuild(writer->renames, &from->type));
    bool leaves_generation = from->generated && !to->generated;
    if (leaves_generation && !comes_down)
        change_generation(writer, to);
    if (from->identity && !to->identity)
        column_change_identity(writer, from, to, fields);
    if (parts_default && from->value.text) {
        struct column without = *to;
        without.value = (struct expr){0};
        change_default(writer, &without, true);
    }
    bool shrinks_first = retypes && column_bounds_too_wide(from, to);
    if (shrinks_first)
        column_change_identity(writer, from, to, fields);
    if (retypes)
        column_change_type(writer, from, to);
    if (to->generated && fields & BIT(value)) /* which need not fit the old type */
        change_generation(writer, to);
    bool sets_default =
        parts_default ? to->value.text != NULL : fields & BIT(value) || leaves_generation;
    bool is_gone = leaves_generation && !to->value.text;
    if (sets_default && !to->generated && !is_gone)
        change_default(writer, to, parts_default);
    if (to->identity && !shrinks_first && fields & (BIT(identity) | BIT(identity_options)))
        column_change_identity(writer, from, to, fields);
    if (to->identity && fields & BIT(identity_sequence))
        column_rename_identity(writer, from, to);
    if (from->identity && to->identity && fields & BIT(identity_unlogged))
        column_set_identity_logged(writer, to);
    change_nullability(writer, from, to, fields);
    bool stores = retypes ? to->storage != STORAGE_DEFAULT : (fields & BIT(storage)) != 0;
    if (stores)
        set_storage(writer, PHASE_ALTER_COLUMN, to);
    if (fields & BIT(compression) || (is_retyped && to->compression))
        set_compression(writer, PHASE_ALTER_COLUMN, to);
    if (fields & BIT(statistics))
        set_statistics(writer, PHASE_ALTER_COLUMN, to);
    if (fields & BIT(attributes))
        set_attributes(writer, PHASE_ALTER_COLUMN, to, &from->attributes);
}

/* ------------------------------------------------------------------ going */

static void drop_column(struct writer *writer, const struct object *object, const char *words)
{
    struct buf sql = BUF_INIT;
    const struct column *column = (const struct column *)object;
    buf_add(&sql, words);
    sql_ident(&sql, object->name.name);
    struct step *step =
        writer_alter(writer, column->generated ? PHASE_GENERATED_DROP : PHASE_COLUMN_DROP,
                     column_table(object), &sql, LOCK_ACCESS_EXCLUSIVE, "drop column %s",
                     object_label(writer->arena, object));
    if (!column->generated)
        step->loses =
            arena_printf(writer->arena, "%s in every row", object_label(writer->arena, object));
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    (void)rank;
    drop_column(writer, object, "DROP COLUMN ");
}

void column_drop_if_exists(struct writer *writer, const struct column *column)
{
    drop_column(writer, &column->object, "DROP COLUMN IF EXISTS ");
}

const struct kind_ops column_kind = {.sql = "COLUMN",
                                     .fields = FIELDS,
                                     .in_place = in_place,
                                     .create = create,
                                     .alter = alter,
                                     .drop = drop};
