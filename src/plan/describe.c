/* What differs, in words, in JSON, and as the message of a migration. */

#include "plan/describe.h"

#include "base/json.h"
#include "kinds/kinds.h"

#include <string.h>

static const struct object *subject(const struct change *change)
{
    return change->to ? change->to : change->from;
}

size_t change_add_fields(const struct change *change, struct buf *out,
                         void (*add)(struct buf *out, const char *name))
{
    size_t count = 0;
    const struct object *object = subject(change);
    const struct field *fields = kind_ops(object->kind)->fields;
    for (size_t i = 0; fields[i].name; i++) {
        if (!(change->fields >> i & 1))
            continue;
        buf_add(out, count++ ? ", " : "");
        add(out, fields[i].name);
    }
    if (change->from && change->to && !text_equal(change->from->comment, change->to->comment)) {
        buf_add(out, count++ ? ", " : "");
        add(out, "comment");
    }
    if (change->from && change->to && change->from->owner && change->to->owner &&
        !text_equal(change->from->owner, change->to->owner)) {
        buf_add(out, count++ ? ", " : "");
        add(out, "owner");
    }
    return count;
}

void changes_describe(const struct changes *changes, struct buf *out)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->at[i];
        const struct object *object = subject(change);
        bool renamed =
            change->from && change->to && !qname_equal(change->from->name, change->to->name);
        static const char signs[] = {[CHANGE_CREATE] = '+',
                                     [CHANGE_ALTER] = '~',
                                     [CHANGE_RENAME] = '~',
                                     [CHANGE_DROP] = '-'};
        struct buf fields = BUF_INIT;
        buf_addf(out, "%c %s %s", signs[change->op], kind_word(object->kind),
                 object_label(&scratch, object));
        if (renamed)
            buf_addf(out, " (was %s)", object_label(&scratch, change->from));
        if (change_add_fields(change, &fields, buf_add))
            buf_addf(out, ": %s", buf_text(&fields));
        buf_add_char(out, '\n');
        buf_release(&fields);
    }
    arena_release(&scratch);
}

const char *change_op_word(enum change_op op)
{
    static const char *const words[] = {[CHANGE_CREATE] = "create",
                                        [CHANGE_ALTER] = "alter",
                                        [CHANGE_RENAME] = "rename",
                                        [CHANGE_DROP] = "drop"};
    return words[op];
}

static void add_json_name(struct buf *out, const struct object *object, const char *member)
{
    struct arena scratch = {0};
    buf_addf(out, ", \"%s\": ", member);
    json_add_text(out, object_label(&scratch, object));
    arena_release(&scratch);
}

void changes_describe_json(const struct changes *changes, struct buf *out)
{
    buf_add_char(out, '[');
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->at[i];
        buf_addf(out, "%s\n  {\"op\": \"%s\", \"kind\": ", i ? "," : "",
                 change_op_word(change->op));
        json_add_text(out, kind_word(subject(change)->kind));
        add_json_name(out, subject(change), "name");
        if (change->from && change->to && !qname_equal(change->from->name, change->to->name))
            add_json_name(out, change->from, "was");
        buf_add(out, ", \"fields\": [");
        change_add_fields(change, out, json_add_text);
        buf_add(out, "]}");
    }
    buf_add(out, changes->count ? "\n]" : "]");
}

/* Changes of members whose parent comes or goes too are part of that. */
const char *changes_message(const struct changes *changes, struct arena *arena)
{
    static const char *const verbs[] = {[CHANGE_CREATE] = "add",
                                        [CHANGE_ALTER] = "change",
                                        [CHANGE_RENAME] = "rename",
                                        [CHANGE_DROP] = "drop"};
    if (!changes->count)
        return "no change";
    const struct change *first = &changes->at[0];
    for (size_t i = 0; i < changes->count && subject(first)->kind < KIND_TABLE; i++)
        if (subject(&changes->at[i])->kind >= KIND_TABLE)
            first = &changes->at[i];
    const struct object *object = subject(first);
    const char *text;
    if (first->op == CHANGE_RENAME)
        text = arena_printf(arena, "rename %s to %s", object_label(arena, first->from),
                            object->name.name);
    else if (object->kind == KIND_COLUMN && first->op != CHANGE_ALTER)
        text = arena_printf(arena, "%s %s %s %s", verbs[first->op], object->name.name,
                            first->op == CHANGE_CREATE ? "to" : "from",
                            object_label(arena, object->parent));
    else
        text = arena_printf(arena, "%s %s %s", verbs[first->op], kind_word(object->kind),
                            object_label(arena, object));
    if (changes->count == 1)
        return text;
    return arena_printf(arena, "%s and %zu more", text, changes->count - 1);
}
