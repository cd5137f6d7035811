/* SPDX-License-Identifier: Apache-2.0 */
#include "vault.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct seal_keys keys;

enum status vault_open(struct error *error)
{
    const char *dir = getenv("DEALSPINE_DIR");
    char path[4000];
    snprintf(path, sizeof path, "%s/keys", dir ? dir : "./var");
    return seal_keys_open(path, &keys, error);
}

static const char *key_place(struct call *call, const char *call_id)
{
    return arena_printf(call->arena, "%s|key", call_id);
}

struct octets vault_key_new(struct call *call, const char *call_id, uint8_t ret_key[SEAL_KEY])
{
    randombytes_buf(ret_key, SEAL_KEY);
    return seal_by_service(&keys, key_place(call, call_id), (struct octets){ret_key, SEAL_KEY}, call->arena);
}

enum status vault_key(struct call *call, const char *call_id, struct bytes_view wrapped, uint8_t ret_key[SEAL_KEY])
{
    struct octets plain;
    TRY(unseal_by_service(&keys, key_place(call, call_id), (struct octets){wrapped.data, wrapped.size}, call->arena,
                          &plain, &call->error));
    if (plain.size != SEAL_KEY)
        return fail(call, STATUS_DATA_LOSS, "the key of a recording has %zu bytes", plain.size);
    memcpy(ret_key, plain.data, SEAL_KEY);
    return STATUS_OK;
}

const char *vault_part_place(struct call *call, const char *call_id, uint32_t part)
{
    return arena_printf(call->arena, "%s|part|%u", call_id, part);
}

const char *vault_hash_place(struct call *call, const char *call_id)
{
    return arena_printf(call->arena, "%s|hash", call_id);
}

static struct octets seal_words(struct call *call, const char *id, const char *label, const char *text)
{
    const char *place = arena_printf(call->arena, "%s|%s", id, label);
    return seal_by_service(&keys, place, (struct octets){(const uint8_t *)text, strlen(text)}, call->arena);
}

void vault_bind(struct call *call, const char *name, const char *id, const char *label, const char *text)
{
    if (!text) {
        bind_text(call, name, NULL);
        return;
    }
    struct octets sealed = seal_words(call, id, label, text);
    bind_bytes(call, name, sealed.data, sealed.size);
}

const char *vault_hex(struct call *call, const char *id, const char *label, const char *text)
{
    if (!text)
        return NULL;
    struct octets sealed = seal_words(call, id, label, text);
    return hex_encode(call->arena, sealed.data, sealed.size);
}

enum status vault_read(struct call *call, const struct rows *rows, size_t row, const char *column, const char *id,
                       const char *label, const char **ret_text)
{
    *ret_text = NULL;
    if (row_is_null(rows, row, column))
        return STATUS_OK;
    struct octets plain;
    struct bytes_view sealed = row_bytes(rows, row, column);
    TRY(unseal_by_service(&keys, arena_printf(call->arena, "%s|%s", id, label),
                          (struct octets){sealed.data, sealed.size}, call->arena, &plain, &call->error));
    *ret_text = (const char *)plain.data;
    return STATUS_OK;
}
