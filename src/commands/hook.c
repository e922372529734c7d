/* The pre-commit hook: asks git for its folder of hooks, and writes there what keeps models
 * canonical and migrations up to them. What is checked is fmt's and check's business. */

#include "commands/hook.h"
#include "commands/written.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* What to add to a hook of others. */
static const char commands_of_hook[] = "schemagen%s fmt --check && schemagen%s check";

/* What will be committed is in git's index, not in the working tree. The folders may hold
 * nothing that is staged. */
static const char hook_text[] =
    "#!/bin/sh\n"
    "# Models stay in their canonical form, and migrations build what they say: as staged.\n"
    "if ! command -v schemagen >/dev/null; then\n"
    "    echo 'schemagen: the commit is refused, for schemagen is not in PATH' >&2\n"
    "    exit 1\n"
    "fi\n"
    "staged=$(mktemp -d) || exit 1\n"
    "trap 'rm -rf \"$staged\"' EXIT\n"
    "git ls-files -z -- '*.sg' '*.sql' '*schemagen.json' |\n"
    "    git checkout-index -z --stdin --prefix=\"$staged/\"\n"
    "project=\"$staged\"/%s\n"
    "mkdir -p \"$project\" && cd \"$project\" && mkdir -p %s %s || exit 1\n"
    "schemagen fmt --check && schemagen check && exit\n"
    "echo 'schemagen: the commit is refused for what is staged (git add)' >&2\n"
    "exit 1\n";

/* What git says of the working folder. */
struct repository {
    char here[4096];   /* the way here from the top, "" or "sub/folder/" */
    char shared[4096]; /* git's own folder, that of all working trees */
    char hooks[4096];
};

static bool read_line(FILE *stream, char *line, int size)
{
    if (!fgets(line, size, stream))
        return false;
    line[strcspn(line, "\n")] = '\0';
    return true;
}

/* False where there is no repository, or no git. */
static bool ask_git(struct repository *repository)
{
    FILE *git =
        popen("git rev-parse --show-prefix --git-common-dir --git-path hooks 2>/dev/null", "r");
    bool read = git && read_line(git, repository->here, sizeof repository->here) &&
                read_line(git, repository->shared, sizeof repository->shared) &&
                read_line(git, repository->hooks, sizeof repository->hooks);

    return git && pclose(git) == 0 && read;
}

/* One word of the shell. */
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

static bool write_hook(struct context *context, const struct repository *repository,
                       const char *path)
{
    struct arena *arena = &context->arena;
    struct buf text = BUF_INIT;
    bool ok = file_make_folders(repository->hooks, context->diags);

    buf_addf(&text, hook_text, shell_word(arena, repository->here),
             shell_word(arena, context->project.models),
             shell_word(arena, context->project.migrations));
    ok = ok && file_write(path, buf_text(&text), text.length, context->diags);
    buf_release(&text);
    if (ok) {
        chmod(path, 0755);
        written_add(context, path);
    }
    return ok;
}

static bool is_ours(struct arena *arena, const char *path)
{
    struct diags *diags = diags_new();
    struct source source;
    bool ours = file_read(arena, path, &source, diags) &&
                strstr(source.text, "\n# Models stay in their canonical form");

    diags_free(diags);
    return ours;
}

static void say_next(struct context *context, const struct repository *repository,
                     const char *path, const char *why)
{
    struct arena *arena = &context->arena;
    const char *option =
        *repository->here ? arena_printf(arena, " -C %s", shell_word(arena, repository->here))
                          : "";

    if (context->global.quiet)
        return;
    fputs("next: add \"", stderr);
    fprintf(stderr, commands_of_hook, option, option);
    fprintf(stderr, "\" to %s, %s\n", path, why);
}

bool hook_install(struct context *context)
{
    struct arena *arena = &context->arena;
    struct repository repository;
    const char *path;

    if (!ask_git(&repository))
        return true;
    path = file_join(arena, repository.hooks, "pre-commit");
    if (file_exists(path)) {
        if (!is_ours(arena, path))
            say_next(context, &repository, path, "which is there already");
        return true;
    }
    if (!strcmp(repository.hooks, file_join(arena, repository.shared, "hooks")))
        return write_hook(context, &repository, path);
    /* it may be that of every repository, or another tool's */
    say_next(context, &repository, path, "for core.hooksPath says that hooks are there");
    return true;
}
