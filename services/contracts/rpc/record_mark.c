/* SPDX-License-Identifier: Apache-2.0 */
#include "amending.h"
#include "archive.h"
#include "authority.h"
#include "effect.h"
#include "rooms.h"
#include "schema/rule.h"

enum { EVIDENCE_BYTES = 32 };

static const char *party_name(ContractMark__Party party)
{
    return enum_word(&contract_mark__party__descriptor, party);
}

static const char *kind_name(ContractMark__Kind kind)
{
    return enum_word(&contract_mark__kind__descriptor, kind);
}

/* The evidence's hash in lower case. */
static enum status read_evidence(struct call *call, const RecordMarkRequest *in, const char **ret_hash)
{
    unsigned char hash[EVIDENCE_BYTES];
    if (!hex_decode(in->evidence_hash, hash, sizeof hash))
        return bad(call, "evidence_hash", "must be a SHA-256 in 64 hex digits");
    *ret_hash = hex_encode(call->arena, hash, sizeof hash);
    return STATUS_OK;
}

static enum status check_signer(struct call *call, const RecordMarkRequest *in, const Contract *contract,
                                const Authority **ret_authority)
{
    struct rows rows;
    const char *today;
    int64_t begins_us;
    if (in->party == CONTRACT_MARK__PARTY__CUSTOMER && !is_signatory(contract, in->signer_id))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_A_SIGNATORY",
                        "the signer is none of the contract's signatories");
    TRY(day_read(call, NULL, &today, &begins_us));
    TRY(sql(call, &SQL_list_authorities_of, &rows));
    Authority **held = arena_alloc(call->arena, (rows.n + 1) * sizeof *held);
    for (size_t i = 0; i < rows.n; i++) {
        held[i] = arena_alloc(call->arena, sizeof *held[i]);
        authority__init(held[i]);
        row_into(call, &rows, i, held[i]);
    }
    return authority_covers(held, rows.n, in->kind, contract->currency, contract->amount_minor, today,
                            ret_authority, &call->error);
}

static void emit_marked(struct call *call, const RecordMarkRequest *in, const Contract *contract,
                        const Authority *authority, const char *evidence_hash, uint32_t outstanding,
                        const ContractAmendment *amendment)
{
    ContractPartySigned event = CONTRACT_PARTY_SIGNED__INIT;
    event.contract_id = contract->id;
    event.has_party = event.has_kind = event.has_outstanding = true;
    event.party = in->party;
    event.kind = in->kind;
    event.signer_id = in->signer_id;
    event.authority_id = authority->id;
    event.method = in->method;
    event.evidence_hash = evidence_hash;
    event.doc_hash = amendment->text_version ? amendment->doc_hash : contract->doc_hash;
    event.outstanding = outstanding;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

static enum status sign(struct call *call, Contract *contract)
{
    TRY(contract_move(contract, "sign", &call->error));
    contract->signed_at = time_message(call, call->now_us);
    contract->has_closing_channel = true;
    contract->closing_channel = call->channel;
    TRY(archive_keep(call, contract));
    TRY(contract_done(call, contract, "signed"));
    ContractSigned event = CONTRACT_SIGNED__INIT;
    event.contract_id = contract->id;
    event.number = contract->number;
    event.has_text_version = true;
    event.text_version = contract->text_version;
    event.doc_hash = contract->doc_hash;
    event.effective_date = contract->effective_date;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return contract_await_effect(call, contract);
}

static enum status check_holds(struct call *call)
{
    struct rows rows;
    TRY(sql(call, &SQL_find_active_hold, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    return fail_for(call, STATUS_FAILED_PRECONDITION, "ON_HOLD", "a violation of %s holds this contract up",
                    row_text(&rows, 0, "criterion"));
}

/* Keeps the mark in its place. */
static enum status keep_mark(struct call *call, const RecordMarkRequest *in, const char *evidence_hash,
                             uint32_t round, const ContractAmendment *amendment, Contract *contract)
{
    struct rows rows;
    const Authority *authority;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    TRY(check_signer(call, in, contract, &authority));
    bind_int(call, "round", round);
    bind_text(call, "authority_id", authority->id);
    bind_text(call, "evidence_hash", evidence_hash);
    TRY(sql_one(call, &SQL_record_mark, "mark that is awaited", &rows));
    contract_changes(call, (const char *const[]){"marks"}, 1);
    TRY(contract_done(call, contract,
                      arena_printf(call->arena, "marked.%s.%s", party_name(in->party), kind_name(in->kind))));
    TRY(marks_read(call, &marks));
    uint32_t outstanding = marks_outstanding(marks.marks, marks.n_marks);
    emit_marked(call, in, contract, authority, evidence_hash, outstanding, amendment);
    if (outstanding)
        return STATUS_OK;
    return amendment->text_version ? amendment_take_effect(call, contract, amendment) : sign(call, contract);
}

RPC(Contracts, record_mark, RecordMarkRequest, RecordMarkReply)
{
    Contract contract;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    const char *evidence_hash = NULL;
    ContractAmendment amendment;
    TRY(read_evidence(call, in, &evidence_hash));
    TRY(contract_lock(call, &contract));
    TRY(amendment_pending(call, &contract, &amendment));
    TRY(marks_read(call, &marks));
    const ContractMark *place = mark_at(marks.marks, marks.n_marks, in->party, in->kind);
    if (!place || !is_same_mark(place, in->signer_id, evidence_hash)) {
        TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
        TRY(contract_move(&contract, amendment.text_version ? "countersign" : "mark", &call->error));
        if (!place || place->state != CONTRACT_MARK__STATE__REQUESTED)
            return fail_for(call, STATUS_ALREADY_EXISTS, "MARK_TAKEN", "another mark is in this place");
        TRY(check_holds(call));
        TRY(keep_mark(call, in, evidence_hash, place->round, &amendment, &contract));
    }
    TRY(marks_read(call, out));
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
