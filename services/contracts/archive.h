/* SPDX-License-Identifier: Apache-2.0
 * What lies sealed in the database: documents and remarks, read and made ready to be written.
 */
#ifndef CONTRACTS_ARCHIVE_H
#define CONTRACTS_ARCHIVE_H

#include "held.h"

/* Checks the settings and opens the keys in <DEALSPINE_DIR>/keys; for struct service. */
enum status archive_open(struct error *error);

/* `text` sealed for its place in a contract's text `text_version`, in hex; NULL for NULL. The call's. */
const char *archive_seal(struct call *call, const char *contract_id, const char *label, uint32_t text_version,
                         const char *text);

/* The text of column `sealed` of a row; DATA_LOSS when it was altered or moved. The call's. */
enum status archive_unseal(struct call *call, const struct rows *rows, size_t row, const char *contract_id,
                           const char *label, uint32_t text_version, const char **ret_text) MUST_CHECK;

/* Puts the document of the present text, signed now, into the archive; its hash must be the contract's: DATA_LOSS. */
enum status archive_keep(struct call *call, const Contract *contract) MUST_CHECK;

/* The same of the text of an amendment. */
enum status archive_keep_amendment(struct call *call, const Contract *contract) MUST_CHECK;

/* The checklist of the present text. */
enum status checklist_read(struct call *call, const Contract *contract, AnswerChecklistReply *ret_items) MUST_CHECK;

/* texts and approvals of a reply. */
enum status archive_read(struct call *call, const Contract *contract, GetContractReply *ret_reply) MUST_CHECK;

#endif
