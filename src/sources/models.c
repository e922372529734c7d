/* Model files: parsed one by one, built into one model, resolved together. */

#include "base/file.h"
#include "model/resolve.h"
#include "sources/expressions.h"
#include "sources/models_build.h"
#include "sources/source.h"

#include <string.h>

/* ------------------------------------------------------------------ simple items */

static void extension_schema(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct extension *)thing)->schema = clause->name.name;
}

static void extension_version(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct extension *)thing)->version = clause->text;
}

static void apply_common(struct builder *builder, const char *what, struct object *object,
                         const struct clause *clauses)
{
    static clause_handler *const handlers[CLAUSE_COUNT] = {
        [CLAUSE_RENAMED] = build_renamed,
        [CLAUSE_COMMENT] = build_comment,
        [CLAUSE_OWNER] = build_owner,
    };
    struct clause_table table = {what, handlers, NULL};
    clauses_apply(builder, &table, object, clauses);
}

/* Clauses behind the list of a type that has members: what it had and has no longer. */
struct listed {
    struct object *object;
    struct dropped_list *dropped;
    enum kind kind;
};

static void listed_renamed(struct builder *builder, void *thing, const struct clause *clause)
{
    build_renamed(builder, ((struct listed *)thing)->object, clause);
}

static void listed_comment(struct builder *builder, void *thing, const struct clause *clause)
{
    build_comment(builder, ((struct listed *)thing)->object, clause);
}

static void listed_owner(struct builder *builder, void *thing, const struct clause *clause)
{
    build_owner(builder, ((struct listed *)thing)->object, clause);
}

static void listed_dropped(struct builder *builder, void *thing, const struct clause *clause)
{
    struct listed *listed = thing;
    struct dropped dropped = {listed->kind, clause->name, clause->said};
    if ((listed->kind == KIND_LABEL) != clause->choice)
        diag_error(builder->diags, clause->said, CHECK_CLAUSE, "%s stands in %s quotes",
                   listed->kind == KIND_LABEL ? "a label" : "an attribute's name",
                   listed->kind == KIND_LABEL ? "single" : "no single");
    array_add(&builder->model->arena, listed->dropped, dropped);
}

static void apply_listed(struct builder *builder, const char *what, struct listed listed,
                         const struct clause *clauses)
{
    static clause_handler *const handlers[CLAUSE_COUNT] = {
        [CLAUSE_RENAMED] = listed_renamed,
        [CLAUSE_COMMENT] = listed_comment,
        [CLAUSE_OWNER] = listed_owner,
        [CLAUSE_DROPPED] = listed_dropped,
    };
    static const bool repeats[CLAUSE_COUNT] = {[CLAUSE_DROPPED] = true};
    struct clause_table table = {what, handlers, repeats};
    clauses_apply(builder, &table, &listed, clauses);
}

static void build_items(struct builder *builder, const struct item *items);

static void build_extension(struct builder *builder, struct object *object,
                            const struct item *item)
{
    static clause_handler *const handlers[CLAUSE_COUNT] = {
        [CLAUSE_SCHEMA] = extension_schema,
        [CLAUSE_VERSION] = extension_version,
        [CLAUSE_COMMENT] = build_comment,
    };
    static const struct clause_table table = {"an extension", handlers, NULL};
    clauses_apply(builder, &table, object, item->clauses);
}

static void label_replaces(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct label *)thing)->replaces = clause->name.name;
}

static void build_enum(struct builder *builder, struct object *object, const struct item *item)
{
    static clause_handler *const handlers[CLAUSE_COUNT] = {
        [CLAUSE_RENAMED] = build_renamed,
        [CLAUSE_REPLACES] = label_replaces,
    };
    static const struct clause_table table = {"a label", handlers, NULL};
    struct enum_type *type = (struct enum_type *)object;
    apply_listed(builder, "an enum", (struct listed){object, &type->dropped, KIND_LABEL},
                 item->clauses);
    for (const struct item *line = item->body; line; line = line->next) {
        struct label *label = array_push(&builder->model->arena, &type->labels);
        label->object.kind = KIND_LABEL;
        label->object.name.name = line->text;
        label->object.at = line->text_at;
        label->object.parent = object;
        clauses_apply(builder, &table, label, line->clauses);
        refuse_doc(builder, line);
    }
}

