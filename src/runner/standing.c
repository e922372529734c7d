/* Where a database stands among the migrations of the folder, and whether the two fit. */

#include "runner/edits.h"
#include "runner/runner.h"
#include "sources/graph.h"

#include <string.h>

const struct applied *standing_row(const struct standing *standing,
                                   const struct migration *migration)
{
    for (array_each (const struct applied, row, &standing->history.rows))
        if (!strcmp(row->revision, migration->revision))
            return row;
    return NULL;
}

static bool report_fileless(const struct applied *row, const struct migrations *migrations,
                            struct diags *diags)
{
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "revision \"%s\" stands in the database and has no file in \"%s\"",
               row->revision, migrations->folder);
    diag_note(diags, NOWHERE, "applied %s by %s: %s", row->at, row->by, row->message);
    diag_hint(diags,
              "Bring its files back, from another branch or an older commit; "
              "\"schemagen stamp --purge REVISION\" says where the database stands without "
              "it.");
    return false;
}

static bool judge_stopped(struct standing *standing, const struct applied *row,
                          struct migration *migration, struct diags *diags)
{
    if (standing->stopped)
        return diag_error(diags, NOWHERE, CHECK_HISTORY,
                          "revisions \"%s\" and \"%s\" were both stopped half-way",
                          standing->stopped->revision, row->revision);
    standing->stopped = row;
    standing->stopped_at = migration;
    return true;
}

static bool judge_row(struct standing *standing, const struct migrations *migrations,
                      const struct applied *row, struct diags *diags)
{
    struct migration *migration = migrations_find_exact(migrations, row->revision);
    bool ok = true;

    if (!migration)
        return report_fileless(row, migrations, diags);
    if (!applied_is_whole(row))
        ok = judge_stopped(standing, row, migration, diags);
    if (applied_is_whole(row) || row->down) {
        standing->stands[migration->position] = true;
        standing->count++;
    }
    return ok;
}

/* What has a row stands on what it needs. */
static bool judge_needs(const struct standing *standing, const struct migration *migration,
                        struct diags *diags)
{
    bool ok = true;

    for (size_t i = 0; i < migration->needs.count; i++)
        if (!standing->stands[migration->needs.at[i]->position])
            ok = diag_error(
                diags, NOWHERE, CHECK_HISTORY,
                "revision \"%s\" stands in the database, but \"%s\" before it does not",
                migration->revision, migration->needs.at[i]->revision);
    return ok;
}

/* Who has taken the table away has not taken back what was run. */
static bool judge_tables(const struct history *history, const struct history_names *names,
                         struct diags *diags)
{
    if (history->exists || !history->logged)
        return true;
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "the table \"%s.%s\" is gone, but not its log \"%s.%s\": where the database "
               "stands cannot be told",
               names->schema, names->table, names->schema, names->log);
    diag_hint(diags, "\"schemagen stamp REVISION\" says it anew, \"schemagen stamp base\" that "
                     "nothing stands.");
    return false;
}

static bool judge(struct standing *standing, struct arena *arena,
                  const struct migrations *migrations, struct diags *diags)
{
    bool ok = standing->as_edited || edits_refuse(arena, &standing->history, migrations, diags);

    for (array_each (const struct applied, row, &standing->history.rows))
        ok &= judge_row(standing, migrations, row, diags);
    for (array_each (const struct migration, migration, &migrations->list))
        if (standing->stands[migration->position] || migration == standing->stopped_at)
            ok &= judge_needs(standing, migration, diags);
    return ok;
}

bool standing_read(struct connection *connection, struct arena *arena,
                   const struct history_names *names, const struct migrations *migrations,
                   struct standing *standing, struct diags *diags)
{
    bool fits;

    *standing =
        (struct standing){.stands = graph_set(migrations), .as_edited = standing->as_edited};
    fits = history_read(connection, arena, names, &standing->history, diags) &&
           judge_tables(&standing->history, names, diags) &&
           judge(standing, arena, migrations, diags);
    if (standing->stopped)
        standing->run_by = runner_other(connection, arena);
    return fits;
}
