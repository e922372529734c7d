/* ALTER TABLE and what PostgreSQL takes for it (ALTER INDEX, SEQUENCE, VIEW …): which
 * subcommand does what, and what concerns the table as a whole. Columns are
 * ddl_alter_column.c's, constraints ddl_alter_constraint.c's, parents ddl_alter_parent.c's. */

#include "sources/ddl_alter.h"

#include <string.h>

#define AT(name) PG_QUERY__ALTER_TABLE_TYPE__AT_##name
#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* ------------------------------------------------------------------ the table as a whole */

static void set_options(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__List *list = command->node->def->list;

    ddl_set_options(ddl, &command->table->with, list->items, list->n_items);
}

static void reset_options(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__List *list = command->node->def->list;

    ddl_reset_options(ddl, &command->table->with, list->items, list->n_items);
}

/* NULL for the database's own. */
static const char *tablespace_name(struct ddl *ddl, const char *name);

static void set_tablespace(struct ddl *ddl, const struct ddl_command *command)
{
    command->table->tablespace = tablespace_name(ddl, command->node->name);
}

static const char *tablespace_name(struct ddl *ddl, const char *name)
{
    return strcmp(name, "pg_default") ? ddl_keep(ddl, name) : NULL;
}

static void set_access_method(struct ddl *ddl, const struct ddl_command *command)
{
    const char *name = command->node->name;

    if (!strcmp(name, PARSE_DEFAULT))
        command->table->access_method = ddl->access_method;
    else
        command->table->access_method = strcmp(name, "heap") ? ddl_keep(ddl, name) : NULL;
}

/* What a table owns is as durable as the table. */
static void set_persistence(struct ddl *ddl, const struct ddl_command *command)
{
    bool unlogged = command->node->subtype == AT(SetUnLogged);
    struct table *table = command->table;
    struct object *object;

    table->persistence = unlogged ? PERSISTENCE_UNLOGGED : PERSISTENCE_PERMANENT;
    for (array_each (struct column, column, &table->columns))
        column->identity_unlogged = column->identity != IDENTITY_NONE && unlogged;
    for (size_t i = 0; (object = ddl_next_object(ddl, KIND_SEQUENCE, &i));)
        if (((struct sequence *)object)->owned_by.to == &table->object)
            ((struct sequence *)object)->unlogged = unlogged;
}

static void forget_cluster(struct table *table)
{
    for (array_each (struct constraint, constraint, &table->constraints))
        constraint->clustered = false;
    for (array_each (struct index, index, &table->indexes))
        index->clustered = false;
}

static bool refuse_index(struct ddl *ddl, const struct ddl_command *command, const char *name)
{
    return ddl_refuse(ddl, (int)command->start, "index \"%s\" for table \"%s\" does not exist",
                      name, command->table->object.name.name);
}

static void cluster_on(struct ddl *ddl, const struct ddl_command *command)
{
    const char *name = command->node->name;
    struct index *index = table_find_index(command->table, name);
    struct constraint *constraint = table_find_constraint(command->table, name);

    forget_cluster(command->table);
    if (index)
        index->clustered = true;
    else if (constraint)
        constraint->clustered = true;
    else
        refuse_index(ddl, command, name);
}

static void drop_cluster(struct ddl *ddl, const struct ddl_command *command)
{
    (void)ddl;
    forget_cluster(command->table);
}

static bool are_not_null(const struct table *table, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct column *column = table_find_column(table, names[i]);

        if (!column || !column->not_null)
            return false;
    }
    return true;
}

/* A key of every row, over columns that are never null. */
static bool identifies_rows(struct ddl *ddl, const struct table *table, const char *name)
{
    const struct index *index = table_find_index(table, name);
    const struct constraint *constraint = table_find_constraint(table, name);
    struct text_list columns = {0};

    if (constraint)
        return (constraint->type == CONSTRAINT_PRIMARY ||
                constraint->type == CONSTRAINT_UNIQUE) &&
               !constraint->deferrable &&
               are_not_null(table, constraint->columns.at, constraint->columns.count);
    for (array_each (const struct index_element, element, &index->elements))
        array_add(&ddl->scratch, &columns, element->column);
    return index->unique && !index->where.text &&
           are_not_null(table, columns.at, columns.count);
}

