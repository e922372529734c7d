/* Constraints and indexes: as items of their table, or as clauses on the line of their column
 * where that says the same. */

#include "model/default_name.h"
#include "model/expression_text.h"
#include "model/names.h"
#include "model/print.h"
#include "model/printing.h"
#include "model/resolve.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ names that go unsaid */

static bool is_default(const struct printer *printer, struct name_parts parts, const char *name)
{
    return text_equal(
        name, default_name(printer->arena, parts.name1, parts.name2, parts.label, NULL, NULL));
}

static size_t uses(const struct printer *printer, enum name_space space, const char *schema,
                   const char *name)
{
    return names_uses(printer->names, space, (struct qname){schema, name});
}

/* Whether PostgreSQL would choose that very name: it has to be the first it thinks of, and
 * nobody else's. */
static bool is_implied(const struct printer *printer, const struct table *table,
                       const struct constraint *constraint)
{
    const char *name = constraint->object.name.name, *schema = table->object.name.schema;
    bool indexed =
        constraint->type != CONSTRAINT_CHECK && constraint->type != CONSTRAINT_FOREIGN;

    return is_default(printer, constraint_name_parts(printer->arena, table, constraint),
                      name) &&
           uses(printer, NAMES_CONSTRAINT, schema, name) <= 1 &&
           (!indexed || uses(printer, NAMES_RELATION, schema, name) <= 1);
}

static bool is_implied_index(const struct printer *printer, const struct table *table,
                             const struct index *index)
{
    const char *name = index->object.name.name;

    return is_default(printer, index_name_parts(printer->arena, table, index), name) &&
           uses(printer, NAMES_RELATION, table->object.name.schema, name) <= 1;
}

static bool is_implied_check(const struct printer *printer, const struct domain *domain,
                             const struct constraint *check)
{
    const char *name = check->object.name.name;

    return is_default(printer, domain_check_parts(domain), name) &&
           uses(printer, NAMES_CONSTRAINT, domain->object.name.schema, name) <= 1;
}

/* ------------------------------------------------------------------ order */

static int compare_constraints(const void *a, const void *b)
{
    const struct constraint *left = *(const struct constraint *const *)a;
    const struct constraint *right = *(const struct constraint *const *)b;

    if (left->type != right->type)
        return left->type < right->type ? -1 : 1;
    return text_compare(left->object.name.name, right->object.name.name);
}

const struct constraint **print_sort_constraints(const struct printer *printer,
                                                 const struct constraint *constraints,
                                                 size_t count)
{
    const struct constraint **sorted =
        arena_alloc(printer->arena, (count + 1) * sizeof *sorted);

    for (size_t i = 0; i < count; i++)
        sorted[i] = &constraints[i];
    qsort(sorted, count, sizeof *sorted, compare_constraints);
    return sorted;
}

/* ------------------------------------------------------------------ clauses */

static void add_deferrable(struct buf *line, const struct constraint *constraint)
{
    if (constraint->initially_deferred)
        buf_add(line, " deferrable initially deferred");
    else if (constraint->deferrable)
        buf_add(line, " deferrable");
}

/* Of the index under a constraint. */
static void add_index_clauses(struct buf *line, const struct constraint *constraint)
{
    if (constraint->include.count) {
        buf_add(line, " include ");
        print_columns(line, &constraint->include);
    }
    print_options(line, "with", &constraint->with);
    print_word_name(line, "using index tablespace", constraint->tablespace);
    if (constraint->where.text) {
        buf_add(line, " where ");
        print_enclosed(line, constraint->where.text);
    }
    add_deferrable(line, constraint);
    if (constraint->clustered)
        buf_add(line, " clustered");
    if (constraint->index_comment) {
        buf_add(line, " comment on index ");
        print_string(line, constraint->index_comment);
    }
}

/* (a, b), or with the last marked: (a, period b). */
static void add_period_columns(struct buf *line, const struct text_list *columns, bool period)
{
    buf_add_char(line, '(');
    for (size_t i = 0; i < columns->count; i++) {
        if (i)
            buf_add(line, ", ");
        if (period && i + 1 == columns->count)
            buf_add(line, "period ");
        print_name(line, columns->at[i]);
    }
    buf_add_char(line, ')');
}

