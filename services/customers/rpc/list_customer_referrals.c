/* SPDX-License-Identifier: Apache-2.0 */
#include "referrals.h"
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_customer_referrals, ListCustomerReferralsRequest, ListCustomerReferralsReply)
{
    struct rows customer, rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql_one(call, &SQL_see_customer, "customer", &customer));
    bind_text(call, "of_id", row_text(&customer, 0, "head_id"));
    bind_text(call, "only_id", NULL);
    TRY(sql(call, &SQL_list_customer_referrals, &rows));
    out->referrals = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->referrals);
    for (size_t i = 0; i < rows.n && i < size; i++)
        out->referrals[out->n_referrals++] = referral_of(call, &rows, i);
    if (rows.n > size)
        out->next_page_token = page_token(call, row_time(&rows, size - 1, "recorded_at"), out->referrals[size - 1]->id);
    return STATUS_OK;
}
