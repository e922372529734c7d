/* Storage parameters of tables and indexes, options of columns: whether PostgreSQL has one of
 * that name, and takes that value. Access methods that are not PostgreSQL's own are left to the
 * server.
 */

#include "model/resolving.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum home {
    HOME_TABLE = 1,
    HOME_TOAST = 2,
    HOME_COLUMN = 4,
    HOME_BTREE = 8,
    HOME_HASH = 16,
    HOME_GIST = 32,
    HOME_SPGIST = 64,
    HOME_GIN = 128,
    HOME_BRIN = 256
};

#define HOME_BOTH (HOME_TABLE | HOME_TOAST)

enum value_type { VALUE_BOOLEAN, VALUE_INTEGER, VALUE_REAL, VALUE_WORD };

/* Of all servers that are supported: "Storage Parameters" of CREATE TABLE and "Index Storage
 * Parameters" of CREATE INDEX, with the bounds that reloptions.c holds them in. */
static const struct parameter {
    const char *name;
    unsigned homes;
    enum value_type type;
    double low, high;
    const char *words; /* what PostgreSQL lists, all that it takes, blanks between */
    const char *taken;
} parameters[] = {
    {"fillfactor", HOME_TABLE | HOME_BTREE | HOME_HASH | HOME_GIST | HOME_SPGIST, VALUE_INTEGER,
     10, 100, NULL, NULL},
    {"toast_tuple_target", HOME_TABLE, VALUE_INTEGER, 128, 8160, NULL, NULL},
    {"parallel_workers", HOME_TABLE, VALUE_INTEGER, 0, 1024, NULL, NULL},
    {"user_catalog_table", HOME_TABLE, VALUE_BOOLEAN, 0, 0, NULL, NULL},
    {"autovacuum_enabled", HOME_BOTH, VALUE_BOOLEAN, 0, 0, NULL, NULL},
    {"vacuum_index_cleanup", HOME_BOTH, VALUE_WORD, 0, 0, "\"on\", \"off\", and \"auto\"",
     "auto on off true false yes no 1 0"},
    {"vacuum_truncate", HOME_BOTH, VALUE_BOOLEAN, 0, 0, NULL, NULL},
    {"vacuum_max_eager_freeze_failure_rate", HOME_BOTH, VALUE_REAL, 0, 1, NULL, NULL},
    {"autovacuum_vacuum_threshold", HOME_BOTH, VALUE_INTEGER, 0, INT_MAX, NULL, NULL},
    {"autovacuum_vacuum_max_threshold", HOME_BOTH, VALUE_INTEGER, -1, INT_MAX, NULL, NULL},
    {"autovacuum_vacuum_scale_factor", HOME_BOTH, VALUE_REAL, 0, 100, NULL, NULL},
    {"autovacuum_vacuum_insert_threshold", HOME_BOTH, VALUE_INTEGER, -1, INT_MAX, NULL, NULL},
    {"autovacuum_vacuum_insert_scale_factor", HOME_BOTH, VALUE_REAL, 0, 100, NULL, NULL},
    {"autovacuum_analyze_threshold", HOME_TABLE, VALUE_INTEGER, 0, INT_MAX, NULL, NULL},
    {"autovacuum_analyze_scale_factor", HOME_TABLE, VALUE_REAL, 0, 100, NULL, NULL},
    {"autovacuum_vacuum_cost_delay", HOME_BOTH, VALUE_REAL, 0, 100, NULL, NULL},
    {"autovacuum_vacuum_cost_limit", HOME_BOTH, VALUE_INTEGER, 1, 10000, NULL, NULL},
    {"autovacuum_freeze_min_age", HOME_BOTH, VALUE_INTEGER, 0, 1000000000, NULL, NULL},
    {"autovacuum_freeze_max_age", HOME_BOTH, VALUE_INTEGER, 100000, 2000000000, NULL, NULL},
    {"autovacuum_freeze_table_age", HOME_BOTH, VALUE_INTEGER, 0, 2000000000, NULL, NULL},
    {"autovacuum_multixact_freeze_min_age", HOME_BOTH, VALUE_INTEGER, 0, 1000000000, NULL,
     NULL},
    {"autovacuum_multixact_freeze_max_age", HOME_BOTH, VALUE_INTEGER, 10000, 2000000000, NULL,
     NULL},
    {"autovacuum_multixact_freeze_table_age", HOME_BOTH, VALUE_INTEGER, 0, 2000000000, NULL,
     NULL},
    {"log_autovacuum_min_duration", HOME_BOTH, VALUE_INTEGER, -1, INT_MAX, NULL, NULL},
    {"deduplicate_items", HOME_BTREE, VALUE_BOOLEAN, 0, 0, NULL, NULL},
    {"vacuum_cleanup_index_scale_factor", HOME_BTREE, VALUE_REAL, 0, 1e10, NULL, NULL},
    {"buffering", HOME_GIST, VALUE_WORD, 0, 0, "\"on\", \"off\", and \"auto\"", "on off auto"},
    {"fastupdate", HOME_GIN, VALUE_BOOLEAN, 0, 0, NULL, NULL},
    {"gin_pending_list_limit", HOME_GIN, VALUE_INTEGER, 64, INT_MAX, NULL, NULL},
    {"pages_per_range", HOME_BRIN, VALUE_INTEGER, 1, 131072, NULL, NULL},
    {"autosummarize", HOME_BRIN, VALUE_BOOLEAN, 0, 0, NULL, NULL},
    {"n_distinct", HOME_COLUMN, VALUE_REAL, -1, HUGE_VAL, NULL, NULL},
    {"n_distinct_inherited", HOME_COLUMN, VALUE_REAL, -1, HUGE_VAL, NULL, NULL},
};