static void attribute_collate(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct column *)thing)->collation = clause->name;
}

static void build_composite(struct builder *builder, struct object *object,
                            const struct item *item)
{
    static clause_handler *const handlers[CLAUSE_COUNT] = {
        [CLAUSE_COLLATE] = attribute_collate,
        [CLAUSE_RENAMED] = build_renamed,
        [CLAUSE_COMMENT] = build_comment,
    };
    static const struct clause_table table = {"an attribute", handlers, NULL};
    struct composite *type = (struct composite *)object;
    if (item->bare && !item->external) {
        diag_error(builder->diags, item->name_at, CHECK_CLAUSE,
                   "type \"%s\" needs its attributes", object->name.name);
        diag_hint(builder->diags,
                  "A type that others make, of whatever kind, is \"external type "
                  "%s\".",
                  object->name.name);
    }
    apply_listed(builder, "a type", (struct listed){object, &type->dropped, KIND_COLUMN},
                 item->clauses);
    for (const struct item *line = item->body; line; line = line->next) {
        struct column *attribute = array_push(&builder->model->arena, &type->attributes);
        attribute->object.kind = KIND_COLUMN;
        attribute->object.name.name = line->name.name;
        attribute->object.at = line->name_at;
        attribute->object.parent = object;
        build_doc(builder, &attribute->object, line);
        build_type(builder, &attribute->type, line->type);
        clauses_apply(builder, &table, attribute, line->clauses);
    }
}

static void build_sequence(struct builder *builder, struct object *object,
                           const struct item *item)
{
    struct sequence *sequence = (struct sequence *)object;
    struct sequence_build build = {.sequence = sequence};
    sequence->unlogged = item->unlogged;
    build_sequence_options(builder, &build, item->clauses);
    sequence->options = build.options;
}

static void build_table_item(struct builder *builder, struct object *object,
                             const struct item *item)
{
    build_table(builder, (struct table *)object, item);
}

/* ------------------------------------------------------------------ domains */

struct domain_build {
    struct domain *domain;
    struct constraint *check;  /* the one before, for what follows it */
    const struct clause *name; /* constraint NAME */
    const struct clause *seen[CLAUSE_COUNT];
};

static struct constraint *add_check(struct builder *builder, struct domain *domain,
                                    struct span at)
{
    struct constraint *check = array_push(&builder->model->arena, &domain->constraints);
    check->object.kind = KIND_CONSTRAINT;
    check->object.at = at;
    check->object.name_implied = true;
    check->type = CONSTRAINT_CHECK;
    return check;
}

static const char *domain_name(struct domain_build *build)
{
    const char *name = build->name ? build->name->name.name : NULL;
    build->name = NULL;
    return name;
}

static bool domain_take(struct builder *builder, struct domain_build *build,
                        const struct clause *clause)
{
    struct domain *domain = build->domain;
    bool is_one_only = clause->kind == CLAUSE_COLLATE || clause->kind == CLAUSE_DEFAULT ||
                       clause->kind == CLAUSE_RENAMED || clause->kind == CLAUSE_OWNER;
    if (is_one_only && clause_repeats(builder, build->seen, clause))
        return true;
    switch (clause->kind) {
    case CLAUSE_COLLATE:
        domain->collation = clause->name;
        return true;
    case CLAUSE_DEFAULT:
        if (!default_is_null(clause->text))
            domain->value = build_expr(clause);
        return true;
    case CLAUSE_CONSTRAINT:
        build->name = clause;
        return true;
    case CLAUSE_NOT_NULL:
        domain->not_null = true;
        domain->not_null_name = domain_name(build);
        return true;
    case CLAUSE_NULL:
        return true;
    case CLAUSE_CHECK:
        build->check = add_check(builder, domain, clause->at);
        build->check->check = build_expr(clause);
        build->check->object.name.name = domain_name(build);
        build->check->object.name_implied = !build->check->object.name.name;
        return true;
    case CLAUSE_RENAMED:
        build_renamed(builder, domain, clause);
        return true;
    case CLAUSE_OWNER:
        build_owner(builder, domain, clause);
        return true;
    case CLAUSE_COMMENT:
        build_comment(builder, domain, clause);
        return true;
    default:
        return build->check && constraint_take(builder, build->check, clause);
    }
}

