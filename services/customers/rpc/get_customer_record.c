/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status add_decisions(struct call *call, const struct rows *customer, GetCustomerRecordReply *out)
{
    struct rows rows;
    out->decision_profile = wire_new(call->arena, &decision_profile__descriptor);
    out->decision_profile->has_cycle_days = !row_is_null(customer, 0, "decision_cycle_days");
    out->decision_profile->cycle_days = (uint32_t)row_int(customer, 0, "decision_cycle_days");
    TRY(sql(call, &SQL_list_decision_steps, &rows));
    rows_into(call, &rows, out->decision_profile, "steps");
    TRY(sql(call, &SQL_list_key_people, &rows));
    rows_into(call, &rows, out->decision_profile, "people");
    return STATUS_OK;
}

static enum status add_notes(struct call *call, const char *customer_id, GetCustomerRecordReply *out)
{
    struct rows rows;
    struct subject subject;
    TRY(sql(call, &SQL_list_notes, &rows));
    rows_into(call, &rows, out, "notes");
    for (size_t i = 0; i < rows.n; i++) {
        TRY(subject_of_nth(call, out->notes[i]->customer_id, &rows, i, &subject));
        TRY(row_unseal_masked(call, &rows, i, "text_sealed", &subject, "customer_note", &out->notes[i]->text));
        out->notes[i]->customer_id = customer_id;
    }
    return STATUS_OK;
}

RPC(Customers, get_customer_record, GetCustomerRecordRequest, GetCustomerRecordReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    TRY(add_decisions(call, &rows, out));
    TRY(sql(call, &SQL_list_bank_accounts, &rows));
    rows_into(call, &rows, out, "bank_accounts");
    TRY(sql(call, &SQL_list_ship_tos, &rows));
    rows_into(call, &rows, out, "ship_tos");
    TRY(sql(call, &SQL_list_installed, &rows));
    rows_into(call, &rows, out, "installed");
    TRY(sql(call, &SQL_list_attributes, &rows));
    rows_into(call, &rows, out, "attributes");
    return add_notes(call, in->customer_id, out);
}
