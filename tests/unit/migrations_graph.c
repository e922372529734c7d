/* The graph of migrations and the words that name them: tables of graphs, words and what comes.
 * Running along the graph is tests/lifecycle's. */

#include "base/name.h"
#include "sources/revision_word.h"
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ graphs */

static const char *part(struct fixture *fixture, const char **at, char end)
{
    size_t length = strcspn(*at, (char[]){end, ';', '\0'});
    const char *text = arena_strndup(&fixture->arena, *at, length);

    *at += length + ((*at)[length] == end);
    return text;
}

/* "b:a,c|depends|labels; …" in the order of the files' names. */
static struct migrations graph_of(struct fixture *fixture, const char *text)
{
    struct arena *arena = &fixture->arena;
    struct migrations migrations = {.arena = arena, .folder = "g"};

    for (const char *at = text; *at; at += *at == ';') {
        struct migration *migration;
        struct script *header = arena_alloc(arena, sizeof *header);
        struct source *source = arena_alloc(arena, sizeof *source);

        at += strspn(at, " ");
        migration = array_push(arena, &migrations.list);
        migration->revision = part(fixture, &at, ':');
        migration->revises = revisions_read(arena, part(fixture, &at, '|'));
        migration->depends = revisions_read(arena, part(fixture, &at, '|'));
        migration->labels = revisions_read(arena, part(fixture, &at, '|'));
        migration->message = "";
        migration->up_path = arena_printf(arena, "g/%s.up.sql", migration->revision);
        *source = (struct source){migration->up_path, "", 0};
        migration->up_source = source;
        migration->header = header;
    }
    return migrations;
}

static const char *names_of(struct fixture *fixture, const struct selection *selection)
{
    struct buf out = BUF_INIT;
    const char *text;

    for (size_t i = 0; i < selection->count; i++)
        buf_addf(&out, "%s%s", i ? " " : "", selection->at[i]->revision);
    text = arena_strdup(&fixture->arena, buf_text(&out));
    buf_release(&out);
    return text;
}

/* The first error's text. */
static const char *complaint(struct fixture *fixture)
{
    struct buf out = BUF_INIT;
    const char *text;

    diags_describe(fixture->diags, &out);
    text = arena_printf(&fixture->arena, "! %s", buf_text(&out));
    buf_release(&out);
    diags_free(fixture->diags);
    fixture->diags = diags_new();
    return text;
}

/* The order, or the error. */
static const char *build(struct fixture *fixture, const char *text)
{
    struct migrations migrations = graph_of(fixture, text);
    struct selection all = {0};

    if (!graph_build(&migrations, fixture->diags))
        return complaint(fixture);
    for (array_each (struct migration, migration, &migrations.list))
        array_add(&fixture->arena, &all, migration);
    return names_of(fixture, &all);
}

static const struct row {
    const char *text, *wanted;
} graphs[] = {
    {"", ""},
    {"a", "a"},
    {"c:b; b:a; a", "a b c"},
    {"a; b:a; c:a; d:b,c", "a b c d"},
    {"d:b,c; c:a; b:a; a", "a c b d"},
    {"a; z; b:a; y:z; m:b,y", "a z b y m"},
    {"a:|z; z", "z a"},
    {"a:|last; z:||last", "z a"},
    {"a:nope", "! revision \"a\" revises \"nope\", which does not exist"},
    {"a:|nope", "! revision \"a\" depends on \"nope\", which does not exist"},
    {"a:a", "! the revisions go in a circle: \"a\" revises \"a\""},
    {"a:b; b:a",
     "! the revisions go in a circle: \"a\" revises \"b\", which revises \"a\"; \"b\" is "
     "here"},
    {"x; a:c; b:a; c:x|b; d:b",
     "! the revisions go in a circle: \"a\" revises \"c\", which depends on \"b\", which "
     "revises \"a\"; \"c\" is here; \"b\" is here"},
    {"a; b:a,a", "! revision \"b\" revises \"a\" twice"},
    {"a:||l; b:||l", "! branch label \"l\" is said already; by \"g/a.up.sql\""},
    {"a; b:||a", "! branch label \"a\" is a revision already; by \"g/a.up.sql\""},
    {"a:||head", "! \"head\" cannot be a branch label"},
    {"a:||x+1", "! \"x+1\" cannot be a branch label"},
};

static void test_graphs(void **state)
{
    for (size_t i = 0; i < COUNT_OF(graphs); i++)
        assert_string_equal(build(*state, graphs[i].text), graphs[i].wanted);
}

