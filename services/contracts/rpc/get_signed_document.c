/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "archive.h"
#include "document.h"
#include "rooms.h"

/* The latest round that was complete when the document was archived. */
static void take_marks(const RecordMarkReply *all, GetSignedDocumentReply *out)
{
    size_t first = 0;
    while (first < all->n_marks && (all->marks[first]->state != CONTRACT_MARK__STATE__DONE ||
                                    time_us(all->marks[first]->recorded_at) > time_us(out->archived_at)))
        first++;
    out->marks = all->marks + first;
    while (first + out->n_marks < all->n_marks && out->marks[out->n_marks]->round == out->marks[0]->round)
        out->n_marks++;
}

RPC(Contracts, get_signed_document, GetSignedDocumentRequest, GetSignedDocumentReply)
{
    struct rows rows;
    Contract contract = CONTRACT__INIT;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    TRY(sql_one(call, &SQL_get_contract, "contract", &rows));
    row_into(call, &rows, 0, &contract);
    bind_text(call, "signed_version", in->has_text_version ? arena_printf(call->arena, "%u", in->text_version) : NULL);
    TRY(sql_one(call, &SQL_get_signed_document, "signed document", &rows));
    row_into(call, &rows, 0, out);
    TRY(archive_unseal(call, &rows, 0, contract.id, "signed", out->text_version, &out->document));
    const char *hash = text_hash(call->arena, out->document ? out->document : "");
    if (!out->document || strcmp(hash, out->doc_hash) != 0)
        return fail(call, STATUS_DATA_LOSS, "the archived document is not what was archived");
    TRY(marks_read(call, &marks));
    take_marks(&marks, out);
    return STATUS_OK;
}
