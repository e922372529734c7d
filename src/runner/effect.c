/* Knows the statements that cannot run in a transaction, and asks the catalog what one of them
 * has left behind. What is done about it is the runner's. */

#include "runner/effect.h"
#include "base/array.h"
#include "sources/migrations_lexer.h"

#include <string.h>
#include <strings.h>

#define TOKENS_READ 48 /* of a statement's beginning */

/* Somebody but a vacuum of the server's own has the lock on table 't' under which indexes are
 * built and partitions detached
 * (https://www.postgresql.org/docs/current/explicit-locking.html). */
#define BUSY                                                                                   \
    "EXISTS (SELECT FROM pg_catalog.pg_locks l\n"                                              \
    "         LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid\n"                      \
    "        WHERE l.relation = t.oid AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted\n" \
    "          AND l.pid <> pg_catalog.pg_backend_pid()\n"                                     \
    "          AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d\n"                 \
    "                             WHERE d.datname = pg_catalog.current_database())\n"          \
    "          AND a.backend_type IS DISTINCT FROM 'autovacuum worker')"

#define INDEXES                                                                                \
    "FROM pg_catalog.pg_index i\n"                                                             \
    "JOIN pg_catalog.pg_class t ON t.oid = i.indrelid\n"                                       \
    "JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid\n"                                     \
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n"

/* An index: its state, what is said about it, how to be rid of it. */
#define INVALID_INDEX                                                                          \
    "CASE WHEN " BUSY " THEN 'busy' ELSE 'left' END,\n"                                        \
    "format('index %I.%I is invalid', n.nspname, c.relname),\n"                                \
    "format('DROP INDEX CONCURRENTLY %I.%I', n.nspname, c.relname)\n"

#define LAST_NAME(parameter)                                                                   \
    "(SELECT p[cardinality(p)]::name FROM parse_ident(" parameter ") AS p)"

static const char index_built[] =
    "SELECT CASE WHEN i.indisvalid THEN 'done' ELSE s.state END,\n"
    "       CASE WHEN i.indisvalid THEN format('index %I.%I is valid', n.nspname, c.relname)\n"
    "            ELSE s.what END, s.repair\n" INDEXES
    "CROSS JOIN LATERAL (SELECT " INVALID_INDEX ") AS s (state, what, repair)\n"
    "WHERE t.oid = to_regclass($2) AND c.relname = " LAST_NAME("$1");

static const char index_dropped[] =
    "SELECT 'done', format('index %s is gone', $1::text), NULL WHERE to_regclass($1) IS NULL";

static const char partition_detached[] =
    "SELECT CASE WHEN i.inhrelid IS NULL THEN 'done' WHEN NOT i.inhdetachpending THEN NULL\n"
    "            WHEN " BUSY " THEN 'busy' ELSE 'half' END,\n"
    "       format(CASE WHEN i.inhrelid IS NULL THEN 'table %s is detached'\n"
    "                   ELSE 'the detaching of table %s is pending' END, c.oid::regclass),\n"
    "       format('ALTER TABLE %s DETACH PARTITION %s FINALIZE',\n"
    "              t.oid::regclass, c.oid::regclass)\n"
    "  FROM pg_catalog.pg_class t CROSS JOIN pg_catalog.pg_class c\n"
    "  LEFT JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid AND i.inhrelid = c.oid\n"
    " WHERE t.oid = to_regclass($1) AND c.oid = to_regclass($2)";

/* REINDEX CONCURRENTLY leaves its new index as NAME_ccnew, or the old one as NAME_ccold
 * (https://www.postgresql.org/docs/current/sql-reindex.html). */
#define LEFT_BY_REINDEX                                                                        \
    "SELECT " INVALID_INDEX INDEXES                                                            \
    "WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'\n"                           \
    "  AND n.nspname <> 'pg_toast' AND "

static const char index_rebuilt[] =
    LEFT_BY_REINDEX "t.oid = (SELECT o.indrelid FROM pg_catalog.pg_index o\n"
                    "          WHERE o.indexrelid = to_regclass($1))";
