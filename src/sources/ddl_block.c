/* DO: a block whose statements stand one after the other is carried out like any others, also
 * one that forgives that something is there already. What else blocks do is not followed. */

#include "sources/ddl_build.h"

#include <string.h>

/* More statements than that in one block are not written by hand. */
#define BLOCK_STATEMENTS 100

struct block {
    struct {
        uint32_t start, end;
    } statements[BLOCK_STATEMENTS];
    size_t count;
    bool has_handler;
};

/* ------------------------------------------------------------------ whether to read it

 A block defines something only where one of these words stands in it, and not of what is no
 part of a schema: what its statements call is passed over, as what SELECT calls is. */

static bool is_any_word(const struct ddl_tokens *tokens, const char *const *words)
{
    while (*words && !ddl_is_word(tokens, *words))
        words++;
    return *words != NULL;
}

/* What stands behind CREATE, ALTER and DROP of it. */
static bool is_outside(struct ddl_tokens *tokens)
{
    static const char *const words[] = {"role",       "user",      "group", "database",
                                        "tablespace", "temporary", "temp",  NULL};

    return ddl_next(tokens) && is_any_word(tokens, words);
}

static bool may_define(struct ddl *ddl, const char *text);

/* The text of a plain string. */
static const char *string_text(struct ddl *ddl, const struct ddl_tokens *tokens)
{
    const char *from = ddl->statement.source.text + tokens->start + 1;
    size_t length = tokens->end - tokens->start - 2;
    char *text = arena_strndup(&ddl->scratch, from, length), *to = text;

    for (size_t i = 0; i < length; i++) {
        *to++ = from[i];
        if (from[i] == '\'')
            i++;
    }
    *to = '\0';
    return text;
}

/* The text of EXECUTE, as far as it is there to be read: alone, or as what format()
 * fills in. */
static bool may_execute(struct ddl *ddl, struct ddl_tokens *tokens)
{
    static const char *const passed_over[] = {
        "grant", "revoke",  "insert",  "update", "delete",  "create", "alter",
        "drop",  "comment", "analyze", "notify", "refresh", NULL};
    const char *text = ddl->statement.source.text;

    ddl_next(tokens);
    if (ddl_is_word(tokens, "format") && ddl_next(tokens) && tokens->type == TOKEN_OPEN)
        ddl_next(tokens);
    if (tokens->type != TOKEN_QUOTED || text[tokens->start] != '\'' ||
        tokens->end < tokens->start + 2) /* one that only begins has no text */
        return true;
    text = string_text(ddl, tokens);

    struct source outer = ddl->statement.source;
    ddl->statement.source = (struct source){NULL, text, strlen(text)};
    struct ddl_tokens inner = ddl_tokens_from(ddl, 0);
    bool defines =
        !ddl_next(&inner) || !is_any_word(&inner, passed_over) || may_define(ddl, text);
    ddl->statement.source = outer;
    return defines;
}

static bool defines_here(struct ddl *ddl, struct ddl_tokens *tokens)
{
    static const char *const defining[] = {"create", "alter", "drop", NULL};
    struct ddl_tokens next = *tokens;

    if (is_any_word(tokens, defining))
        return !is_outside(&next);
    if (ddl_is_word(tokens, "comment"))
        return ddl_next(&next) && ddl_is_word(&next, "on") && !is_outside(&next);
    return ddl_is_word(tokens, "call") ||
           (ddl_is_word(tokens, "execute") && may_execute(ddl, &next));
}

static bool may_define(struct ddl *ddl, const char *text)
{
    struct ddl_statement outer = ddl->statement;
    bool defines = false;

    ddl->statement.source = (struct source){NULL, text, strlen(text)};
    ddl->statement.is_nested = true;
    struct ddl_tokens tokens = ddl_tokens_from(ddl, 0);
    while (!defines && ddl_next(&tokens))
        defines = defines_here(ddl, &tokens);
    ddl->statement = outer;
    return defines;
}

/* ------------------------------------------------------------------ reading a block */

static bool is_semicolon(const struct ddl_tokens *tokens)
{
    return tokens->type == TOKEN_OTHER &&
           tokens->ddl->statement.source.text[tokens->start] == ';';
}

/* Moves to the semicolon that ends a statement; false at the end of the block. */
static bool skip_statement(struct ddl_tokens *tokens)
{
    while (!is_semicolon(tokens) && tokens->type != TOKEN_END)
        ddl_next(tokens);
    return tokens->type != TOKEN_END;
}

