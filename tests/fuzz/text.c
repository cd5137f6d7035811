/* SPDX-License-Identifier: Apache-2.0
 * UTF-8, hex and base64, on which every other reader rests; held against iconv and libsodium.
 */
#include "fuzz.h"

#include <iconv.h>
#include <sodium.h>

#include "base/text.h"

/* By iconv, which takes NUL and (by UTF-32) nothing else that we refuse. */
static bool is_utf8_by_iconv(const char *bytes, size_t n, struct arena *arena)
{
    iconv_t decoder = iconv_open("UTF-32LE", "UTF-8");
    size_t room = 4 * n + 4, left = n;
    char *out = arena_alloc(arena, room), *in = arena_memdup(arena, bytes, n);
    bool valid = iconv(decoder, &in, &left, &out, &room) != (size_t)-1 && !memchr(bytes, 0, n);
    iconv_close(decoder);
    return valid;
}

static void check_base64(const uint8_t *bytes, size_t n, struct arena *arena)
{
    uint8_t *back, *plain = arena_alloc(arena, n + 1);
    size_t back_n, plain_n;
    for (int url = 0; url < 2; url++) {
        char *text = base64_encode(arena, bytes, n, url);
        claim(base64_decode(arena, text, strlen(text), &back, &back_n) && back_n == n && !memcmp(back, bytes, n),
              "what is encoded can be decoded");
    }
    bool decoded = base64_decode(arena, (const char *)bytes, n, &back, &back_n);
    bool ascii = true; /* libsodium takes some bytes above that for digits */
    for (size_t i = 0; i < n; i++)
        ascii = ascii && bytes[i] < 0x80;
    if (ascii && sodium_base642bin(plain, n + 1, (const char *)bytes, n, NULL, &plain_n, NULL,
                                   sodium_base64_VARIANT_ORIGINAL) == 0)
        claim(decoded && back_n == plain_n && !memcmp(back, plain, plain_n), "what libsodium reads is read");
    if (decoded)
        claim(back_n <= n, "decoding makes nothing longer");
}

static void check_hex(const uint8_t *bytes, size_t n, struct arena *arena)
{
    uint8_t *back = arena_alloc(arena, n + 1);
    char *text = hex_encode(arena, bytes, n);
    claim(strlen(text) == 2 * n && hex_decode(text, back, n) && !memcmp(back, bytes, n), "hex goes round");
    char *given = arena_strndup(arena, (const char *)bytes, n);
    if (hex_decode(given, back, n / 2))
        claim(strlen(given) == n / 2 * 2, "hex has two digits a byte");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *arena = arena_new();
    bool valid = utf8_is_valid((const char *)bytes, n);
    if (n)
        claim(valid == is_utf8_by_iconv((const char *)bytes, n, arena), "UTF-8 is what iconv calls so");
    if (valid)
        claim(utf8_length(arena_strndup(arena, (const char *)bytes, n)) <= n, "a character has a byte at least");
    check_base64(bytes, n, arena);
    check_hex(bytes, n, arena);
    arena_free(arena);
    return 0;
}
