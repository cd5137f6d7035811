/* SPDX-License-Identifier: Apache-2.0 */
#include "amending.h"

#include "archive.h"
#include "booking.h"
#include "effect.h"
#include "ending.h"
#include "fulfilling.h"
#include "rooms.h"
#include "schema/rule.h"
#include "sending.h"

enum status amendment_pending(struct call *call, const Contract *contract, ContractAmendment *ret_amendment)
{
    struct rows rows;
    contract_amendment__init(ret_amendment);
    bind_text(call, "id", contract->id);
    bind_int(call, "present_version", contract->text_version);
    TRY(sql(call, &SQL_find_amendment, &rows));
    if (rows.n)
        row_into(call, &rows, 0, ret_amendment);
    return STATUS_OK;
}

enum status amendment_of_case(struct call *call, const char *case_id, ContractAmendment *ret_amendment)
{
    struct rows rows;
    contract_amendment__init(ret_amendment);
    bind_text(call, "case_id", case_id);
    TRY(sql_one(call, &SQL_get_amendment, "amendment", &rows));
    row_into(call, &rows, 0, ret_amendment);
    return STATUS_OK;
}

enum status amendment_send(struct call *call, Contract *contract, const ContractAmendment *amendment)
{
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    return signature_ask(call, contract, amendment->text_version, amendment->doc_hash, &marks);
}

static void take_text(const ContractAmendment *amendment, Contract *contract)
{
    contract->text_version = amendment->text_version;
    contract->doc_hash = amendment->doc_hash;
    contract->has_term_months = amendment->has_term_months;
    contract->term_months = amendment->term_months;
    contract->deviating_groups = amendment->deviating_groups;
    contract->n_deviating_groups = amendment->n_deviating_groups;
}

static enum status tell(struct call *call, const Contract *contract, const ContractAmendment *amendment)
{
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    ContractAmended event = CONTRACT_AMENDED__INIT;
    bind_int(call, "text_version", contract->text_version);
    TRY(wording_read(call, contract, &terms));
    CONTRACT_FACTS(&event, contract);
    event.has_text_version = true;
    event.text_version = contract->text_version;
    event.doc_hash = contract->doc_hash;
    event.reason = amendment->reason;
    event.has_term_months = contract->has_term_months;
    event.term_months = contract->term_months;
    event.term_ends_on = contract->term_ends_on;
    event.payment_schedule = deal_schedule(call, &terms, &event.n_payment_schedule);
    event.obligations = deal_obligations(call, &terms, &event.n_obligations);
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

/* One of the time before was renewed until today, whatever its first term was. */
static enum status begin_term(struct call *call, Contract *contract)
{
    const char *today = NULL;
    int64_t begins_us;
    if (contract_is_imported(contract))
        TRY(day_read(call, NULL, &today, &begins_us));
    return term_begin(call, contract, today);
}

enum status amendment_take_effect(struct call *call, Contract *contract, const ContractAmendment *amendment)
{
    TRY(contract_move(contract, "amend", &call->error));
    take_text(amendment, contract);
    TRY(archive_keep_amendment(call, contract));
    TRY(begin_term(call, contract));
    if (amendment->instalments_changed)
        TRY(payments_lay_anew(call, contract));
    TRY(duties_lay(call, contract));
    contract_changes(call, (const char *const[]){"clauses", "instalments", "obligations"}, 3);
    TRY(contract_done(call, contract, "amended"));
    TRY(tell(call, contract, amendment));
    return contract_look(call, contract);
}

enum status amendment_end(struct call *call, const ContractAmendment *amendment)
{
    struct rows rows;
    bind_text(call, "case_id", amendment->case_id);
    return sql(call, &SQL_end_amendment, &rows);
}
