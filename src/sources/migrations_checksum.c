/* Checksums of migration texts. What they are compared with is left to the history. */

#include "sources/migrations.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Adds the text to the digest, each CR LF and lone CR as LF. */
static bool digest_lines(EVP_MD_CTX *digest, const char *text, size_t size)
{
    size_t from = 0;
    bool ok = true;

    for (size_t at = 0; at < size; at++) {
        if (text[at] != '\r')
            continue;
        ok &= EVP_DigestUpdate(digest, text + from, at - from) == 1;
        if (at + 1 >= size || text[at + 1] != '\n')
            ok &= EVP_DigestUpdate(digest, "\n", 1) == 1;
        from = at + 1;
    }
    return ok && EVP_DigestUpdate(digest, text + from, size - from) == 1;
}

static EVP_MD_CTX *digest_begin(void)
{
    EVP_MD_CTX *digest = EVP_MD_CTX_new();

    if (!digest || EVP_DigestInit_ex(digest, EVP_sha256(), NULL) != 1) {
        fputs("schemagen: SHA-256 is not available\n", stderr);
        abort();
    }
    return digest;
}

static void digest_end(EVP_MD_CTX *digest, bool complete, char out[static CHECKSUM_SIZE])
{
    unsigned char bytes[EVP_MAX_MD_SIZE];

    if (!complete || EVP_DigestFinal_ex(digest, bytes, NULL) != 1) {
        fputs("schemagen: SHA-256 failed\n", stderr);
        abort();
    }
    EVP_MD_CTX_free(digest);
    for (size_t i = 0; i < (CHECKSUM_SIZE - 1) / 2; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

void checksum_text(const char *text, size_t size, char out[static CHECKSUM_SIZE])
{
    EVP_MD_CTX *digest = digest_begin();

    digest_end(digest, digest_lines(digest, text, size), out);
}

/* A step's type goes before its text and a NUL behind it, so that no two lists of steps have
 * the same bytes. */
static void add_steps(struct buf *out, const struct segment *segment, size_t count)
{
    EVP_MD_CTX *digest = digest_begin();
    char checksum[CHECKSUM_SIZE];
    bool complete = true;

    for (size_t i = 0; i < count; i++) {
        const struct script_step *step = &segment->steps.at[i];
        const char type = (char)('0' + step->type);

        complete &= EVP_DigestUpdate(digest, &type, 1) == 1 &&
                    digest_lines(digest, step->text, strlen(step->text)) &&
                    EVP_DigestUpdate(digest, "", 1) == 1;
    }
    digest_end(digest, complete, checksum);
    buf_add(out, out->length ? " " : "");
    buf_add(out, checksum);
}

const char *script_checksums(struct arena *arena, const struct script *script, size_t segments,
                             size_t statements)
{
    struct buf text = BUF_INIT;
    const char *checksums;

    for (size_t i = 0; i < segments && i < script->segments.count; i++)
        add_steps(&text, &script->segments.at[i], script->segments.at[i].steps.count);
    if (statements && segments < script->segments.count) {
        const struct segment *next = &script->segments.at[segments];

        add_steps(&text, next, statements < next->steps.count ? statements : next->steps.count);
    }
    checksums = arena_strdup(arena, buf_text(&text));
    buf_release(&text);
    return checksums;
}