static void add_references(const struct printer *printer, struct buf *line,
                           const struct constraint *key)
{
    buf_add(line, " references ");
    print_relative(printer, line, key->references.name);
    if (key->ref_columns.count) {
        buf_add_char(line, ' ');
        add_period_columns(line, &key->ref_columns, key->without_overlaps);
    }
    if (key->match == MATCH_FULL)
        buf_add(line, " match full");
    if (key->on_delete != FK_NO_ACTION)
        buf_addf(line, " on delete %s", fk_action_words[key->on_delete]);
    if (key->set_columns.count) {
        buf_add_char(line, ' ');
        print_columns(line, &key->set_columns);
    }
    if (key->on_update != FK_NO_ACTION)
        buf_addf(line, " on update %s", fk_action_words[key->on_update]);
    add_deferrable(line, key);
}

static void add_validity(struct buf *line, const struct constraint *constraint)
{
    if (constraint->no_inherit)
        buf_add(line, " no inherit");
    if (constraint->not_enforced)
        buf_add(line, " not enforced");
    else if (constraint->not_valid)
        buf_add(line, " not valid");
}

/* ------------------------------------------------------------------ elements */

static void add_element(const struct printer *printer, struct buf *line,
                        const struct index_element *element)
{
    if (element->column)
        print_name(line, element->column);
    else if (expression_is_call(element->expr.text))
        buf_add(line, element->expr.text);
    else
        print_enclosed(line, element->expr.text);
    if (element->collation.name) {
        buf_add(line, " collate ");
        print_catalog_name(printer, line, element->collation);
    }
    if (element->opclass.name) {
        buf_add_char(line, ' ');
        print_catalog_name(printer, line, element->opclass);
        print_options(line, NULL, &element->opclass_options);
    }
    if (element->desc)
        buf_add(line, " desc");
    if (element->nulls_reversed)
        buf_add(line, element->desc ? " nulls last" : " nulls first");
    if (element->statistics != STATISTICS_DEFAULT)
        buf_addf(line, " statistics %d", element->statistics - 1);
    if (element->operator_name.schema) {
        buf_add(line, " with operator(");
        print_name(line, element->operator_name.schema);
        buf_addf(line, ".%s)", element->operator_name.name);
    } else if (element->operator_name.name) {
        buf_addf(line, " with %s", element->operator_name.name);
    }
}

static void add_elements(const struct printer *printer, struct buf *line,
                         const struct index_element *elements, size_t count)
{
    buf_add_char(line, '(');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add(line, ", ");
        add_element(printer, line, &elements[i]);
    }
    buf_add_char(line, ')');
}

/* ------------------------------------------------------------------ items */

static void add_key(const struct printer *printer, struct buf *line,
                    const struct constraint *key)
{
    buf_add(line, constraint_word(key->type));
    if (key->nulls_not_distinct)
        buf_add(line, " nulls not distinct");
    buf_add_char(line, ' ');
    if (key->type == CONSTRAINT_FOREIGN) {
        add_period_columns(line, &key->columns, key->without_overlaps);
        add_references(printer, line, key);
        add_validity(line, key);
        return;
    }
    print_columns(line, &key->columns);
    if (key->without_overlaps) {
        buf_cut(line, line->length - 1);
        buf_add(line, " without overlaps)");
    }
    add_index_clauses(line, key);
}

static void add_exclusion(const struct printer *printer, struct buf *line,
                          const struct constraint *constraint)
{
    buf_add(line, "exclude");
    print_word_name(line, "using", constraint->method);
    buf_add_char(line, ' ');
    add_elements(printer, line, constraint->elements.at, constraint->elements.count);
    add_index_clauses(line, constraint);
}

static void add_constraint(const struct printer *printer, struct buf *line,
                           const struct constraint *constraint, bool implied)
{
    if (!implied) {
        buf_add(line, "constraint ");
        print_name(line, constraint->object.name.name);
        buf_add_char(line, ' ');
    }
    if (constraint->type == CONSTRAINT_CHECK) {
        buf_add(line, "check ");
        print_enclosed(line, constraint->check.text);
        add_validity(line, constraint);
    } else if (constraint->type == CONSTRAINT_EXCLUDE) {
        add_exclusion(printer, line, constraint);
    } else {
        add_key(printer, line, constraint);
    }
    print_common_clauses(printer, line, &constraint->object);
}

void print_constraint(const struct printer *printer, const struct table *table,
                      const struct constraint *constraint)
{
    struct buf line = BUF_INIT;

    print_doc(printer, &constraint->object);
    add_constraint(printer, &line, constraint, is_implied(printer, table, constraint));
    print_line(printer, buf_text(&line));
    buf_release(&line);
}

