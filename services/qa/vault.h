/* SPDX-License-Identifier: Apache-2.0
 * What lies sealed in the database, made ready to be written and read: recordings under keys of their own, which are
 * wrapped by the service's key; free words under the service's key itself.
 */
#ifndef QA_VAULT_H
#define QA_VAULT_H

#include "part_seal.h"
#include "service/service.h"

/* Opens the keys <DEALSPINE_DIR>/keys/qa.recording.<n>; for struct service. */
enum status vault_open(struct error *error);

/* A fresh key for the recording of `call_id`; binds :wrapped to its wrapped form. */
void vault_key_new(struct call *call, const char *call_id, uint8_t ret_key[PART_KEY]);
/* The key of column `wrapped`. DATA_LOSS. */
enum status vault_key(struct call *call, const struct rows *rows, const char *call_id,
                      uint8_t ret_key[PART_KEY]) MUST_CHECK;

/* Where a part of a recording, or the hash of an upload under way, belongs; the call's. */
const char *vault_part_place(struct call *call, const char *call_id, uint32_t part);
const char *vault_hash_place(struct call *call, const char *call_id);

/* Binds :sealed to `text` sealed as the words of `label` in evaluation `id`. */
void vault_bind(struct call *call, const char *id, const char *label, const char *text);
/* Sealed words as hex, for arrays; NULL for NULL. The call's. */
const char *vault_hex(struct call *call, const char *id, const char *label, const char *text);
/* The words of a sealed column; NULL for none. DATA_LOSS. The call's. */
enum status vault_read(struct call *call, const struct rows *rows, size_t row, const char *column, const char *id,
                       const char *label, const char **ret_text) MUST_CHECK;

#endif
