/* One direction of a plan, from the matched models to its steps. Loops over kinds; what is
 * particular to a kind stands in kinds/. */

#include "plan/passage.h"

#include "kinds/cost.h"
#include "kinds/sequence.h"
#include "kinds/row_type.h"
#include "kinds/table.h"
#include "kinds/write.h"
#include "postgres/sql.h"

#include <string.h>

/* ------------------------------------------------------------------ what everything shares */

void passage_note(struct passage *passage, enum change_op op, const struct object *from,
                  const struct object *to, uint64_t fields)
{
    struct change *change = array_push(passage->writer.arena, &passage->changes);
    change->op = op;
    change->from = from;
    change->to = to;
    change->fields = fields;
}

static bool owners_count(const struct passage *passage)
{
    return passage->match->from->owners && passage->match->to->owners;
}

void passage_dress(struct passage *passage, const struct object *from, const struct object *to)
{
    const char *comment = from ? from->comment : NULL, *owner = from ? from->owner : NULL;
    if (!text_equal(comment, to->comment))
        writer_comment(&passage->writer, to);
    if (owners_count(passage) && to->owner && !text_equal(owner, to->owner))
        writer_owner(&passage->writer, to);
}

/* ------------------------------------------------------------------ types that are made anew
 */

static bool type_is_rebuilt(const void *context, struct qname name)
{
    return passage_is_rebuilt(context, name);
}

/* The name a rebuilt type has while its successor takes its place. */
static const char *old_name(const struct passage *passage, const struct object *type)
{
    struct arena *arena = passage->writer.arena;
    const struct match *match = passage->match;
    struct qname name = {type->name.schema, NULL};
    for (unsigned i = 0;; i++) {
        name.name = arena_printf(arena, i ? "%.50s_old%u" : "%.50s_old", type->name.name, i);
        if (!model_find_type(match->from, name) && !model_find_type(match->to, name) &&
            !model_find(match->from, KIND_TABLE, name) &&
            !model_find(match->to, KIND_TABLE, name))
            return name.name;
    }
}

static struct qname name_now(const struct passage *passage, const struct object *from)
{
    return passage->renames.object(passage->renames.context, from->kind, from->name);
}

static const char *schema_now(const struct passage *passage, const struct object *from)
{
    struct qname schema = {NULL, from->name.schema};
    return passage->renames.object(passage->renames.context, KIND_SCHEMA, schema).name;
}

/* The old version steps aside under another name until nothing uses it. */
static void set_aside(struct passage *passage, const struct object *from)
{
    struct writer *writer = &passage->writer;
    const char *old = old_name(passage, from);
    struct buf sql = BUF_INIT;
    buf_addf(&sql, "ALTER %s ", kind_ops(from->kind)->sql);
    sql_qname(&sql, (struct qname){schema_now(passage, from), from->name.name});
    buf_add(&sql, " RENAME TO ");
    sql_ident(&sql, old);
    writer_step(writer, PHASE_RENAME, &sql, LOCK_NONE, "set %s %s aside as %s",
                kind_word(from->kind), from->name.name, old)
        ->rank = KIND_SCHEMA + 1;
}

static void drop_old(struct passage *passage, const struct object *from, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_addf(&sql, "DROP %s ", kind_ops(from->kind)->sql);
    sql_qname(&sql, (struct qname){schema_now(passage, from), old_name(passage, from)});
    struct step *step =
        writer_step(&passage->writer, PHASE_DROP, &sql, LOCK_NONE, "drop the old %s %s",
                    kind_word(from->kind), from->name.name);
    step->rank = rank;
    if (from->kind != KIND_TABLE)
        return;
    step->lock = LOCK_ACCESS_EXCLUSIVE;
    step->loses = arena_printf(passage->writer.arena, "every row of %s",
                               object_label(passage->writer.arena, from));
}

/* ------------------------------------------------------------------ coming */

static bool comes(void *context, const struct object *to)
{
    const struct passage *passage = context;
    if (to->external)
        return false;
    return !match_from(passage->match, to) || marks_has(&passage->rebuilt, to);
}

/* A new table that is made of another one that stays, or of a type, waits for their changes,
 * which could not always reach it. */
static bool waits(const struct passage *passage, const struct table *table)
{
    const struct model *to = passage->match->to;
    const struct object *type = table->of_type.to;
    if (match_from(passage->match, &table->object) ||
        type_stored_in(passage->writer.to_lookup, &table->object))
        return false;
    if (type && match_from(passage->match, type) && !marks_has(&passage->rebuilt, type))
        return true;
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct object *parent = table->inherits.at[i].to;
        if (parent && (match_from(passage->match, parent) ||
                       waits(passage, (const struct table *)parent)))
            return true;
    }
    for (size_t i = 0; i < table->columns.count; i++) {
        struct qname user = table->columns.at[i].type.user;
        const struct table *row = user.name ? model_find_table(to, user) : NULL;
        if (row && match_from(passage->match, &row->object))
            return true;
    }
    return false;
}

