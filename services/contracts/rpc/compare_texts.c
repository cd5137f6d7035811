/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"
#include "difference.h"
#include "rooms.h"

static enum status read_text(struct call *call, const Contract *contract, uint32_t text_version, const char **ret_text,
                             const char **ret_hash)
{
    struct rows rows;
    bind_int(call, "text_version", text_version);
    TRY(sql_one(call, &SQL_get_document, "version of the text", &rows));
    *ret_hash = row_text(&rows, 0, "doc_hash");
    return archive_unseal(call, &rows, 0, contract->id, "document", text_version, ret_text);
}

RPC(Contracts, compare_texts, CompareTextsRequest, CompareTextsReply)
{
    struct rows rows;
    Contract contract = CONTRACT__INIT;
    const char *from, *to;
    TRY(sql_one(call, &SQL_get_contract, "contract", &rows));
    row_into(call, &rows, 0, &contract);
    TRY(read_text(call, &contract, in->from_version, &from, &out->from_hash));
    TRY(read_text(call, &contract, in->has_to_version ? in->to_version : contract.text_version, &to, &out->to_hash));
    out->has_changed = true;
    text_difference(call->arena, from, to, &out->lines, &out->n_lines, &out->changed);
    return STATUS_OK;
}