/* WHEN condition OR condition THEN nothing that counts, up to END. */
static bool read_handlers(struct ddl_tokens *tokens)
{
    static const char *const conditions[] = {"duplicate_object", "duplicate_table",
                                             "duplicate_schema", "or", NULL};
    static const char *const nothing[] = {"null", "raise", NULL};

    while (ddl_next(tokens) && !ddl_is_word(tokens, "end")) {
        if (ddl_is_word(tokens, "when")) {
            while (ddl_next(tokens) && is_any_word(tokens, conditions))
                continue;
            if (!ddl_is_word(tokens, "then"))
                return false;
        } else if (!is_any_word(tokens, nothing) || !skip_statement(tokens)) {
            return false;
        }
    }
    return tokens->type != TOKEN_END;
}

static bool read_statement(struct block *block, struct ddl_tokens *tokens)
{
    static const char *const defining[] = {"create", "alter",  "drop", "comment",
                                           "grant",  "revoke", NULL};
    static const char *const harmless[] = {"insert", "update",  "delete", "raise",
                                           "null",   "perform", NULL};
    bool defines = is_any_word(tokens, defining);
    uint32_t start = tokens->start;

    if ((!defines && !is_any_word(tokens, harmless)) || block->count == BLOCK_STATEMENTS ||
        !skip_statement(tokens))
        return false;
    if (defines) {
        block->statements[block->count].start = start;
        block->statements[block->count++].end = tokens->start;
    }
    return true;
}

/* BEGIN statements [EXCEPTION handlers] END; false for any other block. A handler takes back
 * all of a block, so with one only a single statement can be followed. */
static bool read_block(struct block *block, struct ddl_tokens tokens)
{
    if (!ddl_next(&tokens) || !ddl_is_word(&tokens, "begin"))
        return false;
    while (ddl_next(&tokens) && !ddl_is_word(&tokens, "end")) {
        block->has_handler = ddl_is_word(&tokens, "exception");
        if (block->has_handler)
            return read_handlers(&tokens) && block->count == 1;
        if (!read_statement(block, &tokens))
            return false;
    }
    return ddl_is_word(&tokens, "end");
}

/* ------------------------------------------------------------------ carrying it out */

/* What is there already can be forgiven where nothing is done before that is seen. */
static bool is_forgivable(const PgQuery__Node *node)
{
    static const PgQuery__Node__NodeCase cases[] = {
        PG_QUERY__NODE__NODE_CREATE_STMT,        PG_QUERY__NODE__NODE_CREATE_ENUM_STMT,
        PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT, PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT,
        PG_QUERY__NODE__NODE_CREATE_SEQ_STMT,    PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT,
        PG_QUERY__NODE__NODE_INDEX_STMT,
    };
    const PgQuery__AlterTableStmt *alter = node->alter_table_stmt;

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (node->node_case == cases[i])
            return true;
    return node->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_STMT && alter->n_cmds == 1 &&
           alter->cmds[0]->alter_table_cmd->subtype ==
               PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint;
}

static bool carry_out(struct ddl *ddl, const char *text, bool has_handler)
{
    struct ddl_statement *statement = &ddl->statement;
    const char *message;
    size_t offset;
    bool followed = false;

    statement->source = (struct source){NULL, text, strlen(text)};
    statement->parse = parse_statements(&ddl->scratch, text, &message, &offset);
    if (!statement->parse)
        return diag_error(ddl->diags, ddl_here(ddl), CHECK_SYNTAX, "%s", message);
    const PgQuery__ParseResult *tree = parse_tree(statement->parse);
    if (tree->n_stmts == 1 && (!has_handler || is_forgivable(tree->stmts[0]->stmt))) {
        ddl->forgives = has_handler;
        ddl_carry_out(ddl, tree->stmts[0]->stmt);
        ddl->forgives = ddl->forgiven = false;
        followed = true;
    }
    parse_free(statement->parse);
    return followed;
}

/* Places in what is carried out are those of the whole statement. */
static bool follow(struct ddl *ddl, const char *body)
{
    struct ddl_statement outer = ddl->statement;
    struct block block = {.count = 0};
    bool followed;

    ddl->statement.source = (struct source){NULL, body, strlen(body)};
    ddl->statement.is_nested = true;
    followed = read_block(&block, ddl_tokens_from(ddl, 0));
    for (size_t i = 0; followed && i < block.count; i++) {
        const char *text = arena_strndup(&ddl->model->arena, body + block.statements[i].start,
                                         block.statements[i].end - block.statements[i].start);

        followed = carry_out(ddl, text, block.has_handler);
    }
    ddl->statement = outer;
    return followed;
}

void ddl_do(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__DoStmt *block = node->do_stmt;
    size_t errors = diags_errors(ddl->diags);

    for (size_t i = 0; i < block->n_args; i++) {
        const PgQuery__DefElem *part = block->args[i]->def_elem;
        const char *body = strcmp(part->defname, "as") ? NULL : ddl_text(ddl, part->arg);

        if (body && may_define(ddl, body) && !ddl_restores_comment(ddl) && !follow(ddl, body) &&
            diags_errors(ddl->diags) == errors)
            ddl_cannot_follow(ddl, "what this block does cannot be known offline");
    }
}
