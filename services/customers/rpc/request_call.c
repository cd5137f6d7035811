/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"
#include "decide.h"
#include "rooms.h"

static enum status choose_phone(struct call *call, const RequestCallRequest *in, const char **ret_id)
{
    struct rows rows;
    bind_text(call, "wanted_id", in->contact_point_id);
    TRY(sql(call, &SQL_choose_phone, &rows));
    if (rows.n == 0 && in->contact_point_id)
        return fail(call, STATUS_NOT_FOUND, "no such phone of this customer");
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_PHONE", "the customer has no phone");
    *ret_id = row_text(&rows, 0, "id");
    return STATUS_OK;
}

/* Whoever rings us needs no permission of his own. */
static void admit_inbound(ContactDecision *decision)
{
    decision->n_reasons = 0;
    decision_sum_up(decision);
}

static enum status add(struct call *call, const char *point_id, const char *purpose, const ContactDecision *decision,
                       bool inbound, Call **ret)
{
    struct rows rows;
    bind_text(call, "id", new_id(call));
    bind_text(call, "point_id", point_id);
    bind_text(call, "call_direction", inbound ? "INBOUND" : "OUTBOUND");
    bind_text(call, "call_state", inbound ? "RINGING" : decision->permitted ? "REQUESTED" : "REFUSED");
    bind_text(call, "call_purpose", purpose);
    bind_decision(call, decision);
    if (inbound)
        bind_time(call, "ringing", call->now_us);
    else
        bind_text(call, "ringing", NULL);
    TRY(sql_one(call, &SQL_add_call, "call", &rows));
    *ret = call_of_row(call, &rows, 0);
    return STATUS_OK;
}

static void tell_requested(struct call *call, const Call *made, const char *owner_path)
{
    CallRequested requested = CALL_REQUESTED__INIT;
    requested.call_id = made->id;
    requested.customer_id = made->customer_id;
    requested.contact_point_id = made->contact_point_id;
    requested.lead_id = made->lead_id;
    requested.opportunity_id = made->opportunity_id;
    requested.agent_id = made->agent_id;
    requested.has_direction = 1;
    requested.direction = made->direction;
    requested.campaign = made->campaign;
    emit(call, &requested, "call", made->id, owner_path);
}

static void tell_refused(struct call *call, const Call *made, const char *owner_path)
{
    CallRefused refused = CALL_REFUSED__INIT;
    refused.call_id = made->id;
    refused.customer_id = made->customer_id;
    refused.contact_point_id = made->contact_point_id;
    refused.lead_id = made->lead_id;
    refused.opportunity_id = made->opportunity_id;
    refused.agent_id = made->agent_id;
    refused.has_reason = 1;
    refused.reason = made->decision->reason;
    emit(call, &refused, "call", made->id, owner_path);
    PermissionDecisionDenied denied = PERMISSION_DECISION_DENIED__INIT;
    denied.customer_id = made->customer_id;
    denied.contact_point_id = made->contact_point_id;
    denied.has_medium = denied.has_reason = 1;
    denied.medium = CONTACT_PERMISSION__MEDIUM__CALL;
    denied.purpose = made->purpose;
    denied.reason = made->decision->reason;
    denied.call_id = made->id;
    emit(call, &denied, "contact_point", made->contact_point_id, owner_path);
}

RPC(Customers, request_call, RequestCallRequest, RequestCallReply)
{
    struct held held;
    struct rows facts;
    ContactDecision *decision;
    const char *point_id = NULL, *purpose = in->purpose ? in->purpose : "sales";
    bool inbound = in->has_direction && in->direction == CALL__DIRECTION__INBOUND;
    TRY(hold_customer(call, in->customer_id, &held));
    bind_text(call, "customer_id", held.head_id);
    TRY(check_purpose(call, purpose));
    TRY(choose_phone(call, in, &point_id));
    TRY(decide_contact(call, point_id, CONTACT_PERMISSION__MEDIUM__CALL, purpose, &facts, &decision));
    if (inbound)
        admit_inbound(decision);
    bind_text(call, "origin_id", row_text(&facts, 0, "origin_id"));
    TRY(add(call, point_id, purpose, decision, inbound, &out->call));
    if (decision->permitted)
        tell_requested(call, out->call, held.owner_path);
    else
        tell_refused(call, out->call, held.owner_path);
    note(call, "decision", enum_word(&contact_decision__reason__descriptor, (int)decision->reason));
    return STATUS_OK;
}
