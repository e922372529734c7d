/* Looks up the words of keywords.def. What a word means where it stands is the token filter's
 * and the grammar's business. */

#include "grammar/keywords.h"

#include "base/word_table.h"
#include "grammar/parser.h"
#include "grammar/schema.tab.h"

#include <string.h>

struct keyword {
    const char *word;
    enum keyword_category category;
    int token;
};

static const struct keyword keywords[] = {
#define KEYWORD(word, category, token) {word, KEYWORD_##category, T_##token},
#include "keywords.def"
#undef KEYWORD
};

static const char *const item_words[] = {
    "comment", "dropped", "exclude", "index", "owner",   "partition",
    "policy",  "replica", "row",     "rule",  "trigger",
};

static const struct keyword *find(const char *word, size_t length)
{
    static struct word_table table = WORD_TABLE(keywords);

    return word_table_find(&table, word, length);
}

enum keyword_category keyword_category(const char *word)
{
    const struct keyword *found = find(word, strlen(word));

    return found ? found->category : KEYWORD_NONE;
}

bool keyword_begins_item(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(item_words); i++)
        if (strcmp(word, item_words[i]) == 0)
            return true;
    return false;
}

#define LONGEST 17 /* "current_timestamp" */

int keyword_token(const char *word, size_t length)
{
    char folded[LONGEST];
    const struct keyword *found;

    if (length > LONGEST)
        return T_IDENT;
    for (size_t i = 0; i < length; i++)
        folded[i] = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] - 'A' + 'a') : word[i];
    found = find(folded, length);
    return found ? found->token : T_IDENT;
}
