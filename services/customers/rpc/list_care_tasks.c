/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_care_tasks, ListCareTasksRequest, ListCareTasksReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    if (in->customer_id)
        TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    bind_bool(call, "is_mine", in->has_mine && in->mine);
    bind_text(call, "task_state",
              enum_word(&care_task__state__descriptor, (int)(in->has_state ? in->state : CARE_TASK__STATE__OPEN)));
    TRY(sql(call, &SQL_list_care_tasks, &rows));
    out->tasks = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->tasks);
    for (size_t i = 0; i < rows.n && i < size; i++)
        TRY(care_task_of(call, &rows, i, &out->tasks[out->n_tasks++]));
    if (rows.n > size)
        out->next_page_token = page_token(call, row_time(&rows, size - 1, "opened_at"), out->tasks[size - 1]->id);
    return STATUS_OK;
}
