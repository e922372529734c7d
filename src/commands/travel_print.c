/* Prints what upgrade and downgrade did or would do. */

#include "commands/travel_print.h"
#include "base/json.h"

#include <string.h>

static const char *const done_words[] = {"upgraded", "downgraded"};
static const char *const dry_words[] = {"would upgrade", "would downgrade"};
static const char *const direction_words[] = {"up", "down"};

const struct script *travel_script(const struct migration *migration, enum direction direction)
{
    return direction == DIRECTION_UP ? migration->up : migration->down;
}

/* ------------------------------------------------------------------ steps */

static void print_lines(const char *text)
{
    for (const char *at = text; *at; at += *at == '\n') {
        size_t length = strcspn(at, "\n");

        printf("  %.*s\n", (int)length, at);
        at += length;
    }
}

void travel_print_notes(const struct script *script, const struct applied *stopped)
{
    size_t first = stopped ? (size_t)stopped->segment : 0;

    for (size_t i = first; i < script->segments.count; i++) {
        const struct segment *segment = &script->segments.at[i];

        if (!segment->transaction)
            puts("  outside a transaction:");
        for (size_t j = stopped && i == first ? (size_t)stopped->statement : 0;
             j < segment->steps.count; j++) {
            const struct script_step *step = &segment->steps.at[j];

            print_lines(step->note ? step->note : step->text);
        }
    }
}

static void add_step(struct buf *out, const struct script_step *step)
{
    static const char *const types[] = {[STEP_STATEMENT] = "statement",
                                        [STEP_ASSERTION] = "assertion",
                                        [STEP_IRREVERSIBLE] = "irreversible"};

    buf_addf(out, "{\"type\": \"%s\", \"note\": ", types[step->type]);
    json_add_text(out, step->note);
    buf_addf(out, ", \"loses\": %s, \"text\": ",
             step->note && strstr(step->note, "DATA LOSS") ? "true" : "false");
    json_add_text(out, step->text);
    buf_add(out, "}");
}

void travel_add_segments(struct buf *out, const struct script *script)
{
    buf_add(out, "[");
    for (size_t i = 0; i < script->segments.count; i++) {
        const struct segment *segment = &script->segments.at[i];

        buf_addf(out, "%s{\"transaction\": %s, \"steps\": [", i ? ", " : "",
                 segment->transaction ? "true" : "false");
        for (size_t j = 0; j < segment->steps.count; j++) {
            buf_add(out, j ? ", " : "");
            add_step(out, &segment->steps.at[j]);
        }
        buf_add(out, "]}");
    }
    buf_add(out, "]");
}

/* ------------------------------------------------------------------ the whole */

void travel_print_begin(struct travel_print *print)
{
    if (print->json)
        buf_addf(&print->out,
                 "{\"version\": 1, \"direction\": \"%s\", \"dry_run\": %s, \"migrations\": [",
                 direction_words[print->direction], print->dry_run ? "true" : "false");
}

void travel_print_end(struct travel_print *print)
{
    if (!print->json)
        return;
    buf_add(&print->out, "], \"failed\": ");
    json_add_text(&print->out, print->failed);
    buf_add(&print->out, "}\n");
    fputs(buf_text(&print->out), stdout);
    buf_release(&print->out);
}

/* The migration's own members; its object stays open. */
static void add_migration(struct travel_print *print, const struct migration *migration)
{
    size_t length = print->out.length;

    buf_add(&print->out, print->out.data[length - 1] == '[' ? "{" : ", {");
    buf_add(&print->out, "\"revision\": ");
    json_add_text(&print->out, migration->revision);
    buf_add(&print->out, ", \"message\": ");
    json_add_text(&print->out, migration->message);
}

void travel_print_planned(struct travel_print *print, const struct migration *migration,
                          const struct applied *stopped)
{
    const struct script *script = travel_script(migration, print->direction);

    if (print->json) {
        add_migration(print, migration);
        buf_add(&print->out, ", \"file\": ");
        json_add_text(&print->out, script->source->path);
        buf_addf(&print->out, ", \"done\": %d, \"segments\": ", stopped ? stopped->segment : 0);
        travel_add_segments(&print->out, script);
        buf_add(&print->out, "}");
        return;
    }
    printf("%s %s %s", dry_words[print->direction], migration->revision, migration->message);
    if (stopped)
        printf(" (going on after %d of %d segments)", stopped->segment, stopped->segments);
    putchar('\n');
    travel_print_notes(script, stopped);
}

void travel_print_done(struct travel_print *print, const struct migration *migration,
                       long milliseconds)
{
    if (print->json) {
        add_migration(print, migration);
        buf_addf(&print->out, ", \"milliseconds\": %ld}", milliseconds);
        return;
    }
    printf("%s %s %s (%ld ms)\n", done_words[print->direction], migration->revision,
           migration->message, milliseconds);
    fflush(stdout);
}

void travel_print_failed(struct travel_print *print, const struct migration *migration)
{
    print->failed = migration->revision;
}
