/* SPDX-License-Identifier: Apache-2.0 */
#include "account.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, put_bank_account, PutBankAccountRequest, PutBankAccountReply)
{
    struct held held;
    struct rows rows;
    const char *number = account_clean(call->arena, in->number);
    if (!number)
        return bad(call, "number", "must be %d to %d letters and digits, with right check digits if it is an IBAN",
                   ACCOUNT_MIN, ACCOUNT_MAX);
    TRY(hold_head(call, in->customer_id, &held));
    TRY(find_contact(call, in->finance_contact_id));
    bind_text(call, "row_id", in->id ? in->id : new_id(call));
    bind_text(call, "number_masked", account_mask(call->arena, number));
    bind_sealed(call, "number_sealed", &held.subject, "bank_account", number);
    bind_bool(call, "is_closed", in->has_closed && in->closed);
    TRY(sql_one(call, &SQL_put_bank_account, "bank account of this customer", &rows));
    out->account = wire_new(call->arena, &bank_account__descriptor);
    row_into(call, &rows, 0, out->account);
    tell_profile(call, &held, "bank_accounts");
    return STATUS_OK;
}
