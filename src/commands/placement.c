/* Finds where a new migration goes: what it revises and depends on, and whether its id and
 * labels are free. Writing it is sources/migrations_write's. */

#include "commands/placement.h"
#include "base/json.h"
#include "commands/travel.h"
#include "commands/written.h"

#include <string.h>

static bool judge_revision(struct context *context, const struct migrations *migrations,
                           const char *revision)
{
    const struct migration *taken;

    if (!revision)
        return true;
    if (!revision_is_valid(revision))
        return diag_error(context->diags, NOWHERE, CHECK_MIGRATION_FILE,
                          "\"%s\" cannot be a revision", revision);
    taken = migrations_find_exact(migrations, revision);
    if (taken)
        return diag_error(context->diags, NOWHERE, CHECK_MIGRATION_FILE,
                          "revision \"%s\" exists already: \"%s\"", revision, taken->up_path);
    taken = migrations_find_label(migrations, revision);
    return !taken ||
           diag_error(context->diags, NOWHERE, CHECK_MIGRATION_FILE,
                      "\"%s\" is a branch label already, of \"%s\"", revision, taken->up_path);
}

static bool judge_label(struct context *context, const struct migrations *migrations,
                        const char *label)
{
    const struct migration *taken = migrations_find_label(migrations, label);

    if (!revision_is_valid(label))
        return diag_error(context->diags, NOWHERE, CHECK_MIGRATION_FILE,
                          "\"%s\" cannot be a branch label", label);
    if (!taken)
        taken = migrations_find_exact(migrations, label);
    return !taken || diag_error(context->diags, NOWHERE, CHECK_MIGRATION_FILE,
                                "\"%s\" is a branch label or a revision already: \"%s\"", label,
                                taken->up_path);
}

/* ------------------------------------------------------------------ what it follows */

static bool judge_head(struct context *context, const struct migration *migration, bool splice)
{
    if (splice || !migration->children.count)
        return true;
    diag_error(context->diags, NOWHERE, CHECK_HISTORY, "revision \"%s\" is no head",
               migration->revision);
    diag_note(context->diags, NOWHERE, "\"%s\" revises it",
              migration->children.at[0]->revision);
    diag_hint(context->diags, "\"--splice\" begins a branch there.");
    return false;
}

/* Two words may name the same, as "heads" and a revision do. */
static void add_once(struct arena *arena, struct revisions *revisions, const char *revision)
{
    for (size_t i = 0; i < revisions->count; i++)
        if (!strcmp(revisions->at[i], revision))
            return;
    array_add(arena, revisions, revision);
}

static bool add_head(struct context *context, const struct migrations *migrations,
                     const struct revision_word *word, bool splice, struct revisions *revises)
{
    struct selection named;
    bool ok = true;

    if (!revision_word_find(migrations, word, NULL, &named, context->diags))
        return false;
    for (size_t i = 0; i < named.count; i++) {
        ok &= judge_head(context, named.at[i], splice);
        add_once(&context->arena, revises, named.at[i]->revision);
    }
    return ok;
}

/* Each of the texts as a word; NULL, reported, if one is none. */
static const struct revision_word *read_words(struct context *context,
                                              const struct migrations *migrations,
                                              const struct words *texts)
{
    struct revision_word *words =
        arena_alloc(&context->arena, (texts->count + 1) * sizeof *words);

    for (size_t i = 0; i < texts->count; i++)
        if (target_read(context, migrations, texts->at[i], &words[i]) != STATUS_DONE)
            return NULL;
    return words;
}

static bool follow_only_head(struct context *context, const struct migrations *migrations,
                             struct revisions *revises)
{
    struct migration *head;

    if (!graph_only_head(migrations, &head, context->diags))
        return false;
    if (head)
        array_add(&context->arena, revises, head->revision);
    return true;
}

static bool add_dependency(struct context *context, const struct migrations *migrations,
                           const struct revision_word *word, struct revisions *depends)
{
    struct migration *named;

    if (!revision_word_find_one(migrations, word, NULL, &named, context->diags))
        return false;
    add_once(&context->arena, depends, named->revision);
    return true;
}

enum status placement_read(struct context *context, const struct migrations *migrations,
                           const struct placement *placement, struct migration_text *text)
{
    const struct revision_word *heads = read_words(context, migrations, &placement->heads);
    const struct revision_word *depends = read_words(context, migrations, &placement->depends);
    bool ok = judge_revision(context, migrations, placement->revision);

    if (!heads || !depends)
        return STATUS_USAGE;
    text->revision = placement->revision;
    for (size_t i = 0; i < placement->labels.count; i++) {
        ok &= judge_label(context, migrations, placement->labels.at[i]);
        array_add(&context->arena, &text->labels, placement->labels.at[i]);
    }
    if (!placement->heads.count)
        ok &= follow_only_head(context, migrations, &text->revises);
    for (size_t i = 0; i < placement->heads.count; i++)
        ok &= add_head(context, migrations, &heads[i], placement->splice, &text->revises);
    for (size_t i = 0; i < placement->depends.count; i++)
        ok &= add_dependency(context, migrations, &depends[i], &text->depends);
    return ok ? STATUS_DONE : STATUS_ERROR;
}

/* ------------------------------------------------------------------ results */

void placement_print(struct context *context, const struct migration_files *files)
{
    written_add(context, files->up_path);
    written_add(context, files->down_path);
}

void placement_add_json(struct buf *out, const struct migration_text *text,
                        const struct migration_files *files)
{
    buf_add(out, "{\"version\": 1, \"revision\": ");
    json_add_text(out, files->revision);
    buf_add(out, ", \"revises\": [");
    for (size_t i = 0; i < text->revises.count; i++) {
        buf_add(out, i ? ", " : "");
        json_add_text(out, text->revises.at[i]);
    }
    buf_add(out, "], \"files\": [");
    json_add_text(out, files->up_path);
    buf_add(out, ", ");
    json_add_text(out, files->down_path);
    buf_add(out, "]");
}