struct coming {
    struct passage *passage;
    struct order order;
    size_t at; /* the table being made */
};

static bool foreign_inside(void *context, const struct constraint *foreign)
{
    const struct coming *coming = context;
    const struct object *to = foreign->references.to;
    if (!to || to->kind != KIND_TABLE || foreign->not_valid)
        return false;
    const struct table *table = (const struct table *)to;
    if (!table_has_key(table, &foreign->ref_columns))
        return false;
    if (to == foreign->object.parent)
        return true;
    if (match_from(coming->passage->match, to) || to->external || waits(coming->passage, table))
        return false; /* its key may change first */
    for (size_t i = 0; i < coming->at; i++)
        if (coming->order.at[i] == to)
            return true;
    return false;
}

static void dress_member(void *context, const struct object *member)
{
    struct passage *passage = context;
    bool is_inherited =
        member->kind == KIND_CONSTRAINT && ((const struct constraint *)member)->inherited;
    if (member->comment && member->kind != KIND_LABEL && !is_inherited)
        writer_comment(&passage->writer, member);
}

/* The sequence of a serial column comes with the column. */
static bool comes_with_column(const struct passage *passage, const struct sequence *sequence)
{
    if (!sequence->owned_by.to)
        return false;
    const struct table *table = (const struct table *)sequence->owned_by.to;
    const struct column *column = table_find_column(table, sequence->owned_column);
    bool is_new = column && (!match_from(passage->match, &column->object) ||
                             marks_has(&passage->replaced, &column->object));
    return is_new && column_is_serial(passage->match->to, column) &&
           model_find_owned_sequence(passage->match->to, table, sequence->owned_column) ==
               sequence;
}

/* A new sequence for a column that has values. */
static void catch_up(struct passage *passage, const struct sequence *sequence)
{
    if (!sequence->owned_by.to)
        return;
    const struct column *column =
        table_find_column((const struct table *)sequence->owned_by.to, sequence->owned_column);
    bool draws =
        column && column->value.text && strstr(column->value.text, "nextval(") &&
        (text_equal(column->type.text, "integer") || text_equal(column->type.text, "bigint") ||
         text_equal(column->type.text, "smallint"));
    if (draws && match_from(passage->match, &column->object))
        sequence_catch_up(&passage->writer, PHASE_ATTACH, sequence->object.name, column);
}

static void create_table(struct coming *coming, const struct table *table, unsigned rank)
{
    struct table_form form = {foreign_inside, coming};
    struct steps *steps = &coming->passage->writer.steps;
    size_t first = steps->count;
    table_create(&coming->passage->writer, table, rank, &form);
    for (size_t i = first; waits(coming->passage, table) && i < steps->count; i++) {
        struct step *step = &steps->at[i];
        if (step->phase > PHASE_CREATE_LATE)
            continue;
        step->phase = PHASE_CREATE_LATE;
        step->rank = rank;
    }
}

static void create_object(struct coming *coming, const struct object *object, unsigned rank)
{
    struct passage *passage = coming->passage;
    bool rebuilt = marks_has(&passage->rebuilt, object);
    passage->writer.about = object;
    if (object->kind == KIND_SEQUENCE &&
        comes_with_column(passage, (const struct sequence *)object))
        return;
    if (object->kind == KIND_TABLE) {
        create_table(coming, (const struct table *)object, rank);
    } else {
        kind_ops(object->kind)->create(&passage->writer, object, rank);
    }
    if (object->kind == KIND_SEQUENCE)
        catch_up(passage, (const struct sequence *)object);
    if (!rebuilt || !match_from(passage->match, object))
        passage_note(passage, CHANGE_CREATE, NULL, object, 0);
    passage_dress(passage, NULL, object);
    each_member(object, dress_member, passage);
}

/* What every database has from the beginning. */
static bool is_given(const struct object *object)
{
    return text_equal(object->name.name, object->kind == KIND_SCHEMA ? "public" : "plpgsql");
}

static void create_containers(struct passage *passage, enum kind kind)
{
    const struct object_list *list = &passage->match->to->objects[kind];
    for (size_t i = 0; i < list->count; i++) {
        const struct object *to = list->at[i];
        if (to->external || match_from(passage->match, to) || (is_given(to) && !to->comment))
            continue;
        passage->writer.about = to;
        if (!is_given(to))
            kind_ops(kind)->create(&passage->writer, to, (unsigned)i);
        passage_note(passage, is_given(to) ? CHANGE_ALTER : CHANGE_CREATE, NULL, to, 0);
        passage_dress(passage, NULL, to);
    }
}

