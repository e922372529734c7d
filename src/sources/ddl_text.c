/* Texts out of statements: expressions as their author wrote them, cut out of the statement by
 * the places that the parser gives and the tokens between them; and the values of parse
 * nodes. */

#include "sources/ddl_build.h"

#include "model/expression_text.h"
#include "sources/migrations_lexer.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

const char *ddl_keep(struct ddl *ddl, const char *text)
{
    return text && *text ? arena_strdup(&ddl->model->arena, text) : NULL;
}

const char *ddl_quoted(struct ddl *ddl, const char *name)
{
    struct buf text = BUF_INIT;
    const char *kept;

    sql_ident(&text, name);
    kept = ddl_keep(ddl, buf_text(&text));
    buf_release(&text);
    return kept;
}

bool ddl_has_note(const struct ddl *ddl, enum note_type type, int location)
{
    return parse_note_at(ddl->statement.parse, type, location) != NULL;
}

/* ------------------------------------------------------------------ tokens */

struct ddl_tokens ddl_tokens_from(const struct ddl *ddl, int location)
{
    return (struct ddl_tokens){.ddl = ddl, .at = location > 0 ? (uint32_t)location : 0};
}

static bool is_blank(enum sql_token_type type)
{
    return type == SQL_SPACE || type == SQL_BLANK_LINE || type == SQL_LINE_COMMENT ||
           type == SQL_BLOCK_COMMENT;
}

static enum ddl_token type_of(const struct ddl_tokens *tokens, enum sql_token_type type)
{
    char first = tokens->ddl->statement.source.text[tokens->start];

    if (type == SQL_END)
        return TOKEN_END;
    if (type == SQL_WORD)
        return TOKEN_WORD;
    if (type == SQL_QUOTED)
        return TOKEN_QUOTED;
    if (first == '(' || first == '[')
        return TOKEN_OPEN;
    if (first == ')' || first == ']')
        return TOKEN_CLOSE;
    return first == ',' ? TOKEN_COMMA : TOKEN_OTHER;
}

bool ddl_next(struct ddl_tokens *tokens)
{
    const struct ddl_statement *statement = &tokens->ddl->statement;
    struct sql_lexer lexer = {&statement->source, tokens->at,
                              statement->is_nested ? NULL : tokens->ddl->diags};
    struct sql_token token;

    do
        token = sql_lexer_next(&lexer);
    while (is_blank(token.type));
    tokens->at = token.end;
    tokens->start = token.start;
    tokens->end = token.end;
    tokens->type = type_of(tokens, token.type);
    return tokens->type != TOKEN_END;
}

bool ddl_is_word(const struct ddl_tokens *tokens, const char *word)
{
    size_t length = strlen(word);

    return tokens->type == TOKEN_WORD && tokens->end - tokens->start == length &&
           !strncasecmp(tokens->ddl->statement.source.text + tokens->start, word, length);
}

void ddl_skip_brackets(struct ddl_tokens *tokens)
{
    size_t depth = 1;

    while (depth && ddl_next(tokens)) {
        depth += tokens->type == TOKEN_OPEN;
        depth -= tokens->type == TOKEN_CLOSE;
    }
}

/* Moves to the word outside of brackets; false if it does not come. */
static bool find_word(struct ddl_tokens *tokens, const char *word)
{
    while (ddl_next(tokens)) {
        if (ddl_is_word(tokens, word))
            return true;
        if (tokens->type == TOKEN_OPEN)
            ddl_skip_brackets(tokens);
    }
    return false;
}

/* ------------------------------------------------------------------ expressions */

static void add_blank(struct buf *out)
{
    if (out->length && out->data[out->length - 1] != ' ')
        buf_add_char(out, ' ');
}

/* Blanks stay as they are, but where there was a comment or a line end there is one blank. */
static void add_piece(struct buf *out, const char *text, struct sql_token token)
{
    bool has_line_end =
        is_blank(token.type) &&
        (token.type != SQL_SPACE || memchr(text + token.start, '\n', token.end - token.start));

    if (has_line_end)
        add_blank(out);
    else if (out->length || !is_blank(token.type))
        buf_add_n(out, text + token.start, token.end - token.start);
}

