/* Unique indexes that become the keys over the same columns: ADD CONSTRAINT … USING INDEX takes
 * the index as it is. There is no such way back. */

#include "plan/passage.h"

#include <string.h>

/* ADD CONSTRAINT takes no index but one like that which it would make itself. */
static bool is_plain(const struct index_element *element)
{
    return element->column && !element->desc && !element->nulls_reversed &&
           !element->collation.name && !element->opclass.name;
}

static bool same_name(const struct passage *passage, const struct table *from, const char *old,
                      const char *new)
{
    const struct column *column = table_find_column(from, old);
    return column && !marks_has(&passage->retyped, &column->object) &&
           !marks_has(&passage->replaced, &column->object) &&
           text_equal(passage->renames.column(passage->renames.context, &from->object, old),
                      new);
}

static bool same_columns(const struct passage *passage, const struct index *index,
                         const struct constraint *key)
{
    const struct table *from = (const struct table *)index->object.parent;
    if (index->elements.count != key->columns.count ||
        index->include.count != key->include.count)
        return false;
    for (size_t i = 0; i < key->columns.count; i++)
        if (!is_plain(&index->elements.at[i]) ||
            !same_name(passage, from, index->elements.at[i].column, key->columns.at[i]))
            return false;
    for (size_t i = 0; i < key->include.count; i++)
        if (!same_name(passage, from, index->include.at[i], key->include.at[i]))
            return false;
    return true;
}

static bool fits(const struct passage *passage, const struct index *index,
                 const struct constraint *key)
{
    bool is_key = key->type == CONSTRAINT_PRIMARY || key->type == CONSTRAINT_UNIQUE;
    bool is_btree = !index->method || strcmp(index->method, "btree") == 0;
    return is_key && is_btree && index->unique && !index->invalid && !index->where.text &&
           !key->without_overlaps && key->nulls_not_distinct == index->nulls_not_distinct &&
           key->clustered == index->clustered && options_equal(&index->with, &key->with) &&
           text_equal(index->tablespace, key->tablespace) &&
           text_equal(index->object.comment, key->index_comment) &&
           same_columns(passage, index, key);
}

static const struct constraint *first_key(const struct passage *passage,
                                          const struct index *index)
{
    const struct table *to =
        (const struct table *)match_to(passage->match, index->object.parent);
    for (size_t i = 0; to && i < to->constraints.count; i++) {
        const struct constraint *key = &to->constraints.at[i];
        if (!match_from(passage->match, &key->object) && fits(passage, index, key))
            return key;
    }
    return NULL;
}

const struct index *passage_adopted_index(const struct passage *passage,
                                          const struct constraint *key)
{
    const struct table *from =
        (const struct table *)match_from(passage->match, key->object.parent);
    if (passage->single || match_from(passage->match, &key->object))
        return NULL;
    for (size_t i = 0; from && i < from->indexes.count; i++) {
        const struct index *index = &from->indexes.at[i];
        struct qname name = {key->object.parent->name.schema, index->object.name.name};
        bool is_free = text_equal(index->object.name.name, key->object.name.name) ||
                       !passage_name_is_taken(passage, name);
        if (!match_to(passage->match, &index->object) && is_free &&
            first_key(passage, index) == key)
            return index;
    }
    return NULL;
}

bool passage_is_adopted(const struct passage *passage, const struct index *index)
{
    const struct constraint *key =
        match_to(passage->match, &index->object) ? NULL : first_key(passage, index);
    return key && passage_adopted_index(passage, key) == index;
}
