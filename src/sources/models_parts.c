/* Parts that items of several kinds share: types, options, names, index elements, sequences. */

#include "sources/models_build.h"

#include "model/types.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ------------------------------------------------------------------ clauses by table */

bool clause_misplaced(struct builder *builder, const struct clause *clause, const char *what)
{
    return diag_error(builder->diags, clause->at, CHECK_CLAUSE, "\"%s\" does not belong to %s",
                      clause_word(clause->kind), what);
}

bool clause_repeats(struct builder *builder, const struct clause *seen[CLAUSE_COUNT],
                    const struct clause *clause)
{
    const struct clause *earlier = seen[clause->kind];
    seen[clause->kind] = clause;
    if (!earlier)
        return false;
    diag_error(builder->diags, clause->at, CHECK_CLAUSE, "\"%s\" is said twice",
               clause_word(clause->kind));
    diag_note(builder->diags, earlier->at, "the first time is here");
    return true;
}

void clauses_apply(struct builder *builder, const struct clause_table *table, void *thing,
                   const struct clause *clauses)
{
    const struct clause *seen[CLAUSE_COUNT] = {0};
    for (const struct clause *clause = clauses; clause; clause = clause->next) {
        bool may_repeat = table->repeats && table->repeats[clause->kind];
        if (!table->handlers[clause->kind])
            clause_misplaced(builder, clause, table->what);
        else if (may_repeat || !clause_repeats(builder, seen, clause))
            table->handlers[clause->kind](builder, thing, clause);
    }
}

/* ------------------------------------------------------------------ what every object has */

void build_doc(struct builder *builder, struct object *object, const struct item *item)
{
    if (item->doc.start != item->doc.end)
        object->comment = syntax_doc_text(&builder->model->arena, item->doc);
}

void refuse_doc(struct builder *builder, const struct item *item)
{
    if (item->doc.start == item->doc.end)
        return;
    diag_error(builder->diags, item->doc, CHECK_DOC_PLACE, "%s has no comment",
               item_word(item->kind));
    diag_hint(builder->diags, "PostgreSQL keeps none: write \"--\".");
}

void build_renamed(struct builder *builder, void *thing, const struct clause *clause)
{
    struct object *object = thing;
    (void)builder;
    object->renamed_from = clause->name;
    object->renamed_at = clause->at;
}

void build_comment(struct builder *builder, void *thing, const struct clause *clause)
{
    struct object *object = thing;
    if (object->comment)
        diag_error(builder->diags, clause->at, CHECK_CLAUSE, "the comment is said twice");
    object->comment = clause->text;
}

void build_owner(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct object *)thing)->owner = clause->name.name;
}

/* ------------------------------------------------------------------ types */

static struct type_syntax type_syntax_of(const struct clause *clause)
{
    return (struct type_syntax){.name = clause->name,
                                .quoted = clause->choice & TYPE_QUOTED,
                                .modifiers = clause->text,
                                .array = clause->choice & TYPE_ARRAY,
                                .at = clause->at};
}

/* Behind one modifier, a number, a word or a text in quotes; NULL if none stands there. */
static const char *behind_modifier(const char *text)
{
    const char *at = text + strspn(text, " \t\r\n");
    const char *begin;

    if (*at == '\'' || *at == '"') {
        const char *end = strchr(at + 1, *at);
        return end ? end + 1 : NULL;
    }
    begin = at += *at == '-' || *at == '+';
    while (isalnum((unsigned char)*at) || *at == '_' || *at == '.' || (unsigned char)*at > 127)
        at++;
    return at > begin ? at : NULL;
}

/* The text is "(…)" or NULL: what built-in types take is told with their limits. */
static bool are_modifiers(const char *text)
{
    while (text && *text != ')') {
        text = behind_modifier(text + 1);
        if (text)
            text += strspn(text, " \t\r\n");
        if (!text || (*text != ',' && *text != ')'))
            return false;
    }
    return true;
}

static void take_type(struct builder *builder, struct type_name *type,
                      const struct type_syntax *syntax)
{
    if (!type_canonical(&builder->model->arena, syntax, type, builder->diags))
        return;
    if (type->user.name && !are_modifiers(type->modifiers))
        diag_error(builder->diags, syntax->at, CHECK_CLAUSE,
                   "the modifiers of a type must be numbers, words or texts in quotes");
}

void build_type(struct builder *builder, struct type_name *type, const struct clause *clause)
{
    struct type_syntax syntax = type_syntax_of(clause);
    take_type(builder, type, &syntax);
}