static void test_errors_come_at_once(void **state)
{
    struct fixture *fixture = *state;
    struct migrations migrations =
        graph_of(fixture, "a:b; b:a; c:nope; d:|none; e:||l; f:||l; x:y; y:x; z:x");

    assert_false(graph_build(&migrations, fixture->diags));
    assert_int_equal(diags_errors(fixture->diags), 5);
}

/* ------------------------------------------------------------------ words */

/*      a0 ── a1 ── a2 ─┐        left (a1), right (b1)
 *       └─── b1 ── b2 ─┴─ m ── n
 *             └ d2 needs x1          x0 (apart) ── x1 */
static const char branched[] = "a0; a1:a0||left; a2:a1; b1:a0||right; b2:b1; m:a2,b2; n:m; "
                               "x0:||apart; x1:x0; d2:b1|x1";

static const char linear[] = "r1; r2:r1; r3:r2; other-1:r3; s5:other-1";

static bool *set_of(struct fixture *fixture, const struct migrations *migrations,
                    const char *names)
{
    struct revisions list = revisions_read(&fixture->arena, names);
    bool *set = graph_set(migrations);

    for (size_t i = 0; i < list.count; i++)
        graph_add_needed(migrations, migrations_find_exact(migrations, list.at[i]), set);
    return set;
}

