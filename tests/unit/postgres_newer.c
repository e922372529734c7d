/* What newer versions of PostgreSQL say, before the parser of version 15: it is read, and what
 * was lifted out is found under the place of what it belongs to. */

#include "base/array.h"
#include "postgres/parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOTHING (-1)

static const struct {
    const char *sql;
    int note;          /* NOTHING: it is read, and no note is kept */
    const char *place; /* the note's place: where this begins in the text */
    const char *text;
} rows[] = {
    /* what 15 reads itself */
    {"CREATE TABLE t (a int UNIQUE NULLS NOT DISTINCT, UNIQUE NULLS DISTINCT (a))", NOTHING,
     NULL, NULL},
    {"CREATE TABLE t (virtual text, enforced text, period text, storage text DEFAULT 'x', "
     "method text CHECK (enforced <> ''))",
     NOTHING, NULL, NULL},
    {"CREATE TABLE t (a int GENERATED ALWAYS AS (1) STORED)", NOTHING, NULL, NULL},
    {"CREATE TABLE t (LIKE u INCLUDING STORAGE INCLUDING GENERATED)", NOTHING, NULL, NULL},
    {"CREATE TABLE t (a enforced CHECK (a > 0), b int REFERENCES enforced (period))", NOTHING,
     NULL, NULL},
    {"CREATE TABLE t (a storage, b s.storage DEFAULT 1, PRIMARY KEY (a, period))", NOTHING,
     NULL, NULL},
    {"ALTER TABLE t ALTER enforced SET NOT NULL, DROP COLUMN storage", NOTHING, NULL, NULL},
    {"SELECT a[1:n], b::int, 'it is 1_000 :x' /* :y */ -- :z\n FROM t", NOTHING, NULL, NULL},
    {"CREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE sql BEGIN ATOMIC SELECT 1; END",
     NOTHING, NULL, NULL},
    /* 16 */
    {"SELECT 1_000, 0x1F, 0b11, 0o17, 1_000.5", NOTHING, NULL, NULL},
    {"CREATE TABLE t (a text STORAGE external COMPRESSION lz4 NOT NULL)", NOTE_STORAGE,
     "a text", "external"},
    {"ALTER TABLE t ADD COLUMN IF NOT EXISTS \"A\" text storage MAIN", NOTE_STORAGE, "\"A\"",
     "main"},
    {"CREATE TABLE t (x int, storage text STORAGE DEFAULT)", NOTE_STORAGE, "storage text",
     "default"},
    {"ALTER TABLE t ALTER COLUMN a SET STORAGE DEFAULT", NOTHING, NULL, NULL},
    {"CREATE TABLE t (a jsonb CHECK (a IS NOT JSON OBJECT WITH UNIQUE KEYS AND a <> 'x'))",
     NOTE_OPAQUE, "JSON", NULL},
    {"SELECT json_object('a': 1, 'b' VALUE x::int NULL ON NULL RETURNING jsonb)", NOTE_OPAQUE,
     "json_object", NULL},
    {"SELECT json_array(1, 2 ABSENT ON NULL)", NOTE_OPAQUE, "json_array", NULL},
    {"GRANT a TO b WITH INHERIT TRUE, SET FALSE GRANTED BY c", NOTHING, NULL, NULL},
    {"REVOKE SET OPTION FOR a FROM b", NOTHING, NULL, NULL},
    {"CREATE STATISTICS (ndistinct) ON a, (b + 1) FROM t", NOTE_STATISTICS, "CREATE", NULL},
    {"CREATE STATISTICS statistics ON a, b FROM t", NOTHING, NULL, NULL},
    /* 17 */
    {"ALTER TABLE t ALTER a SET STATISTICS DEFAULT, SET ACCESS METHOD DEFAULT", NOTHING, NULL,
     NULL},
    {"ALTER TABLE t ALTER COLUMN a SET EXPRESSION AS (b * 2), ADD c int", NOTHING, NULL, NULL},
    {"ALTER DOMAIN d ADD CONSTRAINT n NOT NULL", NOTE_DOMAIN_NOT_NULL, "CONSTRAINT", NULL},
    {"SELECT a AT LOCAL FROM t", NOTE_OPAQUE, "AT LOCAL", NULL},
    {"SELECT JSON_VALUE(a, '$.x' PASSING 1 AS x RETURNING int DEFAULT 0 ON EMPTY)", NOTE_OPAQUE,
     "JSON_VALUE", NULL},
    /* 18 */
    {"CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL)", NOTE_VIRTUAL,
     "GENERATED", NULL},
    {"CREATE TABLE t (a int, b int CONSTRAINT c GENERATED ALWAYS AS (a * 2) CHECK (b > 0))",
     NOTE_VIRTUAL, "CONSTRAINT", NULL},
    {"ALTER TABLE t ADD b int GENERATED ALWAYS AS ((a)) VIRTUAL", NOTE_VIRTUAL, "GENERATED",
     NULL},
    {"CREATE TABLE t (a int CONSTRAINT c NOT NULL NO INHERIT)", NOTE_NO_INHERIT, "CONSTRAINT",
     NULL},
    {"CREATE TABLE t (a int DEFAULT 1 NOT NULL NO INHERIT)", NOTE_NO_INHERIT, "NOT", NULL},
    {"CREATE TABLE t (a int, CONSTRAINT n NOT NULL a NO INHERIT)", NOTE_NOT_NULL, "CONSTRAINT",
     NULL},
    {"CREATE TABLE t (a int, NOT NULL a)", NOTE_NOT_NULL, "NOT", NULL},
    {"ALTER TABLE ONLY s.t ADD CONSTRAINT n NOT NULL \"A b\" NOT VALID", NOTE_NOT_NULL,
     "CONSTRAINT", NULL},
    {"ALTER TABLE t DROP b, ADD NOT NULL a", NOTE_NOT_NULL, "NOT", NULL},
    {"CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED)", NOTE_NOT_ENFORCED, "CHECK", NULL},
    {"CREATE TABLE t (a int CONSTRAINT c REFERENCES u (enforced) ON DELETE CASCADE NOT "
     "ENFORCED)",
     NOTE_NOT_ENFORCED, "CONSTRAINT", NULL},
    {"CREATE TABLE t (a int CHECK (a > 0) ENFORCED)", NOTE_ENFORCED, "CHECK", NULL},
    {"ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (a) NOT ENFORCED",
     NOTE_NOT_ENFORCED, "CONSTRAINT", NULL},
    {"ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES u (a, PERIOD b)", NOTE_PERIOD,
     "FOREIGN", NULL},
    {"CREATE TABLE t (a int, b tstzrange, UNIQUE (a, b WITHOUT OVERLAPS))",
     NOTE_WITHOUT_OVERLAPS, "UNIQUE", NULL},
    {"ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (b WITHOUT OVERLAPS) DEFERRABLE",
     NOTE_WITHOUT_OVERLAPS, "CONSTRAINT", NULL},
    {"ALTER TABLE t ALTER CONSTRAINT C NOT ENFORCED", NOTE_NOT_ENFORCED, "C NOT", "c"},
    {"ALTER TABLE t ALTER CONSTRAINT c DEFERRABLE ENFORCED", NOTE_ENFORCED, "c DEF", "c"},
    {"ALTER TABLE t ALTER CONSTRAINT c NO INHERIT", NOTE_CONSTRAINT_NO_INHERIT, "c NO", "c"},
    {"ALTER TABLE t ALTER CONSTRAINT c INHERIT", NOTE_CONSTRAINT_INHERIT, "c INH", "c"},
    {"ALTER TABLE t ALTER CONSTRAINT c NOT DEFERRABLE", NOTE_CONSTRAINT_DEFERRAL, "c NOT", "c"},
    {"CREATE SCHEMA s CREATE TABLE t (a int GENERATED ALWAYS AS (1))", NOTE_VIRTUAL,
     "GENERATED", NULL},
    {"SELECT 1; CREATE TABLE t (a int GENERATED ALWAYS AS (1)); SELECT 2", NOTE_VIRTUAL,
     "GENERATED", NULL},
    /* psql */
    {"INSERT INTO t VALUES (:'who', 1)", NOTE_VARIABLE, ":'who'", "who"},
    {"CREATE TABLE :\"name\" (a int)", NOTE_VARIABLE, ":\"name\"", "name"},
    {"SELECT * FROM t LIMIT :most", NOTE_VARIABLE, ":most", "most"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = {0};
        const char *message = "";
        size_t offset = 0;
        struct parse *parse = parse_statements(&arena, rows[i].sql, &message, &offset);
        if (!parse) {
            fail_msg("%s: %s at \"%s\"", rows[i].sql, message, rows[i].sql + offset);
        }
        if (rows[i].note == NOTHING) {
            for (int type = 0; type < NOTE_COUNT; type++) {
                if (parse_note(parse, (enum note_type)type, 0, SIZE_MAX)) {
                    fail_msg("%s: a note of type %d", rows[i].sql, type);
                }
            }
        } else {
            const char *place = strstr(rows[i].sql, rows[i].place);
            const struct note *note =
                parse_note_at(parse, (enum note_type)rows[i].note, (int)(place - rows[i].sql));
            if (!note) {
                fail_msg("%s: no note at \"%s\"", rows[i].sql, place);
            }
            if (rows[i].text) {
                assert_string_equal(note->text, rows[i].text);
            }
        }
        parse_free(parse);
        arena_release(&arena);
    }
}

