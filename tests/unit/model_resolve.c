/* resolve and link on models made by hand: names, parents, types, keys, serials, and what is
 * refused. */

#include "model/names.h"
#include "model/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "made_model.h"

/* ------------------------------------------------------------------ making models */

static struct table *add_table(struct model *model, const char *name)
{
    return (struct table *)model_add(model, KIND_TABLE, (struct qname){NULL, name}, NULL);
}

static struct constraint *add_foreign(struct model *model, struct table *table,
                                      const char *column, const char *target)
{
    struct constraint *key = add_constraint(model, table, CONSTRAINT_FOREIGN, column);

    key->references = (struct ref){.kind = KIND_TABLE, .name = {NULL, target}};
    return key;
}

static struct index *add_index(struct model *model, struct table *table, const char *column)
{
    struct index *index = array_push(&model->arena, &table->indexes);

    array_push(&model->arena, &index->elements)->column = column;
    return index;
}

/* What resolve says, as it is printed. */
static char *complaints(struct model *model)
{
    struct diags *diags = diags_new();
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    bool whole = model_resolve(model, diags);

    assert_int_equal(whole, diags_errors(diags) == 0);
    diags_print(diags, stream, false, false);
    fclose(stream);
    diags_free(diags);
    return text;
}

static void assert_resolves(struct model *model)
{
    char *text = complaints(model);

    assert_string_equal(text, "");
    free(text);
}

static void assert_complains(struct model *model, const char *part)
{
    char *text = complaints(model);

    if (!strstr(text, part))
        print_error("%s", text);
    assert_non_null(strstr(text, part));
    free(text);
    model_free(model);
}

/* ------------------------------------------------------------------ what is filled in */

static void test_default_names(void **state)
{
    struct model *model = model_new();
    struct table *table = add_table(model, "t");
    struct constraint *constraints;

    (void)state;
    add_column(model, table, "a", "int");
    add_column(model, table, "b", "text");
    add_constraint(model, table, CONSTRAINT_CHECK, NULL)->check.text = "a > 0";
    add_constraint(model, table, CONSTRAINT_CHECK, NULL)->check.text = "a > 0";
    add_constraint(model, table, CONSTRAINT_CHECK, NULL)->check.text = "a > length(b)";
    add_constraint(model, table, CONSTRAINT_UNIQUE, "a");
    add_constraint(model, table, CONSTRAINT_PRIMARY, "b");
    add_foreign(model, table, "b", "t");
    add_constraint(model, table, CONSTRAINT_UNIQUE, "b")->object.name.name = "t_a_key";
    add_index(model, table, "a");
    add_index(model, table, "a");
    assert_resolves(model);
    constraints = table->constraints.at;
    assert_string_equal(constraints[0].object.name.name, "t_a_check");
    assert_string_equal(constraints[1].object.name.name, "t_a_check1");
    assert_string_equal(constraints[2].object.name.name, "t_check");
    assert_string_equal(constraints[3].object.name.name, "t_a_key1");
    assert_string_equal(constraints[4].object.name.name, "t_pkey");
    assert_string_equal(constraints[5].object.name.name, "t_b_fkey");
    assert_string_equal(table->indexes.at[0].object.name.name, "t_a_idx");
    assert_string_equal(table->indexes.at[1].object.name.name, "t_a_idx1");
    assert_true(constraints[0].object.name_implied);
    assert_false(constraints[6].object.name_implied);
    assert_true(table->columns.at[1].not_null);
    assert_string_equal(constraints[5].ref_columns.at[0], "b");
    assert_ptr_equal(constraints[5].references.to, table);
    model_free(model);
}

