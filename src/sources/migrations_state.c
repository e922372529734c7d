/* The state that migrations build: their statements go to ddl, one file after the other. */

#include "sources/migrations_state.h"

#include "sources/ddl.h"

struct model *migrations_state(const struct migrations *migrations, const bool *set,
                               const struct source_settings *settings,
                               const struct variables *variables, struct diags *diags)
{
    struct ddl *ddl = ddl_new(settings, diags);
    bool ok = true;

    for (size_t i = 0; i < migrations->list.count; i++) {
        struct migration *migration = &migrations->list.at[i];

        if (set && !set[migration->position])
            continue;
        if (migration_split(migrations, migration, diags))
            ok &= ddl_run(ddl, migration->up, variables);
        else
            ok = false;
    }
    if (ok)
        return ddl_finish(ddl);
    ddl_free(ddl);
    return NULL;
}
