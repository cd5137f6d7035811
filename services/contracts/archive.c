/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "document.h"
#include "rooms.h"
#include "schema/check.h"
#include "schema/rule.h"
#include "seal/seal.h"
#include "service/declare.h"
#include "settings.h"

static struct key_ring keys; /* opened once, then only read */

enum status archive_open(struct error *error)
{
    if (!format_is_valid("zone", contracts_settings.zone))
        return fail_with(error, STATUS_INVALID_ARGUMENT,
                         "DEALSPINE_CONTRACTS_ZONE must be an IANA zone, as Asia/Shanghai");
    return key_ring_open(keys_dir(), "contracts.document", &keys, error);
}

/* Contract, place and text version are authenticated with the text. */
static const char *bound_to(struct call *call, const char *contract_id, const char *label, uint32_t text_version)
{
    return arena_printf(call->arena, "%s|%s|%u", contract_id, label, text_version);
}

const char *archive_seal(struct call *call, const char *contract_id, const char *label, uint32_t text_version,
                         const char *text)
{
    struct sealed sealed = ring_seal(&keys, bound_to(call, contract_id, label, text_version), text, call->arena);
    return sealed.data ? hex_encode(call->arena, sealed.data, sealed.size) : NULL;
}

enum status archive_unseal(struct call *call, const struct rows *rows, size_t row, const char *contract_id,
                           const char *label, uint32_t text_version, const char **ret_text)
{
    struct bytes_view bytes = row_bytes(rows, row, "sealed");
    struct sealed sealed = {bytes.data, bytes.size};
    return ring_unseal(&keys, bound_to(call, contract_id, label, text_version), label, sealed, call->arena, ret_text,
                       &call->error);
}

static enum status put_away(struct call *call, const Contract *contract, const struct statement *statement)
{
    struct rows rows;
    const char *document;
    bind_int(call, "text_version", contract->text_version);
    TRY(sql_one(call, &SQL_get_document, "text", &rows));
    TRY(archive_unseal(call, &rows, 0, contract->id, "document", contract->text_version, &document));
    if (!document || strcmp(text_hash(call->arena, document), contract->doc_hash) != 0)
        return fail(call, STATUS_DATA_LOSS, "the stored text is not the one that was approved");
    bind_text(call, "signed_document",
              archive_seal(call, contract->id, "signed", contract->text_version, document));
    bind_text(call, "doc_hash", contract->doc_hash);
    return sql(call, statement, &rows);
}

enum status archive_keep(struct call *call, const Contract *contract)
{
    return put_away(call, contract, &SQL_archive_document);
}

enum status archive_keep_amendment(struct call *call, const Contract *contract)
{
    return put_away(call, contract, &SQL_archive_amendment);
}

enum status checklist_read(struct call *call, const Contract *contract, AnswerChecklistReply *ret_items)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_checklist, &rows));
    rows_into(call, &rows, ret_items, "items");
    for (size_t i = 0; i < rows.n; i++) {
        ChecklistItem *item = ret_items->items[i];
        TRY(archive_unseal(call, &rows, i, contract->id, item->code, contract->text_version, &item->remark));
    }
    return STATUS_OK;
}

static enum status read_decisions(struct call *call, const Contract *contract, GetContractReply *ret_reply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_decisions, &rows));
    rows_into(call, &rows, ret_reply, "approvals");
    for (size_t i = 0; i < rows.n; i++) {
        ApprovalStep *step = ret_reply->approvals[i];
        TRY(archive_unseal(call, &rows, i, contract->id, enum_word(&approval_step__role__descriptor, step->role),
                           step->text_version, &step->remark));
    }
    return STATUS_OK;
}

enum status archive_read(struct call *call, const Contract *contract, GetContractReply *ret_reply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_versions, &rows));
    rows_into(call, &rows, ret_reply, "texts");
    for (size_t i = 0; i < rows.n; i++) {
        ContractText *text = ret_reply->texts[i];
        TRY(archive_unseal(call, &rows, i, contract->id, "document", text->text_version, &text->document));
    }
    return read_decisions(call, contract, ret_reply);
}
