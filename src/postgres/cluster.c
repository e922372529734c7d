/* Makes data folders of throwaway servers: initdb runs once for each version of PostgreSQL, and
 * what it made is kept as a template in the user's cache; every server gets a copy. */

#include "postgres/server_parts.h"

#include "base/array.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Part of a template's name: to be changed with how templates are made. */
#define RECIPE 1

/* ------------------------------------------------------------------ folders */

/* Opens a folder of a folder without following a link; NULL if it cannot. */
static DIR *open_folder(int parent, const char *name)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);

    if (fd >= 0 && !folder) {
        close(fd);
    }
    return folder;
}

static bool is_dots(const char *name)
{
    return !strcmp(name, ".") || !strcmp(name, "..");
}

static void remove_at(int parent, const char *name)
{
    if (!unlinkat(parent, name, 0) || errno == ENOENT) {
        return;
    }
    DIR *folder = open_folder(parent, name);
    if (folder) {
        for (struct dirent *entry; (entry = readdir(folder));) {
            if (!is_dots(entry->d_name)) {
                remove_at(dirfd(folder), entry->d_name);
            }
        }
        closedir(folder);
    }
    unlinkat(parent, name, AT_REMOVEDIR);
}

void folder_remove(const char *path)
{
    remove_at(AT_FDCWD, path);
}

static bool copy_bytes(int from, int to)
{
    static char bytes[1 << 16];
    ssize_t size;

    while ((size = copy_file_range(from, NULL, to, NULL, SIZE_MAX >> 2, 0)) > 0) {
    }
    if (size == 0) {
        return true;
    }
    while ((size = read(from, bytes, sizeof bytes)) > 0) {
        if (write(to, bytes, (size_t)size) != size) {
            return false;
        }
    }
    return size == 0;
}

static bool copy_file(int from_folder, int to_folder, const char *name,
                      const struct runner *owner)
{
    int from = openat(from_folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int to = openat(to_folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    struct stat status;
    bool copied = from >= 0 && to >= 0 && !fstat(from, &status) &&
                  (status.st_size == 0 || copy_bytes(from, to)) &&
                  (!owner->other || !fchown(to, owner->user, owner->group));

    if (from >= 0) {
        close(from);
    }
    if (to >= 0) {
        close(to);
    }
    return copied;
}

static bool is_folder(int parent, const struct dirent *entry)
{
    struct stat status;

    if (entry->d_type != DT_UNKNOWN) {
        return entry->d_type == DT_DIR;
    }
    return !fstatat(parent, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) &&
           S_ISDIR(status.st_mode);
}

static bool copy_folder(int from_parent, const char *from, int to_parent, const char *to,
                        const struct runner *owner)
{
    DIR *source = open_folder(from_parent, from);
    int target = -1;
    bool copied = source && !mkdirat(to_parent, to, 0700);

    if (copied) {
        target = openat(to_parent, to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        copied = target >= 0 && (!owner->other || !fchown(target, owner->user, owner->group));
    }
    for (struct dirent *entry; copied && (entry = readdir(source));) {
        if (is_dots(entry->d_name)) {
            continue;
        }
        copied = is_folder(dirfd(source), entry)
                     ? copy_folder(dirfd(source), entry->d_name, target, entry->d_name, owner)
                     : copy_file(dirfd(source), target, entry->d_name, owner);
    }
    if (source) {
        closedir(source);
    }
    if (target >= 0) {
        close(target);
    }
    return copied;
}

/* ------------------------------------------------------------------ initdb */

static bool run_initdb(const struct install *install, const struct runner *runner,
                       const char *data, const char *locale, struct buf *reason)
{
    char program[4096];
    const char *const arguments[] = {program,
                                     "-D",
                                     data,
                                     "-U",
                                     "postgres",
                                     "-A",
                                     "trust",
                                     "--encoding=UTF8",
                                     locale,
                                     "--no-sync",
                                     "--wal-segsize=1",
                                     "--no-instructions",
                                     NULL};

    snprintf(program, sizeof program, "%s/initdb", install->folder);
    buf_reset(reason);
    return program_run(install, runner, arguments, reason);
}

static bool init_cluster(const struct install *install, const struct runner *runner,
                         const char *data, struct buf *reason)
{
    if (run_initdb(install, runner, data, "--locale=C.UTF-8", reason)) {
        return true;
    }
    /* systems that do not have that locale */
    folder_remove(data);
    return run_initdb(install, runner, data, "--locale=C", reason);
}

/* ------------------------------------------------------------------ the template */

static uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261u;

    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    }
    return hash;
}

static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0700) && errno != EEXIST) {
            return false;
        }
        *slash = '/';
    }
    return !mkdir(path, 0700) || errno == EEXIST;
}

/* Where templates of this install are kept; NULL if there is no place. */
static const char *template_path(struct arena *arena, const struct install *install)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    struct passwd *user = getpwuid(geteuid());
    char *folder;

    home = home && *home == '/' ? home : user ? user->pw_dir : NULL;
    if (cache && *cache == '/') {
        folder = arena_printf(arena, "%s/schemagen", cache);
    } else if (home) {
        folder = arena_printf(arena, "%s/.cache/schemagen", home);
    } else {
        return NULL;
    }
    if (!make_folders(folder)) {
        return NULL;
    }
    uint32_t hash =
        hash_text(arena_printf(arena, "%d %s %s", RECIPE, install->folder, install->version));
    return arena_printf(arena, "%s/postgres-%d.%d-%08x", folder, install->major, install->minor,
                        hash);
}

/* Holds the template of that path against others: to copy it (LOCK_SH) or to make or remove it
 * (LOCK_EX); with LOCK_NB -1 where somebody has it. -1 too where there can be no lock. */