static unsigned home_of_method(const char *method)
{
    static const struct {
        const char *name;
        enum home home;
    } homes[] = {{"btree", HOME_BTREE},   {"hash", HOME_HASH}, {"gist", HOME_GIST},
                 {"spgist", HOME_SPGIST}, {"gin", HOME_GIN},   {"brin", HOME_BRIN}};

    for (size_t i = 0; i < COUNT_OF(homes); i++)
        if (strcmp(homes[i].name, method ? method : "btree") == 0)
            return homes[i].home;
    return 0;
}

/* ------------------------------------------------------------------ values */

/* As parse_bool() reads it: any beginning that can mean one of the words only. */
static bool is_boolean(const char *text)
{
    static const struct {
        const char *word;
        size_t least;
    } words[] = {{"true", 1}, {"false", 1}, {"yes", 1}, {"no", 1},
                 {"on", 2},   {"off", 2},   {"1", 1},   {"0", 1}};
    size_t length = strlen(text);

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (length >= words[i].least && length <= strlen(words[i].word) &&
            strncasecmp(words[i].word, text, length) == 0)
            return true;
    return false;
}

static bool is_among(const char *words, const char *text)
{
    size_t length = strlen(text);

    for (; *words; words += strspn(words, " ")) {
        size_t word = strcspn(words, " ");

        if (word == length && strncasecmp(words, text, length) == 0)
            return true;
        words += word;
    }
    return false;
}

static bool read_number(const struct parameter *parameter, const char *text, double *value)
{
    char *end;

    *value = strtod(text, &end);
    if (end == text || isnan(*value))
        return false;
    while (isspace((unsigned char)*end))
        end++;
    if (parameter->type == VALUE_INTEGER)
        *value = rint(*value);
    return !*end && (parameter->type == VALUE_REAL || fabs(*value) <= -(double)INT_MIN);
}

static const char *type_word(enum value_type type)
{
    static const char *const words[] = {[VALUE_BOOLEAN] = "boolean",
                                        [VALUE_INTEGER] = "integer",
                                        [VALUE_REAL] = "floating point",
                                        [VALUE_WORD] = "enum"};

    return words[type];
}

