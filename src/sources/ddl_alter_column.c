/* What ALTER TABLE does to columns, on the table at hand and, where PostgreSQL recurses, on its
 * children. Changes of type are ddl_retype.c's. */

#include "sources/ddl_alter.h"

#include "model/resolve.h"
#include "model/types.h"

#include <string.h>

struct column *ddl_need_column(struct ddl *ddl, struct table *table, const char *name)
{
    struct column *column = table_find_column(table, name);

    if (!column)
        ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" does not exist", name,
                   table->object.name.name);
    return column;
}

static struct column *column_of(struct ddl *ddl, const struct ddl_command *command)
{
    return ddl_need_column(ddl, command->table, command->node->name);
}

void ddl_recurse(struct ddl *ddl, const struct ddl_command *command, ddl_subcommand *subcommand)
{
    struct ddl_command below = *command;

    if (!command->recurses)
        return;
    below.from_parent = true;
    for (size_t i = 0; (below.table = ddl_next_child(ddl, command->table, &i));)
        subcommand(ddl, &below);
}

bool ddl_has_children(struct ddl *ddl, const struct table *table)
{
    size_t at = 0;

    return ddl_next_child(ddl, table, &at) != NULL;
}

const struct table *ddl_parent_with_column(const struct table *table, const char *name,
                                           const struct table *but)
{
    for (array_each (const struct ref, parent, &table->inherits)) {
        const struct table *found = (const struct table *)parent->to;

        if (found && found != but && table_find_column(found, name))
            return found;
    }
    return NULL;
}

/* ------------------------------------------------------------------ adding */

struct column *ddl_push_column(struct ddl *ddl, struct table *table,
                               const struct column *column)
{
    struct column *added = array_push(&ddl->model->arena, &table->columns);

    *added = *column;
    added->object.parent = &table->object;
    return added;
}

void ddl_hand_column_down(struct ddl *ddl, struct table *parent, const char *name)
{
    struct table *child;

    for (size_t i = 0; (child = ddl_next_child(ddl, parent, &i));) {
        const struct column *column = table_find_column(parent, name);
        struct column *own = table_find_column(child, name);

        if (own && !type_equal(&own->type, &column->type))
            ddl_refuse(ddl, -1, "child table \"%s\" has different type for column \"%s\"",
                       child->object.name.name, name);
        if (own) {
            own->not_null |= column->not_null;
            continue;
        }
        own = ddl_push_column(ddl, child, column);
        own->identity = IDENTITY_NONE;
        own->identity_sequence = (struct qname){0};
        own->object.comment = NULL;
        own->inherited = true;
        ddl_hand_column_down(ddl, child, name);
    }
}

/* Checks in the column's definition are the children's too. */
static void inherit_checks(struct ddl *ddl, struct table *table, size_t first)
{
    for (size_t i = first; i < table->constraints.count; i++)
        ddl_inherit_check(ddl, table, table->constraints.at[i].object.name.name);
}

void ddl_add_column(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__ColumnDef *node = command->node->def->column_def;
    struct table *table = command->table;
    size_t first = table->constraints.count;
    struct column column;

    if (table_find_column(table, node->colname)) {
        if (!command->node->missing_ok)
            ddl_refuse(ddl, node->location, "column \"%s\" of relation \"%s\" already exists",
                       node->colname, table->object.name.name);
        return;
    }
    if (table->of_type.name.name) {
        ddl_refuse(ddl, node->location, "cannot add column to typed table");
        return;
    }
    if (!command->recurses && ddl_has_children(ddl, table)) {
        ddl_refuse(ddl, node->location, "column must be added to child tables too");
        return;
    }
    if (!ddl_read_column(ddl, table, node, false, &column)) {
        table->constraints.count = first;
        return;
    }
    column_forget_null(ddl->model, &column);
    ddl_add_sequence(ddl, table, &column, node->location);
    ddl_push_column(ddl, table, &column);
    ddl_judge_column(ddl, table, node);
    ddl_settle_constraints(ddl, table, first);
    ddl_hand_column_down(ddl, table, column.object.name.name);
    inherit_checks(ddl, table, first);
}

/* ------------------------------------------------------------------ values */

/* Moves behind ALTER [COLUMN] name. */
static struct ddl_tokens behind_column(struct ddl *ddl, const struct ddl_command *command)
{
    struct ddl_tokens tokens = ddl_tokens_from(ddl, (int)command->start);

    ddl_next(&tokens);
    ddl_next(&tokens);
    if (ddl_is_word(&tokens, "column"))
        ddl_next(&tokens);
    return tokens;
}

