/* Any text as schemagen.json, and what stands behind a NUL as the .env file beside it: a
 * message or settings, never a crash. Files in memory stand in for both. */

#include "commands/config.h"
#include "commands/project.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int file_of(const uint8_t *data, size_t size, char path[32])
{
    int file = memfd_create("settings", 0);

    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    snprintf(path, 32, "/proc/self/fd/%d", file);
    return file;
}

static void look_up(struct arena *arena, const struct config *config, struct diags *diags)
{
    static const char *const texts[] = {"database", "dev", "models", "migrations", "schema"};
    const char *const *environments = config_environments(arena, config);

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const char *text = config_text(config, NULL, texts[i]);

        if (text)
            project_expand(arena, text, config_place(config, NULL, texts[i]), diags);
    }
    config_text(config, "history", "table");
    config_list(arena, config, "exclude");
    config_is_true(config, "owners");
    for (size_t i = 0; environments && environments[i]; i++) {
        if (!config_has_environment(config, environments[i]))
            abort();
        config_environment(config, environments[i], "database");
        config_place(config, environments[i], "dev");
    }
}

static void read_environment(struct arena *arena, const char *path, struct diags *diags)
{
    struct words set = {0};

    environment_read_file(arena, path, &set, diags);
    for (size_t i = 0; i < set.count; i++)
        unsetenv(set.at[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct config config = {0};
    const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
    size_t length = nul ? (size_t)(nul - data) : size;
    char path[32];
    int file = file_of(data, length, path);

    if (config_read(&arena, path, &config, diags))
        look_up(&arena, &config, diags);
    else if (diags_errors(diags) == 0)
        abort();
    config_release(&config);
    close(file);
    if (nul) {
        file = file_of(nul + 1, size - length - 1, path);
        read_environment(&arena, path, diags);
        close(file);
    }
    diags_free(diags);
    arena_release(&arena);
    return 0;
}
