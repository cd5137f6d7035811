/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "zone.h"

RPC(Leads, list_campaigns, ListCampaignsRequest, ListCampaignsReply)
{
    struct rows rows;
    size_t size = in->page_size ? in->page_size : PAGE_DEFAULT;
    bind_text(call, "after_code", is_blank(in->page_token) ? NULL : in->page_token);
    bind_int(call, "row_limit", (int64_t)size + 1);
    zone_bind(call);
    TRY(sql(call, &SQL_list_campaigns, &rows));
    rows_into(call, &rows, out, "campaigns");
    if (out->n_campaigns > size) {
        out->n_campaigns = size;
        out->next_page_token = out->campaigns[size - 1]->code;
    }
    return STATUS_OK;
}
