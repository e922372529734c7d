/* Finds out who keeps a session waiting for a lock, and since when. When to look is the
 * runner's. */

#include "runner/blockers.h"
#include "base/duration.h"

#include <stdio.h>
#include <string.h>

enum blocker_column {
    BLOCKER_WHO,
    BLOCKER_STATE,
    BLOCKER_STATE_AGE,
    BLOCKER_TRANSACTION_AGE,
    BLOCKER_QUERY,
    BLOCKER_WANTED
};

/* Passwords in other sessions' statements are no one's business here. */
static const char question[] =
    "SELECT CASE WHEN b.pid = 0 THEN 'a prepared transaction'\n"
    "            ELSE coalesce(" SESSION_DESCRIBED ", 'process ' || b.pid) END,\n"
    "       a.state,\n"
    "       (extract(epoch FROM clock_timestamp() - a.state_change) * 1000)::bigint,\n"
    "       (extract(epoch FROM clock_timestamp() - a.xact_start) * 1000)::bigint,\n"
    "       left(regexp_replace(regexp_replace(a.query, '\\s+', ' ', 'g'),\n"
    "              '(password\\s+)(''[^'']*''?|\\S+)', '\\1…', 'gi'), 160),\n"
    "       w.wanted\n"
    "  FROM pg_catalog.pg_stat_activity me\n"
    " CROSS JOIN LATERAL (SELECT DISTINCT unnest(pg_blocking_pids(me.pid))) AS b (pid)\n"
    "  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid\n"
    "  LEFT JOIN LATERAL (\n"
    "       SELECT upper(regexp_replace(replace(l.mode, 'Lock', ''), '([a-z])([A-Z])',\n"
    "                                   '\\1 \\2', 'g'))\n"
    "              || ' on ' || coalesce(l.relation::regclass::text, 'a ' || l.locktype)\n"
    "         FROM pg_catalog.pg_locks l WHERE l.pid = me.pid AND NOT l.granted LIMIT 1\n"
    "       ) AS w (wanted) ON true\n"
    " WHERE me.pid = $1::integer AND me.wait_event_type = 'Lock'\n"
    " ORDER BY a.xact_start NULLS LAST, b.pid LIMIT 5";

static void describe(struct buf *out, const struct rows *rows, size_t row)
{
    const char *state = rows_text(rows, row, BLOCKER_STATE);
    const char *query = rows_text(rows, row, BLOCKER_QUERY);

    buf_add(out, rows_text(rows, row, BLOCKER_WHO));
    if (state) {
        buf_addf(out, " is %s for ", state);
        duration_add(out, (long)rows_number(rows, row, BLOCKER_STATE_AGE));
    }
    if (rows_text(rows, row, BLOCKER_TRANSACTION_AGE)) {
        buf_add(out, ", in a transaction that began ");
        duration_add(out, (long)rows_number(rows, row, BLOCKER_TRANSACTION_AGE));
        buf_add(out, " ago");
    }
    if (query && *query)
        buf_addf(out, ": %s", query);
    buf_add_char(out, '\n');
}

static void keep(struct blockers *blockers, const struct rows *rows)
{
    const char *wanted = rows_text(rows, 0, BLOCKER_WANTED);

    blockers_forget(blockers);
    buf_add(&blockers->wanted, wanted ? wanted : "a lock");
    buf_add(&blockers->first, rows_text(rows, 0, BLOCKER_WHO));
    for (size_t i = 0; i < rows_count(rows); i++)
        describe(&blockers->all, rows, i);
}

bool blockers_look(struct blockers *blockers)
{
    char process[16];
    struct rows *rows;
    bool waits;

    if (blockers->refused)
        return false;
    if (!blockers->second)
        blockers->second = connection_open_another(blockers->session);
    blockers->refused = !blockers->second;
    if (blockers->refused)
        return false;
    snprintf(process, sizeof process, "%d", connection_backend(blockers->session));
    rows = connection_query(blockers->second, question, 1, (const char *[]){process}, NULL);
    waits = rows && rows_count(rows);
    if (waits)
        keep(blockers, rows);
    blockers->refused = !rows;
    rows_free(rows);
    return waits;
}

void blockers_forget(struct blockers *blockers)
{
    buf_reset(&blockers->wanted);
    buf_reset(&blockers->first);
    buf_reset(&blockers->all);
}

bool blockers_seen(const struct blockers *blockers)
{
    return blockers->all.length > 0;
}

void blockers_explain(const struct blockers *blockers, struct diags *diags)
{
    if (!blockers_seen(blockers)) {
        diag_note(diags, NOWHERE, "who has the lock could not be seen");
        return;
    }
    diag_note(diags, NOWHERE, "it wanted %s", buf_text(&blockers->wanted));
    for (const char *at = buf_text(&blockers->all); *at;) {
        size_t length = strcspn(at, "\n");

        diag_note(diags, NOWHERE, "%.*s", (int)length, at);
        at += length + (at[length] == '\n');
    }
}

void blockers_release(struct blockers *blockers)
{
    connection_close(blockers->second);
    buf_release(&blockers->wanted);
    buf_release(&blockers->first);
    buf_release(&blockers->all);
}
