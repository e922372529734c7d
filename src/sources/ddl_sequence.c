/* Sequences: CREATE SEQUENCE, the options that identities have too, and the sequences that
 * serial columns get. */

#include "sources/ddl_build.h"

#include "model/resolve.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ options */

struct sequence_change {
    struct sequence_options options;
    struct sequence_said said;
    bool reset_max, reset_min; /* to what the new type has */
    bool min_none, max_none;   /* NO MINVALUE, NO MAXVALUE */
};

static bool read_number(struct ddl *ddl, const PgQuery__DefElem *element, int64_t *number)
{
    const char *text = ddl_text(ddl, element->arg);
    char *end;

    errno = 0;
    *number = text ? strtoll(text, &end, 10) : 0;
    if (text && !errno && !*end)
        return true;
    return ddl_refuse(ddl, element->location, "value \"%s\" is out of range for type bigint",
                      text ? text : "");
}

static bool read_as(struct ddl *ddl, struct sequence_change *change,
                    const PgQuery__DefElem *element, bool is_new)
{
    struct sequence_limits old = sequence_type_limits(change->options.type);
    struct type_name type;

    if (!ddl_read_type(ddl, element->arg->type_name, &type))
        return false;
    if (!sequence_type_find(type.text, &change->options.type))
        return ddl_refuse(ddl, element->location,
                          "sequence type must be smallint, integer, or bigint");
    change->reset_max = !is_new && change->options.max == old.max;
    change->reset_min = !is_new && change->options.min == old.min;
    return true;
}

static bool read_option(struct ddl *ddl, struct sequence_change *change,
                        const PgQuery__DefElem *element, bool is_new)
{
    struct sequence_options *options = &change->options;
    const char *name = element->defname;

    if (!strcmp(name, "as"))
        return read_as(ddl, change, element, is_new);
    if (!strcmp(name, "increment"))
        return read_number(ddl, element, &options->increment);
    if (!strcmp(name, "cache"))
        return read_number(ddl, element, &options->cache);
    if (!strcmp(name, "start")) {
        change->said.start = true;
        return read_number(ddl, element, &options->start);
    }
    if (!strcmp(name, "maxvalue")) {
        change->said.max = element->arg != NULL;
        change->max_none = !element->arg;
        return !element->arg || read_number(ddl, element, &options->max);
    }
    if (!strcmp(name, "minvalue")) {
        change->said.min = element->arg != NULL;
        change->min_none = !element->arg;
        return !element->arg || read_number(ddl, element, &options->min);
    }
    if (!strcmp(name, "cycle"))
        options->cycle = text_equal(ddl_option_text(ddl, element), "true");
    return true;
}

static bool judge_once(struct ddl *ddl, PgQuery__Node *const *nodes, size_t at)
{
    const PgQuery__DefElem *element = nodes[at]->def_elem;

    for (size_t i = 0; i < at; i++)
        if (!strcmp(nodes[i]->def_elem->defname, element->defname))
            return ddl_refuse(ddl, element->location, "conflicting or redundant options");
    return true;
}

/* What PostgreSQL refuses of options, whichever of them was said. */
static bool judge(struct ddl *ddl, const struct sequence_options *options, int location)
{
    struct sequence_limits limits = sequence_type_limits(options->type);

    if (!options->increment)
        return ddl_refuse(ddl, location, "INCREMENT must not be zero");
    if (options->min < limits.min || options->max > limits.max)
        return ddl_refuse(ddl, location, "%s is out of range for the sequence's data type",
                          options->min < limits.min ? "MINVALUE" : "MAXVALUE");
    if (options->min >= options->max)
        return ddl_refuse(ddl, location, "MINVALUE must be less than MAXVALUE");
    if (options->start < options->min || options->start > options->max)
        return ddl_refuse(ddl, location, "START value must be from MINVALUE to MAXVALUE");
    if (options->cache < 1)
        return ddl_refuse(ddl, location, "CACHE must be greater than zero");
    return true;
}

/* init_params() of PostgreSQL. */
bool ddl_read_sequence_options(struct ddl *ddl, struct sequence_options *options,
                               PgQuery__Node *const *nodes, size_t count, bool is_new)
{
    struct sequence_change change = {.options = *options};
    struct sequence_limits limits;
    bool ok = true, up;

    for (size_t i = 0; i < count; i++)
        ok &=
            judge_once(ddl, nodes, i) && read_option(ddl, &change, nodes[i]->def_elem, is_new);
    if (!ok)
        return false;
    up = change.options.increment > 0;
    limits = sequence_type_limits(change.options.type);
    if (!change.said.max && (is_new || change.max_none || change.reset_max))
        change.options.max = up || change.reset_max ? limits.max : -1;
    if (!change.said.min && (is_new || change.min_none || change.reset_min))
        change.options.min = !up || change.reset_min ? limits.min : 1;
    if (!change.said.start && is_new)
        change.options.start = up ? change.options.min : change.options.max;
    if (!judge(ddl, &change.options, count ? nodes[0]->def_elem->location : -1))
        return false;
    *options = change.options;
    return true;
}

