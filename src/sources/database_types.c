/* Types, extensions, enums and domains. Composite types are relations to PostgreSQL:
 * database_tables.c. */

#include "sources/database.h"

#include <string.h>

/* ------------------------------------------------------------------ all types */

enum type_column {
    TYPE_OID,
    TYPE_NAME,
    TYPE_SCHEMA,
    TYPE_LETTERS,
    TYPE_PREFERRED,
    TYPE_ELEMENT,
    TYPE_BASE,
    TYPE_COLLATION,
    TYPE_OWNER
};

enum type_letter { LETTER_TYPE, LETTER_CATEGORY, LETTER_STORAGE };

static const char *const type_columns[] = {
    [TYPE_OID] = "t.oid",
    [TYPE_NAME] = "t.typname",
    [TYPE_SCHEMA] = "t.typnamespace",
    [TYPE_LETTERS] = "concat(t.typtype, t.typcategory, t.typstorage)",
    [TYPE_PREFERRED] = "t.typispreferred",
    [TYPE_ELEMENT] = "CASE t.typcategory WHEN 'A' THEN t.typelem ELSE 0 END",
    [TYPE_BASE] = "t.typbasetype",
    [TYPE_COLLATION] = "t.typcollation",
    [TYPE_OWNER] = "CASE WHEN t.typtype = 'e' THEN pg_catalog.pg_get_userbyid(t.typowner) END",
};

static void add_enum(struct reader *reader, struct catalog_type *type, struct row row)
{
    struct catalog_schema *schema = reader_schema(reader, row_oid(row, TYPE_SCHEMA));

    if (is_left_out(reader, schema, type->name.name, CATALOG_TYPE, row_oid(row, TYPE_OID)))
        return;
    type->object = model_add(reader->model, KIND_ENUM, type->name, NULL);
    type->object->owner =
        reader->settings->owners ? keep(reader, row_text(row, TYPE_OWNER)) : NULL;
    schema->objects++;
}

static void read_type_row(struct reader *reader, struct row row)
{
    struct catalog_type *type = arena_alloc(&reader->scratch, sizeof *type);
    uint32_t oid = row_oid(row, TYPE_OID);

    type->name = (struct qname){reader_schema(reader, row_oid(row, TYPE_SCHEMA))->name,
                                keep(reader, row_text(row, TYPE_NAME))};
    type->type = row_letter(row, TYPE_LETTERS, LETTER_TYPE);
    type->category = row_letter(row, TYPE_LETTERS, LETTER_CATEGORY);
    type->storage = row_letter(row, TYPE_LETTERS, LETTER_STORAGE);
    type->preferred = row_true(row, TYPE_PREFERRED);
    type->is_member = is_member(reader, CATALOG_TYPE, oid);
    type->element = row_oid(row, TYPE_ELEMENT);
    type->base = row_oid(row, TYPE_BASE);
    type->collation = row_oid(row, TYPE_COLLATION);
    oid_map_put(&reader->scratch, &reader->types, oid, type);
    if (type->type == 'e')
        add_enum(reader, type, row);
}

const struct catalog_query query_types = {
    QUERY_COLUMNS(type_columns),
    .from = "FROM pg_catalog.pg_type t",
    .read = read_type_row,
};

/* ------------------------------------------------------------------ spelled types */

/* A type with modifiers as columns use it: thousands of columns share a few of these. */
struct type_spelling {
    struct type_name name;
    const char *text; /* as the server spelled it */
    struct type_spelling *next;
};

/* The modifiers of a user type: from the first parenthesis outside quotes to its end. */
static const char *find_modifiers(struct arena *arena, const char *text)
{
    bool quoted = false;

    for (; *text && (quoted || *text != '('); text++) {
        if (*text == '"')
            quoted = !quoted;
    }
    const char *end = strrchr(text, ')');
    return *text && end ? arena_strndup(arena, text, (size_t)(end + 1 - text)) : NULL;
}

static struct type_name spell(struct reader *reader, const struct catalog_type *type,
                              const char *text)
{
    struct type_name name = {.text = text};

    if (type && type->element) {
        name.dimensions = 1;
        type = oid_map_get(&reader->types, type->element);
    }
    if (type && strcmp(type->name.schema, "pg_catalog")) {
        name.user = type->name;
        name.from_extension = type->is_member;
        name.modifiers = find_modifiers(&reader->model->arena, text);
    }
    return name;
}

struct type_name read_type(struct reader *reader, uint32_t oid, const char *text)
{
    struct catalog_type *type = oid_map_get(&reader->types, oid);

    if (!type || !text)
        return (struct type_name){.text = keep(reader, text)};
    for (struct type_spelling *known = type->spellings; known; known = known->next) {
        if (!strcmp(known->text, text))
            return known->name;
    }
    struct type_spelling *spelling = arena_alloc(&reader->scratch, sizeof *spelling);
    spelling->text = keep(reader, text);
    spelling->name = spell(reader, type, spelling->text);
    spelling->next = type->spellings;
    type->spellings = spelling;
    return spelling->name;
}

/* ------------------------------------------------------------------ extensions */

