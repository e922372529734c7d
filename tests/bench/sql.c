/* How fast a script of SQL is read into a model, beside what the parser alone takes for it: the
 * text of many tables, parsed in one piece by libpg_query, then read; the best of a few.
 *   sql [MEGABYTES] */

#include "base/buffer.h"
#include "sources/source.h"

#include <pg_query.h>

#include <stdlib.h>
#include <time.h>

#define TIMES 3

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void add_table(struct buf *out, int number)
{
    buf_addf(out,
             "--\n-- Name: table_%d; Type: TABLE; Schema: public; Owner: -\n--\n\n"
             "CREATE TABLE public.table_%d (\n"
             "    id integer NOT NULL,\n"
             "    parent_id integer,\n"
             "    name character varying(100) NOT NULL,\n"
             "    amount numeric(12,2) DEFAULT 0 NOT NULL,\n"
             "    state text DEFAULT 'new'::text NOT NULL,\n"
             "    created_at timestamp with time zone DEFAULT now() NOT NULL,\n"
             "    data jsonb DEFAULT '{}'::jsonb,\n"
             "    CONSTRAINT table_%d_amount CHECK ((amount >= (0)::numeric)),\n"
             "    CONSTRAINT table_%d_state CHECK ((state = ANY (ARRAY['new'::text, "
             "'closed'::text])))\n"
             ");\n\n",
             number, number, number, number);
    buf_addf(out,
             "CREATE SEQUENCE public.table_%d_id_seq AS integer START WITH 1 INCREMENT BY 1 "
             "NO MINVALUE NO MAXVALUE CACHE 1;\n\n"
             "ALTER SEQUENCE public.table_%d_id_seq OWNED BY public.table_%d.id;\n\n"
             "ALTER TABLE ONLY public.table_%d ALTER COLUMN id SET DEFAULT "
             "nextval('public.table_%d_id_seq'::regclass);\n\n"
             "ALTER TABLE ONLY public.table_%d\n    ADD CONSTRAINT table_%d_pkey PRIMARY KEY "
             "(id);\n\n"
             "CREATE INDEX table_%d_name_idx ON public.table_%d USING btree "
             "(lower((name)::text)) WHERE (amount > (0)::numeric);\n\n"
             "ALTER TABLE ONLY public.table_%d\n    ADD CONSTRAINT table_%d_parent FOREIGN KEY "
             "(parent_id) REFERENCES public.table_%d(id) ON DELETE CASCADE;\n\n",
             number, number, number, number, number, number, number, number, number, number,
             number, number ? number - 1 : 0);
}

static double parse_alone(const char *text)
{
    double begun = now();
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(text);
    double seconds = result.error ? 0 : now() - begun;

    pg_query_free_protobuf_parse_result(result);
    return seconds;
}

/* 0 if it cannot be read. */
static double read_all(const struct buf *text, struct diags *diags)
{
    static const struct source_settings settings;
    struct source source = {"bench.sql", text->data, text->length};
    double begun = now(), seconds;
    struct model *model = sql_load_source(&source, &settings, diags);

    seconds = model ? now() - begun : 0;
    model_free(model);
    return seconds;
}

int main(int argc, char **argv)
{
    size_t bytes = (size_t)(argc > 1 ? atoi(argv[1]) : 10) * 1000000;
    double parsed = 1e9, read = 1e9;
    struct diags *diags = diags_new();
    struct buf text = BUF_INIT;

    for (int number = 0; text.length < bytes; number++)
        add_table(&text, number);
    for (int i = 0; i < TIMES; i++) {
        double alone = parse_alone(buf_text(&text)), whole = read_all(&text, diags);

        parsed = alone < parsed ? alone : parsed;
        read = whole < read ? whole : read;
    }
    diags_print(diags, stderr, false, false);
    diags_free(diags);
    if (parsed > 0 && read > 0)
        printf("%.2f times libpg_query alone (%.1f MB in %.2f s)\n", read / parsed,
               (double)text.length / 1e6, read);
    buf_release(&text);
    return parsed > 0 && read > 0 ? 0 : 1;
}