static void create_objects(struct passage *passage)
{
    struct coming coming = {.passage = passage};
    create_containers(passage, KIND_SCHEMA);
    create_containers(passage, KIND_EXTENSION);
    coming.order = order_objects(passage->writer.arena, passage->match->to, comes, passage);
    for (coming.at = 0; coming.at < coming.order.count; coming.at++)
        create_object(&coming, coming.order.at[coming.at], (unsigned)coming.at + 1);
}

/* ------------------------------------------------------------------ going */

static bool goes(void *context, const struct object *from)
{
    const struct passage *passage = context;
    return !from->external &&
           (!match_to(passage->match, from) || marks_has(&passage->rebuilt, from));
}

/* A sequence goes with the column or table that owns it. */
static bool goes_with_owner(const struct passage *passage, const struct sequence *sequence)
{
    if (!sequence->owned_by.to)
        return false;
    if (!match_to(passage->match, sequence->owned_by.to))
        return true;
    const struct column *column =
        table_find_column((const struct table *)sequence->owned_by.to, sequence->owned_column);
    return column && (!match_to(passage->match, &column->object) ||
                      marks_has(&passage->replaced, &column->object));
}

static bool is_among(const struct order *order, size_t count, const struct object *object)
{
    for (size_t i = 0; i < count; i++)
        if (order->at[i] == object)
            return true;
    return false;
}

static bool holds_rows(const struct model *model, const struct type_name *type)
{
    const struct type_name *below = type_below(model, type);
    const struct composite *composite =
        below->user.name
            ? (const struct composite *)model_find(model, KIND_COMPOSITE, below->user)
            : NULL;
    for (size_t i = 0; composite && i < composite->attributes.count; i++)
        if (holds_rows(model, &composite->attributes.at[i].type))
            return true;
    return below->user.name && model_find_table(model, below->user);
}

enum phase passage_row_phase(const struct passage *passage, const struct column *from,
                             enum phase phase)
{
    bool goes_later = phase > PHASE_COLUMN_REPLACE;
    return goes_later && holds_rows(passage->match->from, &from->type) ? PHASE_COLUMN_REPLACE
                                                                       : phase;
}

bool passage_waits_for_rows(const struct passage *passage, const struct column *to)
{
    return holds_rows(passage->match->to, &to->type);
}

/* A parent or a type whose changes would go on to the table. */
static bool takes_after_what_stays(const struct passage *passage, const struct table *table)
{
    if (table->of_type.to && match_to(passage->match, table->of_type.to))
        return true;
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct object *parent = table->inherits.at[i].to;
        if (parent && (match_to(passage->match, parent) ||
                       takes_after_what_stays(passage, (const struct table *)parent)))
            return true;
    }
    return false;
}

static bool is_used_as_type(const struct passage *passage, const struct object *table)
{
    struct dependents dependents = lookup_dependents(passage->writer.from_lookup, table->name);
    for (size_t i = 0; i < dependents.count; i++)
        if (dependents.at[i].object->kind != KIND_TABLE)
            return true;
    return false;
}

static bool has_sequence_in_use(const struct passage *passage, const struct object *table)
{
    const struct model *from = passage->match->from;
    const struct object_list *sequences = &from->objects[KIND_SEQUENCE];
    for (size_t i = 0; i < sequences->count; i++) {
        const struct object *sequence = sequences->at[i];
        if (((const struct sequence *)sequence)->owned_by.to == table &&
            (match_to(passage->match, sequence) ||
             lookup_is_drawn_elsewhere(passage->writer.from_lookup, sequence->name, table)))
            return true;
    }
    return false;
}

/* A child goes before its parents change, and a typed table before its type does, which would
 * change it too and may be refused for its sake; unless something may hang on it that goes
 * later. */
static bool goes_early(const struct passage *passage, const struct object *from)
{
    return from->kind == KIND_TABLE &&
           takes_after_what_stays(passage, (const struct table *)from) &&
           !is_used_as_type(passage, from) && !has_sequence_in_use(passage, from);
}

static enum phase drop_phase(const struct passage *passage, const struct object *from)
{
    const struct table *table = (const struct table *)from;
    enum phase phase = passage_name_comes_back(passage, from) ? PHASE_DETACH : PHASE_DROP;
    if (goes_early(passage, from))
        return PHASE_PART;
    for (size_t i = 0; from->kind == KIND_TABLE && i < table->columns.count; i++)
        phase = passage_row_phase(passage, &table->columns.at[i], phase);
    return phase;
}

