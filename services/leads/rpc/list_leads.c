/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

enum { FEW = 32 }; /* below the square root of the owners of a large organisation, one by one is the shorter way */

enum way { READ_ALL, READ_FEW_OWNERS, READ_NAMED };

static const struct statement *const statements[2][3] = { /* [by time][way] */
    {&SQL_list_leads_by_priority, &SQL_list_leads_of_few_by_priority, &SQL_list_named_leads_by_priority},
    {&SQL_list_leads_by_time, &SQL_list_leads_of_few_by_time, &SQL_list_named_leads_by_time},
};

/* Are they so few whose leads the caller sees? Then binds their paths. */
static enum status see_owners(struct call *call, enum way *ret_way)
{
    struct rows rows;
    bind_int(call, "most", FEW);
    TRY(sql(call, &SQL_list_owner_paths, &rows));
    *ret_way = rows.n <= FEW ? READ_FEW_OWNERS : READ_ALL;
    const char **paths = arena_alloc(call->arena, (rows.n + 1) * sizeof *paths);
    for (size_t i = 0; i < rows.n; i++)
        paths[i] = row_text(&rows, i, "owner_path");
    paths[rows.n] = "/"; /* everybody's */
    bind_texts(call, "paths", paths, rows.n + 1);
    return STATUS_OK;
}

RPC(Leads, list_leads, ListLeadsRequest, ListLeadsReply)
{
    struct rows rows;
    size_t size;
    enum way way = READ_NAMED;
    bool by_time = in->order == LIST_LEADS_REQUEST__ORDER__CAPTURED;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    if (!in->owner_id && !in->customer_id && !in->bulk_id)
        TRY(see_owners(call, &way));
    TRY(sql(call, statements[by_time][way], &rows));
    rows_into(call, &rows, out, "leads");
    if (out->n_leads > size) {
        const Lead *last = out->leads[size - 1];
        out->n_leads = size;
        out->next_page_token = page_token(call, by_time ? time_us(last->captured_at) : -last->priority, last->id);
    }
    return STATUS_OK;
}
