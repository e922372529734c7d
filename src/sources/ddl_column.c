/* Columns as CREATE TABLE and ADD COLUMN define them. What a column's constraints are is
 * ddl_constraint.c's; what it inherits is model/resolve's. */

#include "sources/ddl_build.h"

#include "model/types.h"

#include <string.h>
#include <strings.h>

/* A column's definition and where its parts end. */
struct definition {
    struct table *table;
    struct column *column;
    const PgQuery__ColumnDef *node;
    struct constraint *latest; /* what DEFERRABLE and such are about; NULL: nothing */
    bool creating;
};

/* ------------------------------------------------------------------ clauses */

static bool take_not_null(struct ddl *ddl, struct definition *definition,
                          const PgQuery__Constraint *node)
{
    definition->column->not_null = true;
    definition->column->not_null_name = ddl_keep(ddl, node->conname);
    definition->column->not_null_no_inherit =
        ddl_has_note(ddl, NOTE_NO_INHERIT, node->location);
    return true;
}

static bool take_nothing(struct ddl *ddl, struct definition *definition,
                         const PgQuery__Constraint *node)
{
    (void)ddl;
    (void)definition;
    (void)node;
    return true;
}

static bool take_generated(struct ddl *ddl, struct definition *definition,
                           const PgQuery__Constraint *node)
{
    bool is_virtual = ddl_has_note(ddl, NOTE_VIRTUAL, node->location);

    if (definition->column->serial != SERIAL_NONE)
        return ddl_refuse(ddl, node->location,
                          "both default and generation expression specified for column \"%s\" "
                          "of table \"%s\"",
                          definition->column->object.name.name,
                          definition->table->object.name.name);
    definition->column->value = ddl_expr_in_brackets(ddl, node->location, "as");
    definition->column->generated = is_virtual ? GENERATED_VIRTUAL : GENERATED_STORED;
    return true;
}

static bool take_default(struct ddl *ddl, struct definition *definition,
                         const PgQuery__Constraint *node)
{
    struct column *column = definition->column;
    struct expr value;

    if (ddl_has_note(ddl, NOTE_VIRTUAL, node->location))
        return take_generated(ddl, definition, node);
    value = ddl_expr_behind(ddl, node->location, "default",
                            ddl_clause_limit(node->location, definition->node->constraints,
                                             definition->node->n_constraints,
                                             definition->node->coll_clause));
    if (column->value.text || column->serial != SERIAL_NONE)
        return ddl_refuse(ddl, node->location,
                          "multiple default values specified for column \"%s\" of table \"%s\"",
                          column->object.name.name, definition->table->object.name.name);
    column->value = value;
    return true;
}

bool ddl_read_identity(struct ddl *ddl, struct column *column, const PgQuery__Constraint *node)
{
    column->identity = *node->generated_when == 'a' ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
    column->not_null = true;
    column->identity_options = sequence_options_default(sequence_type_of(column));
    column->identity_unlogged = ddl_has_note(ddl, NOTE_UNLOGGED, node->location);
    for (size_t i = 0; i < node->n_options; i++) {
        const PgQuery__DefElem *element = node->options[i]->def_elem;

        if (!strcmp(element->defname, "sequence_name") && element->arg)
            column->identity_sequence =
                ddl_qname(ddl, element->arg->list->items, element->arg->list->n_items);
    }
    return ddl_read_sequence_options(ddl, &column->identity_options, node->options,
                                     node->n_options, true);
}

static bool take_identity(struct ddl *ddl, struct definition *definition,
                          const PgQuery__Constraint *node)
{
    return ddl_read_identity(ddl, definition->column, node);
}

static bool take_constraint(struct ddl *ddl, struct definition *definition,
                            const PgQuery__Constraint *node)
{
    struct table *table = definition->table;

    if (!ddl_read_constraint(ddl, table, definition->column->object.name.name, node,
                             definition->creating))
        return false;
    definition->latest = &table->constraints.at[table->constraints.count - 1];
    return true;
}

static bool take_attribute(struct ddl *ddl, struct definition *definition,
                           const PgQuery__Constraint *node)
{
    (void)ddl;
    if (definition->latest)
        ddl_read_attribute(definition->latest, node);
    return true;
}

#define TYPE(name) PG_QUERY__CONSTR_TYPE__CONSTR_##name