static const char table_rebuilt[] = LEFT_BY_REINDEX "t.oid = to_regclass($1)";
static const char schema_rebuilt[] = LEFT_BY_REINDEX "n.nspname = " LAST_NAME("$1");
static const char all_rebuilt[] = LEFT_BY_REINDEX "true";

static const char database_made[] =
    "SELECT 'done', format('database %s exists', $1::text), NULL\n"
    "  FROM pg_catalog.pg_database WHERE datname = " LAST_NAME("$1");
static const char database_dropped[] =
    "SELECT 'done', format('database %s is gone', $1::text), NULL\n"
    " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database\n"
    "                    WHERE datname = " LAST_NAME("$1") ")";

/* Running it once more does what running it once does. */
static const char repeatable[] = "";

/* A statement's beginning, and the question what it has left behind. In a pattern 'word' is a
 * keyword, '?word' one that may be missing, '?()' an option list that may be, '(word)' one that
 * holds the keyword, 'N' a name to keep. The first row that fits holds. */
struct effect_row {
    const char *pattern;
    const char *query; /* NULL: it cannot be told; its rows: state, what, repair */
    bool waits;
};

static const struct effect_row effect_rows[] = {
    {"create ?unique index concurrently on", NULL, true},
    {"create ?unique index concurrently ?if ?not ?exists N on ?only N", index_built, true},
    {"drop index concurrently ?if ?exists N", index_dropped, true},
    {"alter table ?if ?exists ?only N detach partition N concurrently", partition_detached,
     false},
    {"reindex ?() index concurrently N", index_rebuilt, true},
    {"reindex ?() table concurrently N", table_rebuilt, true},
    {"reindex ?() schema concurrently N", schema_rebuilt, true},
    {"reindex ?() database concurrently", all_rebuilt, true},
    {"reindex (concurrently) index N", index_rebuilt, true},
    {"reindex (concurrently) table N", table_rebuilt, true},
    {"reindex (concurrently) schema N", schema_rebuilt, true},
    {"reindex (concurrently) database", all_rebuilt, true},
    {"reindex", repeatable, false},
    {"vacuum", repeatable, false},
    {"cluster", repeatable, false},
    {"alter system", repeatable, false},
    {"create database N", database_made, false},
    {"drop database ?if ?exists N", database_dropped, false},
    /* may end transactions of their own on their way */
    {"do", NULL, false},
    {"call", NULL, false},
};

/* ------------------------------------------------------------------ recognising */

struct tokens {
    const char *text;
    struct sql_token at[TOKENS_READ];
    size_t count;
};

static void read_tokens(struct tokens *tokens, const char *statement)
{
    struct diags *unsaid = diags_new();
    struct source source = {.path = "", .text = statement, .size = strlen(statement)};
    struct sql_lexer lexer = {&source, 0, unsaid};
    struct sql_token token;

    tokens->text = statement;
    tokens->count = 0;
    while (tokens->count < TOKENS_READ && (token = sql_lexer_next(&lexer)).type != SQL_END)
        if (token.type != SQL_SPACE && token.type != SQL_BLANK_LINE &&
            token.type != SQL_LINE_COMMENT && token.type != SQL_BLOCK_COMMENT)
            tokens->at[tokens->count++] = token;
    diags_free(unsaid);
}

static bool is_word(const struct tokens *tokens, size_t at, const char *word, size_t length)
{
    const struct sql_token *token = &tokens->at[at];

    return at < tokens->count && token->type == SQL_WORD &&
           token->end - token->start == length &&
           !strncasecmp(tokens->text + token->start, word, length);
}

static bool is_name(const struct tokens *tokens, size_t at)
{
    return at < tokens->count &&
           (tokens->at[at].type == SQL_WORD ||
            (tokens->at[at].type == SQL_QUOTED && tokens->text[tokens->at[at].start] == '"'));
}

/* Behind a name and the dots in it; at itself if there is none. */
static size_t skip_name(const struct tokens *tokens, size_t at)
{
    if (!is_name(tokens, at))
        return at;
    while (at + 2 < tokens->count && tokens->text[tokens->at[at + 1].start] == '.' &&
           is_name(tokens, at + 2))
        at += 2;
    return at + 1;
}

/* Behind brackets that hold the word (length 0: whatever they hold); at itself if there are
 * none. */