static void set_replica_identity(struct ddl *ddl, const struct ddl_command *command)
{
    static const enum replica_identity identities[] = {['d'] = REPLICA_DEFAULT,
                                                       ['f'] = REPLICA_FULL,
                                                       ['n'] = REPLICA_NOTHING,
                                                       ['i'] = REPLICA_INDEX};
    const PgQuery__ReplicaIdentityStmt *node = command->node->def->replica_identity_stmt;
    struct table *table = command->table;

    table->replica_identity = identities[(unsigned char)*node->identity_type & 0x7F];
    table->replica_index = NULL;
    if (table->replica_identity != REPLICA_INDEX)
        return;
    if (!table_find_index(table, node->name) && !table_find_constraint(table, node->name))
        refuse_index(ddl, command, node->name);
    else if (identifies_rows(ddl, table, node->name))
        table->replica_index = ddl_keep(ddl, node->name);
    else
        ddl_refuse(ddl, (int)command->start,
                   "cannot use index \"%s\" as replica identity: it is no key of every row "
                   "over columns that are not null",
                   node->name);
}

static void change_owner(struct ddl *ddl, const struct ddl_command *command)
{
    ddl_set_owner(ddl, &command->table->object, command->node->newowner);
}

/* Triggers and rules that are on or off, options of foreign tables: no part of the model, nor
 * listed. */
static void pass_over(struct ddl *ddl, const struct ddl_command *command)
{
    (void)ddl;
    (void)command;
}

/* Row security is listed if it is enabled or forced, and the two are kept apart here. */
static void set_row_security(struct ddl *ddl, const struct ddl_command *command)
{
    static const char enabled[] = "enabled", forced[] = "forced", both[] = "both";
    PgQuery__AlterTableType type = command->node->subtype;
    struct object *table = &command->table->object;
    const char *was = pointer_map_get(&ddl->row_security, table);
    bool is_enabled = was == enabled || was == both, is_forced = was == forced || was == both;

    if (type == AT(EnableRowSecurity) || type == AT(DisableRowSecurity))
        is_enabled = type == AT(EnableRowSecurity);
    else
        is_forced = type == AT(ForceRowSecurity);
    pointer_map_set(&ddl->row_security, table,
                    is_enabled && is_forced ? both
                    : is_enabled            ? enabled
                    : is_forced             ? forced
                                            : NULL);
    ddl_note_on_table(ddl, "row security of table", table, is_enabled || is_forced);
}