static const char *unwrap(struct arena *arena, const char *text)
{
    while (expression_is_enclosed(text)) {
        size_t length = strlen(text);

        text++;
        length -= 2;
        text = arena_strndup(arena, text + strspn(text, " "), length - strspn(text, " "));
        length = strlen(text);
        while (length && text[length - 1] == ' ')
            length--;
        text = arena_strndup(arena, text, length);
    }
    return text;
}

struct expr ddl_expr(struct ddl *ddl, uint32_t start, uint32_t end)
{
    const struct source *source = &ddl->statement.source;
    struct sql_lexer lexer = {source, start, ddl->diags};
    struct expr expr = {.at = ddl_place(ddl, (int)start)};
    struct buf text = BUF_INIT;

    while (lexer.at < end) {
        struct sql_token token = sql_lexer_next(&lexer);

        if (token.type == SQL_END)
            break;
        add_piece(&text, source->text, token);
    }
    while (text.length && text.data[text.length - 1] == ' ')
        buf_cut(&text, text.length - 1);
    expr.text = arena_strdup(&ddl->model->arena, buf_text(&text));
    expr.text = ddl_qualified(ddl, unwrap(&ddl->model->arena, expr.text));
    buf_release(&text);
    return expr;
}

struct expr ddl_expr_in_brackets(struct ddl *ddl, int location, const char *word)
{
    struct ddl_tokens tokens = ddl_tokens_from(ddl, location);
    uint32_t start;

    if (!find_word(&tokens, word) || !ddl_next(&tokens) || tokens.type != TOKEN_OPEN)
        return (struct expr){0};
    start = tokens.end;
    ddl_skip_brackets(&tokens);
    return ddl_expr(ddl, start, tokens.start);
}

struct expr ddl_expr_behind(struct ddl *ddl, int location, const char *word, uint32_t limit)
{
    struct ddl_tokens tokens = ddl_tokens_from(ddl, location);
    uint32_t start, end;

    if (!find_word(&tokens, word))
        return (struct expr){0};
    start = end = tokens.end;
    while (ddl_next(&tokens) && tokens.start < limit && tokens.type != TOKEN_COMMA &&
           tokens.type != TOKEN_CLOSE) {
        if (tokens.type == TOKEN_OPEN)
            ddl_skip_brackets(&tokens);
        end = tokens.end;
    }
    return ddl_expr(ddl, start, end);
}

static uint32_t nearer(uint32_t limit, int location, int other)
{
    return other > location && (uint32_t)other < limit ? (uint32_t)other : limit;
}

uint32_t ddl_clause_limit(int location, PgQuery__Node *const *constraints, size_t count,
                          const PgQuery__CollateClause *collate)
{
    uint32_t limit = UINT32_MAX;

    for (size_t i = 0; i < count; i++)
        limit = nearer(limit, location, constraints[i]->constraint->location);
    return collate ? nearer(limit, location, collate->location) : limit;
}

/* ------------------------------------------------------------------ values */

static const char *constant_text(struct ddl *ddl, const PgQuery__AConst *constant)
{
    struct arena *arena = &ddl->model->arena;

    switch (constant->val_case) {
    case PG_QUERY__A__CONST__VAL_SVAL:
        return arena_strdup(arena, constant->sval->sval);
    case PG_QUERY__A__CONST__VAL_FVAL:
        return arena_strdup(arena, constant->fval->fval);
    case PG_QUERY__A__CONST__VAL_IVAL:
        return arena_printf(arena, "%" PRId32, constant->ival->ival);
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return constant->boolval->boolval ? "true" : "false";
    case PG_QUERY__A__CONST__VAL_BSVAL:
        return arena_strdup(arena, constant->bsval->bsval);
    default:
        return NULL;
    }
}

