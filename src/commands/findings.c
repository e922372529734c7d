/* Findings: gathered from comparisons, printed for people and programs. What is compared with
 * what is the commands' business. */

#include "commands/findings.h"

#include "base/file.h"
#include "base/json.h"
#include "kinds/kinds.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ gathering */

/* Adds one; its texts are copied. */
static void add(struct findings *findings, const struct finding *finding)
{
    const struct finding *last = findings->count ? &findings->at[findings->count - 1] : NULL;
    size_t part = last ? last->part + (strcmp(last->check, finding->check) != 0) : 0;
    struct finding *added = array_push(findings->arena, findings);

    *added = *finding;
    added->part = part;
    added->number = findings->count;
    added->name = finding->name ? arena_strdup(findings->arena, finding->name) : NULL;
    added->fields = arena_strdup(findings->arena, finding->fields ? finding->fields : "");
    added->text = arena_strdup(findings->arena, finding->text);
    added->sql = arena_strdup(findings->arena, finding->sql ? finding->sql : "");
    findings->differences += finding->level == FINDING_DIFFERENCE;
    findings->doubts += finding->level == FINDING_DOUBT;
}

void findings_note(struct findings *findings, const char *check, struct span at,
                   const char *format, ...)
{
    struct buf text = BUF_INIT;
    va_list arguments;

    va_start(arguments, format);
    buf_vaddf(&text, format, arguments);
    va_end(arguments);
    add(findings,
        &(struct finding){
            .level = FINDING_NOTE, .check = check, .at = at, .text = buf_text(&text)});
    buf_release(&text);
}

/* ------------------------------------------------------------------ comparing */

struct gathering {
    struct findings *findings;
    const struct findings_pair *pair;
};

/* Words of statements that change more than they name. */
static const char *const hiding_words[] = {"execute",   "cascade", "schema",
                                           "extension", "owned",   "u&"};

/* A block or CREATE TABLE AS names everything that it changes, unless it makes statements of
 * texts, or one of them reaches further. */
static bool names_all(const char *statement)
{
    bool is_plain = !strncasecmp(statement, "do", 2) || !strncasecmp(statement, "create", 6);

    for (size_t i = 0; i < COUNT_OF(hiding_words); i++)
        is_plain &= !strcasestr(statement, hiding_words[i]);
    return is_plain;
}

static bool may_name(const char *statement, const struct object *object)
{
    const struct sequence *sequence = (const struct sequence *)object;

    if (!object)
        return false;
    if (object->kind == KIND_SEQUENCE && may_name(statement, sequence->owned_by.to))
        return true;
    return strchr(object->name.name, '"') || strcasestr(statement, object->name.name) ||
           may_name(statement, object->parent);
}

/* Whether one of the statements of that side may have brought the difference about. */
static bool may_explain(const struct model *model, const struct difference *difference)
{
    if (model->unfollowed > model->unfollowed_texts.count)
        return true;
    for (array_each (const char *, statement, &model->unfollowed_texts))
        if (!names_all(*statement) || may_name(*statement, difference->from) ||
            may_name(*statement, difference->to))
            return true;
    return false;
}

static bool is_doubtful(const struct findings_pair *pair, const struct difference *difference)
{
    return difference->undecided || may_explain(pair->from, difference) ||
           may_explain(pair->to, difference);
}

/* A member without a place of its own stands where its table does. */
static struct span place_of(const struct difference *difference)
{
    const struct object *object = difference->to ? difference->to : difference->from;

    if (!object->at.file && object->parent)
        object = object->parent;
    return object->at;
}

static bool is_external(const struct model *models, const struct object *object)
{
    const struct object *declared;

    if (!models || !object)
        return false;
    object = object->parent ? object->parent : object;
    declared = model_find(models, object->kind, object->name);
    return declared && declared->external;
}

static void gather(void *context, const struct difference *difference)
{
    struct gathering *gathering = context;
    const struct object *object = difference->to ? difference->to : difference->from;
    bool is_doubt = is_doubtful(gathering->pair, difference);
    struct arena arena = {0};
    struct finding finding = {
        .level = is_doubt ? FINDING_DOUBT : FINDING_DIFFERENCE,
        .check = gathering->pair->check,
        .op = difference->op,
        .kind = kind_word(object->kind),
        .name = object_label(&arena, object),
        .fields = difference->fields,
        .at = place_of(difference),
        .text = difference->words,
        .sql = difference->sql,
    };

    if (!is_external(gathering->pair->models, object))
        add(gathering->findings, &finding);
    arena_release(&arena);
}

