/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "archive.h"
#include "document.h"
#include "rooms.h"

RPC(Contracts, get_signed_document, GetSignedDocumentRequest, GetSignedDocumentReply)
{
    struct rows rows;
    Contract contract = CONTRACT__INIT;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    TRY(sql_one(call, &SQL_get_contract, "contract", &rows));
    row_into(call, &rows, 0, &contract);
    TRY(sql_one(call, &SQL_get_signed_document, "signed document", &rows));
    row_into(call, &rows, 0, out);
    TRY(archive_unseal(call, &rows, 0, contract.id, "signed", out->text_version, &out->document));
    const char *hash = text_hash(call->arena, out->document ? out->document : "");
    if (!out->document || strcmp(hash, out->doc_hash) != 0)
        return fail(call, STATUS_DATA_LOSS, "the archived document is not what was archived");
    TRY(marks_read(call, &marks));
    out->marks = marks.marks;
    while (out->n_marks < marks.n_marks && marks.marks[out->n_marks]->round == marks.marks[0]->round)
        out->n_marks++;
    return STATUS_OK;
}
