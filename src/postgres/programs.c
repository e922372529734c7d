/* Finds PostgreSQL's server programs on this machine and runs them: as an unprivileged user, in
 * an environment of their own. What they are run for is server.c's and cluster.c's. */

#include "postgres/server_parts.h"

#include "base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Where packages put them. */
static const char *const patterns[] = {
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/lib/postgresql*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
};

/* Who may run them where this is root, in order of preference. */
static const char *const unprivileged[] = {"postgres", "nobody"};

/* ------------------------------------------------------------------ running */

bool runner_find(struct arena *arena, struct runner *runner)
{
    *runner = (struct runner){.user = geteuid(), .group = getegid()};
    if (geteuid() != 0) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(unprivileged); i++) {
        struct passwd *entry = getpwnam(unprivileged[i]);
        if (entry && entry->pw_uid != 0) {
            runner->user = entry->pw_uid;
            runner->group = entry->pw_gid;
            runner->name = arena_strdup(arena, entry->pw_name);
            runner->other = true;
            return true;
        }
    }
    return false;
}

static bool is_foreign(const char *variable)
{
    static const char *const prefixes[] = {"PG", "LC_", "LANG", "TZ="};

    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        if (!strncmp(variable, prefixes[i], strlen(prefixes[i]))) {
            return true;
        }
    }
    return false;
}

static void clean_environment(const struct install *install)
{
    size_t kept = 0;
    char libraries[4096];

    for (size_t i = 0; environ[i]; i++) {
        if (!is_foreign(environ[i])) {
            environ[kept++] = environ[i];
        }
    }
    environ[kept] = NULL;
    setenv("LC_ALL", "C", 1);
    if (install) {
        /* relocated installs keep their libraries beside their programs */
        snprintf(libraries, sizeof libraries, "%s/../lib", install->folder);
        setenv("LD_LIBRARY_PATH", libraries, 1);
    }
}

bool program_enter(const struct install *install, const struct runner *runner)
{
    pid_t parent = getppid();

    clean_environment(install);
    if (runner && runner->other &&
        (initgroups(runner->name, runner->group) || setgid(runner->group) ||
         setuid(runner->user))) {
        return false;
    }
    /* after the change of user, which would clear it */
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    return getppid() == parent;
}

static void read_all(int from, struct buf *out)
{
    char bytes[4096];
    ssize_t size;

    while ((size = read(from, bytes, sizeof bytes)) > 0 || (size < 0 && errno == EINTR)) {
        if (size > 0) {
            buf_add_n(out, bytes, (size_t)size);
        }
    }
}

static void become(const struct install *install, const struct runner *runner,
                   const char *const *arguments, int output)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (chdir("/") || !program_enter(install, runner)) {
        _exit(126);
    }
    dup2(nothing, 0);
    dup2(output, 1);
    dup2(output, 2);
    closefrom(3);
    execvp(arguments[0], (char *const *)arguments);
    dprintf(2, "could not run \"%s\": %s", arguments[0], strerror(errno));
    _exit(127);
}

bool program_run(const struct install *install, const struct runner *runner,
                 const char *const *arguments, struct buf *out)
{
    int ends[2], status = -1;

    if (pipe2(ends, O_CLOEXEC)) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        become(install, runner, arguments, ends[1]);
    }
    close(ends[1]);
    if (child > 0) {
        read_all(ends[0], out);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
    }
    close(ends[0]);
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* ------------------------------------------------------------------ finding */

struct search {
    struct arena *arena;
    struct buf *looked;
    ARRAY(struct install) found;
};

static bool has_program(const char *folder, const char *name)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return !access(path, X_OK);
}

/* The folder that links lead to: initdb wants its postgres beside it. */
static const char *real_folder(struct arena *arena, const char *folder)
{
    char *program = arena_printf(arena, "%s/postgres", folder);
    char *real = realpath(program, NULL);

    if (!real) {
        return folder;
    }
    char *copy = arena_strdup(arena, real);
    free(real);
    *strrchr(copy, '/') = '\0';
    return has_program(copy, "initdb") ? copy : folder;
}

static bool read_version(struct search *search, struct install *install)
{
    const char *program = arena_printf(search->arena, "%s/postgres", install->folder);
    const char *const arguments[] = {program, "-V", NULL};
    struct buf out = BUF_INIT;
    bool read = program_run(install, NULL, arguments, &out);
    const char *number = strpbrk(buf_text(&out), "0123456789");

    install->version =
        arena_strndup(search->arena, buf_text(&out), strcspn(buf_text(&out), "\n"));
    if (read && number) {
        sscanf(number, "%d.%d", &install->major, &install->minor);
    }
    buf_release(&out);
    return install->major >= INSTALL_OLDEST;
}

static void look_in(struct search *search, const char *folder)
{
    if (!*folder) {
        return;
    }
    if (!has_program(folder, "initdb") || !has_program(folder, "postgres")) {
        buf_addf(search->looked, "%s\n", folder);
        return;
    }
    struct install install = {.folder = real_folder(search->arena, folder)};
    for (array_each (struct install, known, &search->found)) {
        if (!strcmp(known->folder, install.folder)) {
            return;
        }
    }
    if (read_version(search, &install)) {
        array_add(search->arena, &search->found, install);
    } else {
        buf_addf(search->looked, "%s (too old, or does not run)\n", folder);
    }
}

static void look_in_list(struct search *search, const char *list)
{
    while (list && *list) {
        size_t length = strcspn(list, ":");
        look_in(search, arena_strndup(search->arena, list, length));
        list += length + (list[length] == ':');
    }
}

static void look_in_pattern(struct search *search, const char *pattern)
{
    glob_t matches;

    if (glob(pattern, 0, NULL, &matches) == 0) {
        for (size_t i = 0; i < matches.gl_pathc; i++) {
            look_in(search, matches.gl_pathv[i]);
        }
    } else {
        buf_addf(search->looked, "%s\n", pattern);
    }
    globfree(&matches);
}

static void ask_pg_config(struct search *search)
{
    const char *const arguments[] = {"pg_config", "--bindir", NULL};
    struct buf out = BUF_INIT;

    if (program_run(NULL, NULL, arguments, &out)) {
        look_in(search,
                arena_strndup(search->arena, buf_text(&out), strcspn(buf_text(&out), "\n")));
    }
    buf_release(&out);
}

static void look_everywhere(struct search *search)
{
    const char *list = getenv("SCHEMAGEN_POSTGRES_BINDIR");

    if (list && *list) {
        look_in_list(search, list);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        look_in_pattern(search, patterns[i]);
    }
    look_in_list(search, getenv("PATH"));
    if (!search->found.count) {
        ask_pg_config(search);
    }
}

/* Whether a is nearer to the wanted version than b: newer ones before older ones. */
static bool is_better(int wanted, int a, int b)
{
    bool a_newer = a >= wanted, b_newer = b >= wanted;

    if (!wanted || (!a_newer && !b_newer)) {
        return a > b;
    }
    return a_newer && (!b_newer || a < b);
}

bool install_find(struct arena *arena, int major, struct install *found, struct buf *looked)
{
    struct search search = {.arena = arena, .looked = looked};

    look_everywhere(&search);
    for (array_each (struct install, install, &search.found)) {
        if (install == search.found.at || is_better(major, install->major, found->major)) {
            *found = *install;
        }
    }
    return search.found.count > 0;
}