static ddl_subcommand *const subcommands[] = {
    [AT(AddColumn)] = ddl_add_column,
    [AT(ColumnDefault)] = ddl_set_default,
    [AT(DropNotNull)] = ddl_drop_not_null,
    [AT(SetNotNull)] = ddl_set_not_null,
    [AT(DropExpression)] = ddl_drop_expression,
    [AT(SetStatistics)] = ddl_set_statistics,
    [AT(SetOptions)] = ddl_set_column_options,
    [AT(ResetOptions)] = ddl_reset_column_options,
    [AT(SetStorage)] = ddl_set_storage,
    [AT(SetCompression)] = ddl_set_compression,
    [AT(DropColumn)] = ddl_drop_column,
    [AT(AddConstraint)] = ddl_add_constraint,
    [AT(AlterConstraint)] = ddl_alter_constraint,
    [AT(ValidateConstraint)] = ddl_validate_constraint,
    [AT(DropConstraint)] = ddl_drop_constraint,
    [AT(AlterColumnType)] = ddl_set_type,
    [AT(AlterColumnGenericOptions)] = pass_over,
    [AT(ChangeOwner)] = change_owner,
    [AT(ClusterOn)] = cluster_on,
    [AT(DropCluster)] = drop_cluster,
    [AT(SetLogged)] = set_persistence,
    [AT(SetUnLogged)] = set_persistence,
    [AT(DropOids)] = pass_over,
    [AT(SetAccessMethod)] = set_access_method,
    [AT(SetTableSpace)] = set_tablespace,
    [AT(SetRelOptions)] = set_options,
    [AT(ResetRelOptions)] = reset_options,
    [AT(EnableTrig)] = pass_over,
    [AT(EnableAlwaysTrig)] = pass_over,
    [AT(EnableReplicaTrig)] = pass_over,
    [AT(DisableTrig)] = pass_over,
    [AT(EnableTrigAll)] = pass_over,
    [AT(DisableTrigAll)] = pass_over,
    [AT(EnableTrigUser)] = pass_over,
    [AT(DisableTrigUser)] = pass_over,
    [AT(EnableRule)] = pass_over,
    [AT(EnableAlwaysRule)] = pass_over,
    [AT(EnableReplicaRule)] = pass_over,
    [AT(DisableRule)] = pass_over,
    [AT(AddInherit)] = ddl_add_parent,
    [AT(DropInherit)] = ddl_drop_parent,
    [AT(AddOf)] = ddl_add_of,
    [AT(DropOf)] = ddl_drop_of,
    [AT(ReplicaIdentity)] = set_replica_identity,
    [AT(EnableRowSecurity)] = set_row_security,
    [AT(DisableRowSecurity)] = set_row_security,
    [AT(ForceRowSecurity)] = set_row_security,
    [AT(NoForceRowSecurity)] = set_row_security,
    [AT(GenericOptions)] = pass_over,
    [AT(AttachPartition)] = ddl_attach_partition,
    [AT(DetachPartition)] = ddl_detach_partition,
    [AT(DetachPartitionFinalize)] = ddl_detach_partition,
    [AT(AddIdentity)] = ddl_add_identity,
    [AT(SetIdentity)] = ddl_set_identity,
    [AT(DropIdentity)] = ddl_drop_identity,
};

/* The order in which PostgreSQL carries out the subcommands of one statement (AT_PASS_…): what
 * goes before what comes, types before what is made of them, keys before what refers
 * to them. */
enum pass {
    PASS_DROP,
    PASS_TYPE,
    PASS_COLUMN,
    PASS_ATTRIBUTE,
    PASS_KEY,
    PASS_OTHER,
    PASS_COUNT
};

static enum pass pass_of(const PgQuery__AlterTableCmd *node)
{
    switch (node->subtype) {
    case AT(ColumnDefault):
        return node->def ? PASS_OTHER : PASS_DROP;
    case AT(DropColumn):
    case AT(DropConstraint):
    case AT(DropNotNull):
    case AT(DropIdentity):
    case AT(DropExpression):
        return PASS_DROP;
    case AT(AlterColumnType):
        return PASS_TYPE;
    case AT(AddColumn):
        return PASS_COLUMN;
    case AT(SetNotNull):
    case AT(SetIdentity):
        return PASS_ATTRIBUTE;
    case AT(AddConstraint):
        return ddl_is_key(node->def->constraint) ? PASS_KEY : PASS_OTHER;
    default:
        return PASS_OTHER;
    }
}

/* ------------------------------------------------------------------ texts of subcommands */

static bool is_sign(const struct ddl_tokens *tokens, char sign)
{
    return tokens->end == tokens->start + 1 &&
           tokens->ddl->statement.source.text[tokens->start] == sign;
}

/* To the first token behind IF EXISTS, ONLY and the name. */
static void skip_name(struct ddl_tokens *tokens)
{
    struct ddl_tokens next;

    ddl_next(tokens); /* a part of the name */
    for (next = *tokens; ddl_next(&next) && is_sign(&next, '.');) {
        ddl_next(&next);
        *tokens = next;
    }
    next = *tokens;
    if (ddl_next(&next) && is_sign(&next, '*'))
        *tokens = next;
}

/* Reads to the comma or the end. */
static void skip_subcommand(struct ddl_tokens *tokens, struct ddl_command *command)
{
    struct ddl_tokens next = *tokens;

    ddl_next(&next);
    command->start = command->end = next.start;
    while (ddl_next(tokens) && tokens->type != TOKEN_COMMA) {
        if (tokens->type == TOKEN_OPEN)
            ddl_skip_brackets(tokens);
        command->end = tokens->at;
    }
}

