/* How fast models are read: from files to a resolved model, several times, the best counts.
 *   models PATH [TIMES] */

#include "base/file.h"
#include "sources/source.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double megabytes(const char *path, struct diags *diags)
{
    struct arena arena = {0};
    struct paths paths = {0};
    struct stat status;
    double bytes = 0;

    if (file_list(&arena, path, ".sg", true, &paths, diags)) {
        for (array_each (const char *, file, &paths))
            bytes += stat(*file, &status) == 0 ? (double)status.st_size : 0;
    }
    arena_release(&arena);
    return bytes / 1e6;
}

int main(int argc, char **argv)
{
    struct source_settings settings = {0};
    struct diags *diags = diags_new();
    int times = argc > 2 ? atoi(argv[2]) : 7, status = argc < 2;
    double best = 1e9, size = status ? 0 : megabytes(argv[1], diags);

    for (int i = 0; !status && i < times; i++) {
        double begun = now();
        struct model *model = models_load(argv[1], &settings, diags);
        double seconds = now() - begun;

        status = model == NULL;
        model_free(model);
        if (seconds < best)
            best = seconds;
    }
    diags_print(diags, stderr, false, false);
    diags_free(diags);
    if (!status)
        printf("%.1f MB/s (%.2f MB in %.1f ms)\n", size / best, size, best * 1e3);
    return status;
}