/* The statements that mend it, where they can be said; else what differs alone. */
static struct plan *plan_of(const struct findings_pair *pair, struct diags *diags)
{
    struct plan_options options = {
        .no_renames = true, .single = true, .server_version = pair->from->server_version};
    struct plan *plan = plan_new(pair->from, pair->to, &options, diags);

    if (plan)
        return plan;
    options.compare_only = true;
    return plan_new(pair->from, pair->to, &options, diags);
}

void findings_compare(struct findings *findings, const struct findings_pair *pair)
{
    struct gathering gathering = {findings, pair};
    struct diags *diags = diags_new();
    struct plan *plan = plan_of(pair, diags);

    if (plan)
        plan_each_difference(plan, pair->from_name, pair->to_name, gather, &gathering);
    plan_free(plan);
    diags_free(diags);
}

/* ------------------------------------------------------------------ places */

/* By what is checked, in the order it was, and by place; what has none comes last. */
static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order;

    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    if (!a->at.file != !b->at.file)
        return a->at.file ? -1 : 1;
    order = a->at.file ? strcmp(a->at.file->path, b->at.file->path) : 0;
    if (order)
        return order;
    if (a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

/* Lines are counted on from the place before. */
static void find_positions(struct findings *findings)
{
    const struct source *file = NULL;
    uint32_t start = 0, line = 1;

    for (array_each (struct finding, finding, findings)) {
        struct span at = finding->at;

        if (!at.file || !at.file->text)
            continue;
        if (at.file != file) {
            file = at.file;
            start = 0;
            line = 1;
        }
        line += source_count_lines(file, start, at.start);
        start = at.start;
        finding->position.line = line;
        finding->position.column = source_column(file, start);
    }
}

static void settle(struct findings *findings)
{
    if (findings->count)
        qsort(findings->at, findings->count, sizeof *findings->at, compare_findings);
    find_positions(findings);
}

/* ------------------------------------------------------------------ for people */

static void print_indented(const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");

        printf("    %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

static void print_place(const struct finding *finding)
{
    if (finding->position.line)
        printf("%s:%u:%u: ", finding->at.file->path, finding->position.line,
               finding->position.column);
    else if (finding->at.file)
        printf("%s: ", finding->at.file->path);
}

static void print_text(const struct findings *findings)
{
    static const char *const before[] = {
        [FINDING_DIFFERENCE] = "", [FINDING_DOUBT] = "perhaps ", [FINDING_NOTE] = "note: "};

    for (array_each (const struct finding, finding, findings)) {
        if (finding->level == FINDING_NOTE && findings->quiet)
            continue;
        print_place(finding);
        printf("%s%s\n", before[finding->level], finding->text);
        print_indented(finding->sql);
    }
}

/* ------------------------------------------------------------------ as JSON */

static void add_member(struct buf *out, const char *name, const char *text)
{
    buf_addf(out, ", \"%s\": ", name);
    json_add_text(out, text);
}

static void add_json_place(struct buf *out, const char *path, struct position position)
{
    if (path)
        add_member(out, "file", path);
    if (path && position.line)
        buf_addf(out, ", \"line\": %u, \"column\": %u", position.line, position.column);
}

/* "type, not null" as a list of texts. */
static void add_json_fields(struct buf *out, const char *fields)
{
    buf_add(out, ", \"fields\": [");
    while (*fields) {
        size_t length = strcspn(fields, ",");
        struct buf field = BUF_INIT;

        buf_add_n(&field, fields, length);
        json_add_text(out, buf_text(&field));
        buf_release(&field);
        fields += length;
        fields += strspn(fields, ", ");
        buf_add(out, *fields ? ", " : "");
    }
    buf_add(out, "]");
}

static void add_json_finding(struct buf *out, const struct finding *finding)
{
    buf_add(out, "{\"check\": ");
    json_add_text(out, finding->check);
    if (finding->op) {
        add_member(out, "op", finding->op);
        add_member(out, "kind", finding->kind);
        add_member(out, "name", finding->name);
        add_json_fields(out, finding->fields);
    }
    add_member(out, "text", finding->text);
    if (finding->op)
        add_member(out, "sql", finding->sql);
    add_json_place(out, finding->at.file ? finding->at.file->path : NULL, finding->position);
    buf_add(out, "}");
}

static void add_json_list(struct buf *out, const struct findings *findings, const char *name,
                          enum finding_level level)
{
    size_t count = 0;

    buf_addf(out, ",\n \"%s\": [", name);
    for (array_each (const struct finding, finding, findings)) {
        if (finding->level != level)
            continue;
        buf_add(out, count++ ? ",\n  " : "\n  ");
        add_json_finding(out, finding);
    }
    buf_add(out, count ? "\n ]" : "]");
}

struct messages {
    struct buf *out;
    size_t count;
};

static void add_json_message(void *context, const struct diag_view *view)
{
    struct messages *messages = context;
    struct buf *out = messages->out;

    buf_addf(out, "%s{\"severity\": \"%s\"", messages->count++ ? ",\n  " : "\n  ",
             view->severity == SEVERITY_ERROR ? "error" : "warning");
    add_member(out, "check", check_name(view->check));
    add_member(out, "text", view->text);
    add_member(out, "more", view->more);
    add_json_place(out, view->path, view->position);
    buf_add(out, "}");
}

/* A statement that would be refused leaves the folder sound: it builds something else. */
static void see_unsound(void *context, const struct diag_view *view)
{
    size_t *count = context;

    *count += view->severity == SEVERITY_ERROR && view->check != CHECK_STATEMENT;
}

static void print_json(const struct findings *findings, struct diags *diags)
{
    struct buf out = BUF_INIT;
    size_t unsound = 0;
    struct messages messages = {&out, 0};

    diags_each(diags, see_unsound, &unsound);
    buf_addf(&out, "{\"version\": 1, \"sound\": %s, \"equal\": %s", unsound ? "false" : "true",
             findings->differences                     ? "false"
             : diags_errors(diags) || findings->doubts ? "null"
                                                       : "true");
    add_json_list(&out, findings, "differences", FINDING_DIFFERENCE);
    add_json_list(&out, findings, "doubts", FINDING_DOUBT);
    add_json_list(&out, findings, "notes", FINDING_NOTE);
    buf_add(&out, ",\n \"messages\": [");
    diags_each(diags, add_json_message, &messages);
    buf_add(&out, messages.count ? "\n ]}\n" : "]}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

/* ------------------------------------------------------------------ as annotations */

/* GitHub's workflow commands: what would end the message, or a property of it, is escaped. */
static void add_escaped(struct buf *out, const char *text, bool is_property)
{
    for (; *text; text++)
        if (*text == '%' || *text == '\r' || *text == '\n' ||
            (is_property && (*text == ':' || *text == ',')))
            buf_addf(out, "%%%02X", (unsigned char)*text);
        else
            buf_add_char(out, *text);
}

struct annotations {
    struct buf out;
    const struct findings *findings;
};

/* Paths are wanted as seen from where the program was called, before -C. */
static void add_path(struct annotations *annotations, const char *path)
{
    const char *folder = annotations->findings->folder;

    if (folder && *path != '/')
        path = file_join(annotations->findings->arena, folder, path);
    buf_add(&annotations->out, "file=");
    add_escaped(&annotations->out, path, true);
    buf_add(&annotations->out, ",");
}

static void add_annotation(struct annotations *annotations, const char *word,
                           const struct diag_view *view, const char *title)
{
    struct buf *out = &annotations->out;

    buf_addf(out, "::%s ", word);
    if (view->path)
        add_path(annotations, view->path);
    if (view->path && view->position.line)
        buf_addf(out, "line=%u,col=%u,", view->position.line, view->position.column);
    buf_add(out, "title=schemagen ");
    add_escaped(out, title, true);
    buf_add(out, "::");
    add_escaped(out, view->text, false);
    if (*view->more) {
        buf_add(out, "%0A");
        add_escaped(out, view->more, false);
    }
    buf_add_char(out, '\n');
}

static void annotate_message(void *context, const struct diag_view *view)
{
    add_annotation(context, view->severity == SEVERITY_ERROR ? "error" : "warning", view,
                   check_name(view->check));
}

static void print_annotations(const struct findings *findings, struct diags *diags)
{
    static const char *const words[] = {
        [FINDING_DIFFERENCE] = "error", [FINDING_DOUBT] = "warning", [FINDING_NOTE] = "notice"};
    struct annotations annotations = {.findings = findings};

    for (array_each (const struct finding, finding, findings))
        add_annotation(
            &annotations, words[finding->level],
            &(struct diag_view){.path = finding->at.file ? finding->at.file->path : NULL,
                                .position = finding->position,
                                .text = finding->text,
                                .more = finding->sql},
            finding->check);
    diags_each(diags, annotate_message, &annotations);
    fputs(buf_text(&annotations.out), stdout);
    buf_release(&annotations.out);
}

void findings_print(struct findings *findings, enum findings_format format, struct diags *diags)
{
    settle(findings);
    if (format == FINDINGS_JSON)
        print_json(findings, diags);
    else if (format == FINDINGS_GITHUB)
        print_annotations(findings, diags);
    else
        print_text(findings);
}