static void build_domain(struct builder *builder, struct object *object,
                         const struct item *item)
{
    struct domain *domain = (struct domain *)object;
    struct domain_build build = {.domain = domain};
    build_type(builder, &domain->type, item->type);
    for (const struct clause *clause = item->clauses; clause; clause = clause->next)
        if (!domain_take(builder, &build, clause))
            clause_misplaced(builder, clause, "a domain");
    for (const struct item *line = item->body; line; line = line->next) {
        if (line->kind == ITEM_CHECK)
            build_constraint(builder, add_check(builder, domain, line->at), line);
        else if (line->kind == ITEM_CLAUSES)
            apply_common(builder, "a domain", object, line->clauses);
        else
            diag_error(builder->diags, line->at, CHECK_SYNTAX, "%s cannot stand in a domain",
                       item_word(line->kind));
    }
    for (size_t i = 0; i < domain->constraints.count; i++)
        domain->constraints.at[i].object.parent = object;
}

/* ------------------------------------------------------------------ the file */

typedef void item_builder(struct builder *builder, struct object *object,
                          const struct item *item);

static const struct {
    enum kind kind;
    item_builder *build;
} builders[ITEM_COUNT] = {
    [ITEM_EXTENSION] = {KIND_EXTENSION, build_extension},
    [ITEM_ENUM] = {KIND_ENUM, build_enum},
    [ITEM_COMPOSITE] = {KIND_COMPOSITE, build_composite},
    [ITEM_DOMAIN] = {KIND_DOMAIN, build_domain},
    [ITEM_SEQUENCE] = {KIND_SEQUENCE, build_sequence},
    [ITEM_TABLE] = {KIND_TABLE, build_table_item},
};

static struct qname full_name(const struct builder *builder, struct qname name)
{
    if (!name.schema)
        name.schema = builder->schema;
    return name;
}

static void build_object(struct builder *builder, const struct item *item)
{
    struct object *taken;
    enum kind kind = builders[item->kind].kind;
    struct object *object =
        model_add(builder->model, kind, full_name(builder, item->name), &taken);
    object->at = item->name_at;
    object->external = item->external;
    if (taken) {
        diag_error(builder->diags, item->name_at, CHECK_DUPLICATE,
                   "%s \"%s\" is declared twice", kind_word(kind), item->name.name);
        diag_note(builder->diags, taken->at, "%s \"%s\" is declared here",
                  kind_word(taken->kind), taken->name.name);
    }
    build_doc(builder, object, item);
    builders[item->kind].build(builder, object, item);
}

/* A schema may have many blocks; what they say of the schema itself adds up. */
static void build_schema(struct builder *builder, const struct item *item)
{
    struct object *object = model_find(builder->model, KIND_SCHEMA, item->name);
    if (!object)
        object = model_add(builder->model, KIND_SCHEMA, item->name, NULL);
    object->at = item->name_at;
    object->external |= item->external;
    ((struct schema *)object)->declared = true;
    build_doc(builder, object, item);
    apply_common(builder, "a schema", object, item->clauses);
    for (const struct item *line = item->body; line; line = line->next)
        if (line->kind == ITEM_CLAUSES)
            apply_common(builder, "a schema", object, line->clauses);
    const char *outer = builder->schema;
    builder->schema = item->name.name;
    build_items(builder, item->body);
    builder->schema = outer;
}

