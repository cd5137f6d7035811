/* SPDX-License-Identifier: Apache-2.0 */
#include "bank.h"
#include "book.pb-c.h"
#include "rooms.h"
#include "till.pb-c.h"

ON(deposited, Deposited)
{
    struct rows rows;
    bind_int(call, "pos", (int64_t)call->event->pos);
    bind_int(call, "agg_ver", (int64_t)call->event->agg_ver);
    TRY(sql(call, &SQL_posting_add, &rows));
    if (in->amount == BANK_POISON)
        return fail(call, STATUS_INTERNAL, "this event can't be acted on");
    Posted event = POSTED__INIT;
    event.op_id = in->op_id;
    event.account_id = in->account_id;
    emit(call, &event, "account", in->account_id, "/");
    return STATUS_OK;
}