static int lock_template(struct arena *arena, const char *template, int how)
{
    const char *path = arena_printf(arena, "%s.lock", template);

    for (;;) {
        int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        struct stat status;
        if (lock < 0) {
            return -1;
        }
        if (flock(lock, how) || fstat(lock, &status)) {
            close(lock);
            return -1;
        }
        if (status.st_nlink) {
            return lock;
        }
        close(lock); /* it was removed along with its template */
    }
}

static void unlock_template(int lock)
{
    if (lock >= 0) {
        close(lock);
    }
}

/* A template that cannot be kept (no room, no right) costs time, nothing else. */
static void keep_template(struct arena *arena, const char *data, const char *template)
{
    const struct runner self = {0};
    const char *part = arena_printf(arena, "%s.part", template);

    folder_remove(part);
    if (!copy_folder(AT_FDCWD, data, AT_FDCWD, part, &self) || rename(part, template)) {
        folder_remove(part);
    }
}

/* A copy counts as a use: what has long had none is removed first. */
static bool copy_template(const char *template, const char *data, const struct runner *runner)
{
    if (access(template, R_OK)) {
        return false;
    }
    if (copy_folder(AT_FDCWD, template, AT_FDCWD, data, runner)) {
        utimensat(AT_FDCWD, template, NULL, 0);
        return true;
    }
    folder_remove(data);
    return false;
}

/* ------------------------------------------------------------------ old templates */

/* Of each major version so many stay, those that were used last. */
#define TEMPLATES_KEPT 3

struct template
{
    const char *path;
    int major;
    struct timespec used; /* zero: there is none, only what was left of one */
};

struct templates {
    struct template *at;
    size_t count, capacity;
};

static int compare_templates(const void *left, const void *right)
{
    const struct template *a = left, *b = right;

    if (a->major != b->major) {
        return a->major < b->major ? -1 : 1;
    }
    if (a->used.tv_sec != b->used.tv_sec) {
        return a->used.tv_sec > b->used.tv_sec ? -1 : 1;
    }
    return a->used.tv_nsec > b->used.tv_nsec ? -1 : a->used.tv_nsec < b->used.tv_nsec;
}

static void add_template(struct arena *arena, struct templates *templates, const char *path,
                         int major)
{
    struct template template = {.path = path, .major = major};
    struct stat status;

    for (array_each (struct template, other, templates)) {
        if (!strcmp(other->path, path)) {
            return;
        }
    }
    if (!stat(path, &status)) {
        template.used = status.st_mtim;
    }
    array_add(arena, templates, template);
}

/* Templates, their locks and what is left of unfinished ones, each under the
 * template's path. */
static struct templates find_templates(struct arena *arena, const char *folder)
{
    struct templates templates = {0};
    DIR *entries = open_folder(AT_FDCWD, folder);

    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        int major, minor, length = 0;
        unsigned hash;
        const char *name = entry->d_name;
        if (sscanf(name, "postgres-%d.%d-%8x%n", &major, &minor, &hash, &length) == 3 &&
            (!name[length] || !strcmp(name + length, ".part") ||
             !strcmp(name + length, ".lock"))) {
            add_template(arena, &templates,
                         arena_printf(arena, "%s/%.*s", folder, length, name), major);
        }
    }
    if (entries) {
        closedir(entries);
    }
    return templates;
}

static void remove_template(struct arena *arena, const char *template)
{
    int lock = lock_template(arena, template, LOCK_EX | LOCK_NB);

    if (lock < 0) {
        return;
    }
    folder_remove(arena_printf(arena, "%s.part", template));
    folder_remove(template);
    unlink(arena_printf(arena, "%s.lock", template));
    unlock_template(lock);
}

void templates_prune(struct arena *arena, const char *folder)
{
    struct templates templates = find_templates(arena, folder);
    size_t newer = 0;

    if (templates.count) {
        qsort(templates.at, templates.count, sizeof *templates.at, compare_templates);
    }
    for (size_t i = 0; i < templates.count; i++) {
        bool is_first = !i || templates.at[i].major != templates.at[i - 1].major;
        newer = is_first ? 0 : newer + 1;
        if (newer >= TEMPLATES_KEPT || !templates.at[i].used.tv_sec) {
            remove_template(arena, templates.at[i].path);
        }
    }
}

/* ------------------------------------------------------------------ a cluster */

/* Of those that come while there is no template, one makes it and the others wait. */
static bool make_template(struct arena *arena, const struct install *install,
                          const struct runner *runner, const char *data, const char *template,
                          struct buf *reason)
{
    int lock = lock_template(arena, template, LOCK_EX);
    bool made = copy_template(template, data, runner);

    if (!made) {
        made = init_cluster(install, runner, data, reason);
        if (made && lock >= 0 && access(template, F_OK)) {
            keep_template(arena, data, template);
            unlock_template(lock);
            templates_prune(arena, arena_strndup(arena, template,
                                                 (size_t)(strrchr(template, '/') - template)));
            return true;
        }
    }
    unlock_template(lock);
    return made;
}

bool cluster_make(struct arena *arena, const struct install *install,
                  const struct runner *runner, const char *data, struct buf *reason)
{
    const char *template = template_path(arena, install);

    if (!template) {
        return init_cluster(install, runner, data, reason);
    }
    if (!access(template, R_OK)) {
        int lock = lock_template(arena, template, LOCK_SH);
        bool copied = lock >= 0 && copy_template(template, data, runner);
        unlock_template(lock);
        if (copied) {
            return true;
        }
    }
    return make_template(arena, install, runner, data, template, reason);
}
