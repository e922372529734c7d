/* Rows from types: the same number gives the same value in every column of a type, so that
 * foreign keys find what they refer to. */

#include "runner/seed.h"

#include "postgres/sql.h"

#include <string.h>

#define ROWS_PER_TABLE 3

/* How a value of a type is written from the row's number, by the beginning of its name. Text is
 * digits, so that most changes of type can convert it. */
static const struct {
    const char *type, *format;
} VALUES[] = {
    {"smallint", "%d"},
    {"integer", "%d"},
    {"bigint", "%d"},
    {"numeric", "%d"},
    {"real", "%d"},
    {"double precision", "%d"},
    {"money", "%d"},
    {"oid", "%d"},
    {"character", "'%d'"},
    {"text", "'%d'"},
    {"name", "'%d'"},
    {"\"char\"", "'%d'"},
    {"boolean", "%d = 1"},
    {"date", "date '2020-01-0%d'"},
    {"timestamp", "timestamptz '2020-01-0%d 00:00:00Z'"},
    {"time", "time '0%d:00:00'"},
    {"interval", "interval '%d hours'"},
    {"uuid", "'00000000-0000-0000-0000-00000000000%d'"},
    {"json", "'{\"n\": %d}'"},
    {"bytea", "'\\x0%d'"},
    {"inet", "'10.0.0.%d'"},
    {"cidr", "'10.0.0.%d/32'"},
    {"macaddr8", "'08:00:2b:01:02:03:04:0%d'"},
    {"macaddr", "'08:00:2b:01:02:0%d'"},
    {"point", "'(%d,1)'"},
    {"box", "'(%d,1),(0,0)'"},
    {"circle", "'<(%d,1),1>'"},
    {"tsvector", "'w%d'"},
    {"int4range", "int4range(%d0, %1$d9)"},
    {"int8range", "int8range(%d0, %1$d9)"},
    {"numrange", "numrange(%d0, %1$d9)"},
    {"daterange", "daterange(date '2020-01-0%d', date '2020-01-1%1$d')"},
    {"xml", "'<a>%d</a>'"},
};

static void add_number(struct buf *out, const char *format, int row)
{
    for (const char *c = format; *c; c++) {
        if (c[0] == '%' && c[1] == 'd') {
            buf_addf(out, "%d", row);
            c++;
        } else if (strncmp(c, "%1$d", 4) == 0) {
            buf_addf(out, "%d", row);
            c += 3;
        } else {
            buf_add_char(out, *c);
        }
    }
}

static bool add_value(struct buf *out, const struct model *model, const struct type_name *type,
                      int row);

static bool add_user_value(struct buf *out, const struct model *model,
                           const struct type_name *type, int row)
{
    const struct object *object = model_find_type(model, type->user);
    if (object && object->kind == KIND_ENUM) {
        const struct enum_type *labels = (const struct enum_type *)object;
        if (!labels->labels.count)
            return false;
        sql_literal(out, labels->labels.at[0].object.name.name);
        return true;
    }
    return object && object->kind == KIND_DOMAIN &&
           add_value(out, model, &((const struct domain *)object)->type, row);
}

static bool add_value(struct buf *out, const struct model *model, const struct type_name *type,
                      int row)
{
    if (type->dimensions) {
        buf_add(out, "'{}'");
        return true;
    }
    if (type->user.name)
        return add_user_value(out, model, type, row);
    for (size_t i = 0; i < COUNT_OF(VALUES); i++) {
        if (strncmp(type->text, VALUES[i].type, strlen(VALUES[i].type)) != 0)
            continue;
        add_number(out, VALUES[i].format, row);
        return true;
    }
    return false;
}

static bool is_filled(const struct column *column)
{
    return column->generated || column->identity == IDENTITY_ALWAYS;
}

static void insert_row(struct connection *connection, const struct model *model,
                       const struct table *table, int row)
{
    struct buf columns = BUF_INIT, values = BUF_INIT, sql = BUF_INIT;
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = &table->columns.at[i];
        struct buf value = BUF_INIT;
        if (!is_filled(column) && add_value(&value, model, &column->type, row)) {
            buf_add(&columns, columns.length ? ", " : "");
            sql_ident(&columns, column->object.name.name);
            buf_addf(&values, "%s%s", values.length ? ", " : "", buf_text(&value));
        }
        buf_release(&value);
    }
    buf_add(&sql, "INSERT INTO ");
    sql_qname(&sql, table->object.name);
    if (columns.length)
        buf_addf(&sql, " (%s) VALUES (%s)", buf_text(&columns), buf_text(&values));
    else
        buf_add(&sql, " DEFAULT VALUES");
    connection_run(connection, buf_text(&sql), NULL);
    buf_release(&columns);
    buf_release(&values);
    buf_release(&sql);
}

void seed_tables(struct connection *connection, const struct model *model,
                 bool (*skip)(void *context, const struct table *table), void *context)
{
    const struct object_list *tables = &model->objects[KIND_TABLE];
    /* twice: the second time round, what a foreign key needs may be there */
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < tables->count; i++) {
            const struct table *table = (const struct table *)tables->at[i];
            for (int row = 1; !skip(context, table) && row <= ROWS_PER_TABLE; row++)
                insert_row(connection, model, table, row);
        }
}
