/* Members of a type that stays: labels, attributes and constraints that come, change or go.
 * Types that are made anew are left to plan/passage.c. */

#include "plan/passage.h"

#include "kinds/table.h"
#include "kinds/write.h"
#include "postgres/sql.h"

/* The fields in which a member differs from what it was; noted, where it is new or differs in
 * anything. */
static uint64_t note_member(struct passage *passage, const struct object *was,
                            const struct object *member)
{
    uint64_t fields =
        was ? kind_compare(was, member, &passage->renames, passage->match->to->schema, 0) : 0;

    if (!was)
        passage_note(passage, CHANGE_CREATE, NULL, member, 0);
    else if (fields || !text_equal(was->name.name, member->name.name) ||
             !text_equal(was->comment, member->comment))
        passage_note(passage, CHANGE_ALTER, was, member, fields);
    return fields;
}

static void rename_member(struct passage *passage, const struct object *was,
                          const struct object *member)
{
    if (was && !text_equal(was->name.name, member->name.name))
        writer_rename(&passage->writer, was, member);
}

static void alter_labels(struct passage *passage, const struct enum_type *to)
{
    for (array_each (const struct label, label, &to->labels))
        rename_member(passage, match_from(passage->match, &label->object), &label->object);
}

/* ------------------------------------------------------------------ attributes */

/* What ALTER TYPE does to an attribute. */
static const struct attribute_action {
    const char *verb, *type_word, *words, *loses;
    bool rewrites; /* tables of the type */
} add_attribute = {"ADD", " ", "add", NULL, false},
  drop_attribute = {"DROP", NULL, "drop", "its values", false},
  change_attribute = {"ALTER", " TYPE ", "change", NULL, true};

static void alter_attribute(struct passage *passage, const struct object *type,
                            const struct attribute_action *action,
                            const struct object *attribute)
{
    struct buf sql = BUF_INIT;
    const struct column *column = (const struct column *)attribute;
    bool has_tables = type_has_tables(&passage->writer, type);

    buf_add(&sql, "ALTER TYPE ");
    write_name(&sql, type);
    buf_addf(&sql, " %s ATTRIBUTE ", action->verb);
    sql_ident(&sql, attribute->name.name);
    if (action->type_word) {
        buf_add(&sql, action->type_word);
        write_type(&sql, &column->type);
    }
    if (action->type_word && column->collation.name) {
        buf_add(&sql, " COLLATE ");
        sql_qname(&sql, column->collation);
    }
    buf_add(&sql, has_tables ? " CASCADE" : "");
    struct step *step =
        writer_step(&passage->writer, PHASE_ALTER_TYPE, &sql, LOCK_ACCESS_EXCLUSIVE,
                    "%s attribute %s of type %s", action->words, attribute->name.name,
                    object_label(passage->writer.arena, type));
    if (action->loses)
        step->loses = action->loses;
    step->rewrites = action->rewrites && has_tables && !marks_has(&passage->parted, type);
}

static void alter_attributes(struct passage *passage, const struct composite *from,
                             const struct composite *to)
{
    for (array_each (const struct column, column, &from->attributes)) {
        const struct object *attribute = &column->object;
        if (match_to(passage->match, attribute))
            continue;
        passage->writer.about = attribute;
        passage_note(passage, CHANGE_DROP, attribute, NULL, 0);
        alter_attribute(passage, &to->object, &drop_attribute, attribute);
    }
    for (array_each (const struct column, column, &to->attributes)) {
        const struct object *attribute = &column->object;
        const struct object *was = match_from(passage->match, attribute);
        uint64_t fields = note_member(passage, was, attribute);
        passage->writer.about = attribute;
        rename_member(passage, was, attribute);
        if (!was)
            alter_attribute(passage, &to->object, &add_attribute, attribute);
        else if (fields)
            alter_attribute(passage, &to->object, &change_attribute, attribute);
        passage_dress(passage, was, attribute);
    }
}

/* ------------------------------------------------------------------ constraints of domains */

static void drop_checks(struct passage *passage, const struct domain *from)
{
    for (array_each (const struct constraint, constraint, &from->constraints)) {
        const struct object *check = &constraint->object;
        const struct object *other = match_to(passage->match, check);
        passage->writer.about = other ? other : check;
        if (!other)
            passage_note(passage, CHANGE_DROP, check, NULL, 0);
        if (!other || marks_has(&passage->rebuilt, check))
            kind_ops(KIND_CONSTRAINT)->drop(&passage->writer, check, 0);
    }
}

static void alter_checks(struct passage *passage, const struct domain *to)
{
    const struct kind_ops *ops = kind_ops(KIND_CONSTRAINT);

    for (array_each (const struct constraint, constraint, &to->constraints)) {
        const struct object *check = &constraint->object;
        const struct object *was = match_from(passage->match, check);
        uint64_t fields = note_member(passage, was, check);
        bool is_made = !was || marks_has(&passage->rebuilt, check);
        passage->writer.about = check;
        if (is_made)
            ops->create(&passage->writer, check, 0);
        else
            rename_member(passage, was, check);
        if (!is_made && fields)
            ops->alter(&passage->writer, was, check, fields);
        passage_dress(passage, is_made ? NULL : was, check);
    }
}

void passage_alter_type_members(struct passage *passage, const struct object *from,
                                const struct object *to)
{
    if (to->kind == KIND_ENUM)
        alter_labels(passage, (const struct enum_type *)to);
    if (to->kind == KIND_COMPOSITE)
        alter_attributes(passage, (const struct composite *)from, (const struct composite *)to);
    if (to->kind == KIND_DOMAIN) {
        drop_checks(passage, (const struct domain *)from);
        alter_checks(passage, (const struct domain *)to);
    }
}
