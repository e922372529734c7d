/* Differences one by one, each in a sentence and with the statements that settle it. Which
 * there are is the passage's; how a list of them is printed is describe's. */

#include "plan/describe.h"
#include "plan/plan.h"

#include "base/pointer_map.h"

/* The statements of one object, in the order of the steps. */
struct settling {
    struct buf text;
    struct settling *next;
};

struct showing {
    const struct passage *passage;
    struct arena arena;
    struct pointer_map settlings; /* struct settling by object */
    struct settling *first;
};

static void add_statement(struct showing *showing, const struct step *step)
{
    const struct settling *known = pointer_map_get(&showing->settlings, step->about);
    struct settling *settling = (struct settling *)known;

    if (!settling) {
        settling = arena_alloc(&showing->arena, sizeof *settling);
        settling->next = showing->first;
        showing->first = settling;
        pointer_map_set(&showing->settlings, step->about, settling);
    }
    step_write(step, &settling->text);
}

/* Steps are about an object of the side that stays, where both have it. */
static void gather_statements(struct showing *showing)
{
    const struct steps *steps = &showing->passage->writer.steps;

    for (size_t i = 0; i < steps->count; i++)
        if (steps->at[i].about)
            add_statement(showing, &steps->at[i]);
}

static const char *fields_of(struct showing *showing, const struct change *change)
{
    struct buf names = BUF_INIT;
    const char *fields;

    change_add_fields(change, &names, buf_add);
    fields = arena_strdup(&showing->arena, buf_text(&names));
    buf_release(&names);
    return fields;
}

static const char *sentence(struct showing *showing, const struct change *change,
                            const char *fields, const char *from_name, const char *to_name)
{
    struct arena *arena = &showing->arena;
    const struct object *object = change->to ? change->to : change->from;
    const char *what =
        arena_printf(arena, "%s %s", kind_word(object->kind), object_label(arena, object));

    if (!change->from)
        return arena_printf(arena, "%s is not in %s", what, from_name);
    if (!change->to)
        return arena_printf(arena, "%s is not in %s", what, to_name);
    if (!qname_equal(change->from->name, change->to->name))
        what = arena_printf(arena, "%s is %s in %s%s", what, object_label(arena, change->from),
                            from_name, *fields ? ", and" : "");
    return *fields ? arena_printf(arena, "%s differs in %s", what, fields) : what;
}

static bool is_undecided(const struct passage *passage, const struct change *change)
{
    return change->from && change->to && change->fields && change->op == CHANGE_ALTER &&
           text_equal(change->from->comment, change->to->comment) &&
           kind_undecided(change->from, change->to, change->fields, &passage->renames,
                          passage->match->to->schema,
                          passage->writer.version) == change->fields;
}

static const char *statements(const struct showing *showing, const struct object *object)
{
    const struct settling *settling = pointer_map_get(&showing->settlings, object);

    return settling ? buf_text(&settling->text) : "";
}

void passage_each_difference(const struct passage *passage, const char *from_name,
                             const char *to_name,
                             void (*visit)(void *context, const struct difference *difference),
                             void *context)
{
    struct showing showing = {.passage = passage};

    gather_statements(&showing);
    for (array_each (const struct change, change, &passage->changes)) {
        const char *fields = fields_of(&showing, change);
        struct difference difference = {
            .op = change_op_word(change->op),
            .from = change->from,
            .to = change->to,
            .fields = fields,
            .words = sentence(&showing, change, fields, from_name, to_name),
            .sql = statements(&showing, change->to ? change->to : change->from),
            .undecided = is_undecided(passage, change),
        };
        visit(context, &difference);
    }
    for (struct settling *settling = showing.first; settling; settling = settling->next)
        buf_release(&settling->text);
    pointer_map_release(&showing.settlings);
    arena_release(&showing.arena);
}