static size_t skip_options(const struct tokens *tokens, size_t at, const char *word,
                           size_t length)
{
    bool found = !length;

    if (at >= tokens->count || tokens->at[at].type != SQL_OPEN)
        return at;
    for (size_t i = at + 1; i < tokens->count; i++) {
        found |= is_word(tokens, i, word, length);
        if (tokens->at[i].type == SQL_CLOSE)
            return found ? i + 1 : at;
    }
    return at;
}

/* One element of a pattern; the place behind it, or 'at' itself where it does not fit. */
static size_t match_element(const struct tokens *tokens, size_t at, const char *element,
                            size_t length)
{
    if (*element == '(')
        return skip_options(tokens, at, element + 1, length - 2);
    if (length == 1 && *element == 'N')
        return skip_name(tokens, at);
    return at + is_word(tokens, at, element, length);
}

static bool matches(struct arena *arena, const struct tokens *tokens, const char *pattern,
                    const char *names[2])
{
    size_t at = 0, kept = 0;

    for (const char *element = pattern; *element; element += strspn(element, " ")) {
        bool optional = *element == '?';
        size_t length = strcspn(element += optional, " ");
        size_t behind = match_element(tokens, at, element, length);

        if (behind == at && !optional)
            return false;
        if (*element == 'N')
            names[kept++] = arena_strndup(arena, tokens->text + tokens->at[at].start,
                                          tokens->at[behind - 1].end - tokens->at[at].start);
        at = behind;
        element += length;
    }
    return true;
}

struct effect effect_of(struct arena *arena, const char *statement)
{
    struct effect effect = {0};
    struct tokens tokens;

    read_tokens(&tokens, statement);
    for (size_t i = 0; i < COUNT_OF(effect_rows) && !effect.row; i++)
        if (matches(arena, &tokens, effect_rows[i].pattern, effect.names))
            effect.row = &effect_rows[i];
    return effect;
}

bool effect_waits(const struct effect *effect)
{
    return effect->row && effect->row->waits;
}

bool effect_sets_session(const char *statement)
{
    static const char *const not_for_session[] = {"local", "constraints", "transaction"};
    struct tokens tokens;

    read_tokens(&tokens, statement);
    for (size_t i = 0; i < COUNT_OF(not_for_session); i++)
        if (is_word(&tokens, 1, not_for_session[i], strlen(not_for_session[i])))
            return false;
    return is_word(&tokens, 0, "set", 3) || is_word(&tokens, 0, "reset", 5);
}

/* ------------------------------------------------------------------ looking it up */

static enum effect_state read_state(const char *word)
{
    static const struct {
        const char *word;
        enum effect_state state;
    } states[] = {
        {"done", EFFECT_DONE},
        {"left", EFFECT_LEFT},
        {"half", EFFECT_HALF},
        {"busy", EFFECT_BUSY},
    };

    for (size_t i = 0; word && i < COUNT_OF(states); i++)
        if (!strcmp(states[i].word, word))
            return states[i].state;
    return EFFECT_NOTHING;
}

static void read_trace(struct arena *arena, const struct rows *rows, struct trace *trace)
{
    for (size_t i = 0; i < rows_count(rows); i++) {
        enum effect_state state = read_state(rows_text(rows, i, 0));

        if (state > trace->state) {
            trace->state = state;
            trace->what = arena_strdup(arena, rows_text(rows, i, 1));
        }
        if (state == EFFECT_LEFT || state == EFFECT_HALF)
            array_add(arena, &trace->repairs, arena_strdup(arena, rows_text(rows, i, 2)));
    }
}

bool effect_look(struct connection *connection, struct arena *arena,
                 const struct effect *effect, struct trace *trace, struct diags *diags)
{
    const char *query = effect->row ? effect->row->query : NULL;
    size_t count = 0;
    struct rows *rows;

    *trace = (struct trace){.state = query ? EFFECT_NOTHING : EFFECT_UNKNOWN};
    if (!query || !*query)
        return true;
    while (count < COUNT_OF(effect->names) && effect->names[count])
        count++;
    rows = connection_query(connection, query, count, effect->names, diags);
    if (!rows)
        return false;
    read_trace(arena, rows, trace);
    rows_free(rows);
    return true;
}