static void test_serial(void **state)
{
    struct model *model = model_new();
    struct table *table = add_table(model, "T");
    struct sequence *sequence;

    (void)state;
    add_column(model, table, "id", "bigint")->serial = SERIAL_BIG;
    assert_resolves(model);
    assert_string_equal(table->columns.at[0].value.text,
                        "nextval('public.\"T_id_seq\"'::regclass)");
    assert_true(table->columns.at[0].not_null);
    sequence = model_find_owned_sequence(model, table, "id");
    assert_non_null(sequence);
    assert_true(sequence->serial);
    assert_int_equal(sequence->options.max, INT64_MAX);
    /* linking the same once more finds it again; with another option it is no serial */
    sequence->serial = false;
    table->columns.at[0].serial = SERIAL_NONE;
    model_link(model);
    assert_true(sequence->serial);
    assert_int_equal(table->columns.at[0].serial, SERIAL_BIG);
    sequence->options.cache = 5;
    model_link(model);
    assert_false(sequence->serial);
    assert_int_equal(table->columns.at[0].serial, SERIAL_NONE);
    model_free(model);
}

static void test_parents(void **state)
{
    struct model *model = model_new();
    struct table *child = add_table(model, "child"), *parent = add_table(model, "parent");
    struct column *own;

    (void)state;
    *array_push(&model->arena, &child->inherits) =
        (struct ref){.kind = KIND_TABLE, .name = {NULL, "parent"}};
    own = add_column(model, child, "b", "text");
    own->value.text = "'x'";
    add_column(model, child, "c", "int");
    add_column(model, parent, "a", "int")->value.text = "1";
    add_column(model, parent, "b", "text")->not_null = true;
    add_constraint(model, parent, CONSTRAINT_PRIMARY, "a");
    add_constraint(model, parent, CONSTRAINT_CHECK, NULL)->check.text = "a > 0";
    assert_resolves(model);
    assert_int_equal(child->columns.count, 3);
    assert_string_equal(child->columns.at[0].object.name.name, "a");
    assert_true(child->columns.at[0].inherited);
    assert_true(child->columns.at[0].not_null);
    assert_string_equal(child->columns.at[0].value.text, "1");
    assert_ptr_equal(child->columns.at[0].object.parent, child);
    assert_false(child->columns.at[1].inherited);
    assert_true(child->columns.at[1].not_null);
    assert_string_equal(child->columns.at[1].value.text, "'x'");
    assert_int_equal(child->constraints.count, 1);
    assert_true(child->constraints.at[0].inherited);
    assert_string_equal(child->constraints.at[0].object.name.name, "parent_a_check");
    model_free(model);
}

/* The server marks the column when it makes the key, before the grandchild inherits it. */
static void test_key_on_column_of_parent(void **state)
{
    struct model *model = model_new();
    struct table *grandchild = add_table(model, "c"), *child = add_table(model, "b");
    struct table *parent = add_table(model, "a");

    (void)state;
    *array_push(&model->arena, &grandchild->inherits) =
        (struct ref){.kind = KIND_TABLE, .name = {NULL, "b"}};
    *array_push(&model->arena, &child->inherits) =
        (struct ref){.kind = KIND_TABLE, .name = {NULL, "a"}};
    add_column(model, parent, "x", "int");
    add_constraint(model, child, CONSTRAINT_PRIMARY, "x");
    assert_resolves(model);
    assert_false(parent->columns.at[0].not_null);
    assert_true(child->columns.at[0].not_null);
    assert_true(grandchild->columns.at[0].not_null);
    assert_ptr_equal(grandchild->columns.at[0].object.parent, grandchild);
    model_free(model);
}

static void test_types(void **state)
{
    struct model *model = model_new();
    struct table *table;

    (void)state;
    model_add(model, KIND_ENUM, (struct qname){NULL, "mood"}, NULL);
    model_add(model, KIND_EXTENSION, (struct qname){NULL, "vector"}, NULL);
    table = (struct table *)model_add(model, KIND_TABLE, (struct qname){"other", "t"}, NULL);
    add_column(model, table, "a", "mood");
    add_column(model, table, "b", "vector");
    assert_resolves(model);
    assert_string_equal(table->columns.at[0].type.text, "public.mood");
    assert_false(table->columns.at[0].type.from_extension);
    assert_true(table->columns.at[1].type.from_extension);
    assert_string_equal(table->columns.at[1].type.text, "vector");
    assert_non_null(model_find(model, KIND_SCHEMA, (struct qname){NULL, "other"}));
    assert_non_null(model_find(model, KIND_SCHEMA, (struct qname){NULL, "public"}));
    model_free(model);
}