static bool (*const takers[])(struct ddl *, struct definition *,
                              const PgQuery__Constraint *) = {
    [TYPE(NULL)] = take_nothing,
    [TYPE(NOTNULL)] = take_not_null,
    [TYPE(DEFAULT)] = take_default,
    [TYPE(IDENTITY)] = take_identity,
    [TYPE(GENERATED)] = take_generated,
    [TYPE(CHECK)] = take_constraint,
    [TYPE(PRIMARY)] = take_constraint,
    [TYPE(UNIQUE)] = take_constraint,
    [TYPE(EXCLUSION)] = take_constraint,
    [TYPE(FOREIGN)] = take_constraint,
    [TYPE(ATTR_DEFERRABLE)] = take_attribute,
    [TYPE(ATTR_NOT_DEFERRABLE)] = take_attribute,
    [TYPE(ATTR_DEFERRED)] = take_attribute,
    [TYPE(ATTR_IMMEDIATE)] = take_attribute,
};

/* ------------------------------------------------------------------ what cannot stand together

 transformColumnDefinition() and transformConstraintAttrs() of PostgreSQL. */

enum said { SAID_NULL = 1, SAID_NOT_NULL = 2, SAID_IDENTITY = 4, SAID_GENERATED = 8 };

static enum said said_by(const struct ddl *ddl, const PgQuery__Constraint *node)
{
    switch (node->contype) {
    case TYPE(NULL):
        return SAID_NULL;
    case TYPE(NOTNULL):
        return SAID_NOT_NULL;
    case TYPE(IDENTITY):
        return SAID_NOT_NULL | SAID_IDENTITY;
    case TYPE(GENERATED):
        return SAID_GENERATED;
    default:
        return ddl_has_note(ddl, NOTE_VIRTUAL, node->location) ? SAID_GENERATED : 0;
    }
}

/* Of NULL and such; a default beside another source of values is judged with the whole. */
static bool judge_clause(struct ddl *ddl, const struct definition *definition,
                         const PgQuery__Constraint *node, enum said *said)
{
    const char *column = definition->column->object.name.name;
    const char *table = definition->table->object.name.name;
    enum said now = said_by(ddl, node), all = *said | now;

    if (now & (SAID_NULL | SAID_NOT_NULL) && all & SAID_NULL && all & SAID_NOT_NULL)
        return ddl_refuse(ddl, node->location,
                          "conflicting NULL/NOT NULL declarations for column \"%s\" of table "
                          "\"%s\"",
                          column, table);
    if (now & *said & (SAID_IDENTITY | SAID_GENERATED))
        return ddl_refuse(
            ddl, node->location, "multiple %s specified for column \"%s\" of table \"%s\"",
            now & SAID_IDENTITY ? "identities" : "generation clauses", column, table);
    *said = all;
    return true;
}

/* DEFERRABLE and such, so far, behind one constraint. */
enum deferral {
    DEFERRAL_SAID = 1,
    DEFERRAL_NOT = 2,
    DEFERRAL_INITIALLY = 4,
    DEFERRAL_LATE = 8
};

static bool is_attribute(const PgQuery__Constraint *node)
{
    return node->contype >= TYPE(ATTR_DEFERRABLE) && node->contype <= TYPE(ATTR_IMMEDIATE);
}

static bool judge_attribute(struct ddl *ddl, const struct constraint *latest,
                            const PgQuery__Constraint *node, enum deferral *said)
{
    bool initially =
        node->contype == TYPE(ATTR_DEFERRED) || node->contype == TYPE(ATTR_IMMEDIATE);
    enum deferral before = *said;

    *said |= initially ? DEFERRAL_INITIALLY : DEFERRAL_SAID;
    *said |= node->contype == TYPE(ATTR_DEFERRED)         ? DEFERRAL_LATE
             : node->contype == TYPE(ATTR_NOT_DEFERRABLE) ? DEFERRAL_NOT
                                                          : 0;
    if (!latest || latest->type == CONSTRAINT_CHECK)
        return ddl_refuse(ddl, node->location, "misplaced %s clause",
                          initially                                ? "INITIALLY"
                          : node->contype == TYPE(ATTR_DEFERRABLE) ? "DEFERRABLE"
                                                                   : "NOT DEFERRABLE");
    if (before & (initially ? DEFERRAL_INITIALLY : DEFERRAL_SAID))
        return ddl_refuse(ddl, node->location, "multiple %s clauses not allowed",
                          initially ? "INITIALLY IMMEDIATE/DEFERRED"
                                    : "DEFERRABLE/NOT DEFERRABLE");
    if (*said & DEFERRAL_NOT && *said & DEFERRAL_LATE)
        return ddl_refuse(ddl, node->location,
                          "constraint declared INITIALLY DEFERRED must be DEFERRABLE");
    return true;
}

