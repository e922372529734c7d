/* The pre-commit hook: finds git's folder of hooks, and writes there what keeps models
 * canonical and migrations up to them. What is checked is fmt's and check's business. */

#include "commands/hook.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDERS_UP 64

static const char commands_of_hook[] = "schemagen%s fmt --check && schemagen%s check";

/* The value behind a word at the beginning of a one-line file ("gitdir: PATH"), or the line
 * itself where word is ""; NULL if the file is not there or says something else. */
static const char *read_line(struct arena *arena, const char *path, const char *word)
{
    struct diags *diags = diags_new();
    struct source source;
    bool read = file_exists(path) && file_read(arena, path, &source, diags);

    diags_free(diags);
    if (!read || strncmp(source.text, word, strlen(word)) != 0)
        return NULL;
    return arena_strndup(arena, source.text + strlen(word),
                         strcspn(source.text + strlen(word), "\r\n"));
}

static const char *below(struct arena *arena, const char *folder, const char *path)
{
    return *path == '/' ? path : file_join(arena, folder, path);
}

/* In a linked working tree .git is a file that says where git's own folder is, and the hooks
 * are those of the folder that all trees share. */
static const char *git_folder(struct arena *arena, const char *top)
{
    const char *git = file_join(arena, top, ".git"), *said, *shared;

    if (file_is_folder(git))
        return git;
    said = read_line(arena, git, "gitdir: ");
    if (!said)
        return NULL;
    git = below(arena, top, said);
    shared = read_line(arena, file_join(arena, git, "commondir"), "");
    return shared ? below(arena, git, shared) : git;
}

/* The repository's top folder as seen from here ("", "../", …), and the way from there back to
 * here. */
struct place {
    const char *top, *here;
};

static bool find_top(struct arena *arena, struct place *place)
{
    char *folder = arena_strdup(arena, ""), here[4096];
    size_t length;

    if (!getcwd(here, sizeof here))
        return false;
    length = strlen(here);
    for (int i = 0; i < FOLDERS_UP; i++) {
        if (file_exists(arena_printf(arena, "%s.git", folder))) {
            place->top = *folder ? folder : ".";
            place->here = arena_strdup(arena, here[length] ? here + length + 1 : "");
            return true;
        }
        while (length && here[length - 1] != '/')
            length--;
        if (length <= 1)
            return false;
        length--;
        folder = arena_printf(arena, "%s../", folder);
    }
    return false;
}

/* The folder as one word of the shell. */
static const char *shell_word(struct arena *arena, const char *text)
{
    struct buf out = BUF_INIT;
    const char *word;

    buf_add_char(&out, '\'');
    for (; *text; text++)
        buf_add(&out, *text == '\'' ? "'\\''" : (char[]){*text, '\0'});
    buf_add_char(&out, '\'');
    word = arena_strdup(arena, buf_text(&out));
    buf_release(&out);
    return word;
}

static bool write_hook(struct context *context, const char *path, const char *commands)
{
    struct buf text = BUF_INIT;
    bool ok;

    buf_addf(&text,
             "#!/bin/sh\n"
             "# Models stay in their canonical form, and migrations build what they say.\n"
             "%s\n",
             commands);
    ok = file_write(path, buf_text(&text), text.length, context->diags);
    buf_release(&text);
    if (ok) {
        chmod(path, 0755);
        puts(path);
    }
    return ok;
}

bool hook_install(struct context *context)
{
    struct arena *arena = &context->arena;
    struct place place;
    const char *git, *hooks, *path, *option, *commands;

    if (!find_top(arena, &place) || !(git = git_folder(arena, place.top)))
        return true;
    option = *place.here ? arena_printf(arena, " -C %s", shell_word(arena, place.here)) : "";
    commands = arena_printf(arena, commands_of_hook, option, option);
    hooks = file_join(arena, git, "hooks");
    path = file_join(arena, hooks, "pre-commit");
    if (!file_exists(path))
        return file_make_folders(hooks, context->diags) && write_hook(context, path, commands);
    if (!context->global.quiet && !read_line(arena, path, "#!/bin/sh\n# Models stay"))
        fprintf(stderr, "next: add \"%s\" to %s, which is there already\n", commands, path);
    return true;
}