/* What a variable leaves of the statement says that its meaning is not known; what no version
 * can read says where. */
static void test_refused(void **state)
{
    static const struct {
        const char *sql;
        size_t offset;
    } wrong[] = {
        {"CREATE TABLE t (é int GENERATED ALWAYS AS (1) VIRTUAL, b int int)", 62},
        {"ALTER TABLE t ALTER a SET EXPRESSION (1)", 26},
        {"CREATE TABLE t (a int NOT ENFORCED NULLS)", 35},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct arena arena = {0};
        const char *message = NULL;
        size_t offset = 0;
        assert_null(parse_statements(&arena, wrong[i].sql, &message, &offset));
        assert_non_null(message);
        assert_int_equal(offset, wrong[i].offset);
        arena_release(&arena);
    }
}

static void test_expressions(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct parse *parse = parse_expression(&arena, "a > 1_000 AND b IS JSON", NULL, NULL);
    assert_non_null(parse);
    assert_non_null(parse_note_at(parse, NOTE_OPAQUE, 19));
    parse_free(parse);
    arena_release(&arena);
}

/* Brackets that never close, quotes that never end: read to the end, and refused. */
static void test_unclosed(void **state)
{
    static const char *const texts[] = {"CREATE TABLE t (a int GENERATED ALWAYS AS (",
                                        "SELECT '",
                                        "SELECT $x$",
                                        "ALTER TABLE",
                                        "CREATE TABLE t (a int, PERIOD",
                                        "SELECT json_object("};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct arena arena = {0};
        assert_null(parse_statements(&arena, texts[i], NULL, NULL));
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_unclosed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
