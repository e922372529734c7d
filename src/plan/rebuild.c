/* What has to be made anew, and what that drags along: a type with its columns, a column with
 * what is computed from it, a key with the foreign keys that need it. */

#include "plan/passage.h"

#include "kinds/casts.h"
#include "kinds/cost.h"
#include "kinds/row_type.h"
#include "model/types.h"
#include "postgres/expression.h"

#include <string.h>
#include <uthash.h>

struct marked {
    const struct object *object;
    UT_hash_handle hh;
};

bool marks_has(const struct marks *marks, const struct object *object)
{
    struct marked *marked;
    HASH_FIND_PTR(marks->entries, &object, marked);
    return marked != NULL;
}

bool marks_add(struct marks *marks, const struct object *object)
{
    if (marks_has(marks, object))
        return false;
    struct marked *marked = arena_alloc(marks->arena, sizeof *marked);
    marked->object = object;
    HASH_ADD_PTR(marks->entries, object, marked);
    return true;
}

void marks_release(struct marks *marks)
{
    HASH_CLEAR(hh, marks->entries);
}

static bool mark_pair(struct marks *marks, const struct object *from, const struct object *to)
{
    marks_add(marks, to);
    return marks_add(marks, from);
}

/* ------------------------------------------------------------------ types */

/* Labels that stay have to keep their order; those that come may stand anywhere. */
static bool labels_fit(const struct match *match, const struct enum_type *from,
                       const struct enum_type *to)
{
    size_t next = 0;
    for (size_t i = 0; i < from->labels.count; i++) {
        const struct object *label = match_to(match, &from->labels.at[i].object);
        while (label && next < to->labels.count && &to->labels.at[next].object != label)
            next++;
        if (!label || next == to->labels.count)
            return false;
        next++;
    }
    return true;
}

bool passage_is_rebuilt(const struct passage *passage, struct qname name)
{
    const struct object *type = model_find_type(passage->match->from, name);
    if (!type)
        type = model_find(passage->match->from, KIND_TABLE, name);
    return type && marks_has(&passage->rebuilt, type);
}

static bool uses_rebuilt(const struct passage *passage, const struct type_name *type)
{
    return type->user.name && passage_is_rebuilt(passage, type->user);
}

static bool composite_needs_new(struct passage *passage, const struct composite *from,
                                const struct composite *to)
{
    bool changes = false;
    for (size_t i = 0; i < from->attributes.count; i++) {
        const struct column *attribute = &from->attributes.at[i];
        const struct object *other = match_to(passage->match, &attribute->object);
        changes |= other && kind_compare(&attribute->object, other, &passage->renames,
                                         passage->match->to->schema, 0);
    }
    return changes && (type_stored_in(passage->writer.from_lookup, &from->object) ||
                       type_stored_in(passage->writer.to_lookup, &to->object));
}

/* Rows that a column stores no more have gone by then; new ones may have come. */
static bool has_rows_stored(const struct passage *passage, const struct lookup *lookup,
                            const struct object *table)
{
    const struct writer *writer = &passage->writer;
    return lookup == writer->to_lookup
               ? type_stored_in(writer->to_lookup, table) != NULL
               : row_type_kept_in(writer, (const struct table *)table) != NULL;
}

/* In an array, a composite type, or a table whose rows are stored in a column. */
static bool is_held_inside(const struct passage *passage, struct lookup *lookup,
                           const struct object *type)
{
    struct dependents dependents = lookup_dependents(lookup, type->name);
    for (size_t i = 0; i < dependents.count; i++) {
        const struct object *object = dependents.at[i].object;
        if (object->kind == KIND_DOMAIN && is_held_inside(passage, lookup, object))
            return true;
        if (object->kind != KIND_COLUMN)
            continue;
        if (object->parent->kind == KIND_COMPOSITE ||
            ((const struct column *)object)->type.dimensions ||
            has_rows_stored(passage, lookup, object->parent))
            return true;
    }
    return false;
}