static bool is_expression(const PgQuery__Node *node)
{
    const PgQuery__FuncCall *call =
        node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL ? node->func_call : NULL;

    return call && call->n_funcname == 1 &&
           !strcmp(call->funcname[0]->string->sval, PARSE_EXPRESSION);
}

static void set_expression(struct ddl *ddl, const struct ddl_command *command,
                           struct column *column)
{
    if (!column->generated)
        ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" is not a generated column",
                   column->object.name.name, command->table->object.name.name);
    else
        column->value = ddl_expr_in_brackets(ddl, (int)behind_column(ddl, command).at, "as");
}

static void set_default(struct ddl *ddl, const struct ddl_command *command,
                        struct column *column)
{
    struct ddl_tokens tokens = behind_column(ddl, command);
    struct expr value = {0};

    if (column->generated || column->identity) {
        ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" is %s", column->object.name.name,
                   command->table->object.name.name,
                   column->identity ? "an identity column" : "a generated column");
        return;
    }
    ddl_next(&tokens); /* SET or DROP */
    ddl_next(&tokens); /* DEFAULT */
    if (command->node->def)
        value = ddl_expr(ddl, tokens.at, command->end);
    column->value = value;
    column_forget_null(ddl->model, column);
}

void ddl_set_default(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);

    if (!column)
        return;
    bool is_generated = command->node->def && is_expression(command->node->def);
    if (!ddl_judge_expression(ddl, is_generated ? USE_GENERATED : USE_DEFAULT,
                              is_generated ? command->table : NULL, command->node->def))
        return;
    if (is_generated)
        set_expression(ddl, command, column);
    else
        set_default(ddl, command, column);
    ddl_recurse(ddl, command, ddl_set_default);
}

void ddl_drop_expression(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);

    if (!column)
        return;
    if (!command->recurses && ddl_has_children(ddl, command->table)) {
        ddl_refuse(ddl, -1,
                   "ALTER TABLE / DROP EXPRESSION must be applied to child tables too");
        return;
    }
    if (!column->generated && !command->node->missing_ok) {
        ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" is not a generated column",
                   column->object.name.name, command->table->object.name.name);
        return;
    }
    if (column->generated) {
        column->generated = GENERATED_NONE;
        column->value = (struct expr){0};
    }
    ddl_recurse(ddl, command, ddl_drop_expression);
}

/* ------------------------------------------------------------------ not null */

void ddl_set_not_null(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);

    if (!column)
        return;
    column->not_null = true;
    column->not_null_not_valid = column->not_null_no_inherit = false;
    ddl_recurse(ddl, command, ddl_set_not_null);
}

/* No longer not null, nor anything said about it. */
static void forget_not_null(struct column *column)
{
    column->not_null = false;
    column->not_null_name = column->not_null_kept = NULL;
    column->not_null_no_inherit = column->not_null_not_valid = false;
}

void ddl_drop_not_null(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);
    const struct constraint *key = table_primary_key(command->table);

    if (!column)
        return;
    if (key && text_list_has(&key->columns, column->object.name.name)) {
        ddl_refuse(ddl, -1, "column \"%s\" is in a primary key", column->object.name.name);
        return;
    }
    if (column->identity) {
        ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" is an identity column",
                   column->object.name.name, command->table->object.name.name);
        return;
    }
    forget_not_null(column);
    ddl_recurse(ddl, command, ddl_drop_not_null);
}

/* ------------------------------------------------------------------ storage */

int ddl_statistics(int target)
{
    const int most = 10000; /* PostgreSQL warns, and takes this */

    return (target < most ? target : most) + 1;
}

void ddl_set_statistics(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);

    if (!column)
        return;
    column->statistics = ddl_statistics(command->node->def->integer->ival);
    ddl_recurse(ddl, command, ddl_set_statistics);
}

void ddl_set_column_options(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);
    const PgQuery__List *list = command->node->def->list;

    if (column)
        ddl_set_options(ddl, &column->attributes, list->items, list->n_items);
}

void ddl_reset_options(struct ddl *ddl, struct options *options, PgQuery__Node *const *nodes,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *element = nodes[i]->def_elem;
        const char *name =
            *element->defnamespace
                ? arena_printf(&ddl->scratch, "%s.%s", element->defnamespace, element->defname)
                : element->defname;

        options_remove(options, name);
    }
}

void ddl_reset_column_options(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);
    const PgQuery__List *list = command->node->def->list;

    if (column)
        ddl_reset_options(ddl, &column->attributes, list->items, list->n_items);
}

