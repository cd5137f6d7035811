/* SPDX-License-Identifier: Apache-2.0 */
#include "booking.h"

#include <inttypes.h>
#include <string.h>

#include "fulfilling.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

enum status payments_read(struct call *call, const char *contract_id, Payment ***ret_payments, size_t *ret_n)
{
    struct rows rows;
    GetContractReply list = GET_CONTRACT_REPLY__INIT;
    bind_text(call, "contract_id", contract_id);
    TRY(sql(call, &SQL_list_payments, &rows));
    rows_into(call, &rows, &list, "payments");
    *ret_payments = list.payments;
    *ret_n = list.n_payments;
    return STATUS_OK;
}

enum status payments_save(struct call *call, const char *contract_id, Payment *const *payments, size_t n)
{
    struct rows rows;
    const char **room = arena_alloc(call->arena, (3 * n + 1) * sizeof *room);
    const char **positions = room, **received = room + n, **states = room + 2 * n;
    for (size_t i = 0; i < n; i++) {
        positions[i] = arena_printf(call->arena, "%u", payments[i]->position);
        received[i] = arena_printf(call->arena, "%" PRId64, payments[i]->received_minor);
        states[i] = enum_word(&payment__state__descriptor, payments[i]->state);
    }
    bind_text(call, "contract_id", contract_id);
    bind_texts(call, "positions", positions, n);
    bind_texts(call, "received", received, n);
    bind_texts(call, "states", states, n);
    return sql(call, &SQL_save_payments, &rows);
}

static const char *dedupe_of(struct call *call, const Contract *contract, uint32_t position)
{
    return arena_printf(call->arena, "%s.%u", contract->id, position);
}

enum status payment_watch(struct call *call, const Contract *contract, uint32_t position, int64_t at_us)
{
    PaymentDueJob job = PAYMENT_DUE_JOB__INIT;
    job.contract_id = contract->id;
    job.has_position = true;
    job.position = position;
    return schedule(call, "payment_due", dedupe_of(call, contract, position), at_us, &job);
}

/* The first of the plan are paid by what has come. */
static enum status book_before(struct call *call, const Contract *contract, int64_t received_minor, uint32_t *ret_paid)
{
    Payment **payments;
    size_t n;
    int64_t applied;
    Receipt__Outcome outcome;
    *ret_paid = 0;
    if (received_minor == 0)
        return STATUS_OK;
    TRY(payments_read(call, contract->id, &payments, &n));
    int64_t *moved = arena_alloc(call->arena, (n + 1) * sizeof *moved);
    struct booking booking = {.amount_minor = received_minor, .plan_counts = true};
    TRY(receipt_book(payments, n, &booking, moved, &applied, &outcome, &call->error));
    while (*ret_paid < n && !payment_is_open(payments[*ret_paid]))
        ++*ret_paid;
    return payments_save(call, contract->id, payments, n);
}

enum status payments_lay(struct call *call, const Contract *contract, int64_t received_minor)
{
    struct rows laid;
    uint32_t paid;
    bind_text(call, "contract_id", contract->id);
    bind_int(call, "text_version", contract->text_version);
    bind_text(call, "zone", contracts_settings.zone);
    TRY(sql(call, &SQL_lay_payments, &laid));
    TRY(book_before(call, contract, received_minor, &paid));
    for (size_t i = 0; i < laid.n; i++) {
        uint32_t position = (uint32_t)row_int(&laid, i, "position");
        if (position > paid)
            TRY(payment_watch(call, contract, position, row_time(&laid, i, "begins_at")));
    }
    return STATUS_OK;
}

enum status payments_lay_anew(struct call *call, const Contract *contract)
{
    struct rows rows;
    Payment **payments;
    size_t n;
    int64_t received = 0;
    TRY(payments_read(call, contract->id, &payments, &n));
    for (size_t i = 0; i < n; i++) {
        received += payments[i]->received_minor;
        TRY(unschedule(call, "payment_due", dedupe_of(call, contract, payments[i]->position)));
    }
    TRY(sql(call, &SQL_drop_payments, &rows));
    return payments_lay(call, contract, received);
}