static void take_dropped(struct builder *builder, const struct item *item)
{
    struct dropped dropped = {KIND_COUNT, full_name(builder, item->name), item->name_at};
    for (enum kind kind = KIND_SCHEMA; item->text && kind <= KIND_TABLE; kind++)
        if (strcmp(item->text, kind_word(kind)) == 0)
            dropped.kind = kind;
    array_add(&builder->model->arena, &builder->model->dropped, dropped);
    refuse_doc(builder, item);
}

/* A clause of its own belongs to the block of a schema (build_schema applies it). */
static void take_line(struct builder *builder, const struct item *item)
{
    if (!builder->schema)
        clause_misplaced(builder, item->clauses, "a file");
    refuse_doc(builder, item);
}

static void build_items(struct builder *builder, const struct item *items)
{
    for (const struct item *item = items; item; item = item->next) {
        if (item->external && item->kind != ITEM_SCHEMA && !builders[item->kind].build)
            diag_error(builder->diags, item->at, CHECK_CLAUSE, "%s cannot be external",
                       item_word(item->kind));
        if (item->kind == ITEM_SCHEMA)
            build_schema(builder, item);
        else if (item->kind == ITEM_DROPPED)
            take_dropped(builder, item);
        else if (builders[item->kind].build)
            build_object(builder, item);
        else if (item->kind == ITEM_CLAUSES)
            take_line(builder, item);
    }
}

static void declare_mixins(struct builder *builder, const struct item *items)
{
    for (const struct item *item = items; item; item = item->next) {
        if (item->kind == ITEM_MIXIN)
            mixin_declare(builder, item);
        else if (item->kind == ITEM_SCHEMA)
            declare_mixins(builder, item->body);
    }
}

/* Builds what parsed; resolves only if nothing was wrong so far, so that one mistake is told
 * once. */
static struct model *load(struct model *model, struct source *sources, size_t count,
                          const struct source_settings *settings, struct diags *diags)
{
    struct arena nodes = {0};
    struct builder builder = {.model = model, .diags = diags, .nodes = &nodes};
    struct syntax *files = arena_alloc(&nodes, (count + 1) * sizeof *files);
    size_t errors = diags_errors(diags);
    model->schema = settings->schema ? settings->schema : "public";
    model->owners = settings->owners;
    for (size_t i = 0; i < count; i++)
        syntax_parse(&sources[i], &nodes, &model->arena, &files[i], diags);
    for (size_t i = 0; i < count; i++)
        declare_mixins(&builder, files[i].items);
    for (size_t i = 0; i < count; i++)
        build_items(&builder, files[i].items);
    mixins_release(&builder);
    arena_release(&nodes);
    if (diags_errors(diags) == errors) {
        model_resolve(model, diags);
        judge_expressions(model, diags);
    }
    if (diags_errors(diags) == errors)
        return model;
    model_free(model);
    return NULL;
}

struct model *models_load_source(const struct source *source,
                                 const struct source_settings *settings, struct diags *diags)
{
    struct model *model = model_new();
    struct source *kept = arena_alloc(&model->arena, sizeof *kept);
    *kept = *source;
    return load(model, kept, 1, settings, diags);
}

struct model *models_load(const char *path, const struct source_settings *settings,
                          struct diags *diags)
{
    struct model *model = model_new();
    struct paths paths = {0};
    bool ok = file_list(&model->arena, path, ".sg", true, &paths, diags);
    struct source *sources = arena_alloc(&model->arena, (paths.count + 1) * sizeof *sources);
    for (size_t i = 0; i < paths.count; i++)
        ok &= file_read(&model->arena, paths.at[i], &sources[i], diags);
    if (ok)
        return load(model, sources, paths.count, settings, diags);
    model_free(model);
    return NULL;
}
