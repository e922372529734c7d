/* Carries out the statements of scripts on a model: one by one through a table of what each
 * kind of statement does. What they do is told in the other ddl_*.c files. */

#include "sources/ddl_build.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ------------------------------------------------------------------ places and messages */

struct span ddl_here(const struct ddl *ddl)
{
    struct span at = ddl->statement.step->at;
    const char *text = at.file->text + at.start;
    size_t line = strcspn(text, "\r\n");

    if (line < at.end - at.start)
        at.end = at.start + (uint32_t)line;
    return at;
}

/* Characters up to a byte, from 1, as a server counts places. */
static int position_of(const char *text, int location)
{
    int position = 1;

    for (int i = 0; i < location; i++)
        position += (text[i] & 0xC0) != 0x80;
    return position;
}

struct span ddl_place(const struct ddl *ddl, int location)
{
    const struct ddl_statement *statement = &ddl->statement;
    struct ddl_tokens tokens = ddl_tokens_from(ddl, location);

    if (location < 0 || (size_t)location >= statement->source.size || statement->is_nested)
        return ddl_here(ddl);
    if (statement->expanded)
        return step_place(statement->step, statement->variables,
                          position_of(statement->source.text, location));
    ddl_next(&tokens);
    return (struct span){statement->step->at.file, statement->step->at.start + tokens.start,
                         statement->step->at.start + tokens.end};
}

bool ddl_refuse(struct ddl *ddl, int location, const char *format, ...)
{
    struct buf text = BUF_INIT;
    va_list arguments;

    va_start(arguments, format);
    buf_vaddf(&text, format, arguments);
    va_end(arguments);
    diag_error(ddl->diags, ddl_place(ddl, location), CHECK_STATEMENT, "%s", buf_text(&text));
    buf_release(&text);
    return false;
}

void ddl_cannot_follow(struct ddl *ddl, const char *format, ...)
{
    struct buf text = BUF_INIT;
    va_list arguments;

    va_start(arguments, format);
    buf_vaddf(&text, format, arguments);
    va_end(arguments);
    diag_warning(ddl->diags, ddl_here(ddl), CHECK_UNFOLLOWED, "%s", buf_text(&text));
    buf_release(&text);
    ddl->model->unfollowed++;
    array_add(&ddl->model->arena, &ddl->model->unfollowed_texts,
              arena_strdup(&ddl->model->arena, ddl->statement.step->text));
}

/* ------------------------------------------------------------------ settings */

static void set_path(struct ddl *ddl, const char *first, const char *second)
{
    ddl->path.count = 0;
    array_add(&ddl->model->arena, &ddl->path, first);
    if (strcmp(first, second))
        array_add(&ddl->model->arena, &ddl->path, second);
}

static const char *setting_text(struct ddl *ddl, const PgQuery__VariableSetStmt *set)
{
    const char *text = NULL;

    if (set->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE && set->n_args)
        text = ddl_text(ddl, set->args[0]);
    return text && *text ? text : NULL;
}

/* "$user" is no schema that a script could count on. */
static void set_search_path(struct ddl *ddl, const PgQuery__VariableSetStmt *set)
{
    if (set->kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE) {
        set_path(ddl, ddl->model->schema, "public");
        return;
    }
    ddl->path.count = 0;
    for (size_t i = 0; i < set->n_args; i++) {
        const char *name = ddl_text(ddl, set->args[i]);

        if (name && *name && strcmp(name, "$user"))
            array_add(&ddl->model->arena, &ddl->path, name);
    }
}

static void set_tablespace(struct ddl *ddl, const PgQuery__VariableSetStmt *set)
{
    ddl->tablespace = setting_text(ddl, set);
}

static void set_access_method(struct ddl *ddl, const PgQuery__VariableSetStmt *set)
{
    ddl->access_method = setting_text(ddl, set);
    if (text_equal(ddl->access_method, "heap"))
        ddl->access_method = NULL;
}

static const struct setting_row {
    const char *name;
    void (*set)(struct ddl *ddl, const PgQuery__VariableSetStmt *set);
} setting_rows[] = {
    {"search_path", set_search_path},
    {"default_tablespace", set_tablespace},
    {"default_table_access_method", set_access_method},
};