void print_domain_check(const struct printer *printer, struct buf *line,
                        const struct domain *domain, const struct constraint *check)
{
    add_constraint(printer, line, check, is_implied_check(printer, domain, check));
}

void print_index(const struct printer *printer, const struct table *table,
                 const struct index *index)
{
    struct buf line = BUF_INIT;

    print_doc(printer, &index->object);
    buf_add(&line, index->unique ? "unique index" : "index");
    if (!is_implied_index(printer, table, index)) {
        buf_add_char(&line, ' ');
        print_name(&line, index->object.name.name);
    }
    print_word_name(&line, "using", index->method);
    buf_add_char(&line, ' ');
    add_elements(printer, &line, index->elements.at, index->elements.count);
    if (index->include.count) {
        buf_add(&line, " include ");
        print_columns(&line, &index->include);
    }
    if (index->nulls_not_distinct)
        buf_add(&line, " nulls not distinct");
    print_options(&line, "with", &index->with);
    print_word_name(&line, "tablespace", index->tablespace);
    if (index->where.text) {
        buf_add(&line, " where ");
        print_enclosed(&line, index->where.text);
    }
    if (index->clustered)
        buf_add(&line, " clustered");
    print_common_clauses(printer, &line, &index->object);
    print_line(printer, buf_text(&line));
    buf_release(&line);
}

/* ------------------------------------------------------------------ on the column's line */

static bool is_bare(const struct object *object)
{
    return !object->comment && !object->renamed_from.name;
}

/* Nothing is said of the index under it. */
static bool has_plain_index(const struct constraint *constraint)
{
    return !constraint->include.count && !constraint->with.count && !constraint->tablespace &&
           !constraint->clustered && !constraint->without_overlaps &&
           !constraint->index_comment;
}

#define COLUMN_CHECK_BYTES 51 /* a longer one is easier to read on a line of its own */

/* Without the blanks, which the formatter has still to settle. */
static size_t solid_bytes(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += strchr(" \t\f\v\r", *text) == NULL;
    return count;
}

bool print_fits_column(const struct printer *printer, const struct table *table,
                       const struct constraint *constraint, const char *column)
{
    if (!is_bare(&constraint->object) || constraint->inherited)
        return false;
    if (constraint->type == CONSTRAINT_CHECK) {
        const char *text = constraint->check.text;

        if (constraint->no_inherit || constraint->not_valid || constraint->not_enforced ||
            solid_bytes(text) > COLUMN_CHECK_BYTES || strchr(text, '\n') ||
            !text_equal(expression_only_column(text, table), column))
            return false;
    } else if (constraint->type == CONSTRAINT_EXCLUDE || constraint->columns.count != 1 ||
               !text_equal(constraint->columns.at[0], column) || constraint->not_valid ||
               constraint->not_enforced || !has_plain_index(constraint)) {
        return false;
    }
    return is_implied(printer, table, constraint);
}

void print_column_constraint(const struct printer *printer, struct buf *line,
                             const struct constraint *constraint)
{
    if (constraint->type == CONSTRAINT_FOREIGN) {
        add_references(printer, line, constraint);
        return;
    }
    buf_addf(line, " %s", constraint_word(constraint->type));
    if (constraint->type == CONSTRAINT_CHECK) {
        buf_add_char(line, ' ');
        print_enclosed(line, constraint->check.text);
        return;
    }
    if (constraint->nulls_not_distinct)
        buf_add(line, " nulls not distinct");
    add_deferrable(line, constraint);
}

bool print_index_fits_column(const struct printer *printer, const struct table *table,
                             const struct index *index, const char *column)
{
    const struct index_element *element = index->elements.at;

    return is_bare(&index->object) && index->elements.count == 1 &&
           text_equal(element->column, column) && !element->collation.name &&
           !element->opclass.name && !element->desc && !element->nulls_reversed &&
           element->statistics == STATISTICS_DEFAULT && !index->include.count &&
           !index->with.count && !index->tablespace && !index->where.text &&
           !index->nulls_not_distinct && !index->clustered &&
           is_implied_index(printer, table, index);
}

void print_column_index(struct buf *line, const struct index *index)
{
    buf_add(line, index->unique ? " unique index" : " index");
    print_word_name(line, "using", index->method);
}
