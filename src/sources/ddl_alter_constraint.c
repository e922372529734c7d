/* What ALTER TABLE does to constraints, those that are not null among them. */

#include "sources/ddl_alter.h"

#include <string.h>

#define TYPE(name) PG_QUERY__CONSTR_TYPE__CONSTR_##name

bool ddl_is_key(const PgQuery__Constraint *node)
{
    return node->contype == TYPE(PRIMARY) || node->contype == TYPE(UNIQUE) ||
           node->contype == TYPE(EXCLUSION);
}

static struct constraint *find_check_of(const struct table *table, const char *name)
{
    struct constraint *constraint = table_find_constraint(table, name);

    return constraint && constraint->type == CONSTRAINT_CHECK ? constraint : NULL;
}

const struct table *ddl_parent_with_check(const struct table *table, const char *name,
                                          const struct table *but)
{
    for (array_each (const struct ref, parent, &table->inherits)) {
        const struct table *found = (const struct table *)parent->to;
        const struct constraint *check =
            found && found != but ? find_check_of(found, name) : NULL;

        if (check && !check->no_inherit)
            return found;
    }
    return NULL;
}

/* ------------------------------------------------------------------ adding */

void ddl_inherit_check(struct ddl *ddl, struct table *parent, const char *name)
{
    struct table *child;
    const struct constraint *check = find_check_of(parent, name);

    if (!check || check->no_inherit)
        return;
    for (size_t i = 0; (child = ddl_next_child(ddl, parent, &i));) {
        struct constraint *own = table_find_constraint(child, name);

        if (!own) {
            own = array_push(&ddl->model->arena, &child->constraints);
            *own = *find_check_of(parent, name);
            own->object.parent = &child->object;
            own->object.comment = NULL;
            own->inherited = true;
            ddl_enter_constraint(ddl, &child->object, own);
        }
        ddl_inherit_check(ddl, child, name);
    }
}

/* The index becomes the constraint's, under its name. */
static void add_using_index(struct ddl *ddl, const struct ddl_command *command,
                            const PgQuery__Constraint *node)
{
    struct table *table = command->table;
    struct index *index = table_find_index(table, node->indexname);
    struct constraint constraint = {
        .object = {.kind = KIND_CONSTRAINT, .parent = &table->object}};

    if (!index || !index->unique || index->where.text) {
        ddl_refuse(ddl, node->location,
                   index ? "\"%s\" is not a unique index over all rows"
                         : "index \"%s\" does not exist",
                   node->indexname);
        return;
    }
    constraint.object.at = ddl_place(ddl, node->location);
    constraint.object.name.name =
        *node->conname ? ddl_keep(ddl, node->conname) : index->object.name.name;
    constraint.type = node->contype == TYPE(PRIMARY) ? CONSTRAINT_PRIMARY : CONSTRAINT_UNIQUE;
    constraint.deferrable = node->deferrable;
    constraint.initially_deferred = node->initdeferred;
    constraint.nulls_not_distinct = index->nulls_not_distinct;
    constraint.include = index->include;
    constraint.with = index->with;
    constraint.tablespace = index->tablespace;
    constraint.clustered = index->clustered;
    for (array_each (struct index_element, element, &index->elements))
        array_add(&ddl->model->arena, &constraint.columns, element->column);
    if (text_equal(table->replica_index, index->object.name.name))
        table->replica_index = constraint.object.name.name;
    constraint.index_comment = index->object.comment;
    ddl_take_index(ddl, table, index);
    array_add(&ddl->model->arena, &table->constraints, constraint);
    ddl_settle_constraints(ddl, table, table->constraints.count - 1);
}

/* The children get the not null of a table's constraint too. */
static void inherit_not_null(struct ddl *ddl, struct table *parent, const char *name)
{
    struct table *child;

    for (size_t i = 0; (child = ddl_next_child(ddl, parent, &i));) {
        struct column *column = table_find_column(child, name);

        if (column)
            column->not_null = true;
        inherit_not_null(ddl, child, name);
    }
}

static const char *not_null_column(const PgQuery__Constraint *node)
{
    return node->raw_expr->column_ref->fields[0]->string->sval;
}

