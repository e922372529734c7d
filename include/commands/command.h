#ifndef SCHEMAGEN_COMMANDS_COMMAND_H
#define SCHEMAGEN_COMMANDS_COMMAND_H

/* What a command is: a row with its words and its function. A command's own file fills one row;
 * command.c lists them, and help, the manual page and the README show the same rows. */

#include "commands/option.h"
#include "commands/project.h"

enum status { STATUS_DONE = 0, STATUS_ERROR = 1, STATUS_USAGE = 2, STATUS_DIFFERENT = 3 };

/* The options that every command takes. */
struct global_options {
    const char *config, *database, *environment, *models, *migrations, *dev, *folder;
    struct words variables; /* NAME=VALUE */
    int color;
    struct number wait_for_server; /* milliseconds */
    bool quiet, verbose, help, version;
};

extern const struct option_row global_rows[];
extern const size_t global_row_count;

/* What a command is given. */
struct context {
    struct arena arena; /* lives until the messages are printed */
    struct diags *diags;
    struct global_options global;
    struct project project; /* read before the command runs, unless it says it needs none */
    struct words arguments;
    const void *options;  /* the command's own struct, filled */
    struct words written; /* files, where they are gathered: written.h's */
    bool gathers_written;
};

struct command {
    const char *name;
    const char *usage;   /* what follows the name: "[-m MESSAGE] [--from S]" */
    const char *summary; /* one line */
    const char *details; /* more for its help, or NULL */
    const struct option_row *rows;
    size_t row_count;
    size_t options_size;
    size_t arguments_min, arguments_max;
    bool no_project;                             /* runs without reading schemagen.json */
    enum status (*run)(struct context *context); /* NULL: not supported yet */
};

#define ARGUMENTS_ANY ((size_t)-1)

/* All commands, in the order of help. */
extern const struct command *const commands[];
extern const size_t command_count;

const struct command *command_find(const char *name); /* NULL if there is none */

/* The help of one command, or of the whole (command NULL). */
void command_add_help(struct buf *out, const struct command *command);

/* A usage error: reported, and STATUS_USAGE. */
enum status command_usage(struct context *context, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Is colour wanted on that file descriptor? */
bool command_color(const struct context *context, int descriptor);

#endif
