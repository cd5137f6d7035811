/* SPDX-License-Identifier: Apache-2.0
 * Growing byte buffers, UTF-8, hex and base64. libc only.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A growing buffer on an arena; `bytes` is always NUL-terminated once something was put. */
struct text {
    struct arena *arena;
    char *bytes;
    size_t size, room;
};

void text_init(struct text *text, struct arena *arena);
void text_put(struct text *text, const void *bytes, size_t n);
void text_puts(struct text *text, const char *string);
void text_putc(struct text *text, char byte);
void text_printf(struct text *text, const char *format, ...) PRINTF(2, 3);

/* True when `bytes` is well-formed UTF-8 (Unicode 15, table 3-7) without NUL. */
bool utf8_is_valid(const char *bytes, size_t n);
/* Number of code points; `text` must be valid. */
size_t utf8_length(const char *text);

char *hex_encode(struct arena *arena, const void *bytes, size_t n); /* lower case */
/* Decodes into `ret_bytes` of exactly `n` bytes; false if `hex` is not 2n hex digits. */
bool hex_decode(const char *hex, void *ret_bytes, size_t n);

char *base64_encode(struct arena *arena, const void *bytes, size_t n, bool url); /* url: unpadded, RFC 4648 section 5 */
/* Accepts both alphabets, padded or not. False on anything else. The result is the arena's. */
bool base64_decode(struct arena *arena, const char *text, size_t n, uint8_t **ret_bytes, size_t *ret_n);

bool text_equal(const char *a, const char *b); /* NULL equals NULL only */
bool is_blank(const char *text);               /* NULL, empty or ASCII white space only */

#endif
