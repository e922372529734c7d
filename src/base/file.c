/* Reading, writing and listing; what the text means is others' business. */

#include "base/file.h"

#include "base/buffer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP ((size_t)64 << 10)
#define FOLDER_DEPTH 32 /* less than the links that the system follows in a path */
#define TEMPORARY_TRIES 100

static bool fail(struct diags *diags, enum check check, const char *what, const char *path)
{
    return diag_error(diags, NOWHERE, check, "could not %s \"%s\": %s", what, path,
                      strerror(errno));
}

static bool too_large(struct diags *diags, const char *path)
{
    return diag_error(diags, NOWHERE, CHECK_FILE_SIZE, "\"%s\" is larger than %zu MiB", path,
                      FILE_BYTES >> 20);
}

/* Regular files are read at their size; the last read, of nothing, finds the end. What has no
 * size beforehand (a pipe) grows. */
static bool read_all(struct arena *arena, int fd, const char *path, struct source *source,
                     struct diags *diags)
{
    struct stat status;
    size_t room = READ_STEP, length = 0;
    char *text;

    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
        if ((size_t)status.st_size > FILE_BYTES)
            return too_large(diags, path);
        room = (size_t)status.st_size + 1;
    }
    text = arena_alloc(arena, room + 1);
    for (;;) {
        ssize_t got = read(fd, text + length, room - length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(diags, CHECK_FILE_READ, "read", path);
        if (got == 0)
            break;
        length += (size_t)got;
        if (length > FILE_BYTES)
            return too_large(diags, path);
        if (length < room)
            continue;
        text = arena_grow(arena, text, room + 1, room * 2 + 1);
        room *= 2;
    }
    *source = (struct source){arena_strdup(arena, path), text, length};
    return true;
}

bool file_read(struct arena *arena, const char *path, struct source *source,
               struct diags *diags)
{
    bool is_input = strcmp(path, "-") == 0;
    int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    const char *nul;
    bool read;

    if (fd < 0)
        return fail(diags, CHECK_FILE_READ, "read", path);
    read = read_all(arena, fd, is_input ? "<stdin>" : path, source, diags);
    if (!is_input)
        close(fd);
    if (!read)
        return false;
    nul = memchr(source->text, '\0', source->size);
    if (nul) {
        uint32_t at = (uint32_t)(nul - source->text);

        return diag_error(diags, (struct span){source, at, at}, CHECK_ENCODING,
                          "the text holds a NUL byte");
    }
    return true;
}

bool file_judge_text(const struct source *source, struct diags *diags)
{
    const unsigned char *start = (const unsigned char *)source->text;
    const unsigned char *end = start + source->size, *at = start;

    for (size_t length; at < end; at += length) {
        uint32_t offset = (uint32_t)(at - start);

        length = source_character(at, end);
        if (!length)
            return diag_error(diags, (struct span){source, offset, offset}, CHECK_ENCODING,
                              "invalid byte sequence for encoding \"UTF8\": 0x%02x", *at);
    }
    return true;
}

static bool write_all(int fd, const char *text, size_t size)
{
    while (size) {
        ssize_t put = write(fd, text, size);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        text += put;
        size -= (size_t)put;
    }
    return true;
}

/* A new hidden file beside the target. The open mode is left to the umask. */
static int open_beside(const char *target, struct buf *name)
{
    const char *slash = strrchr(target, '/');
    size_t folder = slash ? (size_t)(slash - target) + 1 : 0;

    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        int fd;

        buf_reset(name);
        buf_add_n(name, target, folder);
        buf_addf(name, ".%s.%ld.%d.tmp", target + folder, (long)getpid(), i);
        fd = open(name->data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

static bool replace_file(const char *target, const struct stat *existing, const char *text,
                         size_t size)
{
    struct buf temporary = BUF_INIT;
    int fd = open_beside(target, &temporary), error;
    bool done = fd >= 0;

    if (done && existing)
        done = fchmod(fd, existing->st_mode & 07777) == 0;
    done = done && write_all(fd, text, size) && fsync(fd) == 0;
    error = errno;
    if (fd >= 0 && close(fd) != 0 && done) {
        done = false;
        error = errno;
    }
    if (done && rename(temporary.data, target) != 0) {
        done = false;
        error = errno;
    }
    if (!done && fd >= 0)
        unlink(temporary.data);
    buf_release(&temporary);
    errno = error;
    return done;
}

static bool write_in_place(const char *path, const char *text, size_t size)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC), error;
    bool done = fd >= 0 && write_all(fd, text, size);

    error = errno;
    if (fd >= 0 && close(fd) != 0 && done) {
        done = false;
        error = errno;
    }
    errno = error;
    return done;
}