/* PostgreSQL checks new constraints of a domain against the columns that hold it, and refuses
 * where arrays or composite types do. */
static bool domain_needs_new(struct passage *passage, const struct domain *from,
                             const struct domain *to, uint64_t fields)
{
    if (fields &
        (FIELD_BIT(KIND_DOMAIN, domain, type) | FIELD_BIT(KIND_DOMAIN, domain, collation)))
        return true;
    bool tightens = fields & FIELD_BIT(KIND_DOMAIN, domain, not_null) && to->not_null;
    for (size_t i = 0; i < to->constraints.count; i++) {
        const struct object *check = &to->constraints.at[i].object;
        const struct object *was = match_from(passage->match, check);
        tightens |= !was || kind_compare(was, check, &passage->renames,
                                         passage->match->to->schema, passage->writer.version);
    }
    const struct writer *writer = &passage->writer;
    return tightens && (is_held_inside(passage, writer->from_lookup, &from->object) ||
                        is_held_inside(passage, writer->to_lookup, &to->object));
}

static bool type_needs_new(struct passage *passage, const struct object *from,
                           const struct object *to)
{
    if (to->kind == KIND_ENUM)
        return !labels_fit(passage->match, (const struct enum_type *)from,
                           (const struct enum_type *)to);
    if (to->kind == KIND_COMPOSITE)
        return composite_needs_new(passage, (const struct composite *)from,
                                   (const struct composite *)to);
    uint64_t fields = kind_compare(from, to, &passage->renames, passage->match->to->schema, 0);
    return domain_needs_new(passage, (const struct domain *)from, (const struct domain *)to,
                            fields);
}

/* A type that goes and whose name something else takes stands in the way like an old version of
 * it: what uses it goes later. */
static void mark_replaced_kinds(struct passage *passage, enum kind kind)
{
    const struct object_list *list = &passage->match->from->objects[kind];
    for (size_t i = 0; i < list->count; i++) {
        const struct object *from = list->at[i];
        if (!from->external && !match_to(passage->match, from) &&
            passage_name_comes_back(passage, from) &&
            (kind != KIND_TABLE || type_stored_in(passage->writer.from_lookup, from)))
            marks_add(&passage->rebuilt, from);
    }
}

static void mark_types(struct passage *passage)
{
    static const enum kind kinds[] = {KIND_ENUM, KIND_DOMAIN, KIND_COMPOSITE};
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        mark_replaced_kinds(passage, kinds[k]);
    mark_replaced_kinds(passage, KIND_TABLE); /* for their row types */
    for (bool grows = true; grows;) {
        grows = false;
        for (size_t k = 0; k < COUNT_OF(kinds); k++) {
            const struct object_list *list = &passage->match->from->objects[kinds[k]];
            for (size_t i = 0; i < list->count; i++) {
                const struct object *to = match_to(passage->match, list->at[i]);
                if (to && !to->external && !marks_has(&passage->rebuilt, list->at[i]) &&
                    type_needs_new(passage, list->at[i], to))
                    grows |= mark_pair(&passage->rebuilt, list->at[i], to);
            }
        }
    }
}

/* ------------------------------------------------------------------ columns */

struct mentioning {
    const struct passage *passage;
    const struct table *table; /* of the from side */
    const char *text;          /* the expression that mentions; NULL: a list of columns */
    bool replaced, retyped, rebuilt, dropped, reread; /* reread: by another type's rules */
    bool recast;                                      /* to a type that is made anew */
};