enum status payments_go_on(struct call *call, Contract *contract, uint32_t last)
{
    struct rows rows;
    if (!contract_is_imported(contract) || contract->state != CONTRACT__STATE__EFFECTIVE)
        return STATUS_OK;
    bind_text(call, "contract_id", contract->id);
    bind_int(call, "position", last);
    bind_text(call, "zone", contracts_settings.zone);
    TRY(sql(call, &SQL_lay_next_month, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    TRY(payment_watch(call, contract, last + 1, row_time(&rows, 0, "begins_at")));
    contract_changes(call, (const char *const[]){"payments"}, 1);
    return contract_done(call, contract, "planned");
}

enum status payments_cancel(struct call *call, const Contract *contract)
{
    Payment **payments;
    size_t n;
    TRY(payments_read(call, contract->id, &payments, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(unschedule(call, "payment_due", dedupe_of(call, contract, payments[i]->position)));
        if (payment_is_open(payments[i]))
            TRY(payment_move(payments[i], "cancel", &call->error));
    }
    return payments_save(call, contract->id, payments, n);
}

static void emit_received(struct call *call, const Contract *contract, const Receipt *receipt, const Payment *payment,
                          int64_t moved_minor)
{
    InstalmentReceived event = INSTALMENT_RECEIVED__INIT;
    INSTALMENT_FACTS(&event, contract, payment);
    event.receipt_id = receipt->id;
    event.has_moved_minor = event.has_state = true;
    event.moved_minor = moved_minor;
    event.state = payment->state;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

void receipt_tell(struct call *call, const Receipt *receipt, const char *owner_path)
{
    ReceiptRecorded event = RECEIPT_RECORDED__INIT;
    event.receipt_id = receipt->id;
    event.contract_id = receipt->contract_id;
    event.has_outcome = event.has_amount_minor = event.has_applied_minor = true;
    event.outcome = receipt->outcome;
    event.currency = receipt->currency;
    event.amount_minor = receipt->amount_minor;
    event.applied_minor = receipt->applied_minor;
    event.received_on = receipt->received_on;
    emit(call, &event, "receipt", receipt->id, owner_path);
}

/* Locks the contract of this number; false: there is none, or none of this currency with a plan. */
static enum status find(struct call *call, const char *number, const char *currency, Contract *ret_contract,
                        Payment ***ret_payments, size_t *ret_n)
{
    struct rows rows;
    *ret_n = 0;
    *ret_payments = NULL;
    contract__init(ret_contract);
    if (!number)
        return STATUS_OK;
    bind_text(call, "number", number);
    bind_text(call, "currency", currency);
    TRY(sql(call, &SQL_lock_numbered, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    row_into(call, &rows, 0, ret_contract);
    note(call, "contract", ret_contract->id);
    contract_changes(call, (const char *const[]){"payments"}, 1);
    return payments_read(call, ret_contract->id, ret_payments, ret_n);
}

/* Books it on the plan; the days of instalments that are open again are looked at now. */
static enum status book(struct call *call, const Contract *contract, Payment *const *payments, size_t n, Receipt *receipt,
                        int64_t *moved)
{
    struct rows rows;
    struct booking booking = {.amount_minor = receipt->amount_minor, .plan_counts = plan_counts(contract->state)};
    bind_text(call, "contract_id", contract->id);
    TRY(sql_one(call, &SQL_sum_surplus, "surplus", &rows));
    booking.surplus_minor = row_int(&rows, 0, "surplus_minor");
    TRY(receipt_book(payments, n, &booking, moved, &receipt->applied_minor, &receipt->outcome, &call->error));
    receipt->contract_id = contract->id;
    for (size_t i = 0; i < n; i++)
        if (payment_is_reopened(payments[i], moved[i]))
            TRY(payment_watch(call, contract, payments[i]->position, call->now_us));
    return STATUS_OK;
}

enum status receipt_assign(struct call *call, const char *number, Receipt *receipt, Payment ***ret_payments,
                           size_t *ret_n)
{
    struct rows rows;
    Contract contract;
    Payment **payments;
    size_t n;
    TRY(find(call, number, receipt->currency, &contract, &payments, &n));
    int64_t *moved = arena_alloc(call->arena, (n + 1) * sizeof *moved);
    receipt->has_outcome = receipt->has_applied_minor = true;
    receipt->outcome = RECEIPT__OUTCOME__UNKNOWN;
    *ret_payments = payments;
    *ret_n = n;
    if (n)
        TRY(book(call, &contract, payments, n, receipt, moved));
    bind_message(call, receipt);
    TRY(sql_one(call, &SQL_put_receipt, "receipt that is not assigned", &rows));
    if (n) {
        TRY(payments_save(call, contract.id, payments, n));
        TRY(contract_done(call, &contract, "received"));
        for (size_t i = 0; i < n; i++)
            if (moved[i])
                emit_received(call, &contract, receipt, payments[i], moved[i]);
        TRY(contract_look(call, &contract));
    }
    receipt_tell(call, receipt, n ? contract.owner_path : "/");
    return STATUS_OK;
}
