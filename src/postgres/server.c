/* Runs throwaway servers. Each has a watcher: a process of its own session that makes the data
 * folder, starts postgres as its child, and, once the pipe from this process closes (however
 * this process ended), kills it and removes the folder. */

#include "postgres/server.h"

#include "base/array.h"
#include "base/duration.h"
#include "postgres/server_parts.h"
#include "postgres/sql.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PORT "5432"
#define SOCKET_NAME "/.s.PGSQL." PORT ".lock"
#define SOCKET_BYTES 107
#define START_SECONDS 120
#define POLL_MILLISECONDS 5

struct server {
    struct arena arena;
    struct install install;
    struct runner runner;
    const char *folder;
    pid_t watcher;
    int control;                   /* closing it ends the server */
    int status;                    /* what the watcher says; -1 once the server is ready */
    struct connection *connection; /* to the database postgres, for making others */
};

/* Options of the server; of those with a version, only from that on (and then from that minor
 * release on, in the one major). */
static const struct {
    const char *option;
    int major, minor;
} options[] = {
    {"fsync=off", 0, 0},
    {"synchronous_commit=off", 0, 0},
    {"full_page_writes=off", 0, 0},
    {"wal_level=minimal", 0, 0},
    {"max_wal_senders=0", 0, 0},
    {"archive_mode=off", 0, 0},
    {"autovacuum=off", 0, 0},
    {"jit=off", 0, 0},
    {"shared_buffers=16MB", 0, 0},
    {"huge_pages=off", 0, 0},
    {"dynamic_shared_memory_type=mmap", 0, 0}, /* in the folder, so that it goes with it */
    {"listen_addresses=", 0, 0},
    {"port=" PORT, 0, 0},
    {"unix_socket_permissions=0700", 0, 0},
    {"max_connections=20", 0, 0},
    {"max_worker_processes=0", 0, 0},
    {"max_parallel_workers=0", 0, 0},
    {"max_parallel_workers_per_gather=0", 0, 0},
    {"max_logical_replication_workers=0", 0, 0},
    {"max_locks_per_transaction=4096", 0, 0},
    {"checkpoint_timeout=1d", 0, 0},
    {"max_wal_size=4GB", 0, 0},
    {"bgwriter_lru_maxpages=0", 0, 0},
    {"restart_after_crash=off", 0, 0},
    {"logging_collector=off", 0, 0},
    {"log_destination=stderr", 0, 0},
    {"timezone=UTC", 0, 0},
    {"allow_in_place_tablespaces=on", 14, 5},
};

/* ------------------------------------------------------------------ the watcher */

struct watcher {
    struct arena *arena;
    const struct install *install;
    const struct runner *runner;
    char *folder; /* a template of mkdtemp() until it is made */
    int control, status;
    pid_t postgres;
};

static void say(const struct watcher *watcher, char what, const char *text)
{
    struct buf line = BUF_INIT;

    buf_addf(&line, "%c%s", what, text);
    /* with its NUL, which ends a message */
    if (write(watcher->status, line.data, line.length + 1) < 0) {
        /* nobody listens any more: the closed control pipe says so too */
    }
    buf_release(&line);
}

static bool make_folder(struct watcher *watcher)
{
    if (!mkdtemp(watcher->folder) ||
        (watcher->runner->other &&
         chown(watcher->folder, watcher->runner->user, watcher->runner->group))) {
        say(watcher, 'E', strerror(errno));
        return false;
    }
    say(watcher, 'F', watcher->folder);
    return true;
}

static const char *const *server_arguments(const struct watcher *watcher)
{
    struct arena *arena = watcher->arena;
    const struct install *install = watcher->install;
    ARRAY(const char *) list = {0};

    array_add(arena, &list, arena_printf(arena, "%s/postgres", install->folder));
    array_add(arena, &list, "-D");
    array_add(arena, &list, arena_printf(arena, "%s/data", watcher->folder));
    array_add(arena, &list, "-k");
    array_add(arena, &list, watcher->folder);
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        if (install->major > options[i].major ||
            (install->major == options[i].major && install->minor >= options[i].minor)) {
            array_add(arena, &list, "-c");
            array_add(arena, &list, options[i].option);
        }
    }
    array_add(arena, &list, NULL);
    return list.at;
}