void ddl_set_storage(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);

    enum storage storage = ddl_storage(ddl_text(ddl, command->node->def));

    if (!column)
        return;
    if (storage > STORAGE_PLAIN && type_storage(&column->type) == STORAGE_PLAIN) {
        ddl_refuse(ddl, (int)command->start, "column data type %s can only have storage PLAIN",
                   column->type.text);
        return;
    }
    column->storage = storage;
    ddl_recurse(ddl, command, ddl_set_storage);
}

void ddl_set_compression(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);
    const char *name = ddl_text(ddl, command->node->def);

    if (column)
        column->compression = strcmp(name, "default") ? name : NULL;
}

/* ------------------------------------------------------------------ dropping */

void ddl_add_inheriting(struct ddl *ddl, const struct ddl_command *command,
                        const struct table *parent, struct ddl_addresses *targets)
{
    const char *name = command->node->name;
    struct table *child;

    for (size_t i = 0; (child = ddl_next_child(ddl, parent, &i));) {
        struct column *column = table_find_column(child, name);

        if (!column || !column->inherited || ddl_parent_with_column(child, name, parent))
            continue;
        if (!command->recurses) {
            column->inherited = false;
            continue;
        }
        array_add(
            &ddl->scratch, targets,
            ((struct ddl_address){&child->object, PART_COLUMN, column->object.name.name}));
        ddl_add_inheriting(ddl, command, child, targets);
    }
}

void ddl_drop_column(struct ddl *ddl, const struct ddl_command *command)
{
    const char *name = command->node->name;
    struct table *table = command->table;
    struct ddl_addresses targets = {0};
    struct column *column = table_find_column(table, name);

    if (!column && command->node->missing_ok)
        return;
    if (!column || ddl_parent_with_column(table, name, NULL)) {
        ddl_refuse(ddl, (int)command->start,
                   column ? "cannot drop inherited column \"%s\" of \"%s\""
                          : "column \"%s\" of relation \"%s\" does not exist",
                   name, table->object.name.name);
        return;
    }
    if (table->of_type.name.name) {
        ddl_refuse(ddl, (int)command->start, "cannot drop column from typed table");
        return;
    }
    array_add(&ddl->scratch, &targets,
              ((struct ddl_address){&table->object, PART_COLUMN, column->object.name.name}));
    ddl_add_inheriting(ddl, command, table, &targets);
    ddl_drop_all(ddl, &targets,
                 command->node->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE,
                 (int)command->start);
}

/* ------------------------------------------------------------------ identities */

void ddl_add_identity(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);
    const PgQuery__Constraint *node = command->node->def->constraint;

    if (!column)
        return;
    if (column->identity || column->value.text || !column->not_null) {
        ddl_refuse(ddl, (int)command->start,
                   column->identity     ? "column \"%s\" of relation \"%s\" is already an "
                                          "identity column"
                   : column->value.text ? "column \"%s\" of relation \"%s\" already has a "
                                          "default value"
                                        : "column \"%s\" of relation \"%s\" must be declared "
                                          "NOT NULL before identity can be added",
                   column->object.name.name, command->table->object.name.name);
        return;
    }
    ddl_read_identity(ddl, column, node);
    ddl_add_sequence(ddl, command->table, column, (int)command->start);
}

static struct column *need_identity(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = column_of(ddl, command);

    if (!column || column->identity)
        return column;
    if (!command->node->missing_ok)
        ddl_refuse(ddl, (int)command->start,
                   "column \"%s\" of relation \"%s\" is not an identity column",
                   column->object.name.name, command->table->object.name.name);
    return NULL;
}

void ddl_set_identity(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = need_identity(ddl, command);
    const PgQuery__List *list = command->node->def->list;

    if (!column)
        return;
    for (size_t i = 0; i < list->n_items; i++) {
        const PgQuery__DefElem *element = list->items[i]->def_elem;

        if (!strcmp(element->defname, "generated"))
            column->identity =
                element->arg->integer->ival == 'a' ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
    }
    ddl_read_sequence_options(ddl, &column->identity_options, list->items, list->n_items,
                              false);
}

void ddl_drop_identity(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = need_identity(ddl, command);

    if (!column)
        return;
    names_leave(ddl->model->names, NAMES_RELATION, column->identity_sequence);
    column->identity = IDENTITY_NONE;
    column->identity_sequence = (struct qname){0};
    column->identity_options = (struct sequence_options){0};
    column->identity_unlogged = false;
}