enum extension_column {
    EXTENSION_NAME,
    EXTENSION_SCHEMA,
    EXTENSION_VERSION,
    EXTENSION_COMMENT
};

/* The comment that the extension brings with it is not one that somebody made. */
static const char *const extension_columns[] = {
    [EXTENSION_NAME] = "e.extname",
    [EXTENSION_SCHEMA] = "e.extnamespace",
    [EXTENSION_VERSION] = "e.extversion",
    [EXTENSION_COMMENT] = "nullif(pg_catalog.obj_description(e.oid, 'pg_extension'),\n"
                          "         (SELECT a.comment FROM pg_catalog.pg_available_extensions a"
                          " WHERE a.name = e.extname))",
};

/* PostgreSQL has no way to change the owner of an extension, so it is not part of it. */
static void read_extension(struct reader *reader, struct row row)
{
    const char *name = keep(reader, row_text(row, EXTENSION_NAME));
    struct catalog_schema *schema = reader_schema(reader, row_oid(row, EXTENSION_SCHEMA));

    if (is_excluded(reader, schema->name, name))
        return;
    struct extension *extension = (struct extension *)model_add(
        reader->model, KIND_EXTENSION, (struct qname){.name = name}, NULL);
    extension->schema = schema->name;
    extension->version = keep(reader, row_text(row, EXTENSION_VERSION));
    extension->object.comment = keep(reader, row_text(row, EXTENSION_COMMENT));
    schema->objects++;
}

/* Those that initdb made (plpgsql) are part of every database. */
const struct catalog_query query_extensions = {
    QUERY_COLUMNS(extension_columns),
    .from = "FROM pg_catalog.pg_extension e\n"
            "WHERE e.oid >= 16384\n"
            "ORDER BY e.extname",
    .read = read_extension,
};

/* ------------------------------------------------------------------ enums */

enum label_column { LABEL_ENUM, LABEL_TEXT };

static const char *const label_columns[] = {
    [LABEL_ENUM] = "b.enumtypid",
    [LABEL_TEXT] = "b.enumlabel",
};

static void read_label(struct reader *reader, struct row row)
{
    const struct catalog_type *known = oid_map_get(&reader->types, row_oid(row, LABEL_ENUM));
    struct enum_type *type = known ? (struct enum_type *)known->object : NULL;

    if (!type)
        return;
    struct label *label = array_push(&reader->model->arena, &type->labels);
    label->object.kind = KIND_LABEL;
    label->object.parent = &type->object;
    label->object.name.name = keep(reader, row_text(row, LABEL_TEXT));
}

const struct catalog_query query_labels = {
    QUERY_COLUMNS(label_columns),
    .from = "FROM pg_catalog.pg_enum b\n"
            "ORDER BY b.enumtypid, b.enumsortorder",
    .read = read_label,
};

/* ------------------------------------------------------------------ domains */

enum domain_column {
    DOMAIN_OID,
    DOMAIN_SCHEMA,
    DOMAIN_OWNER,
    DOMAIN_TYPE,
    DOMAIN_NOT_NULL,
    DOMAIN_COLLATION,
    DOMAIN_DEFAULT
};

static const char *const domain_columns[] = {
    [DOMAIN_OID] = "t.oid",
    [DOMAIN_SCHEMA] = "t.typnamespace",
    [DOMAIN_OWNER] = "pg_catalog.pg_get_userbyid(t.typowner)",
    [DOMAIN_TYPE] = "pg_catalog.format_type(t.typbasetype, t.typtypmod)",
    [DOMAIN_NOT_NULL] = "t.typnotnull",
    [DOMAIN_COLLATION] = "t.typcollation",
    [DOMAIN_DEFAULT] = "pg_catalog.pg_get_expr(t.typdefaultbin, 0)",
};

static void read_domain(struct reader *reader, struct row row)
{
    uint32_t oid = row_oid(row, DOMAIN_OID);
    struct catalog_schema *schema = reader_schema(reader, row_oid(row, DOMAIN_SCHEMA));
    struct catalog_type *type = oid_map_get(&reader->types, oid);

    if (!type || is_left_out(reader, schema, type->name.name, CATALOG_TYPE, oid))
        return;
    const struct catalog_type *base = oid_map_get(&reader->types, type->base);
    struct domain *domain =
        (struct domain *)model_add(reader->model, KIND_DOMAIN, type->name, NULL);
    domain->type = read_type(reader, type->base, row_text(row, DOMAIN_TYPE));
    domain->not_null = row_true(row, DOMAIN_NOT_NULL);
    domain->value = read_expression(reader, row_text(row, DOMAIN_DEFAULT));
    domain->collation =
        read_collation(reader, row_oid(row, DOMAIN_COLLATION), base ? base->collation : 0);
    if (reader->settings->owners)
        domain->object.owner = keep(reader, row_text(row, DOMAIN_OWNER));
    type->object = &domain->object;
    schema->objects++;
}

const struct catalog_query query_domains = {
    QUERY_COLUMNS(domain_columns),
    .from = "FROM pg_catalog.pg_type t\n"
            "WHERE t.typtype = 'd' AND t.oid >= 16384",
    .read = read_domain,
};