/* TypeNameToString() of PostgreSQL, for values that are words: "off", "auto", "none". */
static const char *type_text(struct ddl *ddl, const PgQuery__TypeName *type)
{
    struct arena *arena = &ddl->model->arena;
    const char *text = NULL;

    for (size_t i = 0; i < type->n_names; i++) {
        const char *name = type->names[i]->string->sval;

        text = text ? arena_printf(arena, "%s.%s", text, name) : arena_strdup(arena, name);
    }
    return text;
}

const char *ddl_text(struct ddl *ddl, const PgQuery__Node *node)
{
    struct arena *arena = &ddl->model->arena;

    if (!node)
        return NULL;
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_STRING:
        return arena_strdup(arena, node->string->sval);
    case PG_QUERY__NODE__NODE_INTEGER:
        return arena_printf(arena, "%" PRId32, node->integer->ival);
    case PG_QUERY__NODE__NODE_FLOAT:
        return arena_strdup(arena, node->float_->fval);
    case PG_QUERY__NODE__NODE_BOOLEAN:
        return node->boolean->boolval ? "true" : "false";
    case PG_QUERY__NODE__NODE_A_CONST:
        return constant_text(ddl, node->a_const);
    case PG_QUERY__NODE__NODE_TYPE_NAME:
        return type_text(ddl, node->type_name);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return ddl_text(ddl, node->type_cast->arg);
    default:
        return NULL;
    }
}

void ddl_add_texts(struct ddl *ddl, struct text_list *list, PgQuery__Node *const *nodes,
                   size_t count)
{
    array_reserve(&ddl->model->arena, list, list->count + count);
    for (size_t i = 0; i < count; i++)
        array_add(&ddl->model->arena, list, ddl_text(ddl, nodes[i]));
}

void ddl_copy_texts(struct ddl *ddl, struct text_list *to, const struct text_list *from)
{
    *to = (struct text_list){0};
    array_reserve(&ddl->model->arena, to, from->count);
    for (size_t i = 0; i < from->count; i++)
        array_add(&ddl->model->arena, to, from->at[i]);
}

struct qname ddl_qname(struct ddl *ddl, PgQuery__Node *const *nodes, size_t count)
{
    struct qname name = {0};

    if (count)
        name.name = ddl_text(ddl, nodes[count - 1]);
    if (count > 1)
        name.schema = ddl_text(ddl, nodes[count - 2]);
    if (text_equal(name.schema, "pg_catalog"))
        name.schema = NULL;
    return name;
}

const char *ddl_option_text(struct ddl *ddl, const PgQuery__DefElem *element)
{
    const char *text = ddl_text(ddl, element->arg);

    return text ? text : element->arg ? "" : "true";
}

static bool is_off(const char *text)
{
    return !strcasecmp(text, "false") || !strcasecmp(text, "off");
}

static bool is_repeated(PgQuery__Node *const *nodes, size_t at)
{
    const PgQuery__DefElem *element = nodes[at]->def_elem;

    for (size_t i = 0; i < at; i++)
        if (!strcmp(nodes[i]->def_elem->defname, element->defname) &&
            !strcmp(nodes[i]->def_elem->defnamespace, element->defnamespace))
            return true;
    return false;
}

void ddl_set_options(struct ddl *ddl, struct options *options, PgQuery__Node *const *nodes,
                     size_t count)
{
    struct arena *arena = &ddl->model->arena;

    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *element = nodes[i]->def_elem;
        if (is_repeated(nodes, i))
            ddl_refuse(ddl, element->location, "parameter \"%s\" specified more than once",
                       element->defname);
        const char *name =
            *element->defnamespace
                ? arena_printf(arena, "%s.%s", element->defnamespace, element->defname)
                : arena_strdup(arena, element->defname);

        if (!strcmp(name, "oids") && is_off(ddl_option_text(ddl, element)))
            continue; /* as versions before 12 say of every table */
        if (strcmp(name, SERVER_OPTION) != 0)
            options_set(arena, options,
                        (struct option){.name = name, .value = ddl_option_text(ddl, element)});
    }
}