static const struct word_row {
    const char *graph;
    const char *stands; /* the ends of what stands */
    const char *word;
    const char *named, *up, *down; /* NULL: not asked; "! …" begins the error */
} words[] = {
    {linear, "r3", "head", "s5", "other-1 s5", "! revision \"s5\" does not stand"},
    {linear, "r3", "heads", "s5", "other-1 s5", NULL},
    {linear, "r3", "base", "", "", "r3 r2 r1"},
    {linear, "r3", "current", "r3", "", ""},
    {linear, "r3", "+1", "other-1", "other-1", NULL},
    {linear, "r3", "+2", "s5", "other-1 s5", NULL},
    {linear, "r3", "+3", "! \"+3\" leads past the end", "! \"+3\" leads past the end", NULL},
    {linear, "r3", "-1", "r2", NULL, "r3"},
    {linear, "r3", "-3", "", NULL, "r3 r2 r1"},
    {linear, "r3", "-4", "! \"-4\" leads past the beginning", NULL,
     "! \"-4\" leads past the beginning"},
    {linear, "", "+1", "r1", "r1", NULL},
    {linear, "r3", "r1+1", "r2", "", "r3"},
    {linear, "r3", "s-1", "other-1", "other-1", "! revision \"other-1\" does not stand"},
    {linear, "r3", "s5-3", "r2", "", "r3"},
    {linear, "r3", "head-2", "r3", "", ""},
    {linear, "r3", "base+2", "r2", "", "r3"},
    {linear, "r3", "r2-2", "", "", "r3 r2 r1"},
    {linear, "r3", "current+1", "other-1", "other-1", NULL},
    {linear, "r3", "r", "! more than one revision begins with \"r\"", NULL, NULL},
    {linear, "r3", "o", "other-1", "other-1", NULL},
    {linear, "r3", "other-1", "other-1", "other-1", NULL},
    {"fix; fix-20:fix; fix-21:fix-20", "fix", "fix-20-1", "fix", "", ""},
    {"fix; fix-20:fix; fix-21:fix-20", "fix", "fix-2",
     "! more than one revision begins with \"fix-2\"", NULL, NULL},
    {"fix; fix-20:fix; fix-21:fix-20", "fix", "fix-1", "", "", "fix"},
    {linear, "r3", "q", "! revision \"q\" does not exist", NULL, NULL},
    {linear, "r3", "r1@head", "s5", "other-1 s5", NULL},

    {branched, "", "head", "! \"head\" is ambiguous: there are several heads", NULL, NULL},
    {branched, "", "heads", "n x1 d2", "a0 a1 a2 b1 b2 m n x0 x1 d2", NULL},
    {branched, "", "left", "a1", "a0 a1", NULL},
    {branched, "", "left@head", "n", "a0 a1 a2 b1 b2 m n", NULL},
    {branched, "", "right@head", "! \"right@head\" is ambiguous", NULL, NULL},
    {branched, "", "right@heads", "n d2", "a0 a1 a2 b1 b2 m n x0 x1 d2", NULL},
    {branched, "", "apart@head", "x1", "x0 x1", NULL},
    {branched, "", "d2", "d2", "a0 b1 x0 x1 d2", NULL},
    {branched, "", "+1", NULL, "! \"+1\" is ambiguous: more than one migration can come next",
     NULL},
    {branched, "", "apart@+1", NULL, "x0", NULL},
    {branched, "", "apart@+2", NULL, "x0 x1", NULL},
    {branched, "", "apart@+3", NULL, "! \"apart@+3\" leads past the end", NULL},
    {branched, "", "left@+2", NULL, "a0 a1", NULL},
    {branched, "a0", "+1", NULL, "! \"+1\" is ambiguous", NULL},
    {branched, "a0", "left@+1", NULL, "a1", NULL},
    {branched, "a0", "right@+2", NULL, "! \"right@+2\" is ambiguous", NULL},
    {branched, "a1", "+1", NULL, "a2", NULL},
    {branched, "a2 b2", "+1", NULL, "m", NULL},
    {branched, "a2 b1", "+1", NULL, "! \"+1\" is ambiguous", NULL},
    {branched, "a2 b2 d2", "+1", NULL, "m", NULL},
    {branched, "a2 b2", "left@+1", NULL, "m", NULL},
    {branched, "a2", "-1", "a1", NULL, "a2"},
    {branched, "a2 b2", "-1", "! \"-1\" is ambiguous", NULL,
     "! \"-1\" is ambiguous: more than one migration is the newest"},
    {branched, "a2 b2", "left@-1", "a1", NULL, "a2"},
    {branched, "a2 b2", "b2@-1", "b1", NULL, "b2"},
    {branched, "a2 b2", "left@-2", "a0", NULL, "a2 a1"},
    {branched, "a2 b2", "left@base", "", NULL, "b2 b1 a2 a1 a0"},
    {branched, "a2 x1", "apart@base", "", NULL, "x1 x0"},
    {branched, "d2", "apart@base", "", NULL, "d2 x1 x0"},
    {branched, "d2", "x1", "x1", NULL, ""},
    {branched, "d2", "x0", "x0", NULL, "d2 x1"},
    {branched, "d2", "apart@-1", "x0", NULL, "! \"apart@-1\" leads past the beginning"},
    {branched, "n", "a1", "a1", NULL, "n m a2"},
    {branched, "n", "-1", "m", NULL, "n"},
    {branched, "n", "-2", "! \"-2\" is ambiguous: more than one way", NULL, "n m"},
    {branched, "n", "-3", NULL, NULL, "! \"-3\" is ambiguous"},
    {branched, "n", "a2", "a2", NULL, "n m"},
    {branched, "m", "m-1", "! \"m-1\" is ambiguous: more than one way", NULL, NULL},
    {branched, "m", "left@m-1", "a2", NULL, "m"},
    {branched, "n", "a0", "a0", NULL, "n m b2 b1 a2 a1"},
    {branched, "n", "left@a0", "a0", NULL, "n m a2 a1"},
    {branched, "n", "base", "", NULL, "n m b2 b1 a2 a1 a0"},
    {branched, "n x1", "a1-1", "a0", "", "n m b2 b1 a2 a1"},
    {branched, "n x1", "x0-1", "", "", "x1 x0"},
    {branched, "n", "apart@a1", "! revision \"a1\" is not on the branch of \"apart\"", NULL,
     NULL},
    {branched, "n", "nope@head", "! revision \"nope\" does not exist", NULL, NULL},
    {branched, "a2 b2", "current", "a2 b2", "", ""},
    {branched, "a2 b2", "left@current", "a2", "", ""},
    {"a; b; c:b", "a", "+1", NULL, "b", NULL},
    {"a; b:a; c:a", "b", "+1", NULL, "c", NULL},
};

static void assert_answer(const char *word, const char *question, const char *got,
                          const char *wanted)
{
    bool same = *wanted == '!' ? !strncmp(got, wanted, strlen(wanted)) : !strcmp(got, wanted);

    if (!same)
        fail_msg("%s %s: got \"%s\", wanted \"%s\"", question, word, got, wanted);
}