static bool is_not_null(const struct ddl *ddl, const PgQuery__Constraint *node)
{
    return parse_note_at(ddl->statement.parse, NOTE_NOT_NULL, node->location) != NULL;
}

/* A check that a parent has given already becomes the table's own, too
 * (MergeWithExistingConstraint() of PostgreSQL), unless it is another one of that name. */
static bool merge_check(const struct table *table, const struct constraint *added)
{
    struct expression_side side = {.table = table};
    struct expression_setting setting = {.from = side, .to = side};
    struct constraint *there =
        added->object.name.name
            ? table_find_constraint((struct table *)table, added->object.name.name)
            : NULL;

    if (!there || there == added || !there->inherited || added->type != CONSTRAINT_CHECK ||
        added->no_inherit || expression_differs(&setting, &there->check, &added->check))
        return false;
    there->inherited = false;
    return true;
}

/* What a primary key says of its columns goes to the children, as SET NOT NULL would. */
static void inherit_key(struct ddl *ddl, const struct ddl_command *command, size_t first)
{
    const struct table *table = command->table;
    const struct constraint *key =
        table->constraints.count > first ? &table->constraints.at[first] : NULL;

    if (!key || key->type != CONSTRAINT_PRIMARY || !command->recurses)
        return;
    for (size_t i = 0; i < key->columns.count; i++)
        inherit_not_null(ddl, command->table, key->columns.at[i]);
}

void ddl_add_constraint(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__Constraint *node = command->node->def->constraint;
    struct table *table = command->table;
    size_t first = table->constraints.count;
    bool inherits = node->contype == TYPE(CHECK) && !node->is_no_inherit;

    if (inherits && !command->recurses && ddl_has_children(ddl, table)) {
        ddl_refuse(ddl, node->location, "constraint must be added to child tables too");
        return;
    }
    if (*node->indexname) {
        add_using_index(ddl, command, node);
        inherit_key(ddl, command, first);
        return;
    }
    if (!ddl_judge_constraint(ddl, table, node) ||
        !ddl_read_constraint(ddl, table, NULL, node, false)) {
        table->constraints.count = first;
        return;
    }
    if (table->constraints.count > first && merge_check(table, &table->constraints.at[first])) {
        table->constraints.count = first;
        return;
    }
    ddl_settle_constraints(ddl, table, first);
    inherit_key(ddl, command, first);
    if (ddl_is_key(node) && command->recurses && table->constraints.count > first)
        ddl_hand_down_key(ddl, table, table->constraints.at[first].object.name.name);
    if (is_not_null(ddl, node) && inherits)
        inherit_not_null(ddl, table, not_null_column(node));
    else if (inherits && table->constraints.count > first)
        ddl_inherit_check(ddl, table, table->constraints.at[first].object.name.name);
}

/* ------------------------------------------------------------------ finding */

static bool refuse_missing(struct ddl *ddl, const struct ddl_command *command, const char *name)
{
    return ddl_refuse(ddl, (int)command->start,
                      "constraint \"%s\" of relation \"%s\" does not exist", name,
                      command->table->object.name.name);
}

/* ------------------------------------------------------------------ changing */

static const struct note *find_note(const struct ddl *ddl, const struct ddl_command *command,
                                    enum note_type type)
{
    return parse_note(ddl->statement.parse, type, command->start, command->end);
}

static bool alter_attributes(struct ddl *ddl, const struct ddl_command *command,
                             struct constraint *constraint, struct column *column)
{
    bool enforced = find_note(ddl, command, NOTE_ENFORCED) != NULL;
    bool not_enforced = find_note(ddl, command, NOTE_NOT_ENFORCED) != NULL;
    bool inherit = find_note(ddl, command, NOTE_CONSTRAINT_INHERIT) != NULL;
    bool no_inherit = find_note(ddl, command, NOTE_CONSTRAINT_NO_INHERIT) != NULL;

    if (constraint && (enforced || not_enforced)) {
        constraint->not_enforced = not_enforced;
        constraint->not_valid = not_enforced; /* enforcing it looks at every row */
    }
    if (column && (inherit || no_inherit)) {
        column->not_null_no_inherit = no_inherit;
        if (inherit)
            inherit_not_null(ddl, command->table, column->object.name.name);
    }
    return enforced || not_enforced || inherit || no_inherit;
}

