/* SPDX-License-Identifier: Apache-2.0 */
#include "altered.h"
#include "archive.h"
#include "chain.h"
#include "document.h"
#include "rooms.h"

enum { TRIES = 5 };

/* A document that does not unseal counts as another text. */
static const char *hash_of(struct call *call, const struct rows *rows, size_t row, const Contract *contract)
{
    const char *document;
    uint32_t text_version = (uint32_t)row_int(rows, row, "text_version");
    if (archive_unseal(call, rows, row, contract->id, "document", text_version, &document) != STATUS_OK || !document)
        return "unreadable";
    return text_hash(call->arena, document);
}

static enum status read_texts(struct call *call, const Contract *contract, struct stored_text **ret_texts,
                              size_t *ret_n)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_documents, &rows));
    struct stored_text *texts = arena_alloc(call->arena, (rows.n + 1) * sizeof *texts);
    for (size_t i = 0; i < rows.n; i++) {
        texts[i].text_version = (uint32_t)row_int(&rows, i, "text_version");
        texts[i].doc_hash = hash_of(call, &rows, i, contract);
    }
    *ret_texts = texts;
    *ret_n = rows.n;
    return STATUS_OK;
}

static enum status read_rows(struct call *call, const struct statement *statement, bool of_steps,
                             struct kept_row **ret_kept, size_t *ret_n)
{
    struct rows rows;
    TRY(sql(call, statement, &rows));
    struct kept_row *kept = arena_alloc(call->arena, (rows.n + 1) * sizeof *kept);
    for (size_t i = 0; i < rows.n; i++) {
        kept[i].place = row_text(&rows, i, "place");
        kept[i].digest = row_text(&rows, i, "digest");
        kept[i].seq = of_steps ? (uint32_t)row_int(&rows, i, "seq") : 0;
        kept[i].verb = of_steps ? row_text(&rows, i, "verb") : NULL;
    }
    *ret_kept = kept;
    *ret_n = rows.n;
    return STATUS_OK;
}

/* Of a chain that holds: are the rows what it says? */
static enum status verify_rows(struct call *call, VerifyContractReply *out)
{
    struct kept_row *steps, *present;
    size_t n_steps, n_present;
    struct altered_row altered;
    TRY(read_rows(call, &SQL_list_step_rows, true, &steps, &n_steps));
    TRY(read_rows(call, &SQL_list_present_rows, false, &present, &n_present));
    if (!find_altered(call->arena, steps, n_steps, present, n_present, &altered))
        return STATUS_OK;
    out->intact = false;
    out->has_broken_seq = true;
    out->broken_seq = altered.seq;
    out->broken_rule = altered.rule;
    out->broken_row = altered.place;
    return STATUS_OK;
}

static enum status verify(struct call *call, const Contract *contract, const struct rows *head, VerifyContractReply *out)
{
    struct rows rows;
    GetContractReply trail = GET_CONTRACT_REPLY__INIT;
    struct stored_text *texts;
    size_t n_texts;
    TRY(read_texts(call, contract, &texts, &n_texts));
    TRY(sql(call, &SQL_list_steps, &rows));
    rows_into(call, &rows, &trail, "steps");
    chain_verify(call->arena, contract->id, trail.steps, trail.n_steps, (uint32_t)row_int(head, 0, "chain_length"),
                 row_text(head, 0, "chain_head"), texts, n_texts, out);
    for (size_t i = 0; i < n_texts; i++)
        if (texts[i].text_version == contract->text_version)
            out->doc_hash = texts[i].doc_hash;
    return out->intact ? verify_rows(call, out) : STATUS_OK;
}

/* A query's statements see one moment each: where a step was taken meanwhile, all is read again. */
RPC(Contracts, verify_contract, VerifyContractRequest, VerifyContractReply)
{
    struct rows rows, before, after;
    Contract contract = CONTRACT__INIT;
    for (int tries = 0; tries < TRIES; tries++) {
        TRY(sql_one(call, &SQL_get_chain, "contract", &before));
        TRY(sql_one(call, &SQL_get_contract, "contract", &rows));
        row_into(call, &rows, 0, &contract);
        verify_contract_reply__init(out);
        TRY(verify(call, &contract, &before, out));
        TRY(sql_one(call, &SQL_get_chain, "contract", &after));
        if (row_int(&before, 0, "chain_length") == row_int(&after, 0, "chain_length"))
            return STATUS_OK;
    }
    return fail(call, STATUS_UNAVAILABLE, "this contract changes too quickly to be read at one moment");
}
