/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <strings.h>

#include "approval.h"
#include "rooms.h"
#include "settings.h"

enum { MOST_DAYS = 92 };

static enum status check(struct call *call, const DelegateApprovalsRequest *in, const char **ret_first)
{
    struct rows rows;
    const char *today;
    int64_t begins_us;
    if (strcasecmp(in->to_id, call->actor) == 0)
        return bad(call, "to_id", "must be another user");
    TRY(day_read(call, NULL, &today, &begins_us));
    *ret_first = in->valid_from ? in->valid_from : today;
    if (strcmp(*ret_first, today) < 0)
        return bad(call, "valid_from", "must not be in the past");
    bind_text(call, "first_day", *ret_first);
    TRY(sql_one(call, &SQL_count_days, "days", &rows));
    if (row_int(&rows, 0, "days") < 0 || row_int(&rows, 0, "days") > MOST_DAYS)
        return bad(call, "valid_until", "must be 0 to %d days after valid_from", MOST_DAYS);
    bind_text(call, "user_id", in->to_id);
    return sql_one(call, &SQL_find_person, "user at work", &rows);
}

RPC(Contracts, delegate_approvals, DelegateApprovalsRequest, DelegateApprovalsReply)
{
    struct rows rows;
    const char *first = NULL;
    ApprovalDelegated event = APPROVAL_DELEGATED__INIT;
    TRY(check(call, in, &first));
    reach_bind(call);
    bind_text(call, "first_day", first);
    bind_text(call, "zone", contracts_settings.zone);
    bind_text(call, "delegation_id", new_id(call));
    TRY(sql_one(call, &SQL_insert_delegation, "delegation", &rows));
    out->delegation = arena_alloc(call->arena, sizeof *out->delegation);
    approval_delegation__init(out->delegation);
    row_into(call, &rows, 0, out->delegation);
    event.delegation_id = out->delegation->id;
    event.from_id = out->delegation->from_id;
    event.to_id = out->delegation->to_id;
    event.valid_from = out->delegation->valid_from;
    event.valid_until = out->delegation->valid_until;
    emit(call, &event, "approval_delegation", out->delegation->id, call->principal->path);
    return STATUS_OK;
}