static void carry_out(struct ddl *ddl, struct table *table,
                      const PgQuery__AlterTableStmt *statement)
{
    struct ddl_tokens tokens = ddl_tokens_from(ddl, statement->relation->location);
    struct ddl_command *commands =
        arena_alloc(&ddl->scratch, statement->n_cmds * sizeof *commands);

    skip_name(&tokens);
    for (size_t i = 0; i < statement->n_cmds; i++) {
        commands[i] = (struct ddl_command){.statement = statement,
                                           .node = statement->cmds[i]->alter_table_cmd,
                                           .table = table,
                                           .recurses = statement->relation->inh};
        skip_subcommand(&tokens, &commands[i]);
    }
    for (int pass = 0; pass < PASS_COUNT; pass++)
        for (size_t i = 0; i < statement->n_cmds; i++) {
            PgQuery__AlterTableType type = commands[i].node->subtype;

            if ((int)pass_of(commands[i].node) == pass &&
                (size_t)type < COUNT_OF(subcommands) && subcommands[type])
                subcommands[type](ddl, &commands[i]);
        }
}

/* ------------------------------------------------------------------ indexes and sequences */

/* The table in which an index, or the constraint over it, has that name; NULL and an error. */
static struct table *index_table(struct ddl *ddl, const PgQuery__RangeVar *range,
                                 bool missing_ok)
{
    struct object *object = ddl_find_relation(ddl, range, NULL);
    struct table *table = (struct table *)object;

    if (object && object->kind == KIND_COUNT)
        return NULL; /* of a materialized view */
    if (object && object->kind == KIND_TABLE &&
        (table_find_index(table, range->relname) ||
         table_find_constraint(table, range->relname)))
        return table;
    if (!missing_ok || object)
        ddl_refuse(ddl, range->location,
                   object ? "\"%s\" is not an index" : "relation \"%s\" does not exist",
                   range->relname);
    return NULL;
}

/* The parts of an index, whether it is one of its own or a constraint's. */
struct index_parts {
    struct options *with;
    const char **tablespace;
    struct index_element **elements;
    size_t count;
};

static struct index_parts parts_of(struct table *table, const char *name)
{
    struct index *index = table_find_index(table, name);
    struct constraint *constraint = table_find_constraint(table, name);

    if (index)
        return (struct index_parts){&index->with, &index->tablespace, &index->elements.at,
                                    index->elements.count};
    return (struct index_parts){&constraint->with, &constraint->tablespace,
                                &constraint->elements.at, constraint->elements.count};
}

static void set_element_statistics(struct ddl *ddl, struct index_parts parts, int number,
                                   int target)
{
    if (number < 1 || (size_t)number > parts.count) {
        ddl_refuse(ddl, -1, "column number %d of the index does not exist", number);
        return;
    }
    ddl_own_elements(ddl, parts.elements, parts.count);
    (*parts.elements)[number - 1].statistics = ddl_statistics(target);
}

static void alter_index_part(struct ddl *ddl, struct index_parts parts,
                             const PgQuery__AlterTableCmd *node)
{
    const PgQuery__List *list =
        node->def && node->def->node_case == PG_QUERY__NODE__NODE_LIST ? node->def->list : NULL;

    switch (node->subtype) {
    case AT(SetRelOptions):
        ddl_set_options(ddl, parts.with, list->items, list->n_items);
        break;
    case AT(ResetRelOptions):
        ddl_reset_options(ddl, parts.with, list->items, list->n_items);
        break;
    case AT(SetTableSpace):
        *parts.tablespace = tablespace_name(ddl, node->name);
        break;
    case AT(SetStatistics):
        set_element_statistics(ddl, parts, node->num, node->def->integer->ival);
        break;
    default:
        break;
    }
}

static void alter_index(struct ddl *ddl, const PgQuery__AlterTableStmt *statement)
{
    struct table *table = index_table(ddl, statement->relation, statement->missing_ok);

    for (size_t i = 0; table && i < statement->n_cmds; i++)
        alter_index_part(ddl, parts_of(table, statement->relation->relname),
                         statement->cmds[i]->alter_table_cmd);
}

