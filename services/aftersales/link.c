/* SPDX-License-Identifier: Apache-2.0
 * Signed bytes: kind, the key's number, id, round, expiry in seconds; then the MAC. The kind is not sent twice: it is
 * the token's first letter.
 */
#include "link.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

enum { MAC = crypto_auth_hmacsha256_BYTES, HEAD = 2 + ID_BYTES + 4 + 8, SENT = HEAD - 1 + MAC };
_Static_assert(RING_KEY == crypto_auth_hmacsha256_KEYBYTES, "a key of the ring is a key of the MAC");

static void put_number(uint8_t *at, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        at[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
}

static uint64_t get_number(const uint8_t *at, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

const char *link_make(const struct key_ring *keys, const struct link *link, struct arena *arena)
{
    uint8_t bytes[HEAD + MAC] = {(uint8_t)link->kind, (uint8_t)keys->n};
    id_parse(link->id, bytes + 2);
    put_number(bytes + 2 + ID_BYTES, link->round, 4);
    put_number(bytes + 6 + ID_BYTES, (uint64_t)(link->expires_us / 1000000), 8);
    crypto_auth_hmacsha256(bytes + HEAD, bytes, HEAD, keys->key[keys->n - 1]);
    return arena_printf(arena, "%c%s", link->kind, base64_encode(arena, bytes + 1, SENT, true));
}

static bool is_ours(const struct key_ring *keys, const uint8_t bytes[HEAD + MAC])
{
    return bytes[1] >= 1 && bytes[1] <= keys->n &&
           crypto_auth_hmacsha256_verify(bytes + HEAD, bytes, HEAD, keys->key[bytes[1] - 1]) == 0;
}

enum status link_read(const struct key_ring *keys, const char *token, enum link_kind kind, int64_t now_us,
                      struct arena *arena, struct link *ret_link, struct error *error)
{
    uint8_t bytes[HEAD + MAC] = {(uint8_t)kind}, *sent;
    size_t n;
    bool is_text = token[0] == (char)kind && base64_decode(arena, token + 1, strlen(token + 1), &sent, &n);
    if (is_text && n == SENT)
        memcpy(bytes + 1, sent, SENT);
    if (!is_text || n != SENT || !is_ours(keys, bytes))
        return rule_broken(error, STATUS_NOT_FOUND, NULL, "LINK_UNKNOWN", "this link is none of ours");
    *ret_link = (struct link){.kind = kind,
                              .round = (uint32_t)get_number(bytes + 2 + ID_BYTES, 4),
                              .expires_us = (int64_t)get_number(bytes + 6 + ID_BYTES, 8) * 1000000};
    id_format(bytes + 2, ret_link->id);
    if (now_us >= ret_link->expires_us)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "LINK_EXPIRED", "the time of this link is over");
    return STATUS_OK;
}
