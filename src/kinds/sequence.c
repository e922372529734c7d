/* Sequences. The sequence of an identity column belongs to its column and is no object of its
 * own. */

#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "kinds/sequence.h"
#include "postgres/sql.h"

#include <inttypes.h>

static const struct field FIELDS[] = {
    FIELD("options", SEQUENCE, sequence, options),
    FIELD("unlogged", UNLOGGED, sequence, unlogged),
    FIELD("owned by", REF, sequence, owned_by, .kind = KIND_TABLE),
    FIELD("owned by column", COLUMN, sequence, owned_column),
    {0},
};

static void own(struct writer *writer, const struct sequence *sequence)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER SEQUENCE ");
    write_name(&sql, &sequence->object);
    buf_add(&sql, " OWNED BY ");
    sql_qname(&sql, sequence->owned_by.name);
    buf_add_char(&sql, '.');
    sql_ident(&sql, sequence->owned_column);
    writer_step(writer, PHASE_ATTACH, &sql, LOCK_SHARE_ROW_EXCLUSIVE,
                "tie sequence %s to %s.%s", object_label(writer->arena, &sequence->object),
                sequence->owned_by.name.name, sequence->owned_column);
}

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct sequence *sequence = (const struct sequence *)object;
    struct buf sql = BUF_INIT;
    bool is_unlogged = sequence->unlogged && !writer->logged;
    buf_addf(&sql, "CREATE %sSEQUENCE ", is_unlogged ? "UNLOGGED " : "");
    write_name(&sql, object);
    if (sequence->options.type != SEQUENCE_BIGINT)
        buf_addf(&sql, " AS %s", sequence_type_words[sequence->options.type]);
    write_sequence_options(&sql, &sequence->options);
    writer_step(writer, PHASE_CREATE, &sql, LOCK_NONE, "create sequence %s",
                object_label(writer->arena, object))
        ->rank = rank;
    if (sequence->owned_by.name.name)
        own(writer, sequence);
}

bool sequence_starts_over(const struct sequence_options *from,
                          const struct sequence_options *to)
{
    return to->min > from->max || to->max < from->min;
}

/* New bounds that leave the present value outside are refused by PostgreSQL, so it is brought
 * inside first, and only then. */
void sequence_keep_inside(struct writer *writer, enum phase phase, struct qname name,
                          const struct sequence_options *from,
                          const struct sequence_options *to)
{
    bool is_inside = to->min <= from->min && to->max >= from->max;
    if (is_inside || sequence_starts_over(from, to))
        return;
    struct buf sql = BUF_INIT, quoted = BUF_INIT;
    int64_t low = to->min, high = to->max;
    sql_qname(&quoted, name);
    buf_add(&sql, "SELECT pg_catalog.setval(");
    sql_literal(&sql, buf_text(&quoted));
    buf_addf(&sql,
             ", least(greatest(last_value, %" PRId64 "), %" PRId64 "), is_called) FROM %s"
             " WHERE last_value NOT BETWEEN %" PRId64 " AND %" PRId64,
             low, high, buf_text(&quoted), low, high);
    writer_step(writer, phase, &sql, LOCK_ROW_EXCLUSIVE,
                "bring sequence %s inside its new bounds", name.name);
    buf_release(&quoted);
}

struct step *sequence_catch_up(struct writer *writer, enum phase phase, struct qname name,
                               const struct column *column)
{
    struct buf sql = BUF_INIT, quoted = BUF_INIT, value = BUF_INIT;
    sql_qname(&quoted, name);
    sql_ident(&value, column->object.name.name);
    buf_add(&sql, "SELECT pg_catalog.setval(");
    sql_literal(&sql, buf_text(&quoted));
    buf_addf(&sql, ", max(%s)) FROM ", buf_text(&value));
    sql_qname(&sql, column->object.parent->name);
    buf_addf(&sql, " HAVING max(%s) > 0", buf_text(&value));
    struct step *step = writer_step(writer, phase, &sql, LOCK_ROW_EXCLUSIVE,
                                    "take sequence %s past the values of %s", name.name,
                                    object_label(writer->arena, &column->object));
    step->scans = true;
    buf_release(&quoted);
    buf_release(&value);
    return step;
}

/* SET LOGGED on a table changes the sequences that it owns too. */
static bool changes_with_table(const struct sequence *from, const struct sequence *to)
{
    const struct table *was = (const struct table *)from->owned_by.to;
    const struct table *is = (const struct table *)to->owned_by.to;
    return was && is && was->persistence != is->persistence;
}

static void alter(struct writer *writer, const struct object *from_object,
                  const struct object *to_object, uint64_t fields)
{
    const struct sequence *from = (const struct sequence *)from_object;
    const struct sequence *to = (const struct sequence *)to_object;
    const char *label = object_label(writer->arena, to_object);
    struct buf sql = BUF_INIT;
    if (fields & FIELD_BIT(KIND_SEQUENCE, sequence, options)) {
        sequence_keep_inside(writer, PHASE_ALTER_TYPE, to_object->name, &from->options,
                             &to->options);
        buf_add(&sql, "ALTER SEQUENCE ");
        write_name(&sql, to_object);
        if (from->options.type != to->options.type)
            buf_addf(&sql, " AS %s", sequence_type_words[to->options.type]);
        write_sequence_changes(&sql, &from->options, &to->options, "");
        bool starts_over = sequence_starts_over(&from->options, &to->options);
        buf_add(&sql, starts_over ? " RESTART" : "");
        writer_step(writer, PHASE_ALTER_TYPE, &sql, LOCK_SHARE_ROW_EXCLUSIVE,
                    "change options of sequence %s", label)
            ->loses =
            starts_over ? "the value it has reached, which the new bounds exclude" : NULL;
    }
    if (fields & FIELD_BIT(KIND_SEQUENCE, sequence, unlogged) &&
        !changes_with_table(from, to)) {
        buf_add(&sql, "ALTER SEQUENCE ");
        write_name(&sql, to_object);
        buf_add(&sql, to->unlogged ? " SET UNLOGGED" : " SET LOGGED");
        writer_step(writer, PHASE_ALTER_TYPE, &sql, LOCK_ACCESS_EXCLUSIVE,
                    "make sequence %s %s", label, to->unlogged ? "unlogged" : "logged");
    }
    if (!(fields & (FIELD_BIT(KIND_SEQUENCE, sequence, owned_by) |
                    FIELD_BIT(KIND_SEQUENCE, sequence, owned_column))))
        return;
    if (from->owned_by.name.name) {
        buf_add(&sql, "ALTER SEQUENCE ");
        write_name(&sql, to_object);
        buf_add(&sql, " OWNED BY NONE");
        writer_step(writer, PHASE_DETACH, &sql, LOCK_SHARE_ROW_EXCLUSIVE,
                    "untie sequence %s from its column", label);
    }
    if (to->owned_by.name.name)
        own(writer, to);
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "DROP SEQUENCE ");
    write_name(&sql, object);
    struct step *step = writer_step(writer, PHASE_DROP, &sql, LOCK_ACCESS_EXCLUSIVE,
                                    "drop sequence %s", object_label(writer->arena, object));
    step->rank = rank;
    step->loses = "the value it has reached";
}

const struct kind_ops sequence_kind = {
    .sql = "SEQUENCE", .fields = FIELDS, .create = create, .alter = alter, .drop = drop};
