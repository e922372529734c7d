/* Scratch databases and what has to stand around a schema for it to be built there. */

#include "runner/scratch.h"

#include "postgres/sql.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool start(struct prover *prover)
{
    if (!prover->tried) {
        prover->tried = true;
        prover->server = server_start(prover->major, NULL);
    }
    return prover->server != NULL;
}

static struct connection *open_on_dev(struct prover *prover, const char *name)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct connection *connection = connection_open(prover->dev, diags);
    char sql[128];
    snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE template0", name);
    bool made = connection && connection_run(connection, sql, NULL);
    connection_close(connection);
    struct address address = address_with(&arena, prover->dev, "dbname", name);
    connection = made ? connection_open(&address, diags) : NULL;
    diags_free(diags);
    arena_release(&arena);
    return connection;
}

struct scratch scratch_open(struct prover *prover)
{
    struct scratch scratch = {.prover = prover};
    snprintf(scratch.name, sizeof scratch.name, "schemagen_proof_%ld_%u", (long)getpid(),
             ++prover->databases);
    if (start(prover))
        scratch.connection = server_new_database(prover->server, scratch.name, NULL);
    else if (prover->dev)
        scratch.connection = open_on_dev(prover, scratch.name);
    if (!scratch.connection)
        snprintf(scratch.reason, sizeof scratch.reason, "%s",
                 prover->server ? "no database could be made on the throwaway server"
                 : prover->dev  ? "no database could be made on the --dev server"
                                : "no PostgreSQL server could be started here");
    return scratch;
}

void scratch_close(struct scratch *scratch)
{
    struct prover *prover = scratch->prover;
    connection_close(scratch->connection);
    if (scratch->connection && !prover->server && prover->dev) {
        struct diags *diags = diags_new();
        struct connection *connection = connection_open(prover->dev, diags);
        char sql[128];
        snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS %s", scratch->name);
        if (connection)
            connection_run(connection, sql, NULL);
        connection_close(connection);
        diags_free(diags);
    }
    scratch->connection = NULL;
}

void prover_release(struct prover *prover)
{
    server_stop(prover->server);
    prover->server = NULL;
}

/* ------------------------------------------------------------------ surroundings */

static bool is_there(struct scratch *scratch, const char *query, const char *name)
{
    struct rows *rows = connection_query(scratch->connection, query, 1, &name, NULL);
    bool there = rows && rows_count(rows) > 0;
    rows_free(rows);
    return there;
}

void scratch_make_role(struct scratch *scratch, const char *role)
{
    struct buf sql = BUF_INIT;
    if (!role || is_there(scratch, "SELECT FROM pg_roles WHERE rolname = $1", role))
        return;
    buf_add(&sql, "CREATE ROLE ");
    sql_ident(&sql, role);
    connection_run(scratch->connection, buf_text(&sql), NULL);
    buf_release(&sql);
}

static bool make_tablespace(struct scratch *scratch, const char *tablespace)
{
    struct buf sql = BUF_INIT;
    if (!tablespace ||
        is_there(scratch, "SELECT FROM pg_tablespace WHERE spcname = $1", tablespace))
        return true;
    connection_run(scratch->connection, "SET allow_in_place_tablespaces = on", NULL);
    buf_add(&sql, "CREATE TABLESPACE ");
    sql_ident(&sql, tablespace);
    buf_add(&sql, " LOCATION ''");
    bool made = connection_run(scratch->connection, buf_text(&sql), NULL);
    buf_release(&sql);
    if (!made)
        snprintf(scratch->reason, sizeof scratch->reason, "tablespace %s cannot be made here",
                 tablespace);
    return made;
}

static bool make_tablespaces(struct scratch *scratch, const struct table *table)
{
    bool ok = make_tablespace(scratch, table->tablespace);
    for (size_t i = 0; ok && i < table->indexes.count; i++)
        ok = make_tablespace(scratch, table->indexes.at[i].tablespace);
    for (size_t i = 0; ok && i < table->constraints.count; i++)
        ok = make_tablespace(scratch, table->constraints.at[i].tablespace);
    return ok;
}

bool scratch_furnish(struct scratch *scratch, const struct model *model)
{
    const struct object_list *extensions = &model->objects[KIND_EXTENSION];
    for (size_t i = 0; i < extensions->count; i++) {
        const char *name = extensions->at[i]->name.name;
        if (is_there(scratch, "SELECT FROM pg_available_extensions WHERE name = $1", name))
            continue;
        snprintf(scratch->reason, sizeof scratch->reason, "extension %s is not installed here",
                 name);
        return false;
    }
    for (enum kind kind = KIND_SCHEMA; kind <= KIND_TABLE; kind++) {
        for (size_t i = 0; i < model->objects[kind].count; i++) {
            const struct object *object = model->objects[kind].at[i];
            scratch_make_role(scratch, object->owner);
            if (kind == KIND_TABLE && !make_tablespaces(scratch, (const struct table *)object))
                return false;
        }
    }
    return true;
}