static void set_variable(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__VariableSetStmt *set = node->variable_set_stmt;
    bool all = set->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL;

    for (size_t i = 0; i < COUNT_OF(setting_rows); i++)
        if (all || !strcasecmp(set->name, setting_rows[i].name))
            setting_rows[i].set(ddl, set);
}

/* set_config('search_path', …) is what pg_dump writes. The list is parted as PostgreSQL parts
 * it, quoted names and all. */
static void set_config(struct ddl *ddl, const char *list)
{
    ddl->path.count = 0;
    while (*list) {
        struct buf name = BUF_INIT;
        bool quoted = false;

        for (list += strspn(list, " ,"); *list && (quoted || *list != ','); list++) {
            if (*list == '"')
                quoted = !quoted;
            else if (quoted || *list != ' ')
                buf_add_char(&name, *list);
        }
        if (name.length)
            array_add(&ddl->model->arena, &ddl->path, ddl_keep(ddl, buf_text(&name)));
        buf_release(&name);
    }
}

static const PgQuery__FuncCall *only_call(const PgQuery__SelectStmt *select)
{
    const PgQuery__Node *value =
        select->n_target_list == 1 ? select->target_list[0]->res_target->val : NULL;

    return value && value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL ? value->func_call
                                                                       : NULL;
}

static void select_values(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__SelectStmt *select = node->select_stmt;
    const PgQuery__FuncCall *call = only_call(select);

    if (ddl_create_unnamed_statistics(ddl, select))
        return;
    if (select->into_clause) {
        ddl_create_table_as(ddl, node);
    } else if (call && call->n_args >= 2 &&
               text_equal(ddl_qname(ddl, call->funcname, call->n_funcname).name,
                          "set_config") &&
               text_equal(ddl_text(ddl, call->args[0]), "search_path")) {
        const char *list = ddl_text(ddl, call->args[1]);

        set_config(ddl, list ? list : "");
    }
}

/* ------------------------------------------------------------------ what cannot be followed */

static void call_procedure(struct ddl *ddl, const PgQuery__Node *node)
{
    (void)node;
    ddl_cannot_follow(ddl, "what this procedure does cannot be known offline");
}

static void import_schema(struct ddl *ddl, const PgQuery__Node *node)
{
    (void)node;
    ddl_cannot_follow(ddl, "which foreign tables there are cannot be known offline");
}

static void end_transaction(struct ddl *ddl, const PgQuery__Node *node)
{
    PgQuery__TransactionStmtKind kind = node->transaction_stmt->kind;

    if (kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK ||
        kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO)
        ddl_cannot_follow(ddl, "what is rolled back is carried out all the same");
}

/* ------------------------------------------------------------------ statements */

#define ROW(name, handler) [PG_QUERY__NODE__NODE_##name##_STMT] = handler

