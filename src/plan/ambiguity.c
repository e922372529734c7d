/* Drops that may be renames. Nobody is asked and nothing is guessed: what the model does not
 * say is an error that shows both ways out. */

#include "plan/match.h"

#include "model/types.h"

static bool is_said(const struct dropped_list *dropped, const struct object *object)
{
    for (size_t i = 0; i < dropped->count; i++) {
        const struct dropped *drop = &dropped->at[i];
        bool same_kind = drop->kind == KIND_COUNT || drop->kind == object->kind;
        bool same_schema = !drop->name.schema || !object->name.schema ||
                           text_equal(drop->name.schema, object->name.schema);
        if (same_kind && same_schema && text_equal(drop->name.name, object->name.name))
            return true;
    }
    return false;
}

static bool report(struct diags *diags, const struct object *from, const struct object *to)
{
    const char *word = kind_word(to->kind);
    diag_error(
        diags, to->at, CHECK_AMBIGUOUS_RENAME,
        "%s \"%s\" goes and \"%s\" of the same shape comes: a rename, or a drop and an add",
        word, from->name.name, to->name.name);
    diag_hint(
        diags,
        "Say \"renamed from %s\" on \"%s\" to keep its rows, or \"dropped %s\" to lose them "
        "(--no-renames takes all such pairs as drops).",
        from->name.name, to->name.name, from->name.name);
    return false;
}

/* ------------------------------------------------------------------ columns */

static const struct column *only_new_like(const struct match *match, const struct table *to,
                                          const struct column *from)
{
    const struct column *found = NULL;
    for (size_t i = 0; i < to->columns.count; i++) {
        const struct column *column = &to->columns.at[i];
        if (column->inherited || match_from(match, &column->object) ||
            !type_equal(&column->type, &from->type))
            continue;
        if (found)
            return NULL;
        found = column;
    }
    return found;
}

static size_t gone_like(const struct match *match, const struct table *from,
                        const struct table *to, const struct column *like)
{
    size_t count = 0;
    for (size_t i = 0; i < from->columns.count; i++) {
        const struct column *column = &from->columns.at[i];
        count += !column->inherited && !match_to(match, &column->object) &&
                 type_equal(&column->type, &like->type) &&
                 !is_said(&to->dropped, &column->object);
    }
    return count;
}

static bool check_columns(const struct match *match, const struct table *from,
                          const struct table *to, struct diags *diags)
{
    bool ok = true;
    for (size_t i = 0; i < from->columns.count; i++) {
        const struct column *column = &from->columns.at[i];
        if (column->inherited || match_to(match, &column->object) ||
            is_said(&to->dropped, &column->object))
            continue;
        const struct column *candidate = only_new_like(match, to, column);
        if (candidate && gone_like(match, from, to, column) == 1)
            ok = report(diags, &column->object, &candidate->object);
    }
    return ok;
}

/* ------------------------------------------------------------------ tables */

static bool same_shape(const struct table *a, const struct table *b)
{
    if (a->columns.count != b->columns.count || !a->columns.count)
        return false;
    for (size_t i = 0; i < a->columns.count; i++) {
        const struct column *other = table_find_column(b, a->columns.at[i].object.name.name);
        if (!other || !type_equal(&a->columns.at[i].type, &other->type))
            return false;
    }
    return true;
}

static bool check_table(const struct match *match, const struct object *from,
                        struct diags *diags)
{
    const struct object_list *list = &match->to->objects[KIND_TABLE];
    const struct object *found = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct object *to = list->at[i];
        if (to->external || match_from(match, to) ||
            !text_equal(to->name.schema, from->name.schema) ||
            !same_shape((const struct table *)from, (const struct table *)to))
            continue;
        if (found)
            return true;
        found = to;
    }
    return !found || report(diags, from, found);
}

bool match_check_ambiguity(const struct match *match, struct diags *diags)
{
    const struct object_list *list = &match->from->objects[KIND_TABLE];
    bool ok = true;
    for (size_t i = 0; i < list->count; i++) {
        const struct object *from = list->at[i];
        const struct object *to = match_to(match, from);
        if (to && !to->external)
            ok &= check_columns(match, (const struct table *)from, (const struct table *)to,
                                diags);
        else if (!to && !from->external && !is_said(&match->to->dropped, from))
            ok &= check_table(match, from, diags);
    }
    return ok;
}
