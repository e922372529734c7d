/* edit: opens the files of a migration in the user's editor, and reads them afterwards. */

#include "commands/travel.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char *editor(void)
{
    static const char *const names[] = {"VISUAL", "EDITOR"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return value;
    }
    return "vi";
}

/* Starts it with the signals that a terminal sends as they usually are. */
static int start(pid_t *child, char *const *words)
{
    posix_spawnattr_t attributes;
    sigset_t usual;
    int failed;

    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGQUIT);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    failed = posix_spawn(child, "/bin/sh", NULL, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

/* The variable may hold arguments of its own, so a shell parts it, as everywhere. An interrupt
 * is the editor's while it runs. */
static bool open_files(struct context *context, const struct migration *migration)
{
    const char *name = editor();
    char *script = arena_printf(&context->arena, "%s \"$@\"", name);
    char *words[] = {"sh",
                     "-c",
                     script,
                     "sh",
                     arena_strdup(&context->arena, migration->up_path),
                     arena_strdup(&context->arena, migration->down_path),
                     NULL};
    int ended = 0, failed;
    pid_t child;

    fflush(NULL);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    failed = start(&child, words);
    if (failed)
        return diag_error(context->diags, NOWHERE, CHECK_FILE_WRITE,
                          "could not start editor \"%s\": %s", name, strerror(failed));
    while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
        ;
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    if (WIFEXITED(ended) && !WEXITSTATUS(ended))
        return true;
    return diag_error(context->diags, NOWHERE, CHECK_FILE_WRITE, "editor \"%s\" failed", name);
}

/* Reads the folder and the migration as they are now. */
static bool read_again(struct context *context, const char *revision)
{
    struct migrations migrations;
    struct migration *migration;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return false;
    migration = migrations_find_exact(&migrations, revision);
    return !migration || migration_split(&migrations, migration, context->diags);
}

static enum status run(struct context *context)
{
    struct migrations migrations;
    struct migration *migration;
    enum status status =
        target_load_one(context, context->arguments.at[0], &migrations, &migration);

    if (status != STATUS_DONE)
        return status;
    if (!isatty(STDIN_FILENO)) {
        diag_error(context->diags, NOWHERE, CHECK_USAGE,
                   "no editor is started where standard input is no terminal");
        diag_note(context->diags, NOWHERE, "the files are \"%s\" and \"%s\"",
                  migration->up_path, migration->down_path);
        return STATUS_ERROR;
    }
    return open_files(context, migration) && read_again(context, migration->revision)
               ? STATUS_DONE
               : STATUS_ERROR;
}

const struct command command_edit = {
    .name = "edit",
    .usage = "REVISION",
    .summary = "opens a migration's files in the editor",
    .details =
        "The editor is $VISUAL, else $EDITOR, else vi. The files are read afterwards, and\n"
        "what is not sound in them is said. Files that have run are refused later.",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
