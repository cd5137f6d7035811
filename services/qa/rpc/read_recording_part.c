/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>

#include "rooms.h"
#include "vault.h"

RPC(Qa, read_recording_part, ReadRecordingPartRequest, ReadRecordingPartReply)
{
    struct rows rows;
    struct octets plain = {NULL, 0};
    uint8_t key[PART_KEY];
    TRY(sql_one(call, &SQL_read_part, "part, or no access of yours in force", &rows));
    const char *call_id = row_text(&rows, 0, "call_id");
    TRY(vault_key(call, &rows, call_id, key));
    struct bytes_view sealed = row_bytes(&rows, 0, "sealed");
    enum status status = part_unseal(key, vault_part_place(call, call_id, in->part),
                                     (struct octets){sealed.data, sealed.size}, call->arena, &plain, &call->error);
    sodium_memzero(key, sizeof key);
    TRY(status);
    out->has_offset = true;
    out->offset = (uint64_t)row_int(&rows, 0, "starts_at");
    out->has_data = true;
    out->data.data = (uint8_t *)(uintptr_t)plain.data;
    out->data.len = plain.size;
    out->has_last = true;
    out->last = row_int(&rows, 0, "parts") == (int64_t)in->part;
    return STATUS_OK;
}
