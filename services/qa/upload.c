/* SPDX-License-Identifier: Apache-2.0 */
#include "upload.h"

#include <sodium.h>
#include <string.h>

#include "rooms.h"
#include "vault.h"

static void bind_hash(struct call *call, const char *call_id, const struct upload *upload)
{
    struct octets sealed = part_seal(upload->key, vault_hash_place(call, call_id),
                                     (struct octets){upload->hash_state, RECORDING_HASH_STATE}, call->arena);
    bind_bytes(call, "hash_state", sealed.data, sealed.size);
}

enum status upload_begin(struct call *call, const char *call_id)
{
    struct rows rows;
    struct upload upload;
    TRY(sql(call, &SQL_drop_bytes, &rows));
    vault_key_new(call, call_id, upload.key);
    recording_hash_begin(upload.hash_state);
    bind_hash(call, call_id, &upload);
    sodium_memzero(upload.key, sizeof upload.key);
    return sql(call, &SQL_put_key, &rows);
}

enum status upload_open(struct call *call, const char *call_id, struct upload *ret_upload)
{
    struct rows rows;
    struct octets state;
    TRY(sql(call, &SQL_get_key, &rows));
    if (rows.n == 0 || row_is_null(&rows, 0, "hash_state"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_BEGUN", "no upload of this recording is under way");
    TRY(vault_key(call, &rows, call_id, ret_upload->key));
    struct bytes_view sealed = row_bytes(&rows, 0, "hash_state");
    TRY(part_unseal(ret_upload->key, vault_hash_place(call, call_id), (struct octets){sealed.data, sealed.size},
                    call->arena, &state, &call->error));
    if (state.size != RECORDING_HASH_STATE)
        return fail(call, STATUS_DATA_LOSS, "the hash of an upload has %zu bytes", state.size);
    memcpy(ret_upload->hash_state, state.data, state.size);
    return STATUS_OK;
}

enum status upload_add(struct call *call, const char *call_id, struct upload *upload, uint32_t part,
                       const ProtobufCBinaryData *data)
{
    struct rows rows;
    if (!recording_hash_add(upload->hash_state, data->data, data->len))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_BEGUN", "this upload was begun by another build");
    struct octets sealed = part_seal(upload->key, vault_part_place(call, call_id, part),
                                     (struct octets){data->data, data->len}, call->arena);
    bind_hash(call, call_id, upload);
    bind_int(call, "part", part);
    bind_int(call, "part_size", (int64_t)data->len);
    bind_bytes(call, "sealed", sealed.data, sealed.size);
    sodium_memzero(upload->key, sizeof upload->key);
    return sql(call, &SQL_add_part, &rows);
}
