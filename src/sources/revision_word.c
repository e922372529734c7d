/* What a word says about revisions, found in the graph. Which migrations a run to it takes is
 * revision_way.c's. */

#include "sources/revision_word.h"
#include "base/name.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ the word itself */

/* The sign of REV+N; NULL where the text is a name alone ('-' is part of names). */
static const char *find_sign(const struct migrations *migrations, const char *text)
{
    const char *sign = strrchr(text, '+');

    if (sign)
        return sign;
    sign = strrchr(text, '-');
    if (!sign || !sign[1] || sign[1 + strspn(sign + 1, "0123456789")] ||
        migrations_begin(migrations, text) || migrations_find_label(migrations, text))
        return NULL;
    return sign;
}

static bool read_steps(const char *sign, long *steps)
{
    size_t digits = strspn(sign + 1, "0123456789");

    if (!digits || sign[1 + digits] || digits > 6)
        return false;
    *steps = strtol(sign, NULL, 10);
    return true;
}

bool revision_word_read(const struct migrations *migrations, const char *text,
                        struct revision_word *word)
{
    struct arena *arena = migrations->arena;
    const char *at = strrchr(text, '@'), *name = at ? at + 1 : text, *sign;

    *word = (struct revision_word){.text = text};
    if (at)
        word->label = arena_strndup(arena, text, (size_t)(at - text));
    if (at && (!*word->label || strpbrk(word->label, "@+:")))
        return false;
    sign = find_sign(migrations, name);
    if (sign && !read_steps(sign, &word->steps))
        return false;
    if (!sign || sign > name)
        word->name = arena_strndup(arena, name, sign ? (size_t)(sign - name) : strlen(name));
    return !word->name || (*word->name && *word->name != '-' && !strpbrk(word->name, "+:, "));
}

/* ------------------------------------------------------------------ ambiguity */

bool revision_word_ambiguous(const struct revision_word *word, const char *why,
                             const struct selection *meant, struct diags *diags)
{
    diag_error(diags, NOWHERE, CHECK_HISTORY, "\"%s\" is ambiguous: %s", word->text, why);
    selection_note_each(meant, diags);
    return false;
}

bool revision_word_past_end(const struct revision_word *word, struct diags *diags)
{
    return diag_error(diags, NOWHERE, CHECK_HISTORY, "\"%s\" leads past the %s of the history",
                      word->text, word->steps < 0 ? "beginning" : "end");
}

static bool report_heads(const struct revision_word *word, const struct selection *heads,
                         struct diags *diags)
{
    if (!word->name || !strcmp(word->name, "current"))
        return revision_word_ambiguous(word, "the database stands at several revisions", heads,
                                       diags);
    revision_word_ambiguous(word, "there are several heads", heads, diags);
    diag_hint(diags,
              "\"heads\" means all of them, a revision or REVISION@head one; \"schemagen merge "
              "%s %s\" joins them.",
              heads->at[0]->revision, heads->at[1]->revision);
    return false;
}

/* ------------------------------------------------------------------ steps */

static struct selection bases(const struct migrations *migrations)
{
    struct selection found = {0};

    for (array_each (struct migration, migration, &migrations->list))
        if (!migration->parents.count)
            array_add(migrations->arena, &found, migration);
    return found;
}

/* From a migration (NULL: base) along what revises what; 'lineage' is NULL for all. */
static bool walk(const struct migrations *migrations, const struct revision_word *word,
                 const bool *lineage, struct migration **at, struct diags *diags)
{
    long steps = word->steps < 0 ? -word->steps : word->steps;
    struct selection all, next;

    for (; steps > 0; steps--) {
        if (!*at && word->steps < 0)
            return revision_word_past_end(word, diags);
        if (word->steps < 0)
            all = (*at)->parents;
        else
            all = *at ? (*at)->children : bases(migrations);
        next = graph_among(migrations, &all, lineage);
        if (next.count > 1) {
            revision_word_ambiguous(word, "more than one way leads on", &next, diags);
            diag_hint(diags, "Name the revision, or say LABEL@ or REVISION@ before the word.");
            return false;
        }
        if (!next.count && word->steps > 0)
            return revision_word_past_end(word, diags);
        *at = next.count ? next.at[0] : NULL;
    }
    return true;
}

