/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Leads, list_referrals, ListReferralsRequest, ListReferralsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_referrals, &rows));
    rows_into(call, &rows, out, "referrals");
    if (out->n_referrals > size) {
        const Referral *last = out->referrals[size - 1];
        out->n_referrals = size;
        out->next_page_token = page_token(call, time_us(last->appointment_at), last->id);
    }
    return STATUS_OK;
}