/* A foreign key of a table that goes has to go before it, where the other table goes earlier
 * (they refer to each other), or stays and loses the key. */
static void let_go(struct passage *passage, const struct order *order, size_t at)
{
    const struct table *table = (const struct table *)order->at[at];
    enum phase phase = drop_phase(passage, order->at[at]);
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *foreign = &table->constraints.at[i];
        const struct object *to = foreign->references.to;
        if (foreign->type != CONSTRAINT_FOREIGN || !to || to == &table->object)
            continue;
        bool stays = match_to(passage->match, to) != NULL;
        enum phase other = stays ? phase : drop_phase(passage, to);
        if (stays ? !passage_foreign_hinders(passage, foreign)
                  : other > phase || (other == phase && is_among(order, at, to)))
            continue;
        kind_ops(KIND_CONSTRAINT)->drop(&passage->writer, &foreign->object, 0);
    }
}

/* Names of indexes stand beside those of tables. */
static bool is_index_name(const struct passage *passage, const char *schema, const char *name)
{
    return lookup_has_index(passage->writer.to_lookup, (struct qname){schema, name});
}

static bool an_index_name_comes_back(const struct passage *passage, const struct table *from)
{
    const char *schema = name_now(passage, &from->object).schema;
    for (size_t i = 0; i < from->indexes.count; i++)
        if (is_index_name(passage, schema, from->indexes.at[i].object.name.name))
            return true;
    for (size_t i = 0; i < from->constraints.count; i++) {
        const struct constraint *key = &from->constraints.at[i];
        if (constraint_has_index(key) && is_index_name(passage, schema, key->object.name.name))
            return true;
    }
    return false;
}

static const enum kind relations[] = {KIND_TABLE, KIND_SEQUENCE, KIND_COMPOSITE};

bool passage_relation_takes(const struct passage *passage, struct qname name)
{
    for (size_t i = 0; i < COUNT_OF(relations); i++) {
        const struct object *taker = model_find(passage->match->to, relations[i], name);
        if (taker && !taker->external)
            return true;
    }
    return false;
}

bool passage_name_is_taken(const struct passage *passage, struct qname name)
{
    return passage_relation_takes(passage, name) ||
           is_index_name(passage, name.schema, name.name);
}

bool passage_name_comes_back(const struct passage *passage, const struct object *from)
{
    const struct model *to = passage->match->to;
    struct qname name = name_now(passage, from);
    if (passage_relation_takes(passage, name))
        return true;
    for (size_t i = 0; i < COUNT_OF(relations); i++)
        if (from->kind == relations[i] && is_index_name(passage, name.schema, name.name))
            return true;
    const struct object *type = model_find_type(to, name); /* a table is one too */
    if (type && !type->external && from->kind != KIND_SEQUENCE)
        return true;
    return from->kind == KIND_TABLE &&
           an_index_name_comes_back(passage, (const struct table *)from);
}

/* The sequence of a serial column that becomes an identity column, whose own sequence wants the
 * name. */
static bool becomes_identity(const struct passage *passage, const struct object *from)
{
    if (from->kind != KIND_SEQUENCE || !((const struct sequence *)from)->owned_by.to)
        return false;
    const struct sequence *sequence = (const struct sequence *)from;
    const struct column *column =
        table_find_column((const struct table *)sequence->owned_by.to, sequence->owned_column);
    const struct object *to = column ? match_to(passage->match, &column->object) : NULL;
    return to && ((const struct column *)to)->identity;
}

static void drop_object(struct passage *passage, const struct object *from, unsigned rank)
{
    bool is_old_version = match_to(passage->match, from) != NULL;
    if (!is_old_version)
        passage_note(passage, CHANGE_DROP, from, NULL, 0);
    passage->writer.about = from;
    if (from->kind == KIND_SEQUENCE && goes_with_owner(passage, (const struct sequence *)from))
        return;
    if (marks_has(&passage->rebuilt, from)) {
        if (!is_old_version)
            set_aside(passage, from);
        drop_old(passage, from, rank);
        return;
    }
    struct object *renamed = arena_alloc(passage->writer.arena, kind_size(from->kind));
    memcpy(renamed, from, kind_size(from->kind));
    enum phase phase = drop_phase(passage, from);
    if (phase != PHASE_PART)
        renamed->name = name_now(passage, from);
    if (from->kind == KIND_SEQUENCE && ((const struct sequence *)from)->owned_by.to)
        renamed->name.schema = /* it has moved with its table */
            name_now(passage, ((const struct sequence *)from)->owned_by.to).schema;
    kind_ops(from->kind)->drop(&passage->writer, renamed, rank);
    struct step *step = &passage->writer.steps.at[passage->writer.steps.count - 1];
    if (phase != PHASE_DROP)
        step->phase = phase;
    else if (becomes_identity(passage, from))
        step->phase = PHASE_BACKFILL; /* the default is gone, the identity not there yet */
}