static void run_postgres(const struct watcher *watcher)
{
    const char *const *arguments = server_arguments(watcher);
    const char *path = arena_printf(watcher->arena, "%s/log", watcher->folder);
    int log = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    sigset_t none;

    dup2(log, 1);
    dup2(log, 2);
    closefrom(3);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (!program_enter(watcher->install, watcher->runner)) {
        dprintf(2, "could not become the user of the server");
        _exit(126);
    }
    execv(arguments[0], (char *const *)arguments);
    dprintf(2, "could not run \"%s\": %s", arguments[0], strerror(errno));
    _exit(127);
}

/* The end of the server's log: why it did not start, or stopped. */
static void say_log(const struct watcher *watcher)
{
    char text[2001] = "";
    int log = open(arena_printf(watcher->arena, "%s/log", watcher->folder), O_RDONLY);

    if (log >= 0) {
        off_t size = lseek(log, 0, SEEK_END);
        off_t start = size > 2000 ? size - 2000 : 0;
        ssize_t length = pread(log, text, sizeof text - 1, start);
        text[length > 0 ? length : 0] = '\0';
        close(log);
    }
    say(watcher, 'E', text);
}

static void note_child(int signal)
{
    (void)signal;
}

/* Waits until the control pipe closes; a server that ends before is reported. */
static void watch(struct watcher *watcher, const sigset_t *waiting)
{
    struct pollfd control = {.fd = watcher->control, .events = POLLIN};

    for (;;) {
        if (watcher->postgres > 0 && waitpid(watcher->postgres, NULL, WNOHANG) > 0) {
            watcher->postgres = 0;
            say_log(watcher);
        }
        if (ppoll(&control, 1, NULL, waiting) > 0) {
            return;
        }
    }
}

static void end_postgres(const struct watcher *watcher)
{
    const struct timespec pause = {.tv_nsec = 2000000};

    if (watcher->postgres <= 0) {
        return;
    }
    kill(watcher->postgres, SIGQUIT);
    for (int tries = 0; tries < 5000; tries++) {
        if (waitpid(watcher->postgres, NULL, WNOHANG)) {
            return;
        }
        nanosleep(&pause, NULL);
    }
    kill(watcher->postgres, SIGKILL);
    waitpid(watcher->postgres, NULL, 0);
}

/* The pipes become descriptors 3 and 4; nothing else of the parent's stays open. */
static void leave_parent(struct watcher *watcher)
{
    int nothing = open("/dev/null", O_RDWR);
    int control = fcntl(watcher->control, F_DUPFD, 10);
    int status = fcntl(watcher->status, F_DUPFD, 10);

    for (int fd = 0; fd < 3; fd++) {
        dup2(nothing, fd);
    }
    watcher->control = dup2(control, 3);
    watcher->status = dup2(status, 4);
    closefrom(5);
    fcntl(3, F_SETFD, FD_CLOEXEC);
    fcntl(4, F_SETFD, FD_CLOEXEC);
    setsid();
    umask(077);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, note_child);
}

static void run_watcher(struct watcher *watcher, const sigset_t *before)
{
    sigset_t waiting = *before;
    struct buf reason = BUF_INIT;

    leave_parent(watcher);
    sigdelset(&waiting, SIGCHLD);
    if (make_folder(watcher)) {
        const char *data = arena_printf(watcher->arena, "%s/data", watcher->folder);
        if (cluster_make(watcher->arena, watcher->install, watcher->runner, data, &reason)) {
            watcher->postgres = fork();
            if (watcher->postgres == 0) {
                run_postgres(watcher);
            }
            say(watcher, 'S', "");
        } else {
            say(watcher, 'E', buf_text(&reason));
        }
        watch(watcher, &waiting);
        end_postgres(watcher);
        folder_remove(watcher->folder);
    }
    _exit(0);
}

