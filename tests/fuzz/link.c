/* SPDX-License-Identifier: Apache-2.0
 * Tokens of customers' links. Nobody makes one without the key; of one that was made, every other byte spoils it.
 */
#include "fuzz.h"

#include <sodium.h>

#include "aftersales/link.h"
#include "base/text.h"

static const struct key_ring keys = {.n = 2, .key = {{1}, {2}}};

static void check_foreign(const char *token, struct arena *arena)
{
    static const enum link_kind kinds[] = {LINK_PLAN, LINK_SURVEY};
    struct link link;
    struct error error;
    for (size_t i = 0; i < 2; i++) {
        enum status status = link_read(&keys, token, kinds[i], 0, arena, &link, &error);
        claim(status == STATUS_NOT_FOUND, "a token that was not made opens nothing");
    }
}

static void check_own(struct input *input, struct arena *arena)
{
    uint8_t id[ID_BYTES], *sent;
    struct link link = {.kind = input_byte(input) % 2 ? LINK_PLAN : LINK_SURVEY}, read;
    struct error error;
    size_t at = input_byte(input), n;
    uint8_t flip = input_byte(input);
    for (size_t i = 0; i < sizeof id; i++)
        id[i] = input_byte(input);
    id_format(id, link.id);
    link.round = input_byte(input);
    link.expires_us = (int64_t)input_byte(input) * 1000000 + 1000000;
    char *token = (char *)(uintptr_t)link_make(&keys, &link, arena);
    claim(link_read(&keys, token, link.kind, 0, arena, &read, &error) == STATUS_OK, "our own is known");
    claim(text_equal(read.id, link.id) && read.round == link.round && read.expires_us == link.expires_us, "for what it was made");
    claim(link_read(&keys, token, link.kind, link.expires_us, arena, &read, &error) == STATUS_FAILED_PRECONDITION, "until then");
    claim(base64_decode(arena, token + 1, strlen(token + 1), &sent, &n), "it is base64");
    sent[at % n] ^= flip;
    const char *spoilt = arena_printf(arena, "%c%s", token[0], base64_encode(arena, sent, n, true));
    enum status status = link_read(&keys, spoilt, link.kind, 0, arena, &read, &error);
    claim((status == STATUS_OK) == (flip == 0), "another byte spoils it");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    if (input_byte(&input) % 2)
        check_own(&input, arena);
    else
        check_foreign(input_rest(&input, arena), arena);
    arena_free(arena);
    return 0;
}
