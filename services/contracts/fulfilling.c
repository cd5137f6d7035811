/* SPDX-License-Identifier: Apache-2.0 */
#include "fulfilling.h"

#include "approval.h"
#include "booking.h"
#include "rooms.h"
#include "schema/rule.h"

static void bind_text_of(struct call *call, const Contract *contract)
{
    bind_text(call, "id", contract->id);
    bind_int(call, "text_version", contract->text_version);
}

enum status duties_lay(struct call *call, const Contract *contract)
{
    struct rows rows;
    bind_text_of(call, contract);
    return sql(call, &SQL_lay_duties, &rows);
}

enum status duties_read(struct call *call, const Contract *contract, ContractDuty ***ret_duties, size_t *ret_n)
{
    struct rows rows;
    GetContractReply list = GET_CONTRACT_REPLY__INIT;
    bind_text_of(call, contract);
    TRY(sql(call, &SQL_list_duties, &rows));
    rows_into(call, &rows, &list, "duties");
    *ret_duties = list.duties;
    *ret_n = list.n_duties;
    return STATUS_OK;
}

/* Writes it as the caller has settled it. */
static enum status put(struct call *call, const Contract *contract, ContractDuty *duty)
{
    struct rows rows;
    duty->settled_by = call->actor;
    duty->settled_at = time_message(call, call->now_us);
    bind_message(call, duty);
    bind_text(call, "id", contract->id);
    return sql(call, &SQL_save_duty, &rows);
}

static const char *word_of(struct call *call, const ContractDuty *duty)
{
    static const char *const words[] = {[CONTRACT_DUTY__STATE__FULFILLED] = "fulfilled",
                                        [CONTRACT_DUTY__STATE__BREACHED] = "breached",
                                        [CONTRACT_DUTY__STATE__WAIVED] = "waived"};
    return arena_printf(call->arena, "obligation.%s", words[duty->state]);
}

static void tell(struct call *call, const Contract *contract, const ContractDuty *duty)
{
    ContractObligationSettled event = CONTRACT_OBLIGATION_SETTLED__INIT;
    event.contract_id = contract->id;
    event.customer_id = contract->customer_id;
    event.owner_id = contract->owner_id;
    event.has_group = event.has_state = true;
    event.group = duty->group;
    event.code = duty->code;
    event.state = duty->state;
    event.reason = duty->reason;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

static enum status settle(struct call *call, Contract *contract, ContractDuty *duty, ContractDuty__State to,
                          const char *reason)
{
    TRY(duty_settle(duty, to, reason, &call->error));
    TRY(put(call, contract, duty));
    contract_changes(call, (const char *const[]){"obligations"}, 1);
    TRY(contract_done(call, contract, word_of(call, duty)));
    tell(call, contract, duty);
    return STATUS_OK;
}

enum status duties_waive(struct call *call, const Contract *contract, const char *reason)
{
    ContractDuty **duties;
    size_t n;
    TRY(duties_read(call, contract, &duties, &n));
    for (size_t i = 0; i < n; i++) {
        if (!duty_is_open(duties[i]) || duties[i]->state == CONTRACT_DUTY__STATE__BREACHED)
            continue;
        TRY(duty_settle(duties[i], CONTRACT_DUTY__STATE__WAIVED, reason, &call->error));
        TRY(put(call, contract, duties[i]));
        tell(call, contract, duties[i]);
    }
    return STATUS_OK;
}

enum status duty_close(struct call *call, Contract *contract, ContractDuty *duty, ContractDuty__State to,
                       const char *reason)
{
    TRY(settle(call, contract, duty, to, reason));
    return contract_look(call, contract);
}

enum status contract_look(struct call *call, Contract *contract)
{
    ContractDuty **duties;
    Payment **payments;
    size_t n_duties, n_payments;
    bool goes_on = contract_is_imported(contract) && !contract->has_term_months;
    if (contract->state != CONTRACT__STATE__EFFECTIVE || goes_on)
        return STATUS_OK;
    TRY(duties_read(call, contract, &duties, &n_duties));
    TRY(payments_read(call, contract->id, &payments, &n_payments));
    if (!contract_is_done(duties, n_duties, payments, n_payments))
        return STATUS_OK;
    TRY(contract_move(contract, "fulfil", &call->error));
    contract->ended_at = time_message(call, call->now_us);
    TRY(approval_close(call, contract, APPROVAL_CASE__STATE__SUPERSEDED));
    contract_changes(call, NULL, 0);
    TRY(contract_done(call, contract, "fulfilled"));
    ContractFulfilled event = CONTRACT_FULFILLED__INIT;
    CONTRACT_FACTS(&event, contract);
    event.ended_at = contract->ended_at;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

static bool is_due_there(const ContractDuty *duty, const char *code)
{
    return duty->group == CONTRACT_OBLIGATION__GROUP__DELIVERY && duty_is_open(duty) &&
           (!code || text_equal(duty->code, code));
}

enum status deliveries_take(struct call *call, const char *contract_id, const char *code)
{
    Contract contract;
    ContractDuty **duties;
    size_t n;
    bind_text(call, "id", contract_id);
    TRY(contract_lock(call, &contract));
    if (contract.state != CONTRACT__STATE__EFFECTIVE)
        return STATUS_OK;
    TRY(duties_read(call, &contract, &duties, &n));
    for (size_t i = 0; i < n; i++)
        if (is_due_there(duties[i], code))
            TRY(settle(call, &contract, duties[i], CONTRACT_DUTY__STATE__FULFILLED, "ACCEPTED"));
    return contract_look(call, &contract);
}
