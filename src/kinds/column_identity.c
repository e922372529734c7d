/* Identities of columns: making one, changing its options, taking it away. When that comes
 * among the column's other changes is column.c's; sequences that stand alone are
 * sequence.c's. */

#include "kinds/column_parts.h"

#include "kinds/sequence.h"
#include "kinds/write.h"
#include "postgres/sql.h"

/* PostgreSQL moves the bounds of an identity sequence along with the column's type. */
static struct sequence_options options_after_type(const struct column *from,
                                                  const struct column *to)
{
    struct sequence_options options = from->identity_options;
    struct sequence_options old = sequence_options_default(options.type);
    struct sequence_options now = sequence_options_default(to->identity_options.type);
    if (options.increment > 0 && options.max == old.max)
        options.max = now.max;
    if (options.increment < 0 && options.min == INT64_MIN)
        options.min = to->identity_options.min;
    options.type = to->identity_options.type;
    return options;
}

/* Bounds that the new type cannot hold have to shrink before the type does. */
bool column_bounds_too_wide(const struct column *from, const struct column *to)
{
    if (!from->identity || !to->identity)
        return false;
    struct sequence_options after = options_after_type(from, to);
    struct sequence_limits limits = sequence_type_limits(after.type);
    return after.max > limits.max || after.min < limits.min;
}

/* Its sequence goes before another may be renamed to what it is called. */
static void drop_identity(struct writer *writer, const struct column *from,
                          const struct column *to)
{
    bool is_wanted =
        model_find(writer->to, KIND_SEQUENCE, identity_sequence_name(writer->arena, from));
    const struct column *column = is_wanted ? from : to;
    struct buf sql = column_begin_alter(column);
    buf_add(&sql, "DROP IDENTITY");
    writer_alter(writer, is_wanted ? PHASE_PART : PHASE_DETACH, column_table(&column->object),
                 &sql, LOCK_ACCESS_EXCLUSIVE, "make %s a plain column",
                 object_label(writer->arena, &column->object))
        ->loses = "the value its sequence has reached";
}

void column_change_identity(struct writer *writer, const struct column *from,
                            const struct column *to, uint64_t fields)
{
    const char *label = object_label(writer->arena, &to->object);
    if (!to->identity && from->identity) {
        drop_identity(writer, from, to);
        return;
    }
    struct buf sql = column_begin_alter(to);
    if (to->identity && !from->identity) {
        buf_add(&sql, "ADD ");
        write_identity(&sql, to, writer->logged);
        writer_alter(writer, PHASE_NOT_NULL, column_table(&to->object), &sql,
                     LOCK_ACCESS_EXCLUSIVE, "make %s an identity column", label)
            ->rank = 1; /* which has to be not null */
        sequence_catch_up(writer, PHASE_NOT_NULL, identity_sequence_name(writer->arena, to), to)
            ->rank = 1;
        return;
    }
    if (fields & BIT(identity))
        buf_addf(&sql, "SET GENERATED %s ",
                 to->identity == IDENTITY_ALWAYS ? "ALWAYS" : "BY DEFAULT");
    struct sequence_options now = column_bounds_too_wide(from, to)
                                      ? from->identity_options
                                      : options_after_type(from, to);
    now.type = to->identity_options.type;
    if (!sequence_options_equal(&now, &to->identity_options)) {
        struct buf changes = BUF_INIT;
        sequence_keep_inside(writer, PHASE_ALTER_COLUMN,
                             identity_sequence_name(writer->arena, to), &now,
                             &to->identity_options);
        write_sequence_changes(&changes, &now, &to->identity_options, "SET ");
        buf_add(&sql, buf_text(&changes) + (changes.length ? 1 : 0));
        if (sequence_starts_over(&now, &to->identity_options))
            buf_add(&sql, " RESTART");
        buf_release(&changes);
    } else if (!(fields & BIT(identity))) {
        buf_release(&sql);
        return;
    }
    while (sql.length && sql.data[sql.length - 1] == ' ')
        buf_cut(&sql, sql.length - 1);
    writer_alter(writer, PHASE_ALTER_COLUMN, column_table(&to->object), &sql,
                 LOCK_ACCESS_EXCLUSIVE, "change the identity of %s", label);
}

void column_rename_identity(struct writer *writer, const struct column *from,
                            const struct column *to)
{
    struct qname old = identity_sequence_name(writer->arena, from);
    struct qname new = identity_sequence_name(writer->arena, to);
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER SEQUENCE ");
    sql_qname(&sql, (struct qname){to->object.parent->name.schema, old.name});
    buf_add(&sql, " RENAME TO ");
    sql_ident(&sql, new.name);
    writer_step(writer, PHASE_RENAME, &sql, LOCK_ACCESS_EXCLUSIVE, "rename sequence %s to %s",
                old.name, new.name)
        ->rank = KIND_COUNT;
}

void column_set_identity_logged(struct writer *writer, const struct column *column)
{
    struct qname name = identity_sequence_name(writer->arena, column);
    const char *word = column->identity_unlogged ? "unlogged" : "logged";
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER SEQUENCE ");
    sql_qname(&sql, name);
    buf_add(&sql, column->identity_unlogged ? " SET UNLOGGED" : " SET LOGGED");
    writer_step(writer, PHASE_ATTACH, &sql, LOCK_ACCESS_EXCLUSIVE, "make sequence %s %s",
                name.name, word);
}
