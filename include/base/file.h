#ifndef SCHEMAGEN_BASE_FILE_H
#define SCHEMAGEN_BASE_FILE_H

/* Files and folders. Writing goes to a temporary file beside the target that is renamed over
 * it, so nothing is ever left half-written. Every failure is reported with the path and the
 * system's reason. */

#include "base/arena.h"
#include "base/array.h"
#include "base/diag.h"
#include "base/source.h"

struct paths {
    const char **at;
    size_t count, capacity;
};

/* Reads a whole file (path "-": standard input) as kept text. False and a message if it cannot
 * be read, is larger than the named limit (FILE_BYTES), or holds a NUL byte. */
#define FILE_BYTES ((size_t)1 << 30)
bool file_read(struct arena *arena, const char *path, struct source *source,
               struct diags *diags);

/* False and a message at the first byte that is no UTF-8. */
bool file_judge_text(const struct source *source, struct diags *diags);

/* Writes the whole file, atomically (mode 0666 less the umask; an existing file keeps its
 * mode). Makes no folders. */
bool file_write(const char *path, const char *text, size_t size, struct diags *diags);

/* All files under a folder (or the file itself) whose names end in suffix, in byte order of
 * path; hidden files and folders are passed over. A folder that cannot be read is an error. */
bool file_list(struct arena *arena, const char *path, const char *suffix, bool recurse,
               struct paths *paths, struct diags *diags);

/* The folder and those above it, as far as they are missing (mode 0777 less the umask). */
bool file_make_folders(const char *path, struct diags *diags);
bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* folder/name, without a double slash; name alone where folder is "." or empty. */
const char *file_join(struct arena *arena, const char *folder, const char *name);

#endif