/* A link is followed, so that it stays one; a device or a pipe cannot be replaced. */
bool file_write(const char *path, const char *text, size_t size, struct diags *diags)
{
    struct stat existing;
    bool exists = stat(path, &existing) == 0;
    char *real = exists ? realpath(path, NULL) : NULL;
    bool done;

    if (exists && !S_ISREG(existing.st_mode))
        done = write_in_place(path, text, size);
    else
        done = replace_file(real ? real : path, exists ? &existing : NULL, text, size);
    free(real);
    return done || fail(diags, CHECK_FILE_WRITE, "write", path);
}

static bool ends_in(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);

    return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

/* What nobody may ever write to, or end, would be waited for. */
static bool is_pipe_or_device(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static bool list_folder(struct arena *arena, const char *path, const char *suffix, int depth,
                        struct paths *paths, struct diags *diags)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    bool ok = true;

    if (!folder)
        return fail(diags, CHECK_FILE_READ, "read folder", path);
    for (errno = 0; ok && (entry = readdir(folder)); errno = 0) {
        const char *inner = file_join(arena, path, entry->d_name);
        bool is_folder;

        if (entry->d_name[0] == '.')
            continue;
        is_folder =
            entry->d_type == DT_DIR || (entry->d_type != DT_REG && file_is_folder(inner));
        if (!is_folder && ends_in(inner, suffix)) {
            if (entry->d_type != DT_REG && is_pipe_or_device(inner))
                ok = diag_error(diags, NOWHERE, CHECK_FILE_READ,
                                "could not read \"%s\": it is a pipe or a device", inner);
            array_add(arena, paths, inner);
        } else if (is_folder && depth == 1) {
            errno = ELOOP;
            ok = fail(diags, CHECK_FILE_READ, "read folder", inner);
        } else if (is_folder && depth > 0) {
            ok = list_folder(arena, inner, suffix, depth - 1, paths, diags);
        }
    }
    if (ok && errno)
        ok = fail(diags, CHECK_FILE_READ, "read folder", path);
    closedir(folder);
    return ok;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool file_list(struct arena *arena, const char *path, const char *suffix, bool recurse,
               struct paths *paths, struct diags *diags)
{
    size_t before = paths->count;

    if (!file_exists(path))
        return fail(diags, CHECK_FILE_READ, "read", path);
    if (!file_is_folder(path)) {
        array_add(arena, paths, arena_strdup(arena, path));
        return true;
    }
    if (!list_folder(arena, path, suffix, recurse ? FOLDER_DEPTH : 0, paths, diags))
        return false;
    if (paths->count > before)
        qsort(paths->at + before, paths->count - before, sizeof *paths->at, by_bytes);
    return true;
}

bool file_make_folders(const char *path, struct diags *diags)
{
    struct buf part = BUF_INIT;
    bool done = true;

    for (const char *at = path; done && *at; at++) {
        bool ends = at[1] == '/' || at[1] == '\0';

        buf_add_char(&part, *at);
        if (!ends || *at == '/')
            continue;
        if (mkdir(part.data, 0777) != 0 && (errno != EEXIST || !file_is_folder(part.data))) {
            errno = errno == EEXIST ? ENOTDIR : errno;
            done = fail(diags, CHECK_FILE_WRITE, "make folder", part.data);
        }
    }
    buf_release(&part);
    return done;
}

bool file_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

const char *file_join(struct arena *arena, const char *folder, const char *name)
{
    size_t length = strlen(folder);

    if (length == 0 || strcmp(folder, ".") == 0)
        return arena_strdup(arena, name);
    return arena_printf(arena, "%s%s%s", folder, folder[length - 1] == '/' ? "" : "/", name);
}
