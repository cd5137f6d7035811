/* SPDX-License-Identifier: Apache-2.0
 * UUIDs: version 7 (RFC 9562) for everything we name, so that ids sort by time.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ID_BYTES = 16, ID_TEXT = 37 };

/* A fresh UUIDv7; within a process strictly rising. Thread-safe. */
void id_new(uint8_t ret_id[ID_BYTES]);
void id_format(const uint8_t id[ID_BYTES], char ret_text[ID_TEXT]);
void id_new_text(char ret_text[ID_TEXT]);
/* Any UUID in its 36-character form, either case. */
bool id_parse(const char *text, uint8_t ret_id[ID_BYTES]);

/* A version-8 UUID computed from a text (FNV-1a based, not for secrets): the same text, the same id. */
void id_from_text(const char *text, char ret_text[ID_TEXT]);

/* Bytes from the kernel's generator; ends the process if it has none. */
void random_bytes(void *ret_bytes, size_t n);

/* FNV-1a, 64 bits. */
uint64_t hash_bytes(const void *bytes, size_t n);

#endif