static void drop_containers(struct passage *passage, enum kind kind)
{
    const struct object_list *list = &passage->match->from->objects[kind];
    for (size_t i = 0; i < list->count; i++) {
        const struct object *from = list->at[i];
        if (from->external || is_given(from) || match_to(passage->match, from))
            continue;
        passage->writer.about = from;
        kind_ops(kind)->drop(&passage->writer, from, (unsigned)i);
        passage_note(passage, CHANGE_DROP, from, NULL, 0);
    }
}

static void drop_objects(struct passage *passage)
{
    struct order order =
        order_objects(passage->writer.arena, passage->match->from, goes, passage);
    for (size_t i = order.count; i-- > 0;) {
        if (order.at[i]->kind == KIND_TABLE)
            let_go(passage, &order, i);
        drop_object(passage, order.at[i], (unsigned)(order.count - i));
    }
    drop_containers(passage, KIND_EXTENSION);
    drop_containers(passage, KIND_SCHEMA);
}

/* ------------------------------------------------------------------ staying */

static bool is_renamed(const struct passage *passage, const struct object *from,
                       const struct object *to)
{
    struct qname name = from->name;
    if (name.schema)
        name.schema = passage->renames
                          .object(passage->renames.context, KIND_SCHEMA,
                                  (struct qname){NULL, name.schema})
                          .name;
    return !qname_equal(name, to->name);
}

static void alter_object(struct passage *passage, const struct object *from,
                         const struct object *to)
{
    struct writer *writer = &passage->writer;
    uint64_t fields =
        kind_compare(from, to, &passage->renames, passage->match->to->schema, writer->version);
    bool renamed = is_renamed(passage, from, to);
    bool rebuilt = marks_has(&passage->rebuilt, from);
    bool dressed = !text_equal(from->comment, to->comment) ||
                   (owners_count(passage) && to->owner && !text_equal(from->owner, to->owner));
    if (renamed || fields || dressed)
        passage_note(passage, renamed && !fields ? CHANGE_RENAME : CHANGE_ALTER, from, to,
                     fields);
    writer->about = to;
    if (rebuilt) {
        set_aside(passage, from);
        return;
    }
    if (renamed)
        writer_rename(writer, from, to);
    if (to->kind == KIND_TABLE)
        passage_alter_members(passage, (const struct table *)from, (const struct table *)to);
    else
        passage_alter_type_members(passage, from, to);
    writer->about = to;
    if (fields && kind_ops(to->kind)->alter)
        kind_ops(to->kind)->alter(writer, from, to, fields);
    passage_dress(passage, from, to);
}

static void alter_objects(struct passage *passage)
{
    for (enum kind kind = KIND_SCHEMA; kind <= KIND_TABLE; kind++) {
        const struct object_list *list = &passage->match->to->objects[kind];
        for (size_t i = 0; i < list->count; i++) {
            const struct object *from = match_from(passage->match, list->at[i]);
            if (from && !list->at[i]->external && !from->external)
                alter_object(passage, from, list->at[i]);
        }
    }
}

/* ------------------------------------------------------------------ the whole */

bool passage_run(struct passage *passage)
{
    size_t errors = diags_errors(passage->writer.diags);
    passage->renames = match_renames(passage->match);
    passage->renames.rebuilt = passage;
    passage->renames.is_rebuilt = type_is_rebuilt;
    passage->writer.renames = &passage->renames;
    passage->writer.from = passage->match->from;
    passage->writer.to = passage->match->to;
    passage->writer.from_lookup = lookup_new(passage->writer.arena, passage->match->from);
    passage->writer.to_lookup = lookup_new(passage->writer.arena, passage->match->to);
    passage->rebuilt.arena = passage->retyped.arena = passage->replaced.arena =
        passage->parted.arena = passage->writer.arena;
    passage_mark_rebuilds(passage);
    create_objects(passage);
    alter_objects(passage);
    drop_objects(passage);
    passage->writer.about = NULL;
    passage_search_path(passage);
    steps_sort(&passage->writer.steps);
    if (!passage->single)
        steps_join(passage->writer.arena, &passage->writer.steps);
    return diags_errors(passage->writer.diags) == errors;
}
