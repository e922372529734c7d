#ifndef SCHEMAGEN_POSTGRES_SERVER_PARTS_H
#define SCHEMAGEN_POSTGRES_SERVER_PARTS_H

/* What the parts of the throwaway server share: where its programs are, as whom they run, and
 * its data folder. Private to postgres/server. */

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <sys/types.h>

/* A folder that holds both initdb and postgres. */
struct install {
    const char *folder;
    const char *version; /* all that postgres -V says */
    int major, minor;
};

#define INSTALL_OLDEST 14

/* The install of that major version, else the nearest newer, else the nearest older one; 0: the
 * newest. Where it looked is added to looked, a line each. */
bool install_find(struct arena *arena, int major, struct install *found, struct buf *looked);

/* Whom the programs run as: PostgreSQL refuses root. */
struct runner {
    uid_t user;
    gid_t group;
    const char *name;
    bool other; /* not who runs this process */
};

/* False if this is root and there is no unprivileged user. */
bool runner_find(struct arena *arena, struct runner *runner);

/* In a new process: becomes the runner, with an environment that tells PostgreSQL's programs
 * nothing, and is killed with its parent. False if that fails. */
bool program_enter(const struct install *install, const struct runner *runner);

/* Runs a program to its end; its standard output and error are added to out. False if it could
 * not be run or its status is not 0. runner NULL: as this process. */
bool program_run(const struct install *install, const struct runner *runner,
                 const char *const *arguments, struct buf *out);

/* Makes the new cluster 'data': a copy of the cached template, or, the first time, by initdb,
 * leaving a copy as template. False and why, in reason. */
bool cluster_make(struct arena *arena, const struct install *install,
                  const struct runner *runner, const char *data, struct buf *reason);

/* Removes the templates in that folder that others of their major version were used after, but
 * none that somebody copies at the moment. */
void templates_prune(struct arena *arena, const char *folder);

/* Removes a folder with all that is in it, following no links. */
void folder_remove(const char *path);

#endif