/* What is not in the table does nothing to a schema. */
static ddl_handler *const handlers[] = {
    ROW(VARIABLE_SET, set_variable),
    ROW(SELECT, select_values),
    ROW(CREATE, ddl_create_table),
    ROW(CREATE_TABLE_AS, ddl_create_table_as),
    ROW(INDEX, ddl_create_index),
    ROW(CREATE_SEQ, ddl_create_sequence),
    ROW(CREATE_SCHEMA, ddl_create_schema),
    ROW(CREATE_EXTENSION, ddl_create_extension),
    ROW(CREATE_ENUM, ddl_create_enum),
    ROW(COMPOSITE_TYPE, ddl_create_composite),
    ROW(CREATE_DOMAIN, ddl_create_domain),
    ROW(CREATE_FOREIGN_TABLE, ddl_create_foreign_table),
    ROW(VIEW, ddl_create_view),
    ROW(CREATE_FUNCTION, ddl_create_function),
    ROW(CREATE_TRIG, ddl_create_trigger),
    ROW(CREATE_POLICY, ddl_create_policy),
    ROW(RULE, ddl_create_rule),
    ROW(GRANT, ddl_grant),
    ROW(ALTER_DEFAULT_PRIVILEGES, ddl_alter_default_privileges),
    ROW(DEFINE, ddl_define),
    ROW(CREATE_RANGE, ddl_create_range),
    ROW(CREATE_OP_CLASS, ddl_create_operator_class),
    ROW(CREATE_OP_FAMILY, ddl_create_operator_family),
    ROW(CREATE_STATS, ddl_create_statistics),
    ROW(CREATE_CONVERSION, ddl_create_conversion),
    ROW(CREATE_CAST, ddl_create_cast),
    ROW(CREATE_TRANSFORM, ddl_create_transform),
    ROW(CREATE_PUBLICATION, ddl_create_publication),
    ROW(CREATE_EVENT_TRIG, ddl_create_event_trigger),
    ROW(CREATE_FDW, ddl_create_wrapper),
    ROW(CREATE_FOREIGN_SERVER, ddl_create_server),
    ROW(CREATE_AM, ddl_create_access_method),
    ROW(CREATE_PLANG, ddl_create_language),
    ROW(ALTER_TABLE, ddl_alter_table),
    ROW(ALTER_ENUM, ddl_alter_enum),
    ROW(ALTER_DOMAIN, ddl_alter_domain),
    ROW(ALTER_SEQ, ddl_alter_sequence),
    ROW(ALTER_EXTENSION, ddl_alter_extension),
    ROW(ALTER_OWNER, ddl_alter_owner),
    ROW(ALTER_OBJECT_SCHEMA, ddl_set_schema),
    ROW(ALTER_PUBLICATION, ddl_alter_publication),
    ROW(ALTER_POLICY, ddl_alter_policy),
    ROW(RENAME, ddl_rename),
    ROW(DROP, ddl_drop),
    ROW(DROP_OWNED, ddl_drop_owned),
    ROW(COMMENT, ddl_comment),
    ROW(DO, ddl_do),
    ROW(CALL, call_procedure),
    ROW(IMPORT_FOREIGN_SCHEMA, import_schema),
    ROW(TRANSACTION, end_transaction),
};

void ddl_carry_out(struct ddl *ddl, const PgQuery__Node *node)
{
    if (node->node_case < COUNT_OF(handlers) && handlers[node->node_case])
        handlers[node->node_case](ddl, node);
}

/* Statements that cannot change a schema, whatever follows: not even parsed. */
static bool is_passed_over(const char *text)
{
    static const char *const words[] = {
        "insert",    "update",  "delete",     "merge",   "values",   "copy",       "vacuum",
        "analyze",   "analyse", "reindex",    "lock",    "listen",   "notify",     "unlisten",
        "explain",   "fetch",   "move",       "close",   "truncate", "checkpoint", "load",
        "show",      "declare", "prepare",    "begin",   "start",    "commit",     "end",
        "savepoint", "release", "deallocate", "refresh", "table",
    };
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (length == strlen(words[i]) && !strncasecmp(text, words[i], length))
            return true;
    return false;
}

/* The variables' values are in the text after that, or the statement is not to be followed. */
static bool expand(struct ddl *ddl, struct buf *text)
{
    struct ddl_statement *statement = &ddl->statement;
    const struct variable_uses *uses = &statement->step->variables;

    for (array_each (const struct variable_use, use, uses)) {
        if (statement->variables && variables_get(statement->variables, use->name))
            continue;
        ddl_cannot_follow(ddl, "what this statement does depends on the variable \"%s\"",
                          use->name);
        return false;
    }
    statement->expanded = uses->count > 0;
    return step_expand(statement->step, statement->variables, text, ddl->diags);
}

static void carry_out_text(struct ddl *ddl, const char *text)
{
    struct ddl_statement *statement = &ddl->statement;
    const PgQuery__ParseResult *tree;
    const char *message;
    size_t offset;

    statement->source = (struct source){NULL, text, strlen(text)};
    statement->parse = parse_statements(&ddl->scratch, text, &message, &offset);
    if (!statement->parse) {
        diag_error(ddl->diags, ddl_place(ddl, (int)offset), CHECK_SYNTAX, "%s", message);
        return;
    }
    tree = parse_tree(statement->parse);
    for (size_t i = 0; i < tree->n_stmts; i++)
        ddl_carry_out(ddl, tree->stmts[i]->stmt);
    parse_free(statement->parse);
}