static void ask(struct fixture *fixture, const struct word_row *row)
{
    struct migrations migrations = graph_of(fixture, row->graph);
    struct revision_word word;
    struct selection found;
    bool *stands;

    assert_true(graph_build(&migrations, fixture->diags));
    stands = set_of(fixture, &migrations, row->stands);
    if (!revision_word_read(&migrations, row->word, &word))
        fail_msg("%s is not read", row->word);
#define ASK(question, function, wanted)                                                        \
    if (wanted)                                                                                \
    assert_answer(row->word, question,                                                         \
                  function(&migrations, &word, stands, &found, fixture->diags)                 \
                      ? names_of(fixture, &found)                                              \
                      : complaint(fixture),                                                    \
                  wanted)
    ASK("named", revision_word_find, row->named);
    ASK("up", revision_word_way_up, row->up);
    ASK("down", revision_word_way_down, row->down);
#undef ASK
}

static void test_words(void **state)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        ask(*state, &words[i]);
}

static void test_no_words(void **state)
{
    static const char *const no_words[] = {"",     "@head", "a@",  "a@b@c", "head+",
                                           "+",    "+x",    "a:b", "-",     "a b",
                                           "a+1x", "@",     "a,b", "+1+1x", "+9999999"};
    struct migrations migrations = graph_of(*state, linear);
    struct revision_word word;

    assert_true(graph_build(&migrations, ((struct fixture *)*state)->diags));
    for (size_t i = 0; i < COUNT_OF(no_words); i++)
        if (revision_word_read(&migrations, no_words[i], &word))
            fail_msg("\"%s\" is read as a word", no_words[i]);
}

/* ------------------------------------------------------------------ stamps */

static const struct stamp_row {
    const char *stands, *word, *wanted;
} stamps[] = {
    {"", "n", "a0 a1 a2 b1 b2 m n"}, {"n", "a1", "a0 a1 b1 b2"},
    {"a2 b2", "a1", "a0 a1 b1 b2"},  {"a2 x1", "apart@base", "a0 a1 a2"},
    {"a2 x1", "base", ""},           {"", "heads", "a0 a1 a2 b1 b2 m n x0 x1 d2"},
    {"d2", "x0", "a0 b1 x0"},
};

static void test_stamps(void **state)
{
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(stamps); i++) {
        struct migrations migrations = graph_of(fixture, branched);
        struct revision_word word;
        struct selection shall;
        bool *stands;

        assert_true(graph_build(&migrations, fixture->diags));
        stands = set_of(fixture, &migrations, stamps[i].stands);
        assert_true(revision_word_read(&migrations, stamps[i].word, &word));
        assert_true(revision_word_stamp(&migrations, &word, stands, fixture->diags));
        shall = graph_members(&migrations, stands);
        assert_answer(stamps[i].word, "stamp", names_of(fixture, &shall), stamps[i].wanted);
    }
}

static void test_heads(void **state)
{
    struct fixture *fixture = *state;
    struct migrations migrations = graph_of(fixture, branched);
    struct selection heads;
    struct migration *head;

    assert_true(graph_build(&migrations, fixture->diags));
    heads = graph_heads(&migrations, set_of(fixture, &migrations, "a2 d2"));
    assert_string_equal(names_of(fixture, &heads), "a2 x1 d2");
    heads = graph_last(&migrations, set_of(fixture, &migrations, "a2 d2"));
    assert_string_equal(names_of(fixture, &heads), "a2 d2");
    assert_false(graph_only_head(&migrations, &head, fixture->diags));
    assert_string_equal(complaint(fixture),
                        "! the history has 3 heads; \"n\" ; \"x1\" ; \"d2\" ");
}

/* ------------------------------------------------------------------ any graph */

#define GRAPHS 3000
#define LARGEST 14