static void mention(void *context, enum mention kind, struct qname name)
{
    struct mentioning *mentioning = context;
    if (kind == MENTION_TYPE)
        mentioning->recast |= passage_is_rebuilt(mentioning->passage, name);
    const struct column *column =
        kind == MENTION_COLUMN ? table_find_column(mentioning->table, name.name) : NULL;
    if (!column)
        return;
    const struct passage *passage = mentioning->passage;
    mentioning->dropped |= !match_to(passage->match, &column->object);
    mentioning->replaced |= marks_has(&passage->replaced, &column->object);
    bool is_retyped = marks_has(&passage->retyped, &column->object);
    const struct column *to = (const struct column *)match_to(passage->match, &column->object);
    mentioning->retyped |= is_retyped;
    mentioning->reread |=
        is_retyped && to && !cast_reads_the_same(&column->type, &to->type, mentioning->text);
    mentioning->rebuilt |= uses_rebuilt(passage, &column->type);
}

static void mention_names(struct mentioning *mentioning, const struct text_list *names)
{
    for (size_t i = 0; i < names->count; i++)
        mention(mentioning, MENTION_COLUMN, (struct qname){NULL, names->at[i]});
}

static void mention_text(struct mentioning *mentioning, const char *text)
{
    struct arena scratch = {0};
    mentioning->text = text;
    if (text)
        expression_each_mention(&scratch, text, mention, mentioning);
    mentioning->text = NULL;
    arena_release(&scratch);
}

static void mark_column(struct passage *passage, const struct column *from,
                        const struct column *to)
{
    uint64_t fields = kind_compare(&from->object, &to->object, &passage->renames,
                                   passage->match->to->schema, passage->writer.version);
    if (fields &
        (FIELD_BIT(KIND_COLUMN, column, type) | FIELD_BIT(KIND_COLUMN, column, collation)))
        mark_pair(&passage->retyped, &from->object, &to->object);
    if (fields & ~kind_in_place(&from->object, &to->object, passage->writer.version))
        mark_pair(&passage->replaced, &from->object, &to->object);
}

bool passage_default_recasts(const struct passage *passage, const struct column *column)
{
    struct mentioning mentioning = {.passage = passage,
                                    .table = (const struct table *)column->object.parent};
    if (passage->rebuilt.entries && !column->generated)
        mention_text(&mentioning, column->value.text);
    return mentioning.recast;
}

/* PostgreSQL refuses to change the type of a column that a generated one is computed from, and
 * the expression holds on to a type that it casts to. */
static void mark_generated(struct passage *passage, const struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.at[i];
        const struct object *to = match_to(passage->match, &column->object);
        if (!column->generated || !to || !((const struct column *)to)->generated)
            continue;
        struct mentioning mentioning = {.passage = passage, .table = table};
        mention_text(&mentioning, column->value.text);
        if (mentioning.retyped || mentioning.replaced || mentioning.dropped ||
            mentioning.recast || uses_rebuilt(passage, &column->type))
            mark_pair(&passage->replaced, &column->object, to);
    }
}

/* ------------------------------------------------------------------ constraints and indexes */

static void mention_elements(struct mentioning *mentioning,
                             const struct index_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (elements[i].column)
            mention(mentioning, MENTION_COLUMN, (struct qname){NULL, elements[i].column});
        else
            mention_text(mentioning, elements[i].expr.text);
    }
}

static struct mentioning mentions_of(const struct passage *passage, const struct object *member)
{
    struct mentioning mentioning = {.passage = passage,
                                    .table = (const struct table *)member->parent};
    if (member->kind == KIND_INDEX) {
        const struct index *index = (const struct index *)member;
        mention_elements(&mentioning, index->elements.at, index->elements.count);
        mention_names(&mentioning, &index->include);
        mention_text(&mentioning, index->where.text);
    } else {
        const struct constraint *constraint = (const struct constraint *)member;
        mention_names(&mentioning, &constraint->columns);
        mention_names(&mentioning, &constraint->include);
        mention_elements(&mentioning, constraint->elements.at, constraint->elements.count);
        mention_text(&mentioning, constraint->check.text);
        mention_text(&mentioning, constraint->where.text);
    }
    return mentioning;
}

bool passage_goes_with_column(const struct passage *passage, const struct object *member)
{
    struct mentioning mentioning = mentions_of(passage, member);
    return mentioning.dropped || mentioning.replaced;
}

