/* Gathers messages with a copy of the line each stands at, and prints them by place. Deciding
 * what is an error is left to whoever reports it. */

#include "base/diag.h"
#include "base/secret.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* More messages than this are counted, not kept: nobody reads them. */
#define MESSAGES_KEPT 1000

/* A source line longer than this is printed around its marked place only. */
#define LINE_BYTES 160
#define LINE_BEFORE 60

enum role { ROLE_ERROR, ROLE_WARNING, ROLE_NOTE, ROLE_HINT };

struct message {
    enum role role;
    enum check check;
    const char *path; /* NULL: no place */
    uint32_t start;
    struct position position;
    const char *line;            /* the part of the source line that is shown */
    uint32_t mark_from, mark_to; /* bytes of it that are marked */
    const char *text;
    struct message *more, *last; /* notes and hints that belong to it */
    size_t number;               /* as reported, to break ties */
};

/* Messages mostly come in the order of their places, so lines are counted on from the
 * last one. */
struct cursor {
    const struct source *source;
    const char *text;
    uint32_t start, line;
};

struct diags {
    struct arena arena;
    ARRAY(struct message *) messages;
    struct message *latest; /* what notes and hints belong to; NULL: dropped with its message */
    struct cursor cursor;
    size_t errors, warnings, dropped;
    ARRAY(const struct source *) secret; /* what may hold passwords */
};

struct diags *diags_new(void)
{
    struct diags *diags = memory_resize(NULL, sizeof *diags);

    *diags = (struct diags){0};
    return diags;
}

void diags_keep_secret(struct diags *diags, const struct source *source)
{
    array_add(&diags->arena, &diags->secret, source);
}

void diags_free(struct diags *diags)
{
    if (!diags)
        return;
    arena_release(&diags->arena);
    free(diags);
}

static uint32_t line_number(struct cursor *cursor, const struct source *source, uint32_t start)
{
    if (cursor->source != source || cursor->text != source->text || start < cursor->start)
        *cursor = (struct cursor){source, source->text, 0, 1};
    cursor->line += source_count_lines(source, cursor->start, start);
    cursor->start = start;
    return cursor->line;
}