/* ------------------------------------------------------------------ starting */

static bool fail(struct server *server, struct diags *diags, const char *reason)
{
    size_t length = strlen(reason);

    while (length && reason[length - 1] == '\n') {
        length--;
    }
    if (diags) {
        diag_error(diags, NOWHERE, CHECK_THROWAWAY,
                   "could not start a throwaway server of "
                   "PostgreSQL %d.%d",
                   server->install.major, server->install.minor);
        diag_note(diags, NOWHERE, "%.*s", (int)length, reason);
    }
    return false;
}

/* Whether another user can get into the folder. */
static bool is_open_to_all(const char *path)
{
    char part[4096];
    struct stat status;

    for (size_t i = 1; i <= strlen(path) && i < sizeof part; i++) {
        if (path[i] == '/' || !path[i]) {
            memcpy(part, path, i);
            part[i] = '\0';
            if (stat(part, &status) || !(status.st_mode & S_IXOTH)) {
                return false;
            }
        }
    }
    return true;
}

/* Where the folder is made: $TMPDIR if it will do; socket paths are short and the server's user
 * must get in. */
static char *folder_template(struct server *server)
{
    const char *wanted = getenv("TMPDIR");
    char *real = wanted && *wanted ? realpath(wanted, NULL) : NULL;
    char *folder = NULL;

    if (real && !access(real, W_OK | X_OK) &&
        strlen(real) + strlen("/schemagen-XXXXXX" SOCKET_NAME) <= SOCKET_BYTES &&
        (!server->runner.other || is_open_to_all(real))) {
        folder = arena_printf(&server->arena, "%s/schemagen-XXXXXX", real);
    }
    free(real);
    return folder ? folder : arena_strdup(&server->arena, "/tmp/schemagen-XXXXXX");
}

