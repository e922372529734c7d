/* Domains. Default, nullability and constraints change in place; another base type makes a new
 * domain, which plan/rebuild puts in the old one's place. */

#include "kinds/table_of_kinds.h"
#include "kinds/write.h"
#include "postgres/sql.h"

static const struct field FIELDS[] = {
    FIELD("type", TYPE, domain, type, .required = true),
    FIELD("collation", NAME, domain, collation),
    FIELD("default", EXPR, domain, value),
    FIELD("not null", BOOL, domain, not_null),
    FIELD("not null name", IDENTIFIER, domain, not_null_name, KEPT),
    FIELD("constraints", MEMBERS, domain, constraints, KEPT, .kind = KIND_CONSTRAINT),
    {0},
};

static void each_ref(const struct object *object, ref_visitor *visit, void *context)
{
    const struct domain *domain = (const struct domain *)object;
    if (domain->type.user.name)
        visit(context, KIND_ENUM, domain->type.user, false);
}

static void add_not_valid(struct writer *writer, const struct object *domain,
                          const struct constraint *constraint, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER DOMAIN ");
    write_name(&sql, domain);
    buf_add(&sql, " ADD ");
    write_constraint(&sql, constraint);
    writer_step(writer, PHASE_CREATE, &sql, LOCK_NONE,
                "add check %s to domain %s, not validated", constraint->object.name.name,
                object_label(writer->arena, domain))
        ->rank = rank;
}

static bool has_default(const struct model *model, const struct type_name *type)
{
    const struct object *base =
        type->user.name && !type->dimensions ? model_find_type(model, type->user) : NULL;
    return base && base->kind == KIND_DOMAIN && ((const struct domain *)base)->value.text;
}

/* A new domain takes its default from the domain that it is made of. */
static void drop_inherited_default(struct writer *writer, const struct domain *domain,
                                   unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "ALTER DOMAIN ");
    write_name(&sql, &domain->object);
    buf_add(&sql, " DROP DEFAULT");
    writer_step(writer, PHASE_CREATE, &sql, LOCK_NONE, "drop the default of domain %s",
                object_label(writer->arena, &domain->object))
        ->rank = rank;
}

static void create(struct writer *writer, const struct object *object, unsigned rank)
{
    const struct domain *domain = (const struct domain *)object;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "CREATE DOMAIN ");
    write_name(&sql, object);
    buf_add(&sql, " AS ");
    write_type(&sql, &domain->type);
    if (domain->collation.name) {
        buf_add(&sql, " COLLATE ");
        sql_qname(&sql, domain->collation);
    }
    if (domain->value.text) {
        buf_add(&sql, " DEFAULT ");
        write_default(&sql, domain->value.text);
    }
    if (domain->not_null)
        buf_add(&sql, " NOT NULL");
    for (size_t i = 0; i < domain->constraints.count; i++) {
        if (domain->constraints.at[i].not_valid)
            continue;
        buf_add(&sql, "\n    ");
        write_constraint(&sql, &domain->constraints.at[i]);
    }
    writer_step(writer, PHASE_CREATE, &sql, LOCK_NONE, "create domain %s",
                object_label(writer->arena, object))
        ->rank = rank;
    if (!domain->value.text &&
        (has_default(writer->from, &domain->type) || has_default(writer->to, &domain->type)))
        drop_inherited_default(writer, domain, rank);
    for (size_t i = 0; i < domain->constraints.count; i++)
        if (domain->constraints.at[i].not_valid)
            add_not_valid(writer, object, &domain->constraints.at[i], rank);
}

static void alter(struct writer *writer, const struct object *from, const struct object *to,
                  uint64_t fields)
{
    const struct domain *domain = (const struct domain *)to;
    const char *label = object_label(writer->arena, to);
    struct buf sql = BUF_INIT;
    (void)from;
    if (fields & FIELD_BIT(KIND_DOMAIN, domain, value)) {
        buf_add(&sql, "ALTER DOMAIN ");
        write_name(&sql, to);
        buf_add(&sql, domain->value.text ? " SET DEFAULT " : " DROP DEFAULT");
        if (domain->value.text)
            write_default(&sql, domain->value.text);
        writer_step(writer, PHASE_ALTER_TYPE, &sql, LOCK_NONE, "%s default of domain %s",
                    domain->value.text ? "set the" : "drop the", label);
    }
    if (fields & FIELD_BIT(KIND_DOMAIN, domain, not_null)) {
        buf_add(&sql, "ALTER DOMAIN ");
        write_name(&sql, to);
        buf_add(&sql, domain->not_null ? " SET NOT NULL" : " DROP NOT NULL");
        /* values of columns that go are not asked */
        writer_step(writer, domain->not_null ? PHASE_CONSTRAINT_ADD : PHASE_ALTER_TYPE, &sql,
                    domain->not_null ? LOCK_SHARE : LOCK_NONE, "%s null in domain %s",
                    domain->not_null ? "forbid" : "allow", label)
            ->scans = domain->not_null;
    }
}

static void drop(struct writer *writer, const struct object *object, unsigned rank)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "DROP DOMAIN ");
    write_name(&sql, object);
    writer_step(writer, PHASE_DROP, &sql, LOCK_NONE, "drop domain %s",
                object_label(writer->arena, object))
        ->rank = rank;
}

const struct kind_ops domain_kind = {.sql = "DOMAIN",
                                     .fields = FIELDS,
                                     .each_ref = each_ref,
                                     .create = create,
                                     .alter = alter,
                                     .drop = drop};