static void refuse_value(struct diags *diags, const struct parameter *parameter,
                         const char *value, struct span at)
{
    diag_error(diags, at, CHECK_CLAUSE, "invalid value for %s option \"%s\": %s",
               type_word(parameter->type), parameter->name, value);
    if (parameter->words)
        diag_hint(diags, "Valid values are %s.", parameter->words);
}

static void check_value(struct diags *diags, const struct parameter *parameter,
                        const char *value, struct span at)
{
    double number;

    if (parameter->type == VALUE_BOOLEAN || parameter->type == VALUE_WORD) {
        if (parameter->taken ? !is_among(parameter->taken, value) : !is_boolean(value))
            refuse_value(diags, parameter, value, at);
        return;
    }
    if (!read_number(parameter, value, &number)) {
        refuse_value(diags, parameter, value, at);
    } else if (number < parameter->low || number > parameter->high) {
        diag_error(diags, at, CHECK_LIMIT, "value %s out of bounds for option \"%s\"", value,
                   parameter->name);
        if (isinf(parameter->high))
            diag_hint(diags, "It is %g at least.", parameter->low);
        else
            diag_hint(diags, "Valid values are between %.0f and %.0f.", parameter->low,
                      parameter->high);
    }
}

/* ------------------------------------------------------------------ names */

static void refuse_name(struct resolver *resolver, const char *name, unsigned home,
                        struct span at)
{
    const char *names[COUNT_OF(parameters)], *closest;
    size_t count = 0;

    diag_error(resolver->diags, at, CHECK_CLAUSE, "unrecognized parameter \"%s\"", name);
    for (size_t i = 0; i < COUNT_OF(parameters); i++)
        if (parameters[i].homes & home)
            names[count++] = parameters[i].name;
    closest = name_closest(name, names, count);
    if (closest)
        diag_hint(resolver->diags, "Did you mean \"%s\"?", closest);
}

static void check_option(struct resolver *resolver, const struct option *option, unsigned home,
                         struct span at)
{
    static const char toast[] = "toast.";
    const char *name = option->name, *dot = strchr(name, '.');

    if (home == HOME_TABLE && strncmp(name, toast, strlen(toast)) == 0) {
        home = HOME_TOAST;
        name += strlen(toast);
    } else if (dot) {
        diag_error(resolver->diags, at, CHECK_CLAUSE,
                   "unrecognized parameter namespace \"%.*s\"", (int)(dot - name), name);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(parameters); i++) {
        if (!(parameters[i].homes & home) || strcmp(parameters[i].name, name) != 0)
            continue;
        check_value(resolver->diags, &parameters[i], option->value ? option->value : "true",
                    at);
        return;
    }
    refuse_name(resolver, name, home, at);
}

static void check_options(struct resolver *resolver, const struct options *options,
                          unsigned home, struct span at)
{
    if (!home)
        return;
    for (array_each (const struct option, option, options))
        check_option(resolver, option, home, option->at.file ? option->at : at);
}

/* ------------------------------------------------------------------ the pass */

void resolve_options_of(struct resolver *resolver, const struct table *table)
{
    bool heap = !table->access_method || strcmp(table->access_method, "heap") == 0;

    check_options(resolver, &table->with, heap ? HOME_TABLE : 0, table->object.at);
    for (array_each (const struct column, column, &table->columns))
        check_options(resolver, &column->attributes, HOME_COLUMN, column->object.at);
    for (array_each (const struct index, index, &table->indexes))
        check_options(resolver, &index->with, home_of_method(index->method), index->object.at);
    for (array_each (const struct constraint, constraint, &table->constraints))
        check_options(
            resolver, &constraint->with,
            home_of_method(constraint->without_overlaps ? "gist" : constraint->method),
            constraint->object.at);
}
