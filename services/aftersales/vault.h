/* SPDX-License-Identifier: Apache-2.0
 * The service's keys at work: sealed words and links. Messages that a command holds carry their private fields sealed,
 * as they lie in the database; only those of a reply are opened.
 */
#ifndef AFTERSALES_VAULT_H
#define AFTERSALES_VAULT_H

#include "link.h"
#include "service/service.h"

/* Checks the settings and opens the keys aftersales.text.* and aftersales.link.* in <DEALSPINE_DIR>/keys. */
enum status vault_open(struct error *error);

/* `text` sealed, in hex, as field `label` of record `id`; NULL for blank. The call's. */
const char *vault_seal(struct call *call, const char *id, const char *label, const char *text);

/* Opens the sealed field in place. DATA_LOSS when it was altered or moved. */
enum status vault_unseal(struct call *call, const char *id, const char *label, const char **text) MUST_CHECK;

/* The call's. */
const char *vault_token(struct call *call, enum link_kind kind, const char *id, uint32_t round, int64_t expires_us);

/* As link_read(), now. */
enum status vault_read_token(struct call *call, const char *token, enum link_kind kind,
                             struct link *ret_link) MUST_CHECK;

#endif
