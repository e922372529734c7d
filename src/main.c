/* The program: options, the project, the command, the messages. Everything else is in the
 * command's own file and the rooms below it. */

#include "base/name.h"
#include "commands/command.h"
#include "commands/secrets.h"
#include "runner/version.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool parse_words(struct context *context, const struct option_table *tables,
                        size_t count, char *const *words, size_t word_count, size_t *position)
{
    while (*position < word_count) {
        switch (option_parse(&context->arena, tables, count, words, word_count, position,
                             context->diags)) {
        case OPTION_OK:
            break;
        case OPTION_STOP:
            return true;
        case OPTION_WRONG:
            return false;
        }
    }
    return true;
}

static enum status no_command(struct context *context)
{
    struct buf help = BUF_INIT;

    if (context->global.version) {
        printf("schemagen %s\n", SCHEMAGEN_VERSION);
        return STATUS_DONE;
    }
    if (!context->global.help) {
        command_usage(context, "no command is said");
        diag_hint(context->diags, "\"schemagen --help\" shows the commands.");
        return STATUS_USAGE;
    }
    command_add_help(&help, NULL);
    fputs(buf_text(&help), stdout);
    buf_release(&help);
    return STATUS_DONE;
}

static enum status unknown_command(struct context *context, const char *name)
{
    const char *names[64], *near;
    size_t count = 0;

    for (; count < command_count && count < COUNT_OF(names); count++)
        names[count] = commands[count]->name;
    near = name_closest(name, names, count);
    command_usage(context, "there is no command \"%s\"", name);
    if (near)
        diag_hint(context->diags, "Did you mean \"%s\"?", near);
    else
        diag_hint(context->diags, "\"schemagen --help\" shows the commands.");
    return STATUS_USAGE;
}

/* Options and arguments after the command; "--" ends the options. */
static bool parse_rest(struct context *context, const struct command *command,
                       char *const *words, size_t count, size_t position)
{
    void *values = arena_alloc(&context->arena, command->options_size + 1);
    const struct option_table tables[] = {
        {command->rows, command->row_count, values},
        {global_rows, global_row_count, &context->global},
    };
    bool only_arguments = false;

    context->options = values;
    while (position < count) {
        if (!only_arguments && !strcmp(words[position], "--")) {
            only_arguments = true;
            position++;
            continue;
        }
        if (!only_arguments &&
            !parse_words(context, tables, COUNT_OF(tables), words, count, &position))
            return false;
        if (position < count && (only_arguments || strcmp(words[position], "--")))
            array_add(&context->arena, &context->arguments, words[position++]);
    }
    return true;
}

static bool judge_variables(struct context *context)
{
    for (size_t i = 0; i < context->global.variables.count; i++) {
        const char *said = context->global.variables.at[i], *equals = strchr(said, '=');

        if (!equals || equals == said) {
            command_usage(context, "\"-x %s\" does not read NAME=VALUE", said);
            return false;
        }
    }
    return true;
}

static enum status prepare(struct context *context, const struct command *command)
{
    const char *folder = context->global.folder;

    if (!judge_variables(context))
        return STATUS_USAGE;
    if (context->arguments.count < command->arguments_min ||
        context->arguments.count > command->arguments_max) {
        command_usage(context, "\"%s\" takes %s arguments", command->name,
                      context->arguments.count < command->arguments_min ? "more" : "fewer");
        diag_hint(context->diags, "usage: schemagen %s %s", command->name, command->usage);
        return STATUS_USAGE;
    }
    if (folder && chdir(folder)) {
        diag_error(context->diags, NOWHERE, CHECK_FILE_READ,
                   "could not enter folder \"%s\": %s", folder, strerror(errno));
        return STATUS_ERROR;
    }
    if (!command->no_project &&
        !project_read(&context->arena, &context->global, &context->project, context->diags))
        return STATUS_ERROR;
    return STATUS_DONE;
}

static enum status run_command(struct context *context, const struct command *command,
                               char *const *words, size_t count, size_t position)
{
    struct buf help = BUF_INIT;
    enum status status;

    if (!command->run)
        return command_usage(context, "command \"%s\" is not supported yet", command->name);
    if (!parse_rest(context, command, words, count, position))
        return STATUS_USAGE;
    if (context->global.version)
        return no_command(context);
    if (context->global.help) {
        command_add_help(&help, command);
        fputs(buf_text(&help), stdout);
        buf_release(&help);
        return STATUS_DONE;
    }
    status = prepare(context, command);
    return status == STATUS_DONE ? command->run(context) : status;
}

static enum status run(struct context *context, char *const *words, size_t count)
{
    const struct option_table globals = {global_rows, global_row_count, &context->global};
    const struct command *command;
    size_t position = 0;

    if (!parse_words(context, &globals, 1, words, count, &position))
        return STATUS_USAGE;
    if (position == count)
        return no_command(context);
    command = command_find(words[position]);
    if (!command)
        return unknown_command(context, words[position]);
    return run_command(context, command, words, count, position + 1);
}

/* Results that could not be written are an error like any other. */
static enum status finish(struct context *context, enum status status)
{
    if (fflush(stdout) || ferror(stdout)) {
        diag_error(context->diags, NOWHERE, CHECK_FILE_WRITE,
                   "could not write to standard output: %s", strerror(errno));
        status = STATUS_ERROR;
    }
    diags_print(context->diags, stderr, command_color(context, STDERR_FILENO),
                context->global.quiet);
    project_release(&context->project);
    diags_free(context->diags);
    arena_release(&context->arena);
    return status;
}

int main(int count, char **words)
{
    struct context context = {.diags = diags_new()};
    size_t said = count > 0 ? (size_t)count - 1 : 0;
    char **copies = secrets_take(&context.arena, words + 1, said);

    return (int)finish(&context, run(&context, copies, said));
}
