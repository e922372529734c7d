/* Random pairs of models against a throwaway server, as TAP. From the environment: SEED (the
 * first, default 1), COUNT (default 500), CHAINS (so many chains of
 * migrations instead), SERVER_MAJOR, ROUNDS ("all": each pair is built from its pulled models),
 * SHRINK (judgements to spend on a failure, default 300), FAILED (a folder for what fails, as
 * cases of tests/cases/pg). */

#include "oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PAIRS_A_BUILD 4 /* one in so many is built from its pulled models too */
#define FAILURES_SHRUNK 10

static long number_of(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text && *text ? strtol(text, NULL, 10) : otherwise;
}

static void make_pair(long seed, int major, struct world *from, struct world *to)
{
    struct dice dice = {.state = (uint64_t)seed * 1000003};
    world_make(from, &dice, major);
    *to = *from;
    world_mutate(to, &dice, 1 + dice_roll(&dice, dice_is(&dice, 50) ? 4 : 15));
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file)
        return;
    fputs(text, file);
    fclose(file);
}

static void save(const char *base, long seed, const struct world *from, const struct world *to,
                 const struct buf *why)
{
    char folder[400];
    struct buf from_text = BUF_INIT, to_text = BUF_INIT, rows = BUF_INIT;
    snprintf(folder, sizeof folder, "%s/seed_%ld", base, seed);
    mkdir(base, 0777);
    mkdir(folder, 0777);
    world_write(from, NULL, &from_text);
    world_write(to, from, &to_text);
    world_rows(from, pair_rows(from, to), &rows);
    write_file(folder, "from.sg", buf_text(&from_text));
    write_file(folder, "to.sg", buf_text(&to_text));
    write_file(folder, "rows.sql", buf_text(&rows));
    write_file(folder, "args", "--no-renames\n");
    write_file(folder, "why.txt", buf_text(why));
    printf("# shrunk to %s\n", folder);
    buf_release(&from_text);
    buf_release(&to_text);
    buf_release(&rows);
}

static void tell(const char *text)
{
    for (const char *at = text; *at;) {
        const char *end = at;
        while (*end && *end != '\n')
            end++;
        printf("# %.*s\n", (int)(end - at), at);
        at = *end ? end + 1 : end;
    }
}

static void report(struct oracle *oracle, long seed, struct world *from, struct world *to,
                   enum stage stage, bool shrinks)
{
    struct buf detail = BUF_INIT;
    const char *base = getenv("FAILED");
    unsigned used =
        shrinks ? pair_shrink(oracle, from, to, stage, number_of("SHRINK", 300)) : 0;
    buf_addf(&detail, "%s\n", stage_name(stage));
    oracle_judge(oracle, from, to, &detail);
    tell(buf_text(&detail));
    printf("# shrunk by %u judgements\n", used);
    if (base && *base)
        save(base, seed, from, to, &detail);
    buf_release(&detail);
}

static long judge_chains(struct oracle *oracle, long seed, long count)
{
    long failed = 0;
    for (long i = 0; i < count; i++) {
        struct buf detail = BUF_INIT;
        bool holds = oracle_judge_chain(oracle, seed + i, &detail);
        printf("%s %ld - chain of seed %ld\n", holds ? "ok" : "not ok", i + 1, seed + i);
        if (!holds)
            tell(buf_text(&detail));
        failed += !holds;
        buf_release(&detail);
    }
    printf("1..%ld\n", count);
    return failed;
}

int main(void)
{
    static struct world from, to;
    struct oracle oracle;
    long seed = number_of("SEED", 1), count = number_of("COUNT", 500), failed = 0;
    long chains = number_of("CHAINS", 0);
    const char *rounds = getenv("ROUNDS");
    bool builds_all = rounds && !strcmp(rounds, "all");
    if (!oracle_open(&oracle, number_of("SERVER_MAJOR", 0), "tests/catalog.sql")) {
        printf("Bail out! no throwaway server\n");
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (chains) {
        failed = judge_chains(&oracle, seed, chains);
        oracle_close(&oracle);
        return failed > 0;
    }
    for (long i = 0; i < count; i++) {
        struct buf detail = BUF_INIT;
        oracle.builds = builds_all || (seed + i) % PAIRS_A_BUILD == 0;
        make_pair(seed + i, oracle.major, &from, &to);
        enum stage stage = oracle_judge(&oracle, &from, &to, &detail);
        printf("%s %ld - seed %ld\n", stage ? "not ok" : "ok", i + 1, seed + i);
        if (stage)
            report(&oracle, seed + i, &from, &to, stage, ++failed <= FAILURES_SHRUNK);
        buf_release(&detail);
    }
    printf("# %u pairs had rows, %u were refused\n1..%ld\n", oracle.seeded, oracle.refused,
           count);
    oracle_close(&oracle);
    return failed > 0;
}
