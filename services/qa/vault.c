/* SPDX-License-Identifier: Apache-2.0 */
#include "vault.h"

#include <sodium.h>

#include "seal/seal.h"
#include "service/declare.h"

static struct key_ring ring;

enum status vault_open(struct error *error)
{
    return key_ring_open(keys_dir(), "qa.recording", &ring, error);
}

static const char *place(struct call *call, const char *id, const char *label)
{
    return arena_printf(call->arena, "%s|%s", id, label);
}

void vault_key_new(struct call *call, const char *call_id, uint8_t ret_key[PART_KEY])
{
    char hex[2 * PART_KEY + 1];
    randombytes_buf(ret_key, PART_KEY);
    sodium_bin2hex(hex, sizeof hex, ret_key, PART_KEY);
    struct sealed wrapped = ring_seal(&ring, place(call, call_id, "key"), hex, call->arena);
    bind_bytes(call, "wrapped", wrapped.data, wrapped.size);
    sodium_memzero(hex, sizeof hex);
}

static enum status unseal_at(struct call *call, const struct rows *rows, size_t row, const char *column,
                             const char *bound, const char **ret_text)
{
    struct bytes_view sealed = row_bytes(rows, row, column);
    return ring_unseal(&ring, bound, column, (struct sealed){sealed.data, sealed.size}, call->arena, ret_text,
                       &call->error);
}

enum status vault_key(struct call *call, const struct rows *rows, const char *call_id, uint8_t ret_key[PART_KEY])
{
    const char *hex;
    TRY(unseal_at(call, rows, 0, "wrapped", place(call, call_id, "key"), &hex));
    if (!hex || !hex_decode(hex, ret_key, PART_KEY))
        return fail(call, STATUS_DATA_LOSS, "the key of a recording is damaged");
    return STATUS_OK;
}

const char *vault_part_place(struct call *call, const char *call_id, uint32_t part)
{
    return arena_printf(call->arena, "%s|part|%u", call_id, part);
}

const char *vault_hash_place(struct call *call, const char *call_id)
{
    return place(call, call_id, "hash");
}

void vault_bind(struct call *call, const char *id, const char *label, const char *text)
{
    struct sealed sealed = ring_seal(&ring, place(call, id, label), text, call->arena);
    bind_bytes(call, "sealed", sealed.data, sealed.size);
}

const char *vault_hex(struct call *call, const char *id, const char *label, const char *text)
{
    struct sealed sealed = ring_seal(&ring, place(call, id, label), text, call->arena);
    return text ? hex_encode(call->arena, sealed.data, sealed.size) : NULL;
}

enum status vault_read(struct call *call, const struct rows *rows, size_t row, const char *column, const char *id,
                       const char *label, const char **ret_text)
{
    return unseal_at(call, rows, row, column, place(call, id, label), ret_text);
}
