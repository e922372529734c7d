/* Whether the columns that an expression of a statement mentions are there. What it calls and
 * which types it has is left to a server. */

#include "sources/ddl_build.h"

#include "postgres/mention.h"

struct judging {
    struct ddl *ddl;
    const struct table *table; /* NULL: no column may stand there */
    bool ok;
};

/* A table's name alone is its row. */
static void see(void *context, const struct mentioned *mentioned)
{
    struct judging *judging = context;
    const char *name = mentioned->name.name;

    if (mentioned->mention != MENTION_COLUMN)
        return;
    if (!judging->table)
        judging->ok = ddl_refuse(judging->ddl, mentioned->location,
                                 "cannot use column reference in DEFAULT expression");
    else if (!table_find_column(judging->table, name) && !column_is_system(name) &&
             !text_equal(judging->table->object.name.name, name))
        judging->ok =
            ddl_refuse(judging->ddl, mentioned->location, "column \"%s\" does not exist", name);
}

bool ddl_judge_columns(struct ddl *ddl, const struct table *table, const PgQuery__Node *node)
{
    struct judging judging = {ddl, table, true};

    if (node)
        mention_each(&ddl->scratch, node, see, &judging);
    return judging.ok;
}

static void see_in_domain(void *context, const struct mentioned *mentioned)
{
    struct judging *judging = context;

    if (mentioned->mention == MENTION_COLUMN && !text_equal(mentioned->name.name, "value"))
        judging->ok = ddl_refuse(judging->ddl, mentioned->location,
                                 "column \"%s\" does not exist", mentioned->name.name);
}

bool ddl_judge_value(struct ddl *ddl, const PgQuery__Node *node)
{
    struct judging judging = {ddl, NULL, true};

    if (node)
        mention_each(&ddl->scratch, node, see_in_domain, &judging);
    return judging.ok;
}

bool ddl_judge_column(struct ddl *ddl, const struct table *table,
                      const PgQuery__ColumnDef *node)
{
    bool ok = true;

    for (size_t i = 0; i < node->n_constraints; i++) {
        const PgQuery__Constraint *part = node->constraints[i]->constraint;
        bool is_default = part->contype == PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT &&
                          !ddl_has_note(ddl, NOTE_VIRTUAL, part->location);

        ok &= ddl_judge_columns(ddl, is_default ? NULL : table, part->raw_expr);
    }
    return ok;
}