void build_column_type(struct builder *builder, struct column *column,
                       const struct clause *clause)
{
    struct type_syntax syntax = type_syntax_of(clause);
    if (!clause->name.schema && !clause->choice)
        column->serial = type_serial(clause->name.name, &syntax.name.name);
    column->not_null |= column->serial != SERIAL_NONE;
    take_type(builder, &column->type, &syntax);
}

/* ------------------------------------------------------------------ lists */

void build_options(struct builder *builder, struct options *options, const struct clause *parts)
{
    struct arena *arena = &builder->model->arena;
    for (const struct clause *part = parts; part; part = part->next) {
        const char *name =
            part->name.schema ? arena_printf(arena, "%s.%s", part->name.schema, part->name.name)
                              : part->name.name;
        if (!options_set(arena, options,
                         (struct option){name, part->text ? part->text : "true", part->at}))
            diag_error(builder->diags, part->at, CHECK_CLAUSE, "option \"%s\" is said twice",
                       name);
    }
}

void build_names(struct builder *builder, struct text_list *list, const struct clause *parts)
{
    for (const struct clause *part = parts; part; part = part->next)
        for (const struct clause *before = parts; before != part; before = before->next)
            if (text_equal(before->name.name, part->name.name)) {
                diag_error(builder->diags, part->at, CHECK_DUPLICATE, "\"%s\" is listed twice",
                           part->name.name);
                break;
            }
    build_include(builder, list, parts);
}

void build_include(struct builder *builder, struct text_list *list, const struct clause *parts)
{
    array_reserve(&builder->model->arena, list, list->count + count_parts(parts));
    for (const struct clause *part = parts; part; part = part->next)
        array_add(&builder->model->arena, list, part->name.name);
}

size_t count_parts(const struct clause *parts)
{
    size_t count = 0;

    for (; parts; parts = parts->next)
        count++;
    return count;
}

struct expr build_expr(const struct clause *clause)
{
    bool said = clause->said.end > clause->said.start;
    return (struct expr){clause->text, NULL, said ? clause->said : clause->at};
}

long build_number(struct builder *builder, const struct clause *clause, long least, long most)
{
    errno = 0;
    char *end;
    long number = strtol(clause->text, &end, 10);
    if (errno || *end || number < least || number > most) {
        diag_error(builder->diags, clause->at, CHECK_CLAUSE,
                   "\"%s\" takes a whole number from %ld to %ld", clause_word(clause->kind),
                   least, most);
        return least;
    }
    return number;
}

/* ------------------------------------------------------------------ index elements */

struct element_build {
    struct index_element *element;
    bool nulls_said, nulls_first;
};

static void element_collate(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct element_build *)thing)->element->collation = clause->name;
}

static void element_opclass(struct builder *builder, void *thing, const struct clause *clause)
{
    struct index_element *element = ((struct element_build *)thing)->element;
    element->opclass = clause->name;
    build_options(builder, &element->opclass_options, clause->parts);
}

static void element_order(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct element_build *)thing)->element->desc = clause->choice;
}

static void element_nulls(struct builder *builder, void *thing, const struct clause *clause)
{
    struct element_build *build = thing;
    (void)builder;
    build->nulls_said = true;
    build->nulls_first = clause->choice;
}

static void element_statistics(struct builder *builder, void *thing,
                               const struct clause *clause)
{
    ((struct element_build *)thing)->element->statistics =
        (int)build_number(builder, clause, 0, 10000) + 1;
}

static void element_operator(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct element_build *)thing)->element->operator_name = clause->name;
}

void build_element(struct builder *builder, struct index_element *element,
                   const struct clause *clause)
{
    static clause_handler *const handlers[CLAUSE_COUNT] = {
        [CLAUSE_COLLATE] = element_collate,       [CLAUSE_OPCLASS] = element_opclass,
        [CLAUSE_ORDER] = element_order,           [CLAUSE_NULLS] = element_nulls,
        [CLAUSE_STATISTICS] = element_statistics, [CLAUSE_OPERATOR] = element_operator,
    };
    static const struct clause_table table = {"an element of an index", handlers, NULL};
    struct element_build build = {.element = element};
    element->at = clause->at;
    element->column = clause->name.name;
    if (!element->column)
        element->expr = build_expr(clause);
    clauses_apply(builder, &table, &build, clause->parts);
    element->nulls_reversed = build.nulls_said && build.nulls_first != element->desc;
}

/* ------------------------------------------------------------------ sequences */