/* ------------------------------------------------------------------ the column */

static bool take_clauses(struct ddl *ddl, struct definition *definition)
{
    enum said said = definition->column->serial == SERIAL_NONE ? 0 : SAID_NOT_NULL;
    enum deferral deferral = 0;
    bool ok = true;

    for (size_t i = 0; i < definition->node->n_constraints; i++) {
        const PgQuery__Constraint *part = definition->node->constraints[i]->constraint;

        if (is_attribute(part)) {
            ok &= judge_attribute(ddl, definition->latest, part, &deferral);
        } else {
            definition->latest = NULL;
            deferral = 0;
            ok &= judge_clause(ddl, definition, part, &said);
        }
        if ((size_t)part->contype < COUNT_OF(takers) && takers[part->contype])
            ok &= takers[part->contype](ddl, definition, part);
    }
    return ok;
}

static const struct column *find_attribute(const struct composite *type, const char *name)
{
    for (size_t i = 0; type && i < type->attributes.count; i++)
        if (text_equal(type->attributes.at[i].object.name.name, name))
            return &type->attributes.at[i];
    return NULL;
}

/* 'column WITH OPTIONS …' of a typed table or a partition. */
static bool take_type_of(struct ddl *ddl, const struct table *table, struct column *column,
                         int location)
{
    const char *name = column->object.name.name;
    const struct column *origin =
        find_attribute((const struct composite *)table->of_type.to, name);

    if (!origin && table->inherits.count)
        origin = table_find_column((const struct table *)table->inherits.at[0].to, name);
    if (!origin)
        return ddl_refuse(ddl, location, "column \"%s\" does not exist", name);
    column->type = origin->type;
    column->collation = origin->collation;
    return true;
}

static bool read_type(struct ddl *ddl, const struct table *table, struct column *column,
                      const PgQuery__ColumnDef *node)
{
    const PgQuery__TypeName *type = node->type_name;
    const char *serial = NULL;

    if (!type)
        return take_type_of(ddl, table, column, node->location);
    if (type->n_names == 1 && !type->n_array_bounds)
        column->serial = type_serial(type->names[0]->string->sval, &serial);
    if (type->setof)
        return ddl_refuse(ddl, type->location, "column \"%s\" cannot be declared SETOF",
                          column->object.name.name);
    if (!serial)
        return ddl_read_type(ddl, type, &column->type);
    column->not_null = true;
    column->type.text = serial;
    column->type.at = ddl_place(ddl, type->location);
    return true;
}

enum storage ddl_storage(const char *word)
{
    static const char *const words[] = {
        [STORAGE_PLAIN] = "plain",
        [STORAGE_EXTERNAL] = "external",
        [STORAGE_EXTENDED] = "extended",
        [STORAGE_MAIN] = "main",
    };

    for (size_t i = STORAGE_PLAIN; i < COUNT_OF(words); i++)
        if (!strcasecmp(words[i], word))
            return (enum storage)i;
    return STORAGE_DEFAULT;
}

bool ddl_read_column(struct ddl *ddl, struct table *table, const PgQuery__ColumnDef *node,
                     bool creating, struct column *column)
{
    struct definition definition = {table, column, node, NULL, creating};
    const struct note *note;
    bool ok;

    *column = (struct column){0};
    column->object.kind = KIND_COLUMN;
    column->object.parent = &table->object;
    column->object.name.name = ddl_keep(ddl, node->colname);
    column->object.at = ddl_place(ddl, node->location);
    ok = read_type(ddl, table, column, node);
    column->collation = ddl_collation(ddl, node->coll_clause);
    note = parse_note_at(ddl->statement.parse, NOTE_STORAGE, node->location);
    if (note)
        column->storage = ddl_storage(note->text);
    if (strcmp(node->compression, "default"))
        column->compression = ddl_keep(ddl, node->compression);
    return take_clauses(ddl, &definition) && ok;
}