/* ------------------------------------------------------------------ CREATE SEQUENCE */

static bool own_by(struct sequence *sequence, struct ref table, const char *column)
{
    sequence->owned_by = table;
    sequence->owned_column = column;
    return true;
}

bool ddl_own_sequence(struct ddl *ddl, struct sequence *sequence,
                      const PgQuery__DefElem *element)
{
    const PgQuery__List *list = element->arg ? element->arg->list : NULL;
    struct qname name, found;
    struct object *owner;
    const char *column;

    if (!list || list->n_items < 2)
        return own_by(sequence, (struct ref){0}, NULL); /* NONE */
    name = ddl_qname(ddl, list->items, list->n_items - 1);
    owner = ddl_find(ddl, NAMES_RELATION, name, &found);
    if (!owner || !qname_equal(owner->name, found))
        return ddl_refuse(ddl, element->location, "relation \"%s\" does not exist", name.name);
    if (owner->kind != KIND_TABLE)
        return own_by(sequence, (struct ref){0}, NULL);
    column = ddl_text(ddl, list->items[list->n_items - 1]);
    if (!text_equal(owner->name.schema, sequence->object.name.schema))
        return ddl_refuse(ddl, element->location,
                          "sequence must be in same schema as table it is linked to");
    if (!table_find_column((struct table *)owner, column))
        return ddl_refuse(ddl, element->location,
                          "column \"%s\" of relation \"%s\" does not exist", column,
                          owner->name.name);
    return own_by(
        sequence,
        (struct ref){KIND_TABLE, owner->name, ddl_place(ddl, element->location), owner},
        column);
}

void ddl_create_sequence(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateSeqStmt *create = node->create_seq_stmt;
    struct qname name = ddl_new_relation(ddl, create->sequence);
    struct sequence *sequence;

    if (!name.name ||
        (create->if_not_exists && names_find(ddl->model->names, NAMES_RELATION, name)))
        return;
    sequence = (struct sequence *)ddl_add(ddl, KIND_SEQUENCE, name, create->sequence->location);
    if (!sequence)
        return;
    sequence->unlogged = text_equal(create->sequence->relpersistence, "u");
    sequence->options = sequence_options_default(SEQUENCE_BIGINT);
    ddl_read_sequence_options(ddl, &sequence->options, create->options, create->n_options,
                              true);
    for (size_t i = 0; i < create->n_options; i++)
        if (!strcmp(create->options[i]->def_elem->defname, "owned_by"))
            ddl_own_sequence(ddl, sequence, create->options[i]->def_elem);
}

/* ------------------------------------------------------------------ columns with a sequence */

static void add_serial(struct ddl *ddl, struct table *table, struct column *column,
                       struct qname name, int location)
{
    struct sequence *sequence = (struct sequence *)ddl_add(ddl, KIND_SEQUENCE, name, location);

    if (!sequence)
        return;
    sequence->options = sequence_options_default(sequence_type_of(column));
    sequence->unlogged = table->persistence == PERSISTENCE_UNLOGGED;
    sequence->owned_by =
        (struct ref){KIND_TABLE, table->object.name, column->object.at, &table->object};
    sequence->owned_column = column->object.name.name;
    column->value.text = sequence_value(&ddl->model->arena, name);
    column->value.at = column->object.at;
}

void ddl_add_sequence(struct ddl *ddl, struct table *table, struct column *column, int location)
{
    struct name_parts parts = sequence_name_parts(table, column->object.name.name);
    struct qname name = column->identity_sequence;

    if (column->serial == SERIAL_NONE && column->identity == IDENTITY_NONE)
        return;
    if (!name.schema)
        name.schema = table->object.name.schema;
    if (!name.name)
        name.name = name_choose(ddl->model, parts, name.schema, true, false);
    if (column->serial != SERIAL_NONE) {
        add_serial(ddl, table, column, name, location);
        column->serial = SERIAL_NONE; /* whether it is just that is seen at the end */
        return;
    }
    column->identity_sequence = name;
    column->identity_unlogged |= table->persistence == PERSISTENCE_UNLOGGED;
    ddl_enter_member(ddl, table, name, location);
}
