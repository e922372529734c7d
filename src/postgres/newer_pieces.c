/* The pieces of a statement: reads them for newer.c, finds the way among them and writes over
 * them. */

#include "postgres/newer_parts.h"

#include "base/array.h"
#include "base/buffer.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const WORDS[] = {
    [WORD_NONE] = "",
#define WORD(name, text) [WORD_##name] = text,
#include "postgres/newer_words.def"
#undef WORD
};

#define NESTED_MOST 2000

/* ------------------------------------------------------------------ reading */

static int compare_word(const char *at, size_t length, const char *word)
{
    int order = strncasecmp(at, word, length);

    return order ? order : -(word[length] != '\0');
}

static enum word find_word(const char *at, size_t length)
{
    int low = 1, high = WORD_COUNT - 1;

    while (low <= high) {
        int middle = (low + high) / 2, order = compare_word(at, length, WORDS[middle]);
        if (!order) {
            return (enum word)middle;
        }
        low = order > 0 ? middle + 1 : low;
        high = order < 0 ? middle - 1 : high;
    }
    return WORD_NONE;
}

static struct piece *push_piece(struct lifting *lifting, struct token token)
{
    if (lifting->pieces.count == lifting->pieces.capacity) {
        lifting->pieces.capacity += lifting->pieces.capacity + 64;
        lifting->pieces.at = memory_resize(lifting->pieces.at, lifting->pieces.capacity *
                                                                   sizeof *lifting->pieces.at);
    }
    struct piece *piece = &lifting->pieces.at[lifting->pieces.count++];
    const char *at = lifting->text + token.start;
    *piece = (struct piece){
        .token = token,
        .word = token.type == TOKEN_WORD ? find_word(at, token.end - token.start) : WORD_NONE,
        .sign = token.type == TOKEN_SIGN ? *at : '\0'};
    return piece;
}

uint32_t lifting_read(struct lifting *lifting, uint32_t from)
{
    unsigned level = 0;
    bool subscripts[NESTED_MOST + 1] = {false};

    lifting->pieces.count = 0;
    for (;;) {
        struct token token = code_next(lifting->text, from);
        struct piece *piece = push_piece(lifting, token);
        bool closes = piece->sign == ')' || piece->sign == ']';
        level -= closes && level;
        piece->level = level;
        piece->subscript = subscripts[level < NESTED_MOST ? level : NESTED_MOST];
        if (piece->sign == '(' || piece->sign == '[') {
            level++;
            subscripts[level < NESTED_MOST ? level : NESTED_MOST] = piece->sign == '[';
        }
        from = token.end;
        if (piece->sign == ';') {
            piece->token.type = TOKEN_END;
        }
        if (piece->token.type == TOKEN_END) {
            return from;
        }
    }
}

const struct piece *lifting_piece(const struct lifting *lifting, size_t i)
{
    size_t last = lifting->pieces.count - 1;

    return &lifting->pieces.at[i < last ? i : last];
}

enum word lifting_word(const struct lifting *lifting, size_t i)
{
    return lifting_piece(lifting, i)->word;
}

bool lifting_is_sign(const struct lifting *lifting, size_t i, char sign)
{
    return lifting_piece(lifting, i)->sign == sign;
}

bool lifting_is_name(const struct lifting *lifting, size_t i)
{
    enum token_type type = lifting_piece(lifting, i)->token.type;

    return type == TOKEN_WORD || type == TOKEN_NAME;
}

bool lifting_has_words(const struct lifting *lifting, size_t i, const enum word *words)
{
    for (; *words; words++, i++) {
        if (lifting_word(lifting, i) != *words) {
            return false;
        }
    }
    return true;
}

size_t lifting_behind(const struct lifting *lifting, size_t i)
{
    unsigned level = lifting_piece(lifting, i)->level;

    do {
        i++;
    } while (i < lifting->pieces.count - 1 && lifting->pieces.at[i].level > level);
    return i + 1;
}

size_t lifting_around(const struct lifting *lifting, size_t i)
{
    unsigned level = lifting_piece(lifting, i)->level;

    while (i > 0 && lifting->pieces.at[i].level >= level) {
        i--;
    }
    return i;
}

const char *lifting_name(const struct lifting *lifting, size_t i)
{
    struct token token = lifting_piece(lifting, i)->token;
    bool quoted = token.type == TOKEN_NAME;
    const char *at = lifting->text + token.start + quoted;
    size_t length = token.end - token.start - (quoted ? 2 : 0), out = 0;
    char *name = arena_strndup(lifting->arena, at, length);

    for (size_t j = 0; j < length; j++) {
        name[out++] = (char)(quoted ? at[j] : tolower((unsigned char)at[j]));
        j += quoted && at[j] == '"';
    }
    name[out] = '\0';
    return name;
}

/* ------------------------------------------------------------------ writing */

struct note *lifting_add_note(struct lifting *lifting, enum note_type type, uint32_t place)
{
    struct note *note = array_push(lifting->arena, &lifting->lifted->notes);

    note->type = type;
    note->place = place;
    return note;
}

void lifting_put(struct lifting *lifting, uint32_t start, uint32_t end, const char *text)
{
    struct lifted *lifted = lifting->lifted;
    size_t length = strlen(text);

    if (!lifted->text) {
        size_t size = strlen(lifting->text) + 1;
        lifted->text = memory_resize(NULL, size);
        memcpy(lifted->text, lifting->text, size);
    }
    memcpy(lifted->text + start, text, length);
    memset(lifted->text + start + length, ' ', end - start - length);
}

void lifting_replace(struct lifting *lifting, size_t first, size_t last, const char *text)
{
    lifting_put(lifting, lifting_piece(lifting, first)->token.start,
                lifting_piece(lifting, last)->token.end, text);
}