static unsigned next_random(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

/* Up to two others, mostly of those made before: in one graph of eight of any, so that there
 * may be circles. */
static void add_ties(unsigned *seed, unsigned number, unsigned below, struct buf *out)
{
    unsigned first = below ? next_random(seed, below) : 0;

    if (!below || !next_random(seed, 4))
        return;
    buf_addf(out, "n%02u", first);
    if (!next_random(seed, 3) && first + 1 < below && first + 1 != number)
        buf_addf(out, ",n%02u", first + 1);
}

static struct migrations random_graph(struct fixture *fixture, unsigned *seed)
{
    unsigned count = 1 + next_random(seed, LARGEST), from = next_random(seed, count);
    bool circles = !next_random(seed, 8);
    struct buf text = BUF_INIT;
    struct migrations migrations;

    for (unsigned i = 0; i < count; i++) {
        unsigned number = (from + i) % count, below = circles ? count : number;

        buf_addf(&text, "%sn%02u:", i ? "; " : "", number);
        add_ties(seed, number, below, &text);
        buf_add(&text, "|");
        if (!next_random(seed, 5))
            add_ties(seed, number, below, &text);
        if (!next_random(seed, 4))
            buf_addf(&text, "|label%u", number);
    }
    migrations = graph_of(fixture, buf_text(&text));
    buf_release(&text);
    return migrations;
}

static void assert_closed(const struct migrations *migrations, const bool *set)
{
    for (array_each (const struct migration, migration, &migrations->list))
        for (size_t i = 0; set[migration->position] && i < migration->needs.count; i++)
            assert_true(set[migration->needs.at[i]->position]);
}

/* Runs the way a step at a time: what stands is closed after each. */
static void assert_way(const struct migrations *migrations, bool *stands,
                       const struct selection *way, bool up)
{
    for (size_t i = 0; i < way->count; i++) {
        assert_int_not_equal(stands[way->at[i]->position], up);
        stands[way->at[i]->position] = up;
        assert_closed(migrations, stands);
    }
}

static bool *copy_of(const struct migrations *migrations, const bool *set)
{
    bool *copy = graph_set(migrations);

    memcpy(copy, set, migrations->list.count);
    return copy;
}

static void try_word(struct fixture *fixture, const struct migrations *migrations,
                     const bool *stands, const struct revision_word *word)
{
    struct selection named, way;
    bool *after = copy_of(migrations, stands);
    bool found = revision_word_find(migrations, word, stands, &named, fixture->diags);

    if (revision_word_way_up(migrations, word, stands, &way, fixture->diags)) {
        assert_way(migrations, after, &way, true);
        for (size_t i = 0; found && word->name && i < named.count; i++)
            assert_true(after[named.at[i]->position]);
    }
    after = copy_of(migrations, stands);
    if (revision_word_way_down(migrations, word, stands, &way, fixture->diags)) {
        assert_way(migrations, after, &way, false);
        for (size_t i = 0; found && word->name && i < named.count; i++)
            assert_true(after[named.at[i]->position]);
    }
    after = copy_of(migrations, stands);
    if (found && revision_word_stamp(migrations, word, after, fixture->diags)) {
        assert_closed(migrations, after);
        for (size_t i = 0; i < named.count; i++)
            assert_true(after[named.at[i]->position]);
    }
}

static void try_words(struct fixture *fixture, const struct migrations *migrations,
                      unsigned *seed)
{
    static const char *const forms[] = {
        "%s",    "%s+1",    "%s-1",     "%s-2",    "+1",        "-1",
        "-2",    "head",    "heads",    "base",    "current",   "%s@+1",
        "%s@-1", "%s@head", "%s@heads", "%s@base", "current-1", "%s@current"};
    bool *stands = graph_set(migrations);
    struct revision_word word;
    char text[64];

    for (unsigned i = next_random(seed, 4); i; i--)
        graph_add_needed(
            migrations,
            &migrations->list.at[next_random(seed, (unsigned)migrations->list.count)], stands);
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        const struct migration *chosen =
            &migrations->list.at[next_random(seed, (unsigned)migrations->list.count)];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(text, sizeof text, forms[i], chosen->revision);
#pragma GCC diagnostic pop
        assert_true(revision_word_read(migrations, text, &word));
        try_word(fixture, migrations, stands, &word);
    }
}

static void test_any_graph(void **state)
{
    struct fixture *fixture = *state;
    unsigned seed = 1, sound = 0;

    for (int i = 0; i < GRAPHS; i++) {
        struct migrations migrations = random_graph(fixture, &seed);
        size_t errors = diags_errors(fixture->diags);

        if (!graph_build(&migrations, fixture->diags)) {
            assert_true(diags_errors(fixture->diags) > errors);
            continue;
        }
        sound++;
        for (array_each (const struct migration, migration, &migrations.list))
            for (size_t j = 0; j < migration->needs.count; j++)
                assert_true(migration->needs.at[j]->position < migration->position);
        try_words(fixture, &migrations, &seed);
    }
    assert_true(sound > GRAPHS / 3 && sound < GRAPHS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_graphs),    FIXTURE_TEST(test_errors_come_at_once),
        FIXTURE_TEST(test_words),     FIXTURE_TEST(test_no_words),
        FIXTURE_TEST(test_stamps),    FIXTURE_TEST(test_heads),
        FIXTURE_TEST(test_any_graph),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
