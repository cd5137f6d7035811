/* SPDX-License-Identifier: Apache-2.0 */
#include "token.h"

#include <sodium.h>
#include <string.h>

#include "base/id.h"
#include "base/text.h"

enum { TOKEN_BYTES = 32, TOKEN_CHARS = 43 };

const char *token_new(struct arena *arena, const char *prefix)
{
    unsigned char bytes[TOKEN_BYTES];
    random_bytes(bytes, sizeof bytes);
    return arena_printf(arena, "%s%s", prefix, base64_encode(arena, bytes, sizeof bytes, true));
}

bool token_is_valid(const char *token)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t n = strlen(TOKEN_SESSION);
    if (strncmp(token, TOKEN_SESSION, n) != 0 && strncmp(token, TOKEN_API_KEY, n) != 0)
        return false;
    return strlen(token + n) == TOKEN_CHARS && strspn(token + n, alphabet) == TOKEN_CHARS;
}

const char *token_hash(struct arena *arena, const char *text)
{
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
    return hex_encode(arena, hash, sizeof hash);
}
