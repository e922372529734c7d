/* Checksums of migration texts. What they are compared with is left to the history. */

#include "sources/migrations.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

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

void checksum_text(const char *text, size_t size, char out[static CHECKSUM_SIZE])
{
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    unsigned char bytes[EVP_MAX_MD_SIZE];

    if (!digest || EVP_DigestInit_ex(digest, EVP_sha256(), NULL) != 1 ||
        !digest_lines(digest, text, size) || EVP_DigestFinal_ex(digest, bytes, NULL) != 1) {
        fputs("schemagen: SHA-256 is not available\n", stderr);
        abort();
    }
    EVP_MD_CTX_free(digest);
    for (size_t i = 0; i < (CHECKSUM_SIZE - 1) / 2; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}
