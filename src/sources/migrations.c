/* The migrations folder: which files belong together, and what their headers say. The graph
 * that they make is graph.c's, splitting a file into statements migrations_script.c's, writing
 * files migrations_write.c's. */

#include "sources/migrations.h"
#include "sources/graph.h"
#include "base/file.h"
#include "base/name.h"

#include <stdlib.h>
#include <string.h>

/* One file, before the pairs are made. */
struct half {
    const char *revision, *path;
    struct script *header;
    const struct source *source;
    bool is_down;
};

struct halves {
    struct half *at;
    size_t count, capacity;
};

static const char *const reserved_revisions[] = {"base", "current", "head", "heads"};

bool revision_is_valid(const char *revision)
{
    static const char fit[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
    size_t length = strlen(revision);

    for (size_t i = 0; i < COUNT_OF(reserved_revisions); i++)
        if (!strcmp(revision, reserved_revisions[i]))
            return false;
    return length > 0 && length <= 64 && *revision != '-' && strspn(revision, fit) == length;
}

/* ------------------------------------------------------------------ files */

static bool ends_with(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);

    return length >= tail && !strcmp(text + length - tail, suffix);
}

static struct span start_of(const struct source *source)
{
    return (struct span){source, 0, 0};
}

static bool read_half(struct arena *arena, const char *path, struct halves *halves,
                      struct diags *diags)
{
    struct half half = {.path = path, .is_down = ends_with(path, ".down.sql")};
    struct source *source = arena_alloc(arena, sizeof *source);

    half.source = source;
    if (!file_read(arena, path, source, diags) || !file_judge_text(source, diags))
        return false;
    half.header = script_read_header(arena, source, diags);
    if (!half.header)
        return false;
    half.revision = script_directive(half.header, "revision");
    if (!half.revision) {
        diag_error(diags, start_of(source), CHECK_MIGRATION_FILE,
                   "the migration says no revision");
        diag_hint(diags, "Its first line should be \"-- schemagen: revision ID\".");
        return false;
    }
    if (!revision_is_valid(half.revision))
        return diag_error(diags, start_of(source), CHECK_MIGRATION_FILE,
                          "\"%s\" cannot be a revision", half.revision);
    array_add(arena, halves, half);
    return true;
}

static bool read_halves(struct arena *arena, const char *folder, struct halves *halves,
                        struct diags *diags)
{
    struct paths paths = {0};
    bool ok = true;

    if (!file_exists(folder))
        return true;
    if (!file_is_folder(folder))
        return diag_error(diags, NOWHERE, CHECK_FILE_READ, "\"%s\" is not a folder", folder);
    if (!file_list(arena, folder, ".sql", false, &paths, diags))
        return false;
    for (array_each (const char *, path, &paths))
        if (ends_with(*path, ".up.sql") || ends_with(*path, ".down.sql"))
            ok &= read_half(arena, *path, halves, diags);
    return ok;
}

static int compare_halves(const void *a, const void *b)
{
    const struct half *left = a, *right = b;
    int order = strcmp(left->revision, right->revision);

    if (!order)
        order = (int)left->is_down - (int)right->is_down;
    return order ? order : strcmp(left->path, right->path);
}

/* ------------------------------------------------------------------ pairs */

struct revisions revisions_read(struct arena *arena, const char *value)
{
    static const char between[] = ", \t";
    struct revisions revisions = {0};

    for (const char *at = value + strspn(value, between); *at; at += strspn(at, between)) {
        size_t length = strcspn(at, between);

        array_add(arena, &revisions, arena_strndup(arena, at, length));
        at += length;
    }
    return revisions;
}