static bool is_inner_byte(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static uint32_t line_end(const struct source *source, uint32_t from)
{
    const char *end = memchr(source->text + from, '\n', source->size - from);

    return end ? (uint32_t)(end - source->text) : (uint32_t)source->size;
}

static bool is_secret(const struct diags *diags, const struct source *source)
{
    for (size_t i = 0; i < diags->secret.count; i++)
        if (diags->secret.at[i] == source)
            return true;
    return false;
}

/* The bytes from 'first' to 'end' of a source's text; without passwords, where it may hold
 * some: these are looked for in the whole line, of which a window may show a part. */
static char *copy_line(struct diags *diags, const struct source *source, uint32_t first,
                       uint32_t end)
{
    bool secret = is_secret(diags, source);
    uint32_t line = secret ? source_line_start(source, first) : first;
    uint32_t stop = secret ? line_end(source, first) : end;
    char *copy = arena_strndup(&diags->arena, source->text + line, stop - line);

    secret_hide_url(copy);
    if (secret)
        secret_hide_named(copy);
    copy[end - line] = '\0';
    return copy + (first - line);
}

/* Copies the line, without its indentation, and a window of it if it is long. */
static void keep_line(struct diags *diags, struct message *message, struct span at)
{
    const char *text = at.file->text;
    uint32_t first = source_line_start(at.file, at.start);
    uint32_t end = line_end(at.file, at.start), stop = at.end < end ? at.end : end;

    while (first < at.start && isspace((unsigned char)text[first]))
        first++;
    if (at.start - first > LINE_BYTES - LINE_BEFORE)
        first = at.start - LINE_BEFORE;
    while (first < at.start && is_inner_byte(text[first]))
        first++;
    if (end - first > LINE_BYTES)
        end = first + LINE_BYTES;
    while (end > at.start && is_inner_byte(text[end]))
        end--;
    while (end > at.start && isspace((unsigned char)text[end - 1]))
        end--;
    if (stop > end)
        stop = end;
    message->line = copy_line(diags, at.file, first, end);
    message->mark_from = at.start - first;
    message->mark_to = stop > at.start ? stop - first : message->mark_from;
}

static void keep_place(struct diags *diags, struct message *message, struct span at)
{
    if (!at.file)
        return;
    if (at.start > at.file->size)
        at.start = (uint32_t)at.file->size;
    message->path = arena_strdup(&diags->arena, at.file->path);
    message->start = at.start;
    if (!at.file->text)
        return;
    message->position.line = line_number(&diags->cursor, at.file, at.start);
    message->position.column = 1;
    for (uint32_t i = source_line_start(at.file, at.start); i < at.start; i++)
        message->position.column += !is_inner_byte(at.file->text[i]);
    keep_line(diags, message, at);
}

static struct message *new_message(struct diags *diags, enum role role, struct span at,
                                   const char *format, va_list arguments)
{
    struct message *message = arena_alloc(&diags->arena, sizeof *message);
    struct buf text = BUF_INIT;

    buf_vaddf(&text, format, arguments);
    message->role = role;
    message->text = arena_strdup(&diags->arena, buf_text(&text));
    buf_release(&text);
    keep_place(diags, message, at);
    return message;
}

static void report(struct diags *diags, enum role role, struct span at, enum check check,
                   const char *format, va_list arguments)
{
    struct message *message;

    diags->latest = NULL;
    if (diags->messages.count >= MESSAGES_KEPT) {
        diags->dropped++;
        return;
    }
    message = new_message(diags, role, at, format, arguments);
    message->check = check;
    message->number = diags->messages.count;
    array_add(&diags->arena, &diags->messages, message);
    diags->latest = message;
}

bool diag_error(struct diags *diags, struct span at, enum check check, const char *format, ...)
{
    va_list arguments;

    diags->errors++;
    va_start(arguments, format);
    report(diags, ROLE_ERROR, at, check, format, arguments);
    va_end(arguments);
    return false;
}

void diag_warning(struct diags *diags, struct span at, enum check check, const char *format,
                  ...)
{
    va_list arguments;

    diags->warnings++;
    va_start(arguments, format);
    report(diags, ROLE_WARNING, at, check, format, arguments);
    va_end(arguments);
}

static void append(struct diags *diags, enum role role, struct span at, const char *format,
                   va_list arguments)
{
    struct message *owner = diags->latest, *message;

    if (!owner)
        return;
    message = new_message(diags, role, at, format, arguments);
    if (owner->last)
        owner->last->more = message;
    else
        owner->more = message;
    owner->last = message;
}

void diag_note(struct diags *diags, struct span at, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    append(diags, ROLE_NOTE, at, format, arguments);
    va_end(arguments);
}

void diag_hint(struct diags *diags, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    append(diags, ROLE_HINT, NOWHERE, format, arguments);
    va_end(arguments);
}

size_t diags_errors(const struct diags *diags)
{
    return diags->errors;
}

size_t diags_warnings(const struct diags *diags)
{
    return diags->warnings;
}

static int by_place(const void *left, const void *right)
{
    const struct message *a = *(const struct message *const *)left;
    const struct message *b = *(const struct message *const *)right;

    if (!a->path != !b->path)
        return a->path ? 1 : -1;
    if (a->path && strcmp(a->path, b->path) != 0)
        return strcmp(a->path, b->path);
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

static const struct {
    const char *word, *color;
} roles[] = {
    [ROLE_ERROR] = {"error", "\033[1;31m"},
    [ROLE_WARNING] = {"warning", "\033[1;35m"},
    [ROLE_NOTE] = {"note", "\033[1;36m"},
    [ROLE_HINT] = {"hint", "\033[1;32m"},
};

/* Control characters of a source are shown as blanks: they must not reach a terminal. */
static void print_line(const char *line, FILE *out)
{
    fputs("  ", out);
    for (; *line; line++)
        fputc(*line == '\t' || !iscntrl((unsigned char)*line) ? *line : ' ', out);
    fputc('\n', out);
}

static void print_mark(const struct message *message, FILE *out, bool color)
{
    fputs("  ", out);
    for (uint32_t i = 0; i < message->mark_from; i++) {
        if (!is_inner_byte(message->line[i]))
            fputc(message->line[i] == '\t' ? '\t' : ' ', out);
    }
    fprintf(out, "%s^", color ? "\033[1;32m" : "");
    for (uint32_t i = message->mark_from + 1; i < message->mark_to; i++) {
        if (!is_inner_byte(message->line[i]))
            fputc('~', out);
    }
    fprintf(out, "%s\n", color ? "\033[0m" : "");
}

static void print_message(const struct message *message, FILE *out, bool color)
{
    bool is_head = message->role == ROLE_ERROR || message->role == ROLE_WARNING;

    if (message->path)
        fprintf(out, "%s%s:", color ? "\033[1m" : "", message->path);
    else if (!is_head)
        fputs("  ", out);
    if (message->path && message->line)
        fprintf(out, "%u:%u:", message->position.line, message->position.column);
    if (message->path)
        fprintf(out, "%s ", color ? "\033[0m" : "");
    fprintf(out, "%s%s:%s %s", color ? roles[message->role].color : "",
            roles[message->role].word, color ? "\033[0m" : "", message->text);
    if (is_head)
        fprintf(out, " [%s]", check_name(message->check));
    fputc('\n', out);
    if (!message->line || !*message->line)
        return;
    print_line(message->line, out);
    print_mark(message, out, color);
}

static void sort(struct diags *diags)
{
    if (diags->messages.count)
        qsort(diags->messages.at, diags->messages.count, sizeof *diags->messages.at, by_place);
}

void diags_each(struct diags *diags, void (*visit)(void *context, const struct diag_view *view),
                void *context)
{
    struct buf more = BUF_INIT;

    sort(diags);
    for (array_each (struct message *, message, &diags->messages)) {
        struct diag_view view = {
            .severity = (*message)->role == ROLE_WARNING ? SEVERITY_WARNING : SEVERITY_ERROR,
            .check = (*message)->check,
            .path = (*message)->path,
            .position = (*message)->position,
            .text = (*message)->text,
        };

        buf_reset(&more);
        for (const struct message *next = (*message)->more; next; next = next->more)
            buf_addf(&more, "%s%s: %s", more.length ? "\n" : "", roles[next->role].word,
                     next->text);
        view.more = buf_text(&more);
        visit(context, &view);
    }
    buf_release(&more);
}

void diags_print(struct diags *diags, FILE *out, bool color, bool quiet)
{
    sort(diags);
    for (size_t i = 0; i < diags->messages.count; i++) {
        const struct message *message = diags->messages.at[i];

        if (quiet && message->role == ROLE_WARNING)
            continue;
        for (; message; message = message->more)
            print_message(message, out, color);
    }
    if (diags->dropped)
        fprintf(out, "and %zu more\n", diags->dropped);
    arena_release(&diags->arena);
    *diags = (struct diags){.errors = diags->errors, .warnings = diags->warnings};
}

const char *check_name(enum check check)
{
    static const char *const enumerators[] = {
#define CHECK(name, text) [CHECK_##name] = #name,
#include "base/checks.def"
#undef CHECK
    };
    static char tags[CHECK_COUNT][32];
    const char *name = enumerators[check];
    char *tag = tags[check];

    for (size_t i = 0; name[i] && i + 1 < sizeof tags[check]; i++)
        tag[i] = name[i] == '_' ? '-' : (char)tolower((unsigned char)name[i]);
    return tag;
}

const char *check_text(enum check check)
{
    static const char *const texts[] = {
#define CHECK(name, text) [CHECK_##name] = text,
#include "base/checks.def"
#undef CHECK
    };

    return texts[check];
}

void diags_describe(const struct diags *diags, struct buf *out)
{
    for (size_t i = 0; i < diags->messages.count; i++) {
        const struct message *message = diags->messages.at[i];
        if (message->role != ROLE_ERROR)
            continue;
        buf_add(out, message->text);
        for (const struct message *more = message->more; more; more = more->more)
            if (more->role == ROLE_NOTE)
                buf_addf(out, "; %s", more->text);
        if (message->line && *message->line)
            buf_addf(out, " (at: %s)", message->line);
        return;
    }
}