static bool has_expression(const struct object *member)
{
    if (member->kind == KIND_INDEX) {
        const struct index *index = (const struct index *)member;
        for (size_t i = 0; i < index->elements.count; i++)
            if (!index->elements.at[i].column)
                return true;
        return index->where.text != NULL;
    }
    const struct constraint *constraint = (const struct constraint *)member;
    for (size_t i = 0; i < constraint->elements.count; i++)
        if (!constraint->elements.at[i].column)
            return true;
    return constraint->check.text || constraint->where.text;
}

/* What the server prints of an expression is not always what makes it: then the text is another
 * than the canonical form (sources/database_values.c). */
static bool rereads_the_same(const struct expr *from, const struct expr *to)
{
    bool differs = (from->canon && !text_equal(from->canon, from->text)) ||
                   (to->canon && !text_equal(to->canon, to->text));
    return !differs && text_equal(from->text, to->text);
}

static bool same_elements_text(const struct index_element *a, const struct index_element *b,
                               size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!rereads_the_same(&a[i].expr, &b[i].expr))
            return false;
    return true;
}

/* After a change of type PostgreSQL reads the stored text again: the same as what a fresh build
 * gives only if that is the text. */
static bool same_text(const struct object *from, const struct object *to)
{
    if (from->kind == KIND_INDEX) {
        const struct index *a = (const struct index *)from, *b = (const struct index *)to;
        return rereads_the_same(&a->where, &b->where) &&
               a->elements.count == b->elements.count &&
               same_elements_text(a->elements.at, b->elements.at, a->elements.count);
    }
    const struct constraint *a = (const struct constraint *)from;
    const struct constraint *b = (const struct constraint *)to;
    return rereads_the_same(&a->check, &b->check) && rereads_the_same(&a->where, &b->where) &&
           a->elements.count == b->elements.count &&
           same_elements_text(a->elements.at, b->elements.at, a->elements.count);
}

/* The server checks a foreign key of a new type anew, and finds no way to the polymorphic type
 * that such values are compared as ("could not find cast from …"). */
static bool is_compared_as_any(const struct model *model, const struct type_name *type)
{
    const struct type_name *below = type_below(model, type);
    const struct object *user = below->user.name ? model_find_type(model, below->user) : NULL;
    bool may_be_range = below->user.name && (!user || user->external);
    return below->dimensions || type_is_range(below) || type_is_multirange(below) ||
           may_be_range || (user && user->kind == KIND_ENUM);
}

static bool foreign_key_retyped(const struct passage *passage, const struct constraint *foreign)
{
    const struct table *tables[] = {(const struct table *)foreign->object.parent,
                                    (const struct table *)foreign->references.to};
    const struct text_list *lists[] = {&foreign->columns, &foreign->ref_columns};
    bool retyped = false, refused = false;
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; tables[side] && i < lists[side]->count; i++) {
            const struct column *column = table_find_column(tables[side], lists[side]->at[i]);
            refused |= column && is_compared_as_any(passage->match->from, &column->type);
            if (!column || !marks_has(&passage->retyped, &column->object))
                continue;
            retyped = true;
            const struct column *to =
                (const struct column *)match_to(passage->match, &column->object);
            if (uses_rebuilt(passage, &column->type) ||
                !cast_same_base(&column->type, &to->type))
                return true;
        }
    }
    return retyped && refused;
}

struct elements {
    const struct index_element *at;
    size_t count;
};

static struct elements elements_of(const struct object *member)
{
    const struct index *index = (const struct index *)member;
    const struct constraint *constraint = (const struct constraint *)member;
    return member->kind == KIND_INDEX
               ? (struct elements){index->elements.at, index->elements.count}
               : (struct elements){constraint->elements.at, constraint->elements.count};
}

/* A change of type makes the index again from its definition, in which a collation stands only
 * where it is not the column's: one that stands follows nobody, one that does not follows. */
