/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "till.pb-c.h"

RPC(Till, deposit, DepositRequest, DepositReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_account_add, "account", &rows));
    out->has_balance = true;
    out->balance = row_int(&rows, 0, "balance");
    TRY(sql(call, &SQL_deposit_add, &rows));
    if (in->has_remind_ms) {
        RemindJob job = REMIND_JOB__INIT;
        job.op_id = in->op_id;
        job.has_due_us = true;
        job.due_us = call->now_us + (int64_t)in->remind_ms * 1000;
        TRY(schedule(call, "remind", in->op_id, job.due_us, &job));
    }
    Deposited event = DEPOSITED__INIT;
    event.op_id = in->op_id;
    event.account_id = in->account_id;
    event.has_amount = event.has_balance = true;
    event.amount = in->amount;
    event.balance = out->balance;
    emit(call, &event, "account", in->account_id, "/");
    return STATUS_OK;
}
