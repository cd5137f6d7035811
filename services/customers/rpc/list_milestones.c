/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_milestones, ListMilestonesRequest, ListMilestonesReply)
{
    struct rows rows;
    struct subject subject;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    TRY(sql(call, &SQL_list_milestones, &rows));
    rows_into(call, &rows, out, "milestones");
    if (rows.n > size) {
        out->n_milestones = size;
        out->next_page_token = page_token(call, row_time(&rows, size - 1, "recorded_at"), out->milestones[size - 1]->id);
    }
    for (size_t i = 0; i < out->n_milestones; i++) {
        CustomerMilestone *one = out->milestones[i];
        TRY(subject_of_nth(call, one->customer_id, &rows, i, &subject));
        TRY(row_unseal_masked(call, &rows, i, "text_sealed", &subject, "milestone", &one->text));
        one->customer_id = in->customer_id;
    }
    return STATUS_OK;
}