static bool collation_goes_astray(const struct passage *passage, const struct object *from,
                                  const struct object *to)
{
    struct elements was = elements_of(from), now = elements_of(to);
    for (size_t i = 0; i < was.count && i < now.count; i++) {
        const struct column *old =
            was.at[i].column
                ? table_find_column((const struct table *)from->parent, was.at[i].column)
                : NULL;
        if (!old || !marks_has(&passage->retyped, &old->object))
            continue;
        const char *new =
            ((const struct column *)match_to(passage->match, &old->object))->collation.name;
        const char *said = was.at[i].collation.name, *wanted = now.at[i].collation.name;
        bool follows = !said || text_equal(said, old->collation.name);
        if (!text_equal(follows ? new : said, wanted ? wanted : new))
            return true;
    }
    return false;
}

/* A change of type makes indexes again by their definitions, in which the statistics targets of
 * expressions do not stand, nor the tablespace of an exclusion
 * (pg_get_constraintdef_command()).
 */
static bool loses_by_definition(const struct object *member)
{
    const struct constraint *constraint = (const struct constraint *)member;
    struct elements elements = elements_of(member);
    for (size_t i = 0; i < elements.count; i++)
        if (elements.at[i].statistics != STATISTICS_DEFAULT)
            return true;
    return member->kind == KIND_CONSTRAINT && constraint->type == CONSTRAINT_EXCLUDE &&
           constraint->tablespace;
}

static bool member_needs_new(struct passage *passage, const struct object *from,
                             const struct object *to)
{
    uint64_t fields = kind_compare(from, to, &passage->renames, passage->match->to->schema,
                                   passage->writer.version);
    if (fields & ~kind_in_place(from, to, passage->writer.version))
        return true;
    if (!passage->replaced.entries && !passage->retyped.entries && !passage->rebuilt.entries)
        return false;
    struct mentioning mentioning = mentions_of(passage, from);
    if (mentioning.replaced || mentioning.recast)
        return true;
    if (mentioning.retyped && loses_by_definition(from))
        return true;
    if (from->kind == KIND_CONSTRAINT &&
        ((const struct constraint *)from)->type == CONSTRAINT_FOREIGN)
        return foreign_key_retyped(passage, (const struct constraint *)from);
    if (mentioning.retyped && collation_goes_astray(passage, from, to))
        return true;
    bool reads = mentioning.retyped && has_expression(from);
    return reads && (mentioning.rebuilt || mentioning.reread || !same_text(from, to));
}

/* PostgreSQL makes an index again whose included column changes its type, and does not see that
 * a foreign key of the other columns is in the way. */
static bool key_stays(const struct passage *passage, const struct object *key,
                      const struct text_list *include)
{
    const struct table *table = (const struct table *)key->parent;
    if (!match_to(passage->match, key) || marks_has(&passage->rebuilt, key))
        return false;
    for (size_t i = 0; i < include->count; i++) {
        const struct column *column = table_find_column(table, include->at[i]);
        if (column && marks_has(&passage->retyped, &column->object))
            return false;
    }
    return true;
}

/* A foreign key hangs on one unique index of the other table: it goes if that goes. */
static bool key_goes(const struct passage *passage, const struct constraint *foreign)
{
    const struct table *table = (const struct table *)foreign->references.to;
    if (!table || !match_to(passage->match, &table->object))
        return table != NULL;
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *key = &table->constraints.at[i];
        if (key->type != CONSTRAINT_PRIMARY && key->type != CONSTRAINT_UNIQUE)
            continue;
        bool stays = key_stays(passage, &key->object, &key->include);
        if (!stays && text_list_same_set(&key->columns, &foreign->ref_columns))
            return true;
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        const struct index *key = &table->indexes.at[i];
        struct text_list columns = {0};
        bool stays =
            key_stays(passage, &key->object, &key->include) || passage_is_adopted(passage, key);
        if (!key->unique || stays)
            continue;
        struct arena scratch = {0};
        for (size_t j = 0; j < key->elements.count; j++)
            if (key->elements.at[j].column)
                array_add(&scratch, &columns, key->elements.at[j].column);
        bool goes = text_list_same_set(&columns, &foreign->ref_columns);
        arena_release(&scratch);
        if (goes)
            return true;
    }
    return false;
}

