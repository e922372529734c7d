/* What oids of schemas, types, collations and operator classes mean, and which objects are left
 * out of the model. The map itself is database_values.c's. */

#include "sources/database.h"
#include "sources/left_out.h"

#include <string.h>

static const struct qname nameless;

/* ------------------------------------------------------------------ left out */

bool is_excluded(const struct reader *reader, const char *schema, const char *name)
{
    return is_pattern_excluded(reader->settings, schema, name);
}

bool is_member(const struct reader *reader, uint32_t catalog, uint32_t oid)
{
    return oid_map_get(catalog == CATALOG_TYPE       ? &reader->member_types
                       : catalog == CATALOG_RELATION ? &reader->member_relations
                                                     : &reader->member_schemas,
                       oid);
}

bool is_left_out(struct reader *reader, const struct catalog_schema *schema, const char *name,
                 uint32_t catalog, uint32_t oid)
{
    return schema->left_out || is_member(reader, catalog, oid) ||
           is_excluded(reader, schema->name, name) ||
           (catalog == CATALOG_RELATION &&
            is_bookkeeping(reader->settings, schema->name, name));
}

/* ------------------------------------------------------------------ schemas */

enum schema_column { SCHEMA_OID, SCHEMA_NAME, SCHEMA_OWNER, SCHEMA_SEEN };

static const char *const schema_columns[] = {
    [SCHEMA_OID] = "n.oid",
    [SCHEMA_NAME] = "n.nspname",
    [SCHEMA_OWNER] = "s.schema_owner",
    [SCHEMA_SEEN] = "s.schema_name IS NOT NULL",
};

static void read_schema(struct reader *reader, struct row row)
{
    struct catalog_schema *schema = arena_alloc(&reader->scratch, sizeof *schema);
    uint32_t oid = row_oid(row, SCHEMA_OID);

    schema->name = keep(reader, row_text(row, SCHEMA_NAME));
    schema->owner = keep(reader, row_text(row, SCHEMA_OWNER));
    schema->is_own = text_equal(schema->name, reader->settings->history_schema);
    schema->left_out = is_schema_left_out(reader->settings, schema->name);
    if (!schema->left_out && !row_true(row, SCHEMA_SEEN)) {
        array_add(&reader->scratch, &reader->invisible,
                  arena_printf(&reader->scratch, "schema %s", schema->name));
    }
    oid_map_put(&reader->scratch, &reader->schemas, oid, schema);
    array_add(&reader->scratch, &reader->schema_list, schema);
}

const struct catalog_query query_schemas = {
    QUERY_COLUMNS(schema_columns),
    .from = "FROM pg_catalog.pg_namespace n\n"
            "  LEFT JOIN information_schema.schemata s ON s.schema_name = n.nspname\n"
            "ORDER BY n.nspname",
    .read = read_schema,
};

struct catalog_schema *reader_schema(struct reader *reader, uint32_t oid)
{
    static struct catalog_schema unknown = {.name = "", .left_out = true};
    struct catalog_schema *schema = oid_map_get(&reader->schemas, oid);

    return schema ? schema : &unknown;
}

/* The schema public is always there, and what initdb says of it is no difference. */
static void set_public(struct schema *schema)
{
    schema->declared = false;
    schema->object.owner = NULL;
    if (text_equal(schema->object.comment, "standard public schema"))
        schema->object.comment = NULL;
}

void add_schemas(struct reader *reader)
{
    for (array_each (struct catalog_schema *, at, &reader->schema_list)) {
        struct catalog_schema *known = *at;
        if (known->left_out ||
            (known->is_own && !known->objects && strcmp(known->name, "public")))
            continue;
        struct schema *schema = (struct schema *)model_add(
            reader->model, KIND_SCHEMA, (struct qname){.name = known->name}, NULL);
        schema->declared = true;
        schema->object.comment = known->comment;
        schema->object.owner = reader->settings->owners ? known->owner : NULL;
        if (!strcmp(known->name, "public"))
            set_public(schema);
    }
}

