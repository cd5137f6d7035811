/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "service/page.h"

RPC(Aftersales, list_plans, ListPlansRequest, ListPlansReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_plans, &rows));
    rows_into(call, &rows, out, "plans");
    if (out->n_plans > size) {
        const DeliveryPlan *last = out->plans[size - 1];
        out->n_plans = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    for (size_t i = 0; i < out->n_plans; i++)
        TRY(delivery_answer(call, out->plans[i], &out->plans[i]));
    return STATUS_OK;
}
