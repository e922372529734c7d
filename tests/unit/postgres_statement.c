/* Which objects statements touch: a table of statements and what they name. */

#include "postgres/statement.h"
#include "base/array.h"
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Changed ones with a '!', functions with '()', what is in no schema in brackets. */
static void add(void *context, const struct touched *touched)
{
    struct buf *out = context;

    if (touched->name.schema && !strcmp(touched->name.schema, "pg_catalog"))
        return;
    buf_addf(out, "%s%s%s%s%s%s", out->length ? " " : "", touched->changes ? "!" : "",
             touched->type == TOUCHED_SINGLE ? "[" : "",
             touched->name.schema ? touched->name.schema : "", touched->name.schema ? "." : "",
             touched->name.name);
    buf_add(out, touched->type == TOUCHED_SINGLE     ? "]"
                 : touched->type == TOUCHED_FUNCTION ? "()"
                                                     : "");
}

static const struct {
    const char *text, *wanted;
} rows[] = {
    {"CREATE TABLE a.b (c d.e REFERENCES f)", "!a.b d.e f"},
    {"CREATE TABLE a PARTITION OF b DEFAULT", "!a b"},
    {"CREATE TABLE a AS SELECT * FROM b", "b !a"},
    {"ALTER TABLE ONLY a ADD COLUMN b mood DEFAULT f()", "!a mood f()"},
    {"ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c.d", "!a c.d"},
    {"ALTER TABLE a RENAME COLUMN b TO c", "!a"},
    {"ALTER TABLE a SET SCHEMA b", "!a"},
    {"CREATE UNIQUE INDEX CONCURRENTLY i ON a (f(b))", "!a f()"},
    {"CREATE SEQUENCE s OWNED BY a.b", "!s"},
    {"CREATE VIEW v AS SELECT f(x) FROM a JOIN b.c USING (d)", "!v f() a b.c"},
    {"CREATE TYPE mood AS ENUM ('a')", "!mood"},
    {"CREATE TYPE a.pair AS (x mood)", "!a.pair mood"},
    {"ALTER TYPE a.mood ADD VALUE 'b'", "!a.mood"},
    {"CREATE DOMAIN d AS mood CHECK (f(VALUE))", "!d mood f()"},
    {"ALTER DOMAIN d SET NOT NULL", "!d"},
    {"CREATE FUNCTION a.f(x mood) RETURNS b LANGUAGE sql RETURN g(x)", "!a.f() mood b g()"},
    {"ALTER FUNCTION f(integer) STABLE", "!f()"},
    {"CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()", "!a f()"},
    {"CREATE POLICY p ON a USING (b = f())", "!a f()"},
    {"DROP TABLE a, \"B\".c CASCADE", "!a !B.c"},
    {"DROP TYPE mood", "!mood"},
    {"DROP FUNCTION a.f(mood)", "!a.f()"},
    {"DROP TRIGGER t ON a.b", "!a.b"},
    {"DROP POLICY p ON a", "!a"},
    {"DROP SCHEMA s", "![s]"},
    {"CREATE SCHEMA s", "![s]"},
    {"CREATE EXTENSION e", "![e]"},
    {"COMMENT ON COLUMN a.b.c IS 'x'", "!a.b"},
    {"COMMENT ON TABLE a IS 'x'", "!a"},
    {"COMMENT ON CONSTRAINT c ON a.b IS 'x'", "!a.b"},
    {"COMMENT ON TYPE a.mood IS 'x'", "!a.mood"},
    {"COMMENT ON FUNCTION f(mood) IS 'x'", "!f()"},
    {"GRANT SELECT ON a, b TO c", "!a !b c"},
    {"INSERT INTO a SELECT b::mood FROM c", "!a mood c"},
    {"UPDATE a SET b = (SELECT 1 FROM c) FROM d", "!a c d"},
    {"DELETE FROM a USING b", "!a b"},
    {"TRUNCATE a, b", "!a !b"},
    {"COPY a FROM '/x'", "!a"},
    {"ALTER TABLE a ADD b text; ALTER TABLE c DROP d", "!a text !c"},
    {"UPDATE a SET b = :'v'", "!a"},
    {"SELECT 1", ""},
    {"nonsense", "syntax error at or near \"nonsense\""},
};

static void test_touched(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buf out = BUF_INIT;
        const char *why = NULL;

        if (!statement_each_touched(&arena, rows[i].text, add, &out, &why))
            buf_add(&out, why);
        if (strcmp(buf_text(&out), rows[i].wanted))
            fail_msg("%s: got \"%s\", wanted \"%s\"", rows[i].text, buf_text(&out),
                     rows[i].wanted);
        buf_release(&out);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_touched)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