/* ------------------------------------------------------------------ what is refused */

static void test_doubles(void **state)
{
    struct model *model = model_new();
    struct table *table = add_table(model, "t");

    (void)state;
    add_table(model, "t");
    assert_complains(model, "table \"t\" is declared twice [duplicate]");

    model = model_new();
    add_table(model, "t");
    model_add(model, KIND_ENUM, (struct qname){NULL, "t"}, NULL);
    assert_complains(model, "enum \"t\" cannot have the name of table \"t\"");

    model = model_new();
    table = add_table(model, "t");
    add_column(model, table, "a", "int");
    add_column(model, table, "a", "int");
    assert_complains(model, "column \"a\" is declared twice");

    model = model_new();
    table = add_table(model, "t");
    add_column(model, table, "a", "int");
    add_index(model, table, "a")->object.name.name = "t";
    assert_complains(model, "index \"t\" cannot have the name of table \"t\"");

    model = model_new();
    table = add_table(model, "t");
    add_column(model, table, "a", "int");
    add_constraint(model, table, CONSTRAINT_PRIMARY, "a");
    add_constraint(model, table, CONSTRAINT_PRIMARY, "a")->object.name.name = "b";
    assert_complains(model, "multiple primary keys for table \"t\" are not allowed");
}

static void test_missing(void **state)
{
    struct model *model = model_new();
    struct table *table = add_table(model, "users");
    struct constraint *key;

    (void)state;
    add_column(model, table, "name", "text");
    add_foreign(model, table, "name", "user");
    assert_complains(model, "table \"user\" does not exist [ref-missing]\n"
                            "  hint: Did you mean \"users\"?");

    model = model_new();
    table = add_table(model, "users");
    add_column(model, table, "name", "text");
    add_index(model, table, "nane");
    assert_complains(model, "Did you mean \"name\"?");

    model = model_new();
    table = add_table(model, "users");
    add_column(model, table, "name", "txet");
    assert_complains(model, "Did you mean \"text\"?");

    model = model_new();
    table = add_table(model, "users");
    add_column(model, table, "name", "text");
    add_foreign(model, table, "name", "users");
    assert_complains(model, "there is no primary key for referenced table \"users\"");

    model = model_new();
    table = add_table(model, "users");
    add_column(model, table, "name", "text");
    key = add_foreign(model, table, "name", "users");
    array_add(&model->arena, &key->ref_columns, "name");
    assert_complains(model, "there is no unique constraint matching given keys");
}

static void test_rules(void **state)
{
    struct model *model = model_new();
    struct table *table = add_table(model, "t");
    struct object *object;

    (void)state;
    add_column(model, table, "ctid", "int");
    assert_complains(model, "column name \"ctid\" conflicts with a system column name");

    model = model_new();
    model_add(model, KIND_SCHEMA, (struct qname){NULL, "pg_x"}, NULL);
    assert_complains(model, "unacceptable schema name \"pg_x\"");

    model = model_new();
    add_table(model, "t")->object.renamed_from.name = "u";
    add_table(model, "u");
    assert_complains(model, "cannot be renamed from \"u\": that is still declared");

    model = model_new();
    object = model_add(model, KIND_SEQUENCE, (struct qname){NULL, "s"}, NULL);
    ((struct sequence *)object)->options = sequence_options_default(SEQUENCE_SMALLINT);
    ((struct sequence *)object)->options.max = 40000;
    assert_complains(model, "maxvalue (40000) is out of range for sequence data type smallint");

    model = model_new();
    table = add_table(model, "t");
    *array_push(&model->arena, &table->inherits) =
        (struct ref){.kind = KIND_TABLE, .name = {NULL, "t"}};
    assert_complains(model, "table \"t\" cannot inherit from itself");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_names), cmocka_unit_test(test_serial),
        cmocka_unit_test(test_parents),       cmocka_unit_test(test_key_on_column_of_parent),
        cmocka_unit_test(test_types),         cmocka_unit_test(test_doubles),
        cmocka_unit_test(test_missing),       cmocka_unit_test(test_rules),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
