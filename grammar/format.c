/* The canonical layout: one item a line, two blanks an indent, names and types of columns in
 * two columns. It works on the tokens that the parser was given, with the comments between
 * them; the syntax tree only says where types end and lists begin. Line breaks inside
 * parentheses, and all text of expressions, are their author's and stay. */

#include "grammar/format.h"

#include "grammar/parser.h"
#include "grammar/schema.tab.h"

#include <stdlib.h>
#include <string.h>

#define INDENT 2
#define ALIGN_MOST 40 /* a wider name or type does not push the others aside */

/* A token or a comment. */
struct piece {
    int kind; /* PIECE_COMMENT, or a token's */
    uint32_t start, end;
    bool own_line; /* nothing but blanks stands before it on its line */
    bool blank;    /* an empty line stands before its line */
    bool spaced;   /* blanks stand before it */
};

#define PIECE_COMMENT -1

/* Where the type of a column ends, and how wide its name and type are to be made. */
struct column_place {
    uint32_t start, type_start, type_end;
    unsigned block; /* columns of one table share their widths */
};

struct widths {
    size_t name, type;
};

/* From its first token to its last. */
struct type_place {
    uint32_t start, end;
};

/* After these offsets stands exactly one blank, whatever the author put there. */
struct offsets {
    uint32_t *at;
    size_t count, capacity;
};

struct block {
    bool apart;   /* a blank line is due behind it */
    bool entries; /* items of a file stand in it */
};

struct format {
    const char *text;
    struct arena arena;
    struct buf *out;
    ARRAY(struct piece) pieces;
    ARRAY(struct column_place) columns;
    ARRAY(struct type_place) types; /* of columns and domains, by place */
    ARRAY(struct widths) blocks;
    ARRAY(struct block) open;
    struct offsets spaced;
    size_t next;     /* piece */
    unsigned indent; /* of the line at hand */
    unsigned column; /* the next of columns */
    bool fresh;      /* nothing was written since the start of the file or block */
    bool gap;        /* a blank line is due before the next line */
};

/* ------------------------------------------------------------------ pieces */

static void add_piece(struct format *f, int kind, uint32_t start, uint32_t end)
{
    struct piece *piece = array_push(&f->arena, &f->pieces);
    uint32_t at = start;
    unsigned newlines = 0;

    *piece = (struct piece){.kind = kind, .start = start, .end = end};
    while (at > 0 && strchr(" \t\r\f\v\n", f->text[at - 1]))
        newlines += f->text[--at] == '\n';
    piece->spaced = at < start;
    piece->own_line = at == 0 || newlines > 0;
    piece->blank = newlines > 1;
}

/* Comments between two tokens; what else stands there was meant for the filter only. */
static void add_comments(struct format *f, uint32_t from, uint32_t to)
{
    while (from < to) {
        bool is_comment = from + 1 < to && text_is_comment(f->text + from);
        uint32_t end = is_comment ? text_comment_end(f->text, from) : from + 1;

        if (is_comment)
            add_piece(f, PIECE_COMMENT, from, end);
        from = end;
    }
}

static void add_pieces(struct format *f, const struct token *tokens, size_t count, size_t size)
{
    uint32_t end = 0;

    for (size_t i = 0; i < count; i++) {
        const struct token *token = &tokens[i];
        bool last = token->kind == ',' && i + 1 < count && tokens[i + 1].kind == ')';

        if (token->kind == T_END || last)
            continue;
        add_comments(f, end, token->start);
        add_piece(f, token->kind, token->start, token->end);
        end = token->end;
    }
    add_comments(f, end, (uint32_t)size);
}

/* ------------------------------------------------------------------ what the tree says */

static void note_offset(struct format *f, uint32_t offset)
{
    array_add(&f->arena, &f->spaced, offset);
}