static bool start_watcher(struct server *server)
{
    int control[2], status[2];
    sigset_t all, before;

    if (pipe2(control, O_CLOEXEC)) {
        return false;
    }
    if (pipe2(status, O_CLOEXEC)) {
        close(control[0]);
        close(control[1]);
        return false;
    }
    struct watcher watcher = {.arena = &server->arena,
                              .install = &server->install,
                              .runner = &server->runner,
                              .folder = folder_template(server),
                              .control = control[0],
                              .status = status[1]};
    /* no signal may end the watcher before it has made itself deaf to them */
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    server->watcher = fork();
    if (server->watcher == 0) {
        run_watcher(&watcher, &before);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(control[0]);
    close(status[1]);
    server->control = control[1];
    server->status = status[0];
    return server->watcher > 0;
}

/* pg_ctl's own sign: the eighth line of postmaster.pid. */
static bool is_ready(const struct server *server)
{
    char text[1024];
    char *path = NULL;

    if (!server->folder || asprintf(&path, "%s/data/postmaster.pid", server->folder) < 0) {
        return false;
    }
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = file < 0 ? 0 : read(file, text, sizeof text - 1);
    if (file >= 0) {
        close(file);
    }
    free(path);
    text[size > 0 ? size : 0] = '\0';
    return strstr(text, "\nready") != NULL;
}

/* Takes in what the watcher said, message by message. False once it is that it failed. */
static bool hear(struct server *server, struct buf *heard, struct buf *reason)
{
    char bytes[4096];
    ssize_t size = read(server->status, bytes, sizeof bytes);

    if (size <= 0) {
        buf_add(reason, "the process that starts it has died");
        return false;
    }
    for (ssize_t i = 0; i < size; i++) {
        if (bytes[i]) {
            buf_add_char(heard, bytes[i]);
            continue;
        }
        const char *message = buf_text(heard);
        if (*message == 'E') {
            buf_add(reason, message + 1);
            return false;
        }
        if (*message == 'F') {
            server->folder = arena_strdup(&server->arena, message + 1);
        }
        buf_reset(heard);
    }
    return true;
}

static bool wait_until_ready(struct server *server, struct buf *reason)
{
    struct pollfd status = {.fd = server->status, .events = POLLIN};
    struct buf heard = BUF_INIT;
    long end = duration_now() + START_SECONDS * 1000L;
    bool going = true;

    while (going && !is_ready(server)) {
        if (poll(&status, 1, POLL_MILLISECONDS) > 0) {
            going = hear(server, &heard, reason);
        } else if (duration_now() > end) {
            buf_addf(reason, "it was not ready after %d seconds", START_SECONDS);
            going = false;
        }
    }
    buf_release(&heard);
    return going;
}

static bool find_programs(struct server *server, int major, struct diags *diags)
{
    struct buf looked = BUF_INIT;
    bool found = install_find(&server->arena, major, &server->install, &looked);

    if (!found && diags) {
        diag_error(diags, NOWHERE, CHECK_THROWAWAY,
                   "the server programs of PostgreSQL were not found on this machine");
        for (const char *line = buf_text(&looked); *line;) {
            size_t length = strcspn(line, "\n");
            diag_note(diags, NOWHERE, "looked in %.*s", (int)length, line);
            line += length + (line[length] == '\n');
        }
        diag_hint(diags,
                  "Install the package postgresql, name the folder of initdb and postgres "
                  "in SCHEMAGEN_POSTGRES_BINDIR, or give a server with --dev.");
    }
    buf_release(&looked);
    return found;
}

static bool start(struct server *server, int major, struct diags *diags)
{
    struct buf reason = BUF_INIT;
    bool started;

    if (!find_programs(server, major, diags)) {
        return false;
    }
    if (!runner_find(&server->arena, &server->runner)) {
        return fail(server, diags,
                    "root cannot run it, and there is no user postgres or nobody");
    }
    if (!start_watcher(server)) {
        return fail(server, diags, strerror(errno));
    }
    started = wait_until_ready(server, &reason);
    if (!started) {
        fail(server, diags, buf_text(&reason));
    }
    buf_release(&reason);
    return started;
}

struct server *server_start(int major, struct diags *diags)
{
    struct server *server = memory_resize(NULL, sizeof *server);

    *server = (struct server){.control = -1, .status = -1};
    if (!start(server, major, diags)) {
        server_stop(server);
        return NULL;
    }
    close(server->status);
    server->status = -1;
    return server;
}

void server_stop(struct server *server)
{
    if (!server) {
        return;
    }
    connection_close(server->connection);
    if (server->control >= 0) {
        close(server->control);
        while (waitpid(server->watcher, NULL, 0) < 0 && errno == EINTR) {
        }
    }
    if (server->status >= 0) {
        close(server->status);
    }
    if (server->folder) {
        /* there is something to remove only if the watcher was killed */
        folder_remove(server->folder);
    }
    arena_release(&server->arena);
    free(server);
}

/* ------------------------------------------------------------------ using one */

int server_major(const struct server *server)
{
    return server->install.major;
}

struct address server_address(struct arena *arena, const struct server *server,
                              const char *database)
{
    struct address address = {.from = "a throwaway server", .isolated = true};

    address = address_with(arena, &address, "host", server->folder);
    address = address_with(arena, &address, "port", PORT);
    address = address_with(arena, &address, "user", "postgres");
    return address_with(arena, &address, "dbname", database);
}

struct connection *server_new_database(struct server *server, const char *name,
                                       struct diags *diags)
{
    struct address address = server_address(&server->arena, server, "postgres");
    struct buf sql = BUF_INIT;

    if (!server->connection) {
        server->connection = connection_open(&address, diags);
    }
    buf_add(&sql, "CREATE DATABASE ");
    sql_ident(&sql, name);
    buf_add(&sql, " TEMPLATE template0");
    buf_add(&sql, server->install.major >= 15 ? " STRATEGY file_copy" : "");
    bool made = server->connection && connection_run(server->connection, buf_text(&sql), diags);
    buf_release(&sql);
    if (!made) {
        return NULL;
    }
    address = server_address(&server->arena, server, name);
    return connection_open(&address, diags);
}