static const char *text_or(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

/* "base" says that there is none. */
static struct revisions read_list(struct arena *arena, const struct half *half,
                                  const char *word)
{
    const char *value = script_directive(half->header, word);

    if (!value || !strcmp(value, "base"))
        return (struct revisions){0};
    return revisions_read(arena, value);
}

static void fill_migration(struct arena *arena, struct migration *migration,
                           const struct half *up, const struct half *down)
{
    *migration = (struct migration){
        .revision = up->revision,
        .revises = read_list(arena, up, "revises"),
        .depends = read_list(arena, up, "depends"),
        .labels = read_list(arena, up, "branch"),
        .message = text_or(script_directive(up->header, "message"), ""),
        .created = text_or(script_directive(up->header, "created"), ""),
        .proved = text_or(script_directive(up->header, "proved"), ""),
        .up_path = up->path,
        .down_path = down->path,
        .up_source = up->source,
        .down_source = down->source,
        .header = up->header,
    };
    checksum_text(up->source->text, up->source->size, migration->checksum);
}

static bool twins(const struct half *a, const struct half *b, struct diags *diags)
{
    diag_error(diags, start_of(b->source), CHECK_MIGRATION_FILE,
               "revision \"%s\" has two %s files", b->revision, b->is_down ? "down" : "up");
    diag_note(diags, start_of(a->source), "the other one is \"%s\"", a->path);
    return false;
}

static bool widowed(const struct half *half, struct diags *diags)
{
    diag_error(diags, start_of(half->source), CHECK_MIGRATION_FILE,
               "revision \"%s\" has no %s file", half->revision, half->is_down ? "up" : "down");
    if (!half->is_down)
        diag_hint(diags, "A down file without a statement does nothing on purpose; one that "
                         "says \"-- schemagen: irreversible REASON\" refuses.");
    return false;
}

/* The up says what a migration revises; a down that says it too must not say otherwise. */
static bool agree(struct arena *arena, const struct half *up, const struct half *down,
                  struct diags *diags)
{
    const char *said = script_directive(up->header, "revises");
    const char *again = script_directive(down->header, "revises");
    struct revisions ups = read_list(arena, up, "revises");
    struct revisions downs = read_list(arena, down, "revises");
    bool same = ups.count == downs.count;

    for (size_t i = 0; same && i < ups.count; i++)
        same = !strcmp(ups.at[i], downs.at[i]);
    if (!again || same)
        return true;
    diag_error(diags, start_of(down->source), CHECK_MIGRATION_FILE,
               "the down file of revision \"%s\" revises \"%s\", its up file \"%s\"",
               down->revision, again, text_or(said, "base"));
    diag_note(diags, start_of(up->source), "the up file is \"%s\"", up->path);
    return false;
}

/* The halves are sorted by revision, up before down. What is not a pair stands for one, so that
 * those that build on it are not blamed too. */
static bool pair_halves(struct arena *arena, const struct halves *halves,
                        struct migrations *migrations, struct diags *diags)
{
    bool ok = true;

    for (size_t i = 0; i < halves->count;) {
        const struct half *first = &halves->at[i];
        size_t count = 1;

        while (i + count < halves->count && !strcmp(first[count].revision, first->revision)) {
            if (first[count].is_down == first[count - 1].is_down)
                ok = twins(&first[count - 1], &first[count], diags);
            count++;
        }
        if (count == 1)
            ok = widowed(first, diags);
        else if (count == 2 && first->is_down != first[1].is_down)
            ok &= agree(arena, first, &first[1], diags);
        fill_migration(arena, array_push(arena, &migrations->list), first, &first[count - 1]);
        i += count;
    }
    return ok;
}

/* ------------------------------------------------------------------ the folder */

static int compare_paths(const void *a, const void *b)
{
    const struct migration *left = a, *right = b;

    return strcmp(left->up_path, right->up_path);
}

bool migrations_load(struct arena *arena, const char *folder, struct migrations *migrations,
                     struct diags *diags)
{
    struct halves halves = {0};
    bool ok;

    *migrations = (struct migrations){.arena = arena, .folder = folder};
    if (!read_halves(arena, folder, &halves, diags))
        return false;
    if (halves.count)
        qsort(halves.at, halves.count, sizeof *halves.at, compare_halves);
    ok = pair_halves(arena, &halves, migrations, diags);
    if (migrations->list.count)
        qsort(migrations->list.at, migrations->list.count, sizeof *migrations->list.at,
              compare_paths);
    return graph_build(migrations, diags) && ok;
}

static bool split_file(struct arena *arena, const struct source *source, struct script **script,
                       struct diags *diags)
{
    if (!*script)
        *script = script_read(arena, source, diags);
    return *script != NULL;
}

/* Only the way back can be missing. */
static bool judge_up(const struct script *up, struct diags *diags)
{
    const struct script_step *step = script_irreversible(up);

    return !step || diag_error(diags, step->at, CHECK_MIGRATION_FILE,
                               "an \"irreversible\" line belongs in the down file");
}

bool migration_split(const struct migrations *migrations, struct migration *migration,
                     struct diags *diags)
{
    bool up = split_file(migrations->arena, migration->up_source, &migration->up, diags) &&
              judge_up(migration->up, diags);

    return split_file(migrations->arena, migration->down_source, &migration->down, diags) && up;
}

bool migrations_split(const struct migrations *migrations, const struct selection *selection,
                      struct diags *diags)
{
    bool ok = true;

    for (size_t i = 0; i < selection->count; i++)
        ok &= migration_split(migrations, selection->at[i], diags);
    return ok;
}

/* ------------------------------------------------------------------ looking up */

/* The first in the index whose id does not sort before the text. */
static size_t lower_bound(const struct migrations *migrations, const char *revision)
{
    size_t low = 0, high = migrations->by_revision.count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (strcmp(migrations->by_revision.at[middle]->revision, revision) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct migration *migrations_find_exact(const struct migrations *migrations,
                                        const char *revision)
{
    size_t at = lower_bound(migrations, revision);

    if (at == migrations->by_revision.count ||
        strcmp(migrations->by_revision.at[at]->revision, revision))
        return NULL;
    return migrations->by_revision.at[at];
}

bool migrations_begin(const struct migrations *migrations, const char *text)
{
    size_t at = lower_bound(migrations, text);

    return at < migrations->by_revision.count &&
           !strncmp(migrations->by_revision.at[at]->revision, text, strlen(text));
}

struct migration *migrations_find_label(const struct migrations *migrations, const char *label)
{
    for (size_t i = 0; i < migrations->labelled.count; i++) {
        const struct revisions *labels = &migrations->labelled.at[i]->labels;

        for (size_t j = 0; j < labels->count; j++)
            if (!strcmp(labels->at[j], label))
                return migrations->labelled.at[i];
    }
    return NULL;
}

#define CANDIDATES_SHOWN 5

/* The revision, label or word that was meant, if one is near. */
static const char *nearest(const struct migrations *migrations, const char *revision)
{
    struct revisions known = {0};

    for (size_t i = 0; i < COUNT_OF(reserved_revisions); i++)
        array_add(migrations->arena, &known, reserved_revisions[i]);
    for (array_each (const struct migration, migration, &migrations->list)) {
        array_add(migrations->arena, &known, migration->revision);
        for (size_t i = 0; i < migration->labels.count; i++)
            array_add(migrations->arena, &known, migration->labels.at[i]);
    }
    return name_closest(revision, known.at, known.count);
}

static bool report_unknown(const struct migrations *migrations, const char *revision,
                           size_t first, size_t matches, struct diags *diags)
{
    const char *near = matches ? NULL : nearest(migrations, revision);

    diag_error(diags, NOWHERE, CHECK_HISTORY,
               matches ? "more than one revision begins with \"%s\""
                       : "revision \"%s\" does not exist",
               revision);
    for (size_t i = 0; i < matches && i < CANDIDATES_SHOWN; i++)
        diag_note(diags, NOWHERE, "\"%s\" %s", migrations->by_revision.at[first + i]->revision,
                  migrations->by_revision.at[first + i]->message);
    if (near)
        diag_hint(diags, "Did you mean \"%s\"?", near);
    diag_hint(diags, "\"schemagen history\" lists the revisions of \"%s\".",
              migrations->folder);
    return false;
}

struct migration *migrations_find(const struct migrations *migrations, const char *revision,
                                  struct diags *diags)
{
    const struct selection *index = &migrations->by_revision;
    struct migration *exact = migrations_find_exact(migrations, revision);
    size_t first = lower_bound(migrations, revision), matches = 0;
    size_t length = strlen(revision);

    if (exact)
        return exact;
    while (first + matches < index->count &&
           !strncmp(index->at[first + matches]->revision, revision, length))
        matches++;
    if (matches == 1)
        return index->at[first];
    report_unknown(migrations, revision, first, matches, diags);
    return NULL;
}