/* A qualified name with pg_catalog left out. */
static struct qname name_in(struct reader *reader, uint32_t schema, const char *name)
{
    const char *in = reader_schema(reader, schema)->name;

    return (struct qname){strcmp(in, "pg_catalog") ? in : NULL, keep(reader, name)};
}

/* ------------------------------------------------------------------ members of extensions */

enum member_column { MEMBER_CATALOG, MEMBER_OID };

static const char *const member_columns[] = {
    [MEMBER_CATALOG] = "d.classid",
    [MEMBER_OID] = "d.objid",
};

static void read_member(struct reader *reader, struct row row)
{
    uint32_t catalog = row_oid(row, MEMBER_CATALOG);
    struct oid_map *map = catalog == CATALOG_TYPE       ? &reader->member_types
                          : catalog == CATALOG_RELATION ? &reader->member_relations
                                                        : &reader->member_schemas;

    oid_map_put(&reader->scratch, map, row_oid(row, MEMBER_OID), reader);
}

static void finish_members(struct reader *reader, const struct rows *rows)
{
    (void)rows;
    for (size_t i = 0; i < reader->schemas.capacity; i++) {
        struct catalog_schema *schema = reader->schemas.at[i].value;
        if (schema && is_member(reader, CATALOG_SCHEMA, reader->schemas.at[i].oid))
            schema->left_out = true;
    }
}

/* Only of the catalogs whose rows are modelled; what is not modelled asks for itself. */
const struct catalog_query query_members = {
    QUERY_COLUMNS(member_columns),
    .from = "FROM pg_catalog.pg_depend d\n"
            "WHERE d.deptype = 'e' AND d.classid IN (1247, 1259, 2615)\n"
            "ORDER BY d.classid, d.objid",
    .read = read_member,
    .finish = finish_members,
};

/* ------------------------------------------------------------------ collations */

enum collation_column { COLLATION_OID, COLLATION_NAME, COLLATION_SCHEMA };

static const char *const collation_columns[] = {
    [COLLATION_OID] = "l.oid",
    [COLLATION_NAME] = "l.collname",
    [COLLATION_SCHEMA] = "l.collnamespace",
};

static void read_collation_row(struct reader *reader, struct row row)
{
    struct qname *name = arena_alloc(&reader->scratch, sizeof *name);

    *name = name_in(reader, row_oid(row, COLLATION_SCHEMA), row_text(row, COLLATION_NAME));
    oid_map_put(&reader->scratch, &reader->collations, row_oid(row, COLLATION_OID), name);
}

const struct catalog_query query_collations = {
    QUERY_COLUMNS(collation_columns),
    .from = "FROM pg_catalog.pg_collation l",
    .read = read_collation_row,
};

struct qname read_collation(struct reader *reader, uint32_t collation, uint32_t usual)
{
    const struct qname *name = oid_map_get(&reader->collations, collation);

    return collation && collation != usual && name ? *name : nameless;
}

/* ------------------------------------------------------------------ operator classes */

enum class_column {
    CLASS_OID,
    CLASS_NAME,
    CLASS_SCHEMA,
    CLASS_METHOD,
    CLASS_INPUT,
    CLASS_DEFAULT
};

static const char *const class_columns[] = {
    [CLASS_OID] = "o.oid",
    [CLASS_NAME] = "o.opcname",
    [CLASS_SCHEMA] = "o.opcnamespace",
    [CLASS_METHOD] = "o.opcmethod",
    [CLASS_INPUT] = "o.opcintype",
    [CLASS_DEFAULT] = "o.opcdefault",
};

static void read_class(struct reader *reader, struct row row)
{
    struct operator_class *opclass = arena_alloc(&reader->scratch, sizeof *opclass);

    opclass->name = name_in(reader, row_oid(row, CLASS_SCHEMA), row_text(row, CLASS_NAME));
    opclass->method = row_oid(row, CLASS_METHOD);
    opclass->input = row_oid(row, CLASS_INPUT);
    opclass->is_default = row_true(row, CLASS_DEFAULT);
    oid_map_put(&reader->scratch, &reader->operator_classes, row_oid(row, CLASS_OID), opclass);
    if (opclass->is_default)
        array_add(&reader->scratch, &reader->default_classes, opclass);
}