static int64_t sequence_number(struct builder *builder, const struct clause *clause)
{
    errno = 0;
    char *end;
    long long number = strtoll(clause->text, &end, 10);
    if (errno || *end)
        diag_error(builder->diags, clause->at, CHECK_CLAUSE,
                   "\"%s\" is out of the range of bigint", clause_word(clause->kind));
    return number;
}

static void sequence_as(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    struct type_name type = {0};

    build_type(builder, &type, clause->parts);
    if (!sequence_type_find(type.text, &build->options.type))
        diag_error(builder->diags, clause->at, CHECK_CLAUSE,
                   "a sequence is of type smallint, integer or bigint");
}

static void sequence_start(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    build->options.start = sequence_number(builder, clause);
    build->said.start = true;
}

static void sequence_increment(struct builder *builder, void *thing,
                               const struct clause *clause)
{
    struct sequence_build *build = thing;
    build->options.increment = sequence_number(builder, clause);
    if (build->options.increment == 0)
        diag_error(builder->diags, clause->at, CHECK_CLAUSE, "the increment cannot be zero");
}

static void sequence_min(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    if (!clause->text)
        return;
    build->options.min = sequence_number(builder, clause);
    build->said.min = true;
}

static void sequence_max(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    if (!clause->text)
        return;
    build->options.max = sequence_number(builder, clause);
    build->said.max = true;
}

static void sequence_cache(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    build->options.cache = sequence_number(builder, clause);
    if (build->options.cache < 1)
        diag_error(builder->diags, clause->at, CHECK_CLAUSE, "the cache is at least 1");
}

static void sequence_cycle(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct sequence_build *)thing)->options.cycle = !clause->choice;
}

static void sequence_owned(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    if (!build->sequence) {
        clause_misplaced(builder, clause, "the sequence of an identity column");
        return;
    }
    if (!clause->name.name)
        return;
    build->sequence->owned_by = (struct ref){KIND_TABLE, clause->name, clause->at, NULL};
    build->sequence->owned_column = clause->text;
}

static void sequence_name(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    if (build->column)
        build->column->identity_sequence = clause->name;
    else
        clause_misplaced(builder, clause, "a sequence");
}

static void sequence_logged(struct builder *builder, void *thing, const struct clause *clause)
{
    struct sequence_build *build = thing;
    (void)builder;
    if (build->column)
        build->column->identity_unlogged = clause->choice;
    else
        build->sequence->unlogged = clause->choice;
}

static void sequence_renamed(struct builder *builder, void *thing, const struct clause *clause)
{
    build_renamed(builder, ((struct sequence_build *)thing)->sequence, clause);
}

static void sequence_comment(struct builder *builder, void *thing, const struct clause *clause)
{
    build_comment(builder, ((struct sequence_build *)thing)->sequence, clause);
}

static void sequence_owner(struct builder *builder, void *thing, const struct clause *clause)
{
    build_owner(builder, ((struct sequence_build *)thing)->sequence, clause);
}

static void sequence_restart(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)thing;
    diag_error(builder->diags, clause->at, CHECK_CLAUSE,
               "restart changes the value of a sequence, not its definition");
}

void build_sequence_options(struct builder *builder, struct sequence_build *build,
                            const struct clause *clauses)
{
#define SEQUENCE_CLAUSES                                                                       \
    [CLAUSE_START] = sequence_start, [CLAUSE_INCREMENT] = sequence_increment,                  \
    [CLAUSE_MIN] = sequence_min, [CLAUSE_MAX] = sequence_max, [CLAUSE_CACHE] = sequence_cache, \
    [CLAUSE_CYCLE] = sequence_cycle, [CLAUSE_OWNED] = sequence_owned,                          \
    [CLAUSE_SEQUENCE_NAME] = sequence_name, [CLAUSE_LOGGED] = sequence_logged,                 \
    [CLAUSE_RESTART] = sequence_restart
    static clause_handler *const of_column[CLAUSE_COUNT] = {SEQUENCE_CLAUSES};
    static clause_handler *const of_sequence[CLAUSE_COUNT] = {
        SEQUENCE_CLAUSES,
        [CLAUSE_AS] = sequence_as,
        [CLAUSE_RENAMED] = sequence_renamed,
        [CLAUSE_COMMENT] = sequence_comment,
        [CLAUSE_OWNER] = sequence_owner,
    };
    static const struct clause_table column_table = {"the sequence of an identity column",
                                                     of_column, NULL};
    static const struct clause_table sequence_table = {"a sequence", of_sequence, NULL};
    build->options.increment = 1;
    build->options.cache = 1;
    clauses_apply(builder, build->sequence ? &sequence_table : &column_table, build, clauses);
    sequence_options_complete(&build->options, build->said);
}
