/* Files that were edited after they had run: refused by name, or taken as they are now. What of
 * a file had run, the history's rows say. */

#include "runner/edits.h"
#include "base/name.h"

#include <string.h>

/* A row, and its file where it was edited. */
struct edit {
    const struct applied *row;
    struct migration *migration;
    const char *checksums; /* of what has run, as the file says it now */
};

static const struct script *script_of(const struct edit *edit)
{
    return edit->row->down ? edit->migration->down : edit->migration->up;
}

static const char *path_of(const struct edit *edit)
{
    return edit->row->down ? edit->migration->down_path : edit->migration->up_path;
}

/* Of a migration that stands, the whole file counts; of one that was stopped half-way, only
 * what has run, so that the rest can be mended. */
static bool is_edited(struct arena *arena, struct edit *edit)
{
    const struct applied *row = edit->row;

    if (applied_is_whole(row))
        return !text_equal(row->checksum, edit->migration->checksum);
    edit->checksums =
        script_checksums(arena, script_of(edit), (size_t)row->segment, (size_t)row->statement);
    return !text_equal(edit->checksums, row->checksums) ||
           (row->down && !text_equal(row->checksum, edit->migration->checksum));
}

/* The first segment, from 1, whose checksum is another one; 0: they are all the same. */
static int first_difference(const char *before, const char *now)
{
    for (int segment = 1; *before || *now; segment++) {
        size_t length = strcspn(before, " ");

        if (length != strcspn(now, " ") || strncmp(before, now, length))
            return segment;
        before += length + (before[length] == ' ');
        now += length + (now[length] == ' ');
    }
    return 0;
}

static void refuse(const struct edit *edit, struct diags *diags)
{
    const struct applied *row = edit->row;
    int segment = edit->checksums ? first_difference(row->checksums, edit->checksums) : 0;

    if (segment)
        diag_error(diags, NOWHERE, CHECK_HISTORY,
                   "segment %d of \"%s\" was edited after it had run", segment, path_of(edit));
    else
        diag_error(diags, NOWHERE, CHECK_HISTORY,
                   "\"%s\" was edited after it was applied to the database",
                   edit->migration->up_path);
    diag_note(diags, NOWHERE, "applied %s by %s", row->at, row->by);
    diag_hint(diags, segment ? "Put it back as it was; what has not run yet may be edited. "
                               "\"--accept-edited\" takes it as it is now."
                             : "Put the file back as it was, and say what has to change in a "
                               "new migration. \"--accept-edited\" takes it as it is now.");
}

/* False at the end of the rows. */
static bool next_edit(struct arena *arena, const struct history *history,
                      const struct migrations *migrations, size_t *at, struct edit *edit)
{
    while (*at < history->rows.count) {
        const struct applied *row = &history->rows.at[(*at)++];
        struct migration *found = migrations_find_exact(migrations, row->revision);

        if (!found)
            continue;
        *edit = (struct edit){.row = row, .migration = found};
        if (is_edited(arena, edit))
            return true;
    }
    return false;
}

/* Of a migration that was stopped half-way the segments are looked at. */
static bool split_stopped(const struct history *history, const struct migrations *migrations,
                          struct diags *diags)
{
    bool ok = true;

    for (array_each (const struct applied, row, &history->rows)) {
        struct migration *found = migrations_find_exact(migrations, row->revision);

        if (found && !applied_is_whole(row))
            ok &= migration_split(migrations, found, diags);
    }
    return ok;
}

bool edits_refuse(struct arena *arena, const struct history *history,
                  const struct migrations *migrations, struct diags *diags)
{
    size_t errors = diags_errors(diags), at = 0;
    struct edit edit;

    if (!split_stopped(history, migrations, diags))
        return false;
    while (next_edit(arena, history, migrations, &at, &edit))
        refuse(&edit, diags);
    return diags_errors(diags) == errors;
}

static bool accept(struct connection *connection, const struct history_names *names,
                   const struct migrations *migrations, const struct edit *edit,
                   struct diags *diags)
{
    struct arena *arena = migrations->arena;
    struct applied row = *edit->row;

    if (!migration_split(migrations, edit->migration, diags))
        return false;
    if (applied_is_whole(&row))
        row = applied_whole(arena, edit->migration);
    else
        row.checksums = edit->checksums;
    row.checksum = edit->migration->checksum;
    row.milliseconds = 0;
    return history_progress(connection, names, &row, diags) &&
           history_log(connection, names, &row, "accept-edited", path_of(edit), diags);
}

bool edits_accept(struct connection *connection, struct arena *arena,
                  const struct history_names *names, const struct migrations *migrations,
                  FILE *messages, struct diags *diags)
{
    struct history history;
    struct edit edit;
    bool ok = history_read(connection, arena, names, &history, diags) &&
              split_stopped(&history, migrations, diags) &&
              connection_run(connection, "BEGIN", diags);

    if (!ok)
        return false;
    for (size_t at = 0; ok && next_edit(arena, &history, migrations, &at, &edit);) {
        ok = accept(connection, names, migrations, &edit, diags);
        if (ok && messages)
            fprintf(messages, "\"%s\" is taken as it is now\n", path_of(&edit));
    }
    if (ok && connection_run(connection, "COMMIT", diags))
        return true;
    connection_run(connection, "ROLLBACK", NULL);
    return false;
}

void edits_show(struct arena *arena, const struct history *history,
                const struct migrations *migrations, FILE *messages, struct diags *diags)
{
    struct edit edit;

    if (!messages || !split_stopped(history, migrations, diags))
        return;
    for (size_t at = 0; next_edit(arena, history, migrations, &at, &edit);)
        fprintf(messages, "\"%s\" would be taken as it is now\n", path_of(&edit));
}