const struct catalog_query query_operator_classes = {
    QUERY_COLUMNS(class_columns),
    .from = "FROM pg_catalog.pg_opclass o",
    .read = read_class,
};

enum cast_column { CAST_FROM, CAST_TO };

static const char *const cast_columns[] = {
    [CAST_FROM] = "k.castsource",
    [CAST_TO] = "k.casttarget",
};

static void read_cast(struct reader *reader, struct row row)
{
    uint64_t from = row_oid(row, CAST_FROM);

    array_add(&reader->scratch, &reader->casts, from << 32 | row_oid(row, CAST_TO));
}

const struct catalog_query query_casts = {
    QUERY_COLUMNS(cast_columns),
    .from = "FROM pg_catalog.pg_cast k\n"
            "WHERE k.castmethod = 'b' AND k.castcontext = 'i'",
    .read = read_cast,
};

/* Pseudo-types that stand for any type of a kind. */
static const struct polymorphic {
    uint32_t oid;
    char type, category; /* '\0': whichever */
} polymorphic[] = {
    {2276, '\0', '\0'}, /* any */
    {2283, '\0', '\0'}, /* anyelement */
    {2277, 'b', 'A'},   /* anyarray */
    {3500, 'e', '\0'},  /* anyenum */
    {3831, 'r', '\0'},  /* anyrange */
    {4537, 'm', '\0'},  /* anymultirange */
    {2249, 'c', '\0'},  /* record */
};

/* IsBinaryCoercible() of PostgreSQL. */
static bool is_coercible(const struct reader *reader, const struct catalog_type *type,
                         uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < COUNT_OF(polymorphic); i++) {
        if (polymorphic[i].oid == to) {
            return (!polymorphic[i].type || polymorphic[i].type == type->type) &&
                   (!polymorphic[i].category || polymorphic[i].category == type->category);
        }
    }
    for (array_each (const uint64_t, cast, &reader->casts)) {
        if (*cast == ((uint64_t)from << 32 | to))
            return true;
    }
    return false;
}

static bool is_preferred(const struct reader *reader, uint32_t oid, char category)
{
    const struct catalog_type *type = oid_map_get(&reader->types, oid);

    return type && type->preferred && type->category == category;
}

/* GetDefaultOpClass() of PostgreSQL; NULL if there is none. */
static const struct operator_class *default_class(const struct reader *reader, uint32_t method,
                                                  uint32_t oid)
{
    const struct catalog_type *type = oid_map_get(&reader->types, oid);
    const struct operator_class *found = NULL;
    bool preferred = false;

    for (; type && type->type == 'd'; type = oid_map_get(&reader->types, oid))
        oid = type->base;
    for (array_each (struct operator_class *, at, &reader->default_classes)) {
        const struct operator_class *opclass = *at;
        if (opclass->method != method)
            continue;
        if (opclass->input == oid)
            return opclass;
        if (!type || preferred || !is_coercible(reader, type, oid, opclass->input))
            continue;
        preferred = is_preferred(reader, opclass->input, type->category);
        if (preferred || !found)
            found = opclass;
    }
    return found;
}

struct qname read_operator_class_name(struct reader *reader, uint32_t oid)
{
    const struct operator_class *opclass = oid_map_get(&reader->operator_classes, oid);

    return opclass ? opclass->name : nameless;
}

struct qname read_operator_class(struct reader *reader, uint32_t oid, uint32_t type)
{
    const struct operator_class *opclass = oid_map_get(&reader->operator_classes, oid);

    if (!opclass)
        return nameless;
    bool usual =
        type ? default_class(reader, opclass->method, type) == opclass : opclass->is_default;
    return usual ? nameless : opclass->name;
}
