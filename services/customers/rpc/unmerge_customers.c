/* SPDX-License-Identifier: Apache-2.0 */
#include "merge.h"
#include "record.h"
#include "revenue.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status tell(struct call *call, const UnmergeCustomersRequest *in, const char *head_id, int64_t merged_us,
                        const Customer *restored)
{
    struct rows rows;
    CustomerUnmerged unmerged = CUSTOMER_UNMERGED__INIT;
    bind_text(call, "of_id", restored->id);
    bind_time(call, "since", merged_us);
    TRY(sql_one(call, &SQL_list_references, "list", &rows));
    row_into(call, &rows, 0, &unmerged);
    unmerged.merge_id = in->merge_id;
    unmerged.customer_id = restored->id;
    unmerged.from_customer_id = head_id;
    unmerged.owner_id = restored->owner_id;
    unmerged.owner_path = restored->owner_path;
    unmerged.tier = restored->tier;
    unmerged.region = restored->region;
    unmerged.has_decision_cycle_days = restored->has_decision_cycle_days;
    unmerged.decision_cycle_days = restored->decision_cycle_days;
    emit(call, &unmerged, "customer", restored->id, restored->owner_path);
    return revenue_rank_soon(call);
}

RPC(Customers, unmerge_customers, UnmergeCustomersRequest, UnmergeCustomersReply)
{
    struct rows merge, rows;
    TRY(sql_one(call, &SQL_lock_merge, "merge", &merge));
    TRY(merge_check_undo(row_bool(&merge, 0, "undone"), row_time(&merge, 0, "unmerge_until"), call->now_us,
                         &call->error));
    if (!text_equal(row_text(&merge, 0, "state"), "MERGED"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_CLOSED", "the customer is %s",
                        row_text(&merge, 0, "state"));
    TRY(sql_one(call, &SQL_unmerge_customer, "merge", &rows));
    out->restored = wire_new(call->arena, &customer__descriptor);
    row_into(call, &rows, 0, out->restored);
    return tell(call, in, row_text(&merge, 0, "head_id"), row_time(&merge, 0, "merged_at"), out->restored);
}
