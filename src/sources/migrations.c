/* The migrations folder: which files belong together, and the chain that their headers say.
 * Splitting a file into statements is migrations_script.c's, writing files
 * migrations_write.c's. */

#include "sources/migrations.h"
#include "base/file.h"
#include "base/name.h"

#include <stdlib.h>
#include <string.h>

/* One file, before the pairs are made. */
struct half {
    const char *revision, *path;
    struct script *script;
    const struct source *source;
    bool is_down;
};

struct halves {
    struct half *at;
    size_t count, capacity;
};

static const char *const reserved_revisions[] = {"base", "head", "heads"};

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
    if (!file_read(arena, path, source, diags))
        return false;
    half.script = script_read(arena, source, diags);
    if (!half.script)
        return false;
    half.revision = script_directive(half.script, "revision");
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

static const char *text_or(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static void fill_migration(struct migration *migration, const struct half *up,
                           const struct half *down)
{
    const char *revises = script_directive(up->script, "revises");

    *migration = (struct migration){
        .revision = up->revision,
        .revises = !revises || !*revises || !strcmp(revises, "base") ? NULL : revises,
        .message = text_or(script_directive(up->script, "message"), ""),
        .created = text_or(script_directive(up->script, "created"), ""),
        .proved = text_or(script_directive(up->script, "proved"), ""),
        .up_path = up->path,
        .down_path = down->path,
        .up = up->script,
        .down = down->script,
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

/* The halves are sorted by revision, up before down. */
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
        if (first->is_down == first[count - 1].is_down)
            ok = count > 1 ? ok : widowed(first, diags);
        else if (ok)
            fill_migration(array_push(arena, &migrations->list), first, &first[count - 1]);
        i += count;
    }
    return ok;
}

/* ------------------------------------------------------------------ the chain */

static int compare_parents(const void *a, const void *b)
{
    const struct migration *left = a, *right = b;
    int order = text_compare(left->revises, right->revises);

    return order ? order : strcmp(left->revision, right->revision);
}

static struct span place_of(const struct migration *migration)
{
    for (array_each (struct directive, directive, &migration->up->directives))
        if (!strcmp(directive->word, "revises"))
            return directive->at;
    return start_of(migration->up->source);
}

static bool judge_parents(const struct migrations *sorted, struct diags *diags)
{
    bool ok = true;

    for (size_t i = 0; i < sorted->list.count; i++) {
        const struct migration *this = &sorted->list.at[i];

        if (this->revises && migrations_find_exact(sorted, this->revises) < 0)
            ok = diag_error(diags, place_of(this), CHECK_MIGRATION_FILE,
                            "revision \"%s\" revises \"%s\", which does not exist",
                            this->revision, this->revises);
        if (i == 0 || !text_equal(this->revises, this[-1].revises))
            continue;
        ok = diag_error(diags, place_of(this), CHECK_MIGRATION_FILE,
                        "revisions \"%s\" and \"%s\" both revise \"%s\"", this[-1].revision,
                        this->revision, text_or(this->revises, "base"));
        diag_note(diags, place_of(&this[-1]), "the other one is here");
        diag_hint(diags, "Histories with branches are not supported yet: let one revise the "
                         "other.");
    }
    return ok;
}

/* Puts the migrations, sorted by what they revise, in the order they build on each other. */
static bool order_chain(struct arena *arena, struct migrations *migrations, struct diags *diags)
{
    struct migrations chain = {.folder = migrations->folder};
    struct migration key = {0}, *next;
    struct migration *list = migrations->list.at;
    size_t count = migrations->list.count, low, high;

    while (chain.list.count < count) {
        for (low = 0, high = count; low < high;) {
            size_t middle = (low + high) / 2;

            if (text_compare(list[middle].revises, key.revises) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == count || !text_equal(list[low].revises, key.revises))
            break;
        next = array_push(arena, &chain.list);
        *next = list[low];
        key.revises = next->revision;
    }
    if (chain.list.count < count) {
        diag_error(diags, place_of(&list[count - 1]), CHECK_MIGRATION_FILE,
                   "the revisions of \"%s\" go in a circle", migrations->folder);
        diag_hint(diags, "One of them must revise \"base\", and each another the one before.");
        return false;
    }
    *migrations = chain;
    return true;
}

bool migrations_load(struct arena *arena, const char *folder, struct migrations *migrations,
                     struct diags *diags)
{
    struct halves halves = {0};

    *migrations = (struct migrations){.folder = folder};
    if (!read_halves(arena, folder, &halves, diags))
        return false;
    if (halves.count)
        qsort(halves.at, halves.count, sizeof *halves.at, compare_halves);
    if (!pair_halves(arena, &halves, migrations, diags))
        return false;
    if (migrations->list.count)
        qsort(migrations->list.at, migrations->list.count, sizeof *migrations->list.at,
              compare_parents);
    return judge_parents(migrations, diags) && order_chain(arena, migrations, diags);
}

/* ------------------------------------------------------------------ looking up */

long migrations_find_exact(const struct migrations *migrations, const char *revision)
{
    for (size_t i = 0; i < migrations->list.count; i++)
        if (!strcmp(migrations->list.at[i].revision, revision))
            return (long)i;
    return -1;
}

long migrations_find(const struct migrations *migrations, const char *revision,
                     struct diags *diags)
{
    long found = migrations_find_exact(migrations, revision);
    size_t length = strlen(revision), matches = 0;

    if (found >= 0)
        return found;
    for (size_t i = 0; i < migrations->list.count; i++)
        if (!strncmp(migrations->list.at[i].revision, revision, length)) {
            found = (long)i;
            matches++;
        }
    if (matches == 1)
        return found;
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               matches ? "more than one revision begins with \"%s\""
                       : "revision \"%s\" does not exist",
               revision);
    diag_hint(diags, "\"schemagen history\" lists the revisions of \"%s\".",
              migrations->folder);
    return -1;
}