/* Of two tables that one references the other, neither can become unlogged or logged first
 * without the other in its way. */
static bool persistence_moves(const struct passage *passage, const struct constraint *foreign)
{
    const struct object *sides[] = {foreign->object.parent, foreign->references.to};
    if (!sides[1] || sides[0] == sides[1])
        return false;
    for (size_t side = 0; side < COUNT_OF(sides); side++) {
        const struct object *to = match_to(passage->match, sides[side]);
        if (to && ((const struct table *)to)->persistence !=
                      ((const struct table *)sides[side])->persistence)
            return true;
    }
    return false;
}

bool passage_foreign_hinders(const struct passage *passage, const struct constraint *foreign)
{
    return key_goes(passage, foreign) || persistence_moves(passage, foreign) ||
           foreign_key_retyped(passage, foreign);
}

static bool is_foreign(const struct object *member)
{
    return member->kind == KIND_CONSTRAINT &&
           ((const struct constraint *)member)->type == CONSTRAINT_FOREIGN;
}

static void mark_member(void *context, const struct object *member)
{
    struct passage *passage = context;
    const struct object *to = match_to(passage->match, member);
    bool is_candidate = member->kind == KIND_CONSTRAINT || member->kind == KIND_INDEX;
    if (to && is_candidate && member_needs_new(passage, member, to))
        mark_pair(&passage->rebuilt, member, to);
}

static void mark_foreign(void *context, const struct object *member)
{
    struct passage *passage = context;
    const struct object *to = match_to(passage->match, member);
    if (to && is_foreign(member) &&
        passage_foreign_hinders(passage, (const struct constraint *)member))
        mark_pair(&passage->rebuilt, member, to);
}

typedef void table_pass(struct passage *passage, const struct table *table);

static void each_kept_table(struct passage *passage, table_pass *pass)
{
    const struct object_list *tables = &passage->match->from->objects[KIND_TABLE];
    for (size_t i = 0; i < tables->count; i++) {
        const struct object *to = match_to(passage->match, tables->at[i]);
        if (to && !to->external)
            pass(passage, (const struct table *)tables->at[i]);
    }
}

static void mark_columns_of(struct passage *passage, const struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct object *to = match_to(passage->match, &table->columns.at[i].object);
        if (to)
            mark_column(passage, &table->columns.at[i], (const struct column *)to);
    }
    mark_generated(passage, table);
}

static void mark_members_of(struct passage *passage, const struct table *table)
{
    each_member(&table->object, mark_member, passage);
}

static void mark_foreign_of(struct passage *passage, const struct table *table)
{
    each_member(&table->object, mark_foreign, passage);
}

static void mark_domain_checks(struct passage *passage)
{
    const struct object_list *domains = &passage->match->from->objects[KIND_DOMAIN];
    for (size_t i = 0; i < domains->count; i++) {
        const struct domain *from = (const struct domain *)domains->at[i];
        for (size_t j = 0; j < from->constraints.count; j++) {
            const struct object *member = &from->constraints.at[j].object;
            const struct object *to = match_to(passage->match, member);
            if (to &&
                kind_compare(member, to, &passage->renames, passage->match->to->schema, 0) &
                    ~kind_in_place(member, to, 0))
                mark_pair(&passage->rebuilt, member, to);
        }
    }
}

void passage_mark_rebuilds(struct passage *passage)
{
    mark_types(passage);
    mark_domain_checks(passage);
    each_kept_table(passage, mark_columns_of);
    passage_mark_parted(passage);
    each_kept_table(passage, mark_members_of);
    each_kept_table(passage, mark_foreign_of);
}
