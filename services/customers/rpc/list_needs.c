/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "service/page.h"
#include "wire/pack.h"

static enum status read_need(struct call *call, const struct rows *rows, size_t row, const char *customer_id, Need **ret)
{
    struct subject subject;
    Need *need = wire_new(call->arena, &need__descriptor);
    row_into(call, rows, row, need);
    TRY(subject_of_nth(call, need->customer_id, rows, row, &subject));
    TRY(row_unseal_masked(call, rows, row, "pain_sealed", &subject, "pain", &need->pain));
    TRY(row_unseal_masked(call, rows, row, "requirement_sealed", &subject, "requirement", &need->requirement));
    TRY(row_unseal_masked(call, rows, row, "desired_solution_sealed", &subject, "desired_solution",
                          &need->desired_solution));
    TRY(row_unseal_masked(call, rows, row, "current_system_sealed", &subject, "current_system",
                          &need->current_system));
    TRY(row_unseal_masked(call, rows, row, "current_process_sealed", &subject, "current_process",
                          &need->current_process));
    need->customer_id = customer_id;
    *ret = need;
    return STATUS_OK;
}

RPC(Customers, list_needs, ListNeedsRequest, ListNeedsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    TRY(sql(call, &SQL_list_needs, &rows));
    out->needs = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->needs);
    for (size_t i = 0; i < rows.n && i < size; i++)
        TRY(read_need(call, &rows, i, in->customer_id, &out->needs[out->n_needs++]));
    if (rows.n > size)
        out->next_page_token = page_token(call, row_time(&rows, size - 1, "created_at"), out->needs[size - 1]->id);
    return STATUS_OK;
}
