/* SPDX-License-Identifier: Apache-2.0
 * The key and the unfinished hash of a recording whose bytes come in.
 */
#ifndef QA_UPLOAD_H
#define QA_UPLOAD_H

#include "part_seal.h"
#include "recording.h"
#include "service/service.h"

struct upload {
    uint8_t key[PART_KEY];
    uint8_t hash_state[RECORDING_HASH_STATE];
};

/* Makes a key and begins; what came in before is dropped. */
enum status upload_begin(struct call *call, const char *call_id) MUST_CHECK;

/* The upload under way. FAILED_PRECONDITION, reason NOT_BEGUN. */
enum status upload_open(struct call *call, const char *call_id, struct upload *ret_upload) MUST_CHECK;

/* Seals `data` as part `part` and counts it into the hash. */
enum status upload_add(struct call *call, const char *call_id, struct upload *upload, uint32_t part,
                       const ProtobufCBinaryData *data) MUST_CHECK;

#endif
