/* The state that migrations build: their statements go to ddl, one file after the other. */

#include "sources/migrations_state.h"

#include "sources/ddl.h"

struct model *migrations_state(const struct migrations *migrations, const bool *set,
                               const struct source_settings *settings,
                               const struct variables *variables, bool *refused,
                               struct diags *diags)
{
    struct ddl *ddl = ddl_new(settings, diags);
    size_t errors = diags_errors(diags);
    struct model *model;
    bool split = true;

    *refused = false;
    for (size_t i = 0; i < migrations->list.count; i++) {
        struct migration *migration = &migrations->list.at[i];

        if (set && !set[i])
            continue;
        if (migration_split(migrations, migration, diags))
            *refused |= !ddl_run(ddl, migration->up, variables);
        else
            split = false;
    }
    if (!split) {
        ddl_free(ddl);
        return NULL;
    }
    model = ddl_finish(ddl);
    *refused |= diags_errors(diags) != errors;
    return model;
}
