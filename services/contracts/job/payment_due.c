/* SPDX-License-Identifier: Apache-2.0
 * The day of an instalment has come, or it is past: first DUE, then, so many days later, OVERDUE.
 */
#include "booking.h"
#include "rooms.h"
#include "settings.h"

static void emit_due(struct call *call, const Contract *contract, const Payment *payment)
{
    InstalmentDue event = INSTALMENT_DUE__INIT;
    INSTALMENT_FACTS(&event, contract, payment);
    event.due_on = payment->due_on;
    event.customer_id = contract->customer_id;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

static void emit_overdue(struct call *call, const Contract *contract, const Payment *payment)
{
    InstalmentOverdue event = INSTALMENT_OVERDUE__INIT;
    INSTALMENT_FACTS(&event, contract, payment);
    event.due_on = payment->due_on;
    event.customer_id = contract->customer_id;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

static enum status tell(struct call *call, Contract *contract, Payment *payment, bool is_late)
{
    const char *verb = is_late ? "late" : "come";
    if (is_late && payment->state == PAYMENT__STATE__PLANNED) /* nobody looked while it was due */
        TRY(payment_move(payment, "come", &call->error));
    if (is_late || payment->state == PAYMENT__STATE__PLANNED)
        TRY(payment_move(payment, verb, &call->error));
    TRY(payments_save(call, contract->id, &payment, 1));
    contract_changes(call, (const char *const[]){"payments"}, 1);
    TRY(contract_done(call, contract, is_late ? "overdue" : "due"));
    if (is_late)
        emit_overdue(call, contract, payment);
    else
        emit_due(call, contract, payment);
    return STATUS_OK;
}

JOB(payment_due, PaymentDueJob)
{
    struct rows rows;
    Contract contract;
    Payment **payments;
    size_t n;
    bind_text(call, "id", in->contract_id);
    TRY(contract_lock(call, &contract));
    TRY(payments_read(call, contract.id, &payments, &n));
    if (!plan_counts(contract.state) || in->position == 0 || in->position > n)
        return STATUS_OK;
    Payment *payment = payments[in->position - 1];
    bind_text(call, "zone", contracts_settings.zone);
    bind_int(call, "days", contracts_settings.overdue_days);
    TRY(sql_one(call, &SQL_get_payment_days, "instalment", &rows));
    bool has_come = row_bool(&rows, 0, "has_come"), is_late = row_bool(&rows, 0, "is_late");
    int64_t next_us = row_time(&rows, 0, has_come ? "late_at" : "begins_at");
    if (has_come && in->position == n)
        TRY(payments_go_on(call, &contract, in->position));
    if (!payment_is_open(payment) || payment->state == PAYMENT__STATE__OVERDUE)
        return STATUS_OK;
    if (has_come)
        TRY(tell(call, &contract, payment, is_late));
    return is_late ? STATUS_OK : payment_watch(call, &contract, in->position, next_us);
}
