/* Migrations as text and as JSON, for every command that shows some. */

#include "commands/migration_print.h"
#include "base/json.h"
#include "base/name.h"
#include "sources/graph.h"

#include <stdio.h>

/* ------------------------------------------------------------------ text */

static bool is_current(const struct migrations *migrations, const struct migration *migration,
                       const bool *stands)
{
    return stands && stands[migration->position] &&
           !graph_among(migrations, &migration->children, stands).count;
}

void migration_add_mark(struct buf *out, const struct migrations *migrations,
                        const struct migration *migration, const bool *stands)
{
    const struct {
        bool holds;
        const char *mark;
    } marks[] = {
        {migration->children.count > 1, "branchpoint"},
        {migration->parents.count > 1, "mergepoint"},
        {!migration->children.count, "head"},
        {is_current(migrations, migration, stands), "current"},
    };

    buf_add(out, migration->revision);
    for (size_t i = 0; i < migration->labels.count; i++)
        buf_addf(out, " (%s)", migration->labels.at[i]);
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (marks[i].holds)
            buf_addf(out, " (%s)", marks[i].mark);
}

static void add_fact(struct buf *out, const char *name, const char *value)
{
    if (*value)
        buf_addf(out, "  %-10s%s\n", name, value);
}

static void add_fact_list(struct buf *out, const char *name, const struct revisions *list)
{
    struct buf text = BUF_INIT;

    for (size_t i = 0; i < list->count; i++)
        buf_addf(&text, "%s%s", i ? ", " : "", list->at[i]);
    add_fact(out, name, buf_text(&text));
    buf_release(&text);
}

void migration_add_facts(struct buf *out, const struct migration *migration)
{
    add_fact_list(out, "depends", &migration->depends);
    add_fact(out, "created", migration->created);
    add_fact(out, "proved", migration->proved);
    add_fact(out, "up", migration->up_path);
    add_fact(out, "down", migration->down_path);
}

/* ------------------------------------------------------------------ JSON */

static void add_list(struct buf *out, const char *name, const struct revisions *list)
{
    buf_addf(out, ", \"%s\": [", name);
    for (size_t i = 0; i < list->count; i++) {
        buf_add(out, i ? ", " : "");
        json_add_text(out, list->at[i]);
    }
    buf_add(out, "]");
}

static void add_text(struct buf *out, const char *name, const char *value)
{
    buf_addf(out, ", \"%s\": ", name);
    json_add_text(out, value);
}

static void add_name(struct buf *out, const struct migration *migration)
{
    buf_add(out, "{\"revision\": ");
    json_add_text(out, migration->revision);
    add_text(out, "message", migration->message);
    buf_add(out, "}");
}

void migration_add_names(struct buf *out, const struct selection *selection)
{
    buf_add(out, "[");
    for (size_t i = 0; i < selection->count; i++) {
        buf_add(out, i ? ", " : "");
        add_name(out, selection->at[i]);
    }
    buf_add(out, "]");
}

void migration_add_json(struct buf *out, const struct migrations *migrations,
                        const struct migration *migration, const bool *stands)
{
    buf_add(out, "{\"revision\": ");
    json_add_text(out, migration->revision);
    add_list(out, "revises", &migration->revises);
    add_list(out, "depends", &migration->depends);
    add_list(out, "labels", &migration->labels);
    add_text(out, "message", migration->message);
    add_text(out, "created", migration->created);
    add_text(out, "proved", migration->proved);
    add_text(out, "up", migration->up_path);
    add_text(out, "down", migration->down_path);
    add_text(out, "checksum", migration->checksum);
    buf_addf(out, ", \"head\": %s", migration->children.count ? "false" : "true");
    if (stands)
        buf_addf(out, ", \"stands\": %s, \"current\": %s",
                 stands[migration->position] ? "true" : "false",
                 is_current(migrations, migration, stands) ? "true" : "false");
    buf_add(out, "}");
}

/* ------------------------------------------------------------------ lists */

static void add_listing_json(struct buf *out, const struct migration_listing *listing)
{
    const struct selection *selection = listing->selection;

    buf_addf(out, "{\"version\": 1, \"%s\": [", listing->name);
    for (size_t i = 0; i < selection->count; i++) {
        buf_add(out, i ? ", " : "");
        migration_add_json(out, listing->migrations, selection->at[i], listing->stands);
    }
    buf_add(out, "]}\n");
}

static void add_listing_text(struct buf *out, const struct migration_listing *listing)
{
    for (size_t i = 0; i < listing->selection->count; i++) {
        listing->add_line(out, listing->migrations, listing->selection->at[i], listing->stands);
        if (listing->verbose)
            migration_add_facts(out, listing->selection->at[i]);
    }
}

void migration_print_listing(const struct migration_listing *listing)
{
    struct buf out = BUF_INIT;

    (listing->json ? add_listing_json : add_listing_text)(&out, listing);
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}
