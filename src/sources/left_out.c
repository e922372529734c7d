/* Names that are left out of models. What else a source leaves out (members of extensions) is
 * its own business. */

#include "sources/left_out.h"

#include <string.h>

/* Tables in which other tools keep what they have applied: data, in whatever schema. */
static const char *const version_tables[] = {
    "SequelizeMeta",
    "__EFMigrationsHistory",
    "__diesel_schema_migrations",
    "__drizzle_migrations",
    "_prisma_migrations",
    "_sqlx_migrations",
    "_yoyo_log",
    "_yoyo_migration",
    "_yoyo_version",
    "alembic_version",
    "ar_internal_metadata",
    "atlas_schema_revisions",
    "databasechangelog",
    "databasechangeloglock",
    "django_migrations",
    "doctrine_migration_versions",
    "flyway_schema_history",
    "goose_db_version",
    "gorp_migrations",
    "knex_migrations",
    "knex_migrations_lock",
    "kysely_migration",
    "kysely_migration_lock",
    "mikro_orm_migrations",
    "pgmigrations",
    "phinxlog",
    "refinery_schema_history",
    "schema_migrations",
    "yoyo_lock",
};

/* '*' stands for any run of characters. */
static bool matches(const char *pattern, const char *pattern_end, const char *text)
{
    for (; pattern < pattern_end; pattern++, text++) {
        if (*pattern == '*') {
            for (;; text++) {
                if (matches(pattern + 1, pattern_end, text))
                    return true;
                if (!*text)
                    return false;
            }
        }
        if (*text != *pattern)
            return false;
    }
    return !*text;
}

/* A pattern without a dot means the name in whatever schema. */
static bool pattern_matches(const char *pattern, const char *schema, const char *name)
{
    const char *dot = strchr(pattern, '.'), *end = pattern + strlen(pattern);

    if (!dot)
        return matches(pattern, end, name);
    return schema && matches(pattern, dot, schema) && matches(dot + 1, end, name);
}

bool is_pattern_excluded(const struct source_settings *settings, const char *schema,
                         const char *name)
{
    const char *const *patterns = settings->exclude;

    for (; patterns && *patterns; patterns++) {
        if (pattern_matches(*patterns, schema, name))
            return true;
    }
    return false;
}

bool is_schema_left_out(const struct source_settings *settings, const char *name)
{
    const char *const *patterns = settings->exclude;

    if (!strncmp(name, "pg_", 3) || !strcmp(name, "information_schema"))
        return true;
    for (; patterns && *patterns; patterns++) {
        const char *dot = strchr(*patterns, '.');
        const char *end = dot ? dot : *patterns + strlen(*patterns);
        if ((!dot || !strcmp(dot, ".*")) && matches(*patterns, end, name))
            return true;
    }
    return false;
}

static bool is_version_table(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(version_tables); i++) {
        if (!strcmp(version_tables[i], name))
            return true;
    }
    return false;
}

/* The name is the table's with '_log' behind it. */
static bool is_log_of(const char *table, const char *name)
{
    size_t length = strlen(table);

    return !strncmp(name, table, length) && !strcmp(name + length, "_log");
}

/* The table of the history and its log, as the runner names it. Their sequences go
 * with them. */
static bool is_history(const struct source_settings *settings, const char *schema,
                       const char *name)
{
    const char *table = settings->history_table;

    if (!table || !text_equal(schema, settings->history_schema))
        return false;
    if (!strcmp(schema, "schemagen") && !strcmp(table, "migrations"))
        return !strcmp(name, table) || !strcmp(name, "log");
    return !strcmp(name, table) || is_log_of(table, name);
}

bool is_bookkeeping(const struct source_settings *settings, const char *schema,
                    const char *name)
{
    return is_version_table(name) || is_history(settings, schema, name);
}

bool is_name_left_out(const struct source_settings *settings, enum kind kind, struct qname name)
{
    if (kind == KIND_SCHEMA)
        return is_schema_left_out(settings, name.name);
    return (name.schema && is_schema_left_out(settings, name.schema)) ||
           is_pattern_excluded(settings, name.schema, name.name) ||
           ((kind == KIND_TABLE || kind == KIND_SEQUENCE) &&
            is_bookkeeping(settings, name.schema, name.name));
}
