/* New migration files: their ids, names and headers. The bodies are made by the plan. */

#include "sources/migrations.h"
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SLUG_BYTES 40
#define STAMP_BYTES 14 /* YYYYMMDDHHMMSS */

/* ------------------------------------------------------------------ ids */

static time_t clock_now(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    long long seconds;

    if (!epoch || !*epoch)
        return time(NULL);
    errno = 0;
    seconds = strtoll(epoch, &end, 10);
    return errno || *end || seconds < 0 ? time(NULL) : (time_t)seconds;
}

static const char *stamp_of(struct arena *arena, time_t moment, const char *format)
{
    char text[32];
    struct tm parts;

    gmtime_r(&moment, &parts);
    strftime(text, sizeof text, format, &parts);
    return arena_strdup(arena, text);
}

/* The moment that an id of our own making says; -1 if it is another word. */
static time_t moment_of(const char *revision)
{
    struct tm parts = {0};
    const char *end;

    if (strlen(revision) != STAMP_BYTES || strspn(revision, "0123456789") != STAMP_BYTES)
        return -1;
    end = strptime(revision, "%Y%m%d%H%M%S", &parts);
    return end && !*end ? timegm(&parts) : -1;
}

/* The moment that the name of a migration's file begins with. */
static time_t moment_of_file(struct arena *arena, const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash ? slash + 1 : path;

    return name ? moment_of(arena_strndup(arena, name, strcspn(name, "_."))) : -1;
}

/* Two diffs within a second still sort by their order. */
static time_t next_moment(struct arena *arena, const struct migrations *migrations)
{
    time_t next = clock_now(), taken;

    for (array_each (const struct migration, migration, &migrations->list)) {
        taken = moment_of(migration->revision);
        if (taken < 0)
            taken = moment_of_file(arena, migration->up_path);
        if (taken >= next)
            next = taken + 1;
    }
    return next;
}

/* ------------------------------------------------------------------ texts */

static const char *slug_of(struct arena *arena, const char *message)
{
    char slug[SLUG_BYTES + 1];
    size_t length = 0;

    for (const char *at = message; *at && length < SLUG_BYTES; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        bool fit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

        if (fit)
            slug[length++] = c;
        else if (length && slug[length - 1] != '_')
            slug[length++] = '_';
    }
    while (length && slug[length - 1] == '_')
        length--;
    return length ? arena_strndup(arena, slug, length) : "migration";
}

static void header_line(struct buf *out, const char *word, const char *value)
{
    size_t start;

    if (!value)
        return;
    buf_addf(out, "-- schemagen: %-10s", word);
    start = out->length;
    buf_add(out, value);
    for (size_t i = start; i < out->length; i++)
        if (out->data[i] == '\n' || out->data[i] == '\r')
            out->data[i] = ' ';
    buf_add_char(out, '\n');
}

static void header_list(struct buf *out, const char *word, const struct revisions *list)
{
    struct buf value = BUF_INIT;

    for (size_t i = 0; i < list->count; i++)
        buf_addf(&value, "%s%s", i ? ", " : "", list->at[i]);
    header_line(out, word, list->count ? buf_text(&value) : NULL);
    buf_release(&value);
}

static const char *compose(struct arena *arena, const struct migration_text *text,
                           const char *revision, const char *created, const char *body)
{
    struct buf out = BUF_INIT;
    const char *result;

    header_line(&out, "revision", revision);
    header_line(&out, "revises", text->revises.count ? NULL : "base");
    header_list(&out, "revises", &text->revises);
    if (created) {
        header_list(&out, "depends", &text->depends);
        header_list(&out, "branch", &text->labels);
    }
    header_line(&out, "message", text->message);
    header_line(&out, "created", created);
    header_line(&out, "proved", created ? text->proved : NULL);
    if (*body)
        buf_addf(&out, "\n%s", body);
    result = arena_strndup(arena, buf_text(&out), out.length);
    buf_release(&out);
    return result;
}

void migration_compose(struct arena *arena, const struct migrations *migrations,
                       const struct migration_text *text, struct migration_files *files)
{
    time_t moment = next_moment(arena, migrations);
    const char *slug = slug_of(arena, text->message), *name;
    const char *created = stamp_of(arena, moment, "%Y-%m-%dT%H:%M:%SZ");
    const char *stamp = stamp_of(arena, moment, "%Y%m%d%H%M%S");

    files->revision = text->revision ? text->revision : stamp;
    name = text->revision ? arena_printf(arena, "%s_%s_%s", stamp, text->revision, slug)
                          : arena_printf(arena, "%s_%s", stamp, slug);
    files->up_path =
        file_join(arena, migrations->folder, arena_printf(arena, "%s.up.sql", name));
    files->down_path =
        file_join(arena, migrations->folder, arena_printf(arena, "%s.down.sql", name));
    files->up = compose(arena, text, files->revision, created, text->up);
    files->down = compose(arena, text, files->revision, NULL, text->down);
}

bool migration_write(const struct migrations *migrations, const struct migration_files *files,
                     struct diags *diags)
{
    if (!file_make_folders(migrations->folder, diags) ||
        !file_write(files->down_path, files->down, strlen(files->down), diags))
        return false;
    if (file_write(files->up_path, files->up, strlen(files->up), diags))
        return true;
    unlink(files->down_path);
    return false;
}
