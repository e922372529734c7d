/* Models made by hand, and the model file that they print as. */

#include "model/print.h"
#include "model/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "made_model.h"

static void *add(struct model *model, enum kind kind, const char *schema, const char *name)
{
    return model_add(model, kind, (struct qname){schema, name}, NULL);
}

static void assert_prints(struct model *model, const char *text)
{
    struct diags *diags = diags_new();
    struct buf out = BUF_INIT;

    if (!model_resolve(model, diags))
        diags_print(diags, stderr, false, false);
    assert_int_equal(diags_errors(diags), 0);
    model_print(model, &out);
    assert_string_equal(buf_text(&out), text);
    buf_release(&out);
    diags_free(diags);
    model_free(model);
}

static void test_small_kinds(void **state)
{
    struct model *model = model_new();
    struct extension *extension = add(model, KIND_EXTENSION, NULL, "vector");
    struct enum_type *mood = add(model, KIND_ENUM, NULL, "mood");
    struct composite *pair = add(model, KIND_COMPOSITE, NULL, "pair");
    struct domain *email = add(model, KIND_DOMAIN, NULL, "email");
    struct sequence *numbers = add(model, KIND_SEQUENCE, "shop", "order");
    struct label *label;
    struct column *attribute;

    (void)state;
    extension->schema = "ext";
    mood->object.comment = "how it is\n\nand was";
    array_push(&model->arena, &mood->labels)->object.name.name = "so so";
    label = array_push(&model->arena, &mood->labels);
    label->object.name.name = "it's";
    label->object.renamed_from.name = "its";
    attribute = array_push(&model->arena, &pair->attributes);
    attribute->object.name.name = "a";
    attribute->type = type_of(model, "int4", NULL);
    attribute = array_push(&model->arena, &pair->attributes);
    attribute->object.name.name = "B";
    attribute->type = type_of(model, "mood", NULL);
    email->type = type_of(model, "text", NULL);
    email->value.text = "lower('X')";
    email->not_null = true;
    array_push(&model->arena, &email->constraints)->check.text = "value ~ '@'";
    email->constraints.at[0].type = CONSTRAINT_CHECK;
    numbers->options =
        (struct sequence_options){.type = SEQUENCE_INTEGER, .increment = -5, .cache = 1};
    sequence_options_complete(&numbers->options, (struct sequence_said){0});
    numbers->options.cycle = true;
    numbers->object.comment = " odd\n";
    assert_prints(model,
                  "extension vector schema ext\n"
                  "\n"
                  "/// how it is\n"
                  "///\n"
                  "/// and was\n"
                  "enum mood ('so so', 'it''s' renamed from 'its')\n"
                  "\n"
                  "type pair as (a integer, \"B\" mood)\n"
                  "\n"
                  "domain email as text default lower('X') not null check (value ~ '@')\n"
                  "\n"
                  "schema shop {\n"
                  "  sequence \"order\" as integer increment -5 cycle comment E' odd\\n'\n"
                  "}\n");
}

static void test_table(void **state)
{
    struct model *model = model_new();
    struct table *songs = add(model, KIND_TABLE, NULL, "songs");
    struct column *column;
    struct constraint *constraint;
    struct index *index;

    (void)state;
    songs->object.comment = "What people sing.";
    options_set(&model->arena, &songs->with,
                (struct option){.name = "fillfactor", .value = "70"});
    column = add_column(model, songs, "id", "bigint");
    column->identity = IDENTITY_ALWAYS;
    column->identity_options = sequence_options_default(SEQUENCE_BIGINT);
    column->identity_options.start = 100;
    add_constraint(model, songs, CONSTRAINT_PRIMARY, "id");
    add_column(model, songs, "no", "int")->serial = SERIAL_NORMAL;
    column = add_column(model, songs, "index", "varchar");
    column->type = type_of(model, "varchar", "255");
    column->not_null = true;
    column->object.comment = "its place";
    column->value.text = "'a' || 'b'";
    column = add_column(model, songs, "at", "varchar");
    column->type = type_of(model, "varchar", "1000");
    column->collation.name = "C";
    column->statistics = 501;
    column->storage = STORAGE_EXTERNAL;
    add_column(model, songs, "older", "int8");
    constraint = add_constraint(model, songs, CONSTRAINT_FOREIGN, "older");
    constraint->references = (struct ref){.kind = KIND_TABLE, .name = {NULL, "songs"}};
    constraint->on_delete = FK_SET_NULL;
    add_constraint(model, songs, CONSTRAINT_UNIQUE, "index")->object.name.name = "odd";
    add_constraint(model, songs, CONSTRAINT_CHECK, NULL)->check.text = "no > 0";
    constraint = add_constraint(model, songs, CONSTRAINT_CHECK, NULL);
    constraint->check.text = "(no > older)";
    constraint->object.comment = "never younger";
    index = array_push(&model->arena, &songs->indexes);
    array_push(&model->arena, &index->elements)->column = "older";
    index = array_push(&model->arena, &songs->indexes);
    index->unique = true;
    array_push(&model->arena, &index->elements)->expr.text = "lower(index)";
    array_push(&model->arena, &index->elements)->expr.text = "no + 1";
    index->elements.at[1].desc = true;
    index->where.text = "no > 1";
    songs->replica_identity = REPLICA_FULL;
    assert_prints(
        model,
        "/// What people sing.\n"
        "table songs with (fillfactor = 70) {\n"
        "  id       bigint         generated always as identity (start 100) primary key\n"
        "  no       serial         check (no > 0)\n"
        "  /// its place\n"
        "  \"index\"  varchar(255)   not null default ('a' || 'b')\n"
        "  at       varchar(1000)  collate \"C\" storage external statistics 500\n"
        "  older    bigint         references songs (id) on delete set null index\n"
        "\n"
        "  constraint odd unique (index)\n"
        "  /// never younger\n"
        "  check (no > older)\n"
        "\n"
        "  unique index (lower(index), (no + 1) desc) where (no > 1)\n"
        "\n"
        "  replica identity full\n"
        "}\n");
}

static void test_names_that_clash(void **state)
{
    struct model *model = model_new();
    struct table *a = add(model, KIND_TABLE, NULL, "a"),
                 *ab = add(model, KIND_TABLE, NULL, "a_b");

    (void)state;
    /* both would be a_b_c_check: the second has to say its number */
    add_column(model, a, "b_c", "int");
    add_constraint(model, a, CONSTRAINT_CHECK, NULL)->check.text = "b_c > 0";
    add_column(model, ab, "c", "int");
    add_constraint(model, ab, CONSTRAINT_CHECK, NULL)->check.text = "c > 0";
    assert_prints(model, "table a {\n"
                         "  b_c  integer  check (b_c > 0)\n"
                         "}\n"
                         "\n"
                         "table a_b {\n"
                         "  c  integer\n"
                         "\n"
                         "  constraint a_b_c_check1 check (c > 0)\n"
                         "}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_kinds),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_names_that_clash),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