static void run_step(struct ddl *ddl, const struct script_step *step,
                     const struct variables *variables)
{
    struct buf text = BUF_INIT;

    if (step->type != STEP_STATEMENT || is_passed_over(step->text))
        return;
    ddl->statement = (struct ddl_statement){.step = step, .variables = variables};
    if (!step->variables.count)
        carry_out_text(ddl, step->text);
    else if (expand(ddl, &text))
        carry_out_text(ddl, buf_text(&text));
    buf_release(&text);
    arena_release(&ddl->scratch);
}

bool ddl_run(struct ddl *ddl, const struct script *script, const struct variables *variables)
{
    size_t errors = diags_errors(ddl->diags);

    set_path(ddl, ddl->model->schema, "public");
    ddl->tablespace = ddl->access_method = NULL;
    for (array_each (const struct segment, segment, &script->segments))
        for (array_each (const struct script_step, step, &segment->steps))
            run_step(ddl, step, variables);
    return diags_errors(ddl->diags) == errors;
}

/* ------------------------------------------------------------------ beginning and end */

struct ddl *ddl_new(const struct source_settings *settings, struct diags *diags)
{
    struct ddl *ddl = memory_resize(NULL, sizeof *ddl);
    struct model *model = model_new();

    *ddl = (struct ddl){
        .model = model, .settings = settings, .diags = diags, .errors = diags_errors(diags)};
    if (settings->schema)
        model->schema = arena_strdup(&model->arena, settings->schema);
    model->owners = settings->owners;
    model_add(model, KIND_SCHEMA, (struct qname){.name = "public"}, NULL);
    set_path(ddl, model->schema, "public");
    if (settings->models)
        ddl_know_external(ddl, settings->models);
    return ddl;
}

size_t ddl_unfollowed(const struct ddl *ddl)
{
    return ddl->model->unfollowed;
}

void ddl_free(struct ddl *ddl)
{
    if (!ddl)
        return;
    arena_release(&ddl->scratch);
    pointer_map_release(&ddl->left_out);
    pointer_map_release(&ddl->row_security);
    pointer_map_release(&ddl->kept_defaults);
    names_release(&ddl->other_names);
    for (size_t i = 0; i < CALLED_COUNT; i++)
        names_release(&ddl->called[i]);
    model_free(ddl->model);
    free(ddl);
}

/* ------------------------------------------------------------------ files */

/* How every file of pg_dump begins. */
static const char dump_mark[] = "--\n-- PostgreSQL database dump\n";

/* The source is in the model's arena, for the model's places point into it. */
static struct model *load(struct ddl *ddl, const struct source *source)
{
    struct diags *diags = ddl->diags;
    size_t errors = diags_errors(diags);
    struct model *model;
    struct script *script = script_read_psql(&ddl->model->arena, source, ddl->diags);

    ddl->from_dump =
        !strncmp(source->text + source_mark(source), dump_mark, sizeof dump_mark - 1);
    if (!script || !ddl_run(ddl, script, NULL)) {
        ddl_free(ddl);
        return NULL;
    }
    model = ddl_finish(ddl);
    if (diags_errors(diags) == errors)
        return model;
    model_free(model);
    return NULL;
}

struct model *sql_load_source(const struct source *source,
                              const struct source_settings *settings, struct diags *diags)
{
    struct ddl *ddl = ddl_new(settings, diags);
    struct source *kept = arena_alloc(&ddl->model->arena, sizeof *kept);

    *kept = *source;
    return load(ddl, kept);
}

struct model *sql_load(const char *path, const struct source_settings *settings,
                       struct diags *diags)
{
    struct ddl *ddl = ddl_new(settings, diags);
    struct source *source = arena_alloc(&ddl->model->arena, sizeof *source);

    if (file_read(&ddl->model->arena, path, source, diags))
        return load(ddl, source);
    ddl_free(ddl);
    return NULL;
}
