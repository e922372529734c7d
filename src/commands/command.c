/* The list of commands and of the options that all of them take, and their help. What a command
 * does is in its own file. */

#include "commands/command.h"
#include "runner/version.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUMMARY_COLUMN 12

#define GLOBAL(field) offsetof(struct global_options, field)

const struct option_row global_rows[] = {
    {"config", 'c', "FILE", "the project's file (default: schemagen.json, looked for upwards)",
     OPTION_TEXT, GLOBAL(config)},
    {"database", 'd', "URL", "the database", OPTION_TEXT, GLOBAL(database)},
    {"env", 0, "NAME", "the environment of schemagen.json to work on", OPTION_TEXT,
     GLOBAL(environment)},
    {"variable", 'x', "NAME=VALUE", "a variable for migrations: :NAME, :'NAME', :\"NAME\"",
     OPTION_LIST, GLOBAL(variables)},
    {"models", 0, "PATH", "the models (default: schemas)", OPTION_TEXT, GLOBAL(models)},
    {"migrations", 0, "PATH", "the migrations folder (default: generated)", OPTION_TEXT,
     GLOBAL(migrations)},
    {"dev", 0, "URL", "a server for proofs and comparisons, where none can be started here",
     OPTION_TEXT, GLOBAL(dev)},
    {"wait-for-server", 0, "DURATION", "wait so long for a server that is not up yet: 30s",
     OPTION_SECONDS, GLOBAL(wait_for_server)},
    {"directory", 'C', "DIR", "work in that folder", OPTION_TEXT, GLOBAL(folder)},
    {"color", 0, "auto|always|never", "colour in messages", OPTION_CHOICE, GLOBAL(color)},
    {"quiet", 'q', NULL, "only errors and results", OPTION_FLAG, GLOBAL(quiet)},
    {"verbose", 'v', NULL, "say more", OPTION_FLAG, GLOBAL(verbose)},
    {"help", 'h', NULL, "show help", OPTION_FLAG, GLOBAL(help)},
    {"version", 0, NULL, "show the version", OPTION_FLAG, GLOBAL(version)},
};
const size_t global_row_count = COUNT_OF(global_rows);

#define COMMAND(name) extern const struct command command_##name;
#include "commands/commands.def"
#undef COMMAND

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "commands/commands.def"
#undef COMMAND
};
const size_t command_count = COUNT_OF(commands);

/* Known words whose time comes later. */
static const struct command later[] = {
    {.name = "check"},
    {.name = "lint"},
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (!strcmp(commands[i]->name, name))
            return commands[i];
    for (size_t i = 0; i < COUNT_OF(later); i++)
        if (!strcmp(later[i].name, name))
            return &later[i];
    return NULL;
}

/* ------------------------------------------------------------------ help */

static void help_of_all(struct buf *out)
{
    buf_add(out, "usage: schemagen [OPTION...] COMMAND [ARGUMENT...]\n\n"
                 "Compiles schemas for PostgreSQL: models in, proved migrations out.\n\n"
                 "Commands:\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        buf_addf(out, "  %-*s%s\n", SUMMARY_COLUMN, commands[i]->name, commands[i]->summary);
    buf_add(out, "\nOptions of every command, before or after it:\n");
    option_help(out, global_rows, global_row_count);
    buf_add(out,
            "\n\"schemagen help COMMAND\" tells more.\n"
            "Exit status: 0 done; 1 an error, nothing half-done; 2 wrong usage; 3 differences "
            "found.\n");
}

void command_add_help(struct buf *out, const struct command *command)
{
    if (!command) {
        help_of_all(out);
        return;
    }
    buf_addf(out, "usage: schemagen %s%s%s\n\n%s.\n", command->name, *command->usage ? " " : "",
             command->usage, command->summary);
    if (command->details)
        buf_addf(out, "\n%s\n", command->details);
    if (command->row_count) {
        buf_add(out, "\nOptions:\n");
        option_help(out, command->rows, command->row_count);
    }
    buf_add(out, "\n\"schemagen --help\" lists the options of every command.\n");
}

static enum status run_help(struct context *context)
{
    const char *name = context->arguments.count ? context->arguments.at[0] : NULL;
    const struct command *command = name ? command_find(name) : NULL;
    struct buf out = BUF_INIT;

    if (name && (!command || !command->run))
        return command_usage(context, "there is no help on \"%s\"", name);
    command_add_help(&out, command);
    fputs(buf_text(&out), stdout);
    buf_release(&out);
    return STATUS_DONE;
}

const struct command command_help = {
    .name = "help",
    .usage = "[COMMAND]",
    .summary = "shows help",
    .arguments_max = 1,
    .no_project = true,
    .run = run_help,
};

/* ------------------------------------------------------------------ for all commands */

enum status command_usage(struct context *context, const char *format, ...)
{
    struct buf text = BUF_INIT;
    va_list arguments;

    va_start(arguments, format);
    buf_vaddf(&text, format, arguments);
    va_end(arguments);
    diag_error(context->diags, NOWHERE, CHECK_USAGE, "%s", buf_text(&text));
    buf_release(&text);
    return STATUS_USAGE;
}

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

bool command_color(const struct context *context, int descriptor)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");

    if (context->global.color != COLOR_AUTO)
        return context->global.color == COLOR_ALWAYS;
    return isatty(descriptor) && !(none && *none) && terminal && strcmp(terminal, "dumb");
}