static void note_clauses(struct format *f, const struct clause *clauses)
{
    for (const struct clause *clause = clauses; clause; clause = clause->next) {
        switch (clause->kind) {
        case CLAUSE_REFERENCES:
        case CLAUSE_USING:
        case CLAUSE_OPCLASS:
        case CLAUSE_OPTION:
        case CLAUSE_TABLE:
            note_offset(f, clause->said.end);
            break;
        default:
            break;
        }
        note_clauses(f, clause->parts);
    }
}

static void note_items(struct format *f, const struct item *items)
{
    unsigned block = (unsigned)f->blocks.count;

    array_push(&f->arena, &f->blocks);
    for (const struct item *item = items; item; item = item->next) {
        if (item->kind != ITEM_LABEL)
            note_offset(f, item->name_at.end);
        if (item->type)
            array_add(&f->arena, &f->types,
                      ((struct type_place){item->type->at.start, item->type->at.end}));
        if (item->kind == ITEM_COLUMN)
            array_add(&f->arena, &f->columns,
                      ((struct column_place){item->at.start, item->type->at.start,
                                             item->type->at.end, block}));
        note_clauses(f, item->parts);
        note_clauses(f, item->clauses);
        if (item->body)
            note_items(f, item->body);
    }
}

static int compare_offsets(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_spaced_after(const struct format *f, uint32_t offset)
{
    return f->spaced.count &&
           bsearch(&offset, f->spaced.at, f->spaced.count, sizeof offset, compare_offsets);
}

/* Whether the offset is inside a type, beyond its first token. */
static bool is_in_type(const struct format *f, uint32_t offset)
{
    size_t low = 0, high = f->types.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->types.at[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && offset < f->types.at[low - 1].end;
}

/* ------------------------------------------------------------------ blanks between tokens */

static bool wants_blank_before_paren(int kind)
{
    switch (kind) {
    case T_CHECK:
    case T_KEY:
    case T_UNIQUE:
    case T_WITH:
    case T_INCLUDE:
    case T_WHERE:
    case T_EXCLUDE:
    case T_INDEX_L:
    case T_INDEX:
    case T_SET:
    case T_BACKFILL:
    case T_USING:
    case T_AS:
    case T_IDENTITY:
    case T_INHERITS:
    case T_DISTINCT:
    case T_UPDATE:
    case T_DEFAULT:
    case T_NULL_P:
    case ',':
        return true;
    default:
        return false;
    }
}

static bool touches(int kind)
{
    return kind == '.' || kind == T_TYPECAST || kind == '[' || kind == ']';
}

/* Whether a blank stands between two tokens of a line. */
static bool has_blank(const struct format *f, const struct piece *before,
                      const struct piece *after, unsigned depth, bool in_type)
{
    if (before->kind == PIECE_COMMENT || after->kind == PIECE_COMMENT)
        return true;
    if (after->kind == ')' || before->kind == '(' || after->kind == ',')
        return false;
    if (in_type && (after->kind == '(' || touches(before->kind) || touches(after->kind) ||
                    before->kind == ','))
        return false;
    if (is_spaced_after(f, before->end) && (after->kind == '(' || after->kind == '='))
        return true;
    if (before->kind == '=' && before > f->pieces.at && is_spaced_after(f, before[-1].end))
        return true;
    if (before->kind == ',' ||
        (depth == 0 && after->kind == '(' && wants_blank_before_paren(before->kind)))
        return true;
    if (depth > 0 || after->kind == '(' || before->kind == '-' || before->kind == '+')
        return after->spaced;
    return !touches(before->kind) && !touches(after->kind);
}

/* ------------------------------------------------------------------ one line */

static void add_token(struct buf *out, const struct format *f, const struct piece *piece,
                      bool fold)
{
    size_t start = out->length;

    buf_add_n(out, f->text + piece->start, piece->end - piece->start);
    if (!fold || piece->kind == T_QUOTED || piece->kind == T_STRING || piece->kind == T_BODY ||
        piece->kind == T_NUMBER || piece->kind == PIECE_COMMENT)
        return;
    for (char *c = out->data + start; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
}

static void pad(struct buf *out, size_t start, size_t width)
{
    size_t own = 0;

    for (size_t i = start; i < out->length; i++)
        own += ((unsigned char)out->data[i] & 0xc0) != 0x80;
    buf_addf(out, "%*s", (int)(own < width ? width - own : 0) + 2, "");
}

static bool ends_item(int kind)
{
    return kind == T_NEWLINE || kind == '{' || kind == '}';
}

/* Breaks the line before a piece in parentheses, indented by what is open there. */
static void break_line(struct format *f, struct buf *line, const struct piece *piece,
                       unsigned depth)
{
    unsigned open = depth - (piece->kind == ')' || piece->kind == ']');

    while (line->length && line->data[line->length - 1] == ' ')
        buf_cut(line, line->length - 1);
    buf_addf(line, "\n%*s", (int)((f->indent + open) * INDENT), "");
}

/* The doc comment's lines, each at the indent. */
static void add_doc(struct format *f, struct buf *line, const struct piece *piece,
                    unsigned depth)
{
    const char *at = f->text + piece->start, *end = f->text + piece->end;

    for (bool first = true; at < end; first = false) {
        const char *slashes = strstr(at, "///");
        size_t length;

        if (!slashes || slashes >= end)
            break;
        length = strcspn(slashes, "\n");
        at = slashes + length;
        if (length && at[-1] == '\r')
            length--;
        if (!first)
            buf_addf(line, "\n%*s", (int)((f->indent + depth) * INDENT), "");
        buf_add_n(line, slashes, length);
    }
}

struct line {
    struct buf text;
    struct buf comments;        /* that stood at the end of one of its lines */
    struct column_place *place; /* NULL: not a column's */
    size_t name_start;          /* of the column's name, or type, in the text */
    unsigned depth;
    bool broken; /* what comes next begins a line of its own */
};

static void add_comment(struct format *f, struct line *line, const struct piece *piece)
{
    bool to_end = f->text[piece->start] == '-';

    if (line->depth == 0 && to_end) {
        buf_addf(&line->comments, "  %.*s", (int)(piece->end - piece->start),
                 f->text + piece->start);
        return;
    }
    if (line->depth > 0 && (piece->own_line || line->broken))
        break_line(f, &line->text, piece, line->depth);
    else if (line->text.length)
        buf_add_char(&line->text, ' ');
    add_token(&line->text, f, piece, false);
    line->broken = to_end;
}

/* Blanks before a token: the columns' alignment, a break of the author's, or one blank
 * or none. */
static void add_space(struct format *f, struct line *line, const struct piece *before,
                      const struct piece *piece)
{
    struct column_place *place = line->place;
    bool in_type = is_in_type(f, piece->start);

    if (piece->kind == ',' && piece->own_line && line->depth > 0 && !line->broken) {
        line->broken = true; /* the comma ends the line before */
        return;
    }
    if (line->broken || (line->depth > 0 && piece->own_line) ||
        (before && before->kind == T_DOC)) {
        break_line(f, &line->text, piece, line->depth);
    } else if (place && line->depth == 0 &&
               (piece->start == place->type_start ||
                (before && before->end == place->type_end))) {
        const struct widths *widths = &f->blocks.at[place->block];
        bool of_name = piece->start == place->type_start;

        pad(&line->text, line->name_start, of_name ? widths->name : widths->type);
        line->name_start = line->text.length;
    } else if (before && has_blank(f, before, piece, line->depth, in_type)) {
        buf_add_char(&line->text, ' ');
    }
    line->broken = false;
}

static void add_piece_text(struct format *f, struct line *line, const struct piece *before,
                           const struct piece *piece)
{
    if (piece->kind == PIECE_COMMENT) {
        add_comment(f, line, piece);
        return;
    }
    add_space(f, line, before, piece);
    if (piece->kind == ')' || piece->kind == ']')
        line->depth--;
    if (piece->kind == T_DOC)
        add_doc(f, &line->text, piece, line->depth);
    else
        add_token(&line->text, f, piece, line->depth == 0);
    if (piece->kind == '(' || piece->kind == '[')
        line->depth++;
}

/* ------------------------------------------------------------------ widths */

static size_t characters(const struct format *f, uint32_t start, uint32_t end)
{
    size_t count = 0;

    for (uint32_t i = start; i < end; i++)
        count += ((unsigned char)f->text[i] & 0xc0) != 0x80;
    return count;
}

static size_t widest(size_t width, size_t own)
{
    return own > width && own <= ALIGN_MOST ? own : width;
}

/* The piece that begins at the offset. */
static size_t piece_at(const struct format *f, uint32_t offset)
{
    size_t low = 0, high = f->pieces.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->pieces.at[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < f->pieces.count && f->pieces.at[low].kind == T_NEWLINE)
        low++;
    return low;
}

static void measure_columns(struct format *f)
{
    for (array_each (struct column_place, place, &f->columns)) {
        struct widths *widths = &f->blocks.at[place->block];
        size_t name = piece_at(f, place->start), i = piece_at(f, place->type_start);
        const struct piece *before = NULL;
        size_t own = 0;

        for (; i < f->pieces.count && f->pieces.at[i].start < place->type_end; i++) {
            const struct piece *piece = &f->pieces.at[i];
            if (before && has_blank(f, before, piece, 0, true))
                own++;
            own += characters(f, piece->start, piece->end);
            before = piece;
        }
        widths->name = widest(widths->name,
                              characters(f, f->pieces.at[name].start, f->pieces.at[name].end));
        if (i < f->pieces.count && f->pieces.at[i].kind != T_NEWLINE)
            widths->type = widest(widths->type, own);
    }
}

/* ------------------------------------------------------------------ the file */

static void put_line(struct format *f, const char *text, bool blank)
{
    if (!f->fresh && (blank || f->gap))
        buf_add_char(f->out, '\n');
    f->fresh = f->gap = false;
    buf_addf(f->out, "%*s%s\n", (int)(f->indent * INDENT), "", text);
}

static const struct piece *first_token(const struct piece *piece)
{
    while (piece->kind == PIECE_COMMENT)
        piece++;
    return piece;
}

/* The word that the item is called by, after the words before it. */
static const struct piece *head_of(const struct piece *piece)
{
    while (piece->kind == T_EXTERNAL || piece->kind == T_UNLOGGED ||
           piece->kind == PIECE_COMMENT)
        piece++;
    return piece;
}

/* Tables, mixins and blocks of schemas stand apart from what is around them. */
static bool stands_apart(const struct piece *head)
{
    const struct piece *piece = head;

    if (head->kind == T_TABLE || head->kind == T_MIXIN)
        return true;
    while (piece->kind != T_NEWLINE && piece->kind != '{')
        piece++;
    return head->kind == T_SCHEMA && piece->kind == '{';
}

static void put_own_comment(struct format *f)
{
    const struct piece *piece = &f->pieces.at[f->next++];
    struct buf text = BUF_INIT;

    add_token(&text, f, piece, false);
    put_line(f, buf_text(&text), piece->blank);
    buf_release(&text);
}

static struct column_place *place_of(struct format *f, const struct piece *piece)
{
    while (f->column < f->columns.count && f->columns.at[f->column].start < piece->start)
        f->column++;
    if (f->column < f->columns.count && f->columns.at[f->column].start == piece->start)
        return &f->columns.at[f->column];
    return NULL;
}

/* Comments that stand behind the line at hand. */
static void add_comments_behind(struct format *f, struct line *line)
{
    while (f->next < f->pieces.count && f->pieces.at[f->next].kind == PIECE_COMMENT &&
           !f->pieces.at[f->next].own_line)
        add_comment(f, line, &f->pieces.at[f->next++]);
    buf_add(&line->text, buf_text(&line->comments));
}

static void open_block(struct format *f, const struct piece *head, bool apart)
{
    array_add(&f->arena, &f->open, ((struct block){apart, head->kind == T_SCHEMA}));
    f->indent++;
    f->fresh = true;
}

/* The doc comment before an item, and the other comments between the two, a line each. Returns
 * what comes next. */
static const struct piece *add_head(struct format *f, struct buf *text,
                                    const struct piece *piece)
{
    add_doc(f, text, piece++, 0);
    for (; piece->kind == PIECE_COMMENT; piece++) {
        buf_addf(text, "\n%*s", (int)(f->indent * INDENT), "");
        add_token(text, f, piece, false);
    }
    buf_addf(text, "\n%*s", (int)(f->indent * INDENT), "");
    return piece;
}

/* One item's line: up to its end, or to the brace that opens its block. */
static void put_item(struct format *f)
{
    const struct piece *first = &f->pieces.at[f->next], *before = NULL, *piece = first;
    bool at_top = !f->open.count || f->open.at[f->open.count - 1].entries;
    bool has_doc = first->kind == T_DOC, apart;
    const struct piece *head = head_of(first + has_doc);
    struct line line = {0};

    if (has_doc)
        piece = add_head(f, &line.text, piece);
    apart = at_top && stands_apart(head);
    line.name_start = line.text.length;
    line.place = place_of(f, first_token(piece));
    for (; !ends_item(piece->kind); piece++) {
        size_t length = line.text.length;

        add_piece_text(f, &line, before, piece);
        if (line.text.length > length)
            before = piece;
    }
    if (piece->kind == '{')
        buf_add(&line.text, " {");
    f->next = (size_t)(piece - f->pieces.at) + (piece->kind != '}');
    add_comments_behind(f, &line);
    put_line(f, buf_text(&line.text), first->blank || apart || (at_top && has_doc));
    f->gap = apart;
    if (piece->kind == '{')
        open_block(f, head, apart);
    buf_release(&line.text);
    buf_release(&line.comments);
}

/* The end of a block with what stands behind it on its line. */
static void put_end(struct format *f)
{
    struct line line = {0};
    bool apart = f->open.at[--f->open.count].apart;

    f->indent--;
    f->next++;
    if (f->next < f->pieces.count && f->pieces.at[f->next].kind == T_NEWLINE)
        f->next++;
    buf_add(&line.text, "}");
    add_comments_behind(f, &line);
    f->gap = false;
    put_line(f, buf_text(&line.text), false);
    f->gap = apart;
    buf_release(&line.text);
    buf_release(&line.comments);
}

static void put_pieces(struct format *f)
{
    f->fresh = true;
    while (f->next < f->pieces.count) {
        int kind = f->pieces.at[f->next].kind;

        if (kind == T_NEWLINE)
            f->next++;
        else if (kind == PIECE_COMMENT)
            put_own_comment(f);
        else if (kind == '}')
            put_end(f);
        else
            put_item(f);
    }
}

bool format_source(const struct source *source, struct buf *out, struct diags *diags)
{
    struct arena nodes = {0};
    struct grammar grammar = {
        .source = source, .nodes = &nodes, .texts = &nodes, .diags = diags, .record = true};
    struct format format = {.text = source->text, .out = out};
    struct syntax syntax;
    bool ok = grammar_run(&grammar, &syntax);

    if (ok) {
        add_pieces(&format, grammar.tokens.at, grammar.tokens.count, source->size);
        note_items(&format, syntax.items);
        if (format.spaced.count)
            qsort(format.spaced.at, format.spaced.count, sizeof *format.spaced.at,
                  compare_offsets);
        measure_columns(&format);
        put_pieces(&format);
    }
    arena_release(&nodes);
    arena_release(&format.arena);
    return ok;
}