void ddl_alter_constraint(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__Constraint *node = command->node->def->constraint;
    struct constraint *constraint = table_find_constraint(command->table, node->conname);
    struct column *column =
        constraint ? NULL : ddl_find_not_null(ddl, command->table, node->conname);

    if (!constraint && !column) {
        refuse_missing(ddl, command, node->conname);
        return;
    }
    bool other = alter_attributes(ddl, command, constraint, column);
    if (!constraint || (other && !find_note(ddl, command, NOTE_CONSTRAINT_DEFERRAL)))
        return;
    if (constraint->type != CONSTRAINT_FOREIGN) {
        ddl_refuse(ddl, (int)command->start,
                   "constraint \"%s\" of relation \"%s\" is not a foreign key constraint",
                   node->conname, command->table->object.name.name);
        return;
    }
    constraint->deferrable = node->deferrable;
    constraint->initially_deferred = node->initdeferred;
}

void ddl_validate_constraint(struct ddl *ddl, const struct ddl_command *command)
{
    const char *name = command->node->name;
    struct constraint *constraint = table_find_constraint(command->table, name);
    struct column *column = constraint ? NULL : ddl_find_not_null(ddl, command->table, name);

    if (!constraint && !column) {
        refuse_missing(ddl, command, name);
        return;
    }
    if (column)
        column->not_null_not_valid = false;
    if (!constraint)
        return;
    if (constraint->type != CONSTRAINT_CHECK && constraint->type != CONSTRAINT_FOREIGN) {
        ddl_refuse(ddl, (int)command->start,
                   "constraint \"%s\" of relation \"%s\" is not a foreign key or check "
                   "constraint",
                   name, command->table->object.name.name);
        return;
    }
    constraint->not_valid = false;
    if (constraint->type == CONSTRAINT_CHECK && !constraint->no_inherit)
        ddl_recurse(ddl, command, ddl_validate_constraint);
}

/* ------------------------------------------------------------------ dropping */

static void add_children(struct ddl *ddl, const struct ddl_command *command,
                         const struct table *parent, struct ddl_addresses *targets)
{
    const char *name = command->node->name;
    struct table *child;

    for (size_t i = 0; (child = ddl_next_child(ddl, parent, &i));) {
        struct constraint *check = find_check_of(child, name);

        if (!check || !check->inherited || ddl_parent_with_check(child, name, parent))
            continue;
        if (!command->recurses) {
            check->inherited = false;
            continue;
        }
        array_add(
            &ddl->scratch, targets,
            ((struct ddl_address){&child->object, PART_CONSTRAINT, check->object.name.name}));
        add_children(ddl, command, child, targets);
    }
}

static void drop_not_null(struct ddl *ddl, const struct ddl_command *command,
                          const struct column *column)
{
    PgQuery__AlterTableCmd node = *command->node;
    struct ddl_command below = *command;

    node.name = (char *)column->object.name.name;
    below.node = &node;
    ddl_drop_not_null(ddl, &below);
}

void ddl_drop_constraint(struct ddl *ddl, const struct ddl_command *command)
{
    const char *name = command->node->name;
    struct table *table = command->table;
    struct ddl_addresses targets = {0};
    struct constraint *constraint = table_find_constraint(table, name);
    struct column *column = constraint ? NULL : ddl_find_not_null(ddl, table, name);

    if (column) {
        drop_not_null(ddl, command, column);
        return;
    }
    if (!constraint) {
        if (!command->node->missing_ok)
            refuse_missing(ddl, command, name);
        return;
    }
    bool is_check = constraint->type == CONSTRAINT_CHECK;
    if (is_check && ddl_parent_with_check(table, name, NULL)) {
        ddl_refuse(ddl, (int)command->start,
                   "cannot drop inherited constraint \"%s\" of relation \"%s\"", name,
                   table->object.name.name);
        return;
    }
    array_add(
        &ddl->scratch, &targets,
        ((struct ddl_address){&table->object, PART_CONSTRAINT, constraint->object.name.name}));
    if (is_check && !constraint->no_inherit)
        add_children(ddl, command, table, &targets);
    ddl_drop_all(ddl, &targets,
                 command->node->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE,
                 (int)command->start);
}
