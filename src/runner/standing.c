/* Where a database stands among the migrations of the folder, and whether the two fit. */

#include "runner/edits.h"

#include <string.h>

static const struct applied *row_of(const struct history *history, const char *revision)
{
    for (array_each (const struct applied, row, &history->rows))
        if (!strcmp(row->revision, revision))
            return row;
    return NULL;
}

static bool judge_files(const struct history *history, const struct migrations *migrations,
                        struct diags *diags)
{
    bool ok = true;

    for (array_each (const struct applied, row, &history->rows)) {
        if (migrations_find_exact(migrations, row->revision) >= 0)
            continue;
        ok = diag_error(diags, NOWHERE, CHECK_HISTORY,
                        "revision \"%s\" stands in the database and has no file in \"%s\"",
                        row->revision, migrations->folder);
        diag_note(diags, NOWHERE, "applied %s by %s: %s", row->at, row->by, row->message);
    }
    return ok;
}

/* The first count migrations stand whole; then at most one is half-way; then none. */
static bool judge_order(struct standing *standing, const struct migrations *migrations,
                        struct diags *diags)
{
    const struct applied *row = NULL;
    const struct migration *list = migrations->list.at;
    size_t count = migrations->list.count, i;
    bool ok = true;

    for (i = 0; i < count && (row = row_of(&standing->history, list[i].revision)); i++) {
        if (!applied_is_whole(row))
            break;
        standing->count++;
    }
    if (i < count && row) {
        standing->stopped = row;
        standing->count += row->down;
        i++;
    }
    for (size_t missing = i; i < count; i++) {
        if (!row_of(&standing->history, list[i].revision))
            continue;
        ok = diag_error(diags, NOWHERE, CHECK_HISTORY,
                        "revision \"%s\" stands in the database, but \"%s\" before it does not",
                        list[i].revision, list[missing < i ? missing : missing - 1].revision);
    }
    return ok;
}

bool standing_read(struct connection *connection, struct arena *arena,
                   const struct history_names *names, const struct migrations *migrations,
                   struct standing *standing, struct diags *diags)
{
    *standing = (struct standing){0};
    return history_read(connection, arena, names, &standing->history, diags) &&
           judge_files(&standing->history, migrations, diags) &&
           edits_refuse(arena, &standing->history, migrations, diags) &&
           judge_order(standing, migrations, diags);
}