static void alter_sequence(struct ddl *ddl, const PgQuery__AlterTableStmt *statement,
                           struct sequence *sequence)
{
    for (size_t i = 0; i < statement->n_cmds; i++) {
        const PgQuery__AlterTableCmd *node = statement->cmds[i]->alter_table_cmd;

        if (node->subtype == AT(ChangeOwner))
            ddl_set_owner(ddl, &sequence->object, node->newowner);
        else if (node->subtype == AT(SetLogged) || node->subtype == AT(SetUnLogged))
            sequence->unlogged = node->subtype == AT(SetUnLogged);
    }
}

/* The sequence of an identity has no object of its own. */
struct column *ddl_find_identity(const struct table *table, const char *sequence)
{
    for (array_each (struct column, column, &table->columns))
        if (column->identity && text_equal(column->identity_sequence.name, sequence))
            return column;
    return NULL;
}

static void alter_identity(const PgQuery__AlterTableStmt *statement, struct column *column)
{
    for (size_t i = 0; i < statement->n_cmds; i++) {
        PgQuery__AlterTableType type = statement->cmds[i]->alter_table_cmd->subtype;

        if (type == AT(SetLogged) || type == AT(SetUnLogged))
            column->identity_unlogged = type == AT(SetUnLogged);
    }
}

/* ------------------------------------------------------------------ the statement */

/* ALTER TYPE … ADD ATTRIBUTE comes here too. */
static void alter_type(struct ddl *ddl, const PgQuery__AlterTableStmt *statement,
                       struct object *object)
{
    if (object->kind != KIND_COMPOSITE) {
        ddl_refuse(ddl, statement->relation->location, "\"%s\" is not a composite type",
                   statement->relation->relname);
        return;
    }
    for (size_t i = 0; i < statement->n_cmds; i++)
        ddl_alter_attribute(ddl, (struct composite *)object,
                            statement->cmds[i]->alter_table_cmd);
}

/* A view's options and defaults are not listed; columns of its own it does not get. */
static void alter_other(struct ddl *ddl, const PgQuery__AlterTableStmt *statement,
                        const struct ddl_other *other)
{
    for (size_t i = 0; i < statement->n_cmds; i++) {
        PgQuery__AlterTableType type = statement->cmds[i]->alter_table_cmd->subtype;

        if (strstr(other->word, "view") &&
            (type == AT(AddColumn) || type == AT(DropColumn) || type == AT(AlterColumnType) ||
             type == AT(AddConstraint) || type == AT(SetNotNull)))
            ddl_refuse(ddl, statement->relation->location, "\"%s\" is not a table",
                       statement->relation->relname);
    }
}

static void alter_table_or_member(struct ddl *ddl, const PgQuery__AlterTableStmt *statement,
                                  struct table *table, struct qname found)
{
    struct column *identity = ddl_find_identity(table, found.name);

    if (qname_equal(table->object.name, found)) {
        carry_out(ddl, table, statement);
    } else if (identity) {
        alter_identity(statement, identity);
    } else {
        alter_index(ddl, statement);
    }
}

void ddl_alter_table(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterTableStmt *statement = node->alter_table_stmt;
    const PgQuery__RangeVar *range = statement->relation;
    struct qname found;
    struct object *object = ddl_find_relation(ddl, range, &found);

    if (!object && statement->missing_ok)
        return;
    if (!object) {
        ddl_refuse(ddl, range->location, "relation \"%s\" does not exist", range->relname);
        return;
    }
    /* ALTER TABLE does for all of them */
    if (statement->objtype != OBJECT(TABLE) &&
        !ddl_judge_kind(ddl, statement->objtype, object, found, range->location))
        return;
    if (object->kind == KIND_COUNT) {
        alter_other(ddl, statement, (const struct ddl_other *)object);
        return;
    }
    if (statement->objtype == OBJECT(TYPE))
        alter_type(ddl, statement, object);
    else if (object->kind == KIND_SEQUENCE)
        alter_sequence(ddl, statement, (struct sequence *)object);
    else if (object->kind == KIND_TABLE)
        alter_table_or_member(ddl, statement, (struct table *)object, found);
    else
        ddl_refuse(ddl, range->location, "\"%s\" is not a table", range->relname);
}