/* ------------------------------------------------------------------ names */

bool revision_word_lineage(const struct migrations *migrations,
                           const struct revision_word *word, bool **lineage,
                           struct diags *diags)
{
    struct migration *labelled;

    *lineage = NULL;
    if (!word->label)
        return true;
    labelled = migrations_find_label(migrations, word->label);
    if (!labelled)
        labelled = migrations_find(migrations, word->label, diags);
    if (labelled)
        *lineage = graph_lineage(migrations, labelled);
    return labelled != NULL;
}

static bool find_revision(const struct migrations *migrations, const struct revision_word *word,
                          const bool *lineage, struct selection *named, struct diags *diags)
{
    struct migration *found = migrations_find_label(migrations, word->name);

    if (!found)
        found = migrations_find(migrations, word->name, diags);
    if (!found)
        return false;
    if (lineage && !lineage[found->position])
        return diag_error(diags, NOWHERE, CHECK_HISTORY,
                          "revision \"%s\" is not on the branch of \"%s\"", found->revision,
                          word->label);
    array_add(migrations->arena, named, found);
    return true;
}

/* head, heads, current: the ends of the whole or of what stands. */
static bool find_ends(const struct migrations *migrations, const struct revision_word *word,
                      const bool *lineage, const bool *stands, struct selection *named,
                      struct diags *diags)
{
    bool only = !strcmp(word->name, "head");
    struct selection ends = graph_heads(migrations, stands);

    *named = graph_among(migrations, &ends, lineage);
    if (only && named->count > 1)
        return report_heads(word, named, diags);
    return true;
}

static bool needs_database(const struct revision_word *word, struct diags *diags)
{
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "\"%s\" is seen from where a database stands, and none is asked here",
               word->text);
    return false;
}

static bool find_name(const struct migrations *migrations, const struct revision_word *word,
                      const bool *lineage, const bool *stands, struct selection *named,
                      struct diags *diags)
{
    if (!strcmp(word->name, "base"))
        return true;
    if (!strcmp(word->name, "head") || !strcmp(word->name, "heads"))
        return find_ends(migrations, word, lineage, NULL, named, diags);
    if (strcmp(word->name, "current"))
        return find_revision(migrations, word, lineage, named, diags);
    return stands ? find_ends(migrations, word, lineage, stands, named, diags)
                  : needs_database(word, diags);
}

bool revision_word_find(const struct migrations *migrations, const struct revision_word *word,
                        const bool *stands, struct selection *named, struct diags *diags)
{
    struct revision_word from = *word;
    struct migration *at;
    bool *lineage;

    *named = (struct selection){0};
    if (!word->name) {
        if (!stands)
            return needs_database(word, diags);
        from.name = "current";
    }
    if (!revision_word_lineage(migrations, word, &lineage, diags) ||
        !find_name(migrations, &from, lineage, stands, named, diags))
        return false;
    if (!word->steps)
        return true;
    if (named->count > 1)
        return report_heads(word, named, diags);
    at = named->count ? named->at[0] : NULL;
    if (!walk(migrations, word, lineage, &at, diags))
        return false;
    *named = (struct selection){0};
    if (at)
        array_add(migrations->arena, named, at);
    return true;
}

bool revision_word_find_one(const struct migrations *migrations,
                            const struct revision_word *word, const bool *stands,
                            struct migration **named, struct diags *diags)
{
    struct selection found;

    if (!revision_word_find(migrations, word, stands, &found, diags))
        return false;
    *named = found.count ? found.at[0] : NULL;
    if (found.count == 1)
        return true;
    if (found.count)
        return report_heads(word, &found, diags);
    return diag_error(diags, NOWHERE, CHECK_HISTORY, "\"%s\" names no revision", word->text);
}
