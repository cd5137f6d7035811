/* SPDX-License-Identifier: Apache-2.0
 * The decision about a message, a letter or a visit, kept as an attempt whichever way it goes.
 */
#include "decide.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static const int64_t USABLE_US = 3600 * INT64_C(1000000);

static enum status add(struct call *call, ContactDecision *decision, ContactAttempt **ret)
{
    struct rows rows;
    bind_text(call, "id", new_id(call));
    bind_text(call, "permitted", decision->permitted ? "true" : "false");
    bind_decision(call, decision);
    if (decision->permitted)
        bind_time(call, "until", call->now_us + USABLE_US);
    else
        bind_text(call, "until", NULL);
    TRY(sql_one(call, &SQL_add_contact_attempt, "attempt", &rows));
    *ret = wire_new(call->arena, &contact_attempt__descriptor);
    row_into(call, &rows, 0, *ret);
    (*ret)->decision = decision;
    return STATUS_OK;
}

static void tell_permitted(struct call *call, const ContactAttempt *attempt, const char *owner_path)
{
    PermissionDecisionPermitted permitted = PERMISSION_DECISION_PERMITTED__INIT;
    permitted.decision_id = attempt->id;
    permitted.customer_id = attempt->customer_id;
    permitted.contact_point_id = attempt->contact_point_id;
    permitted.has_medium = 1;
    permitted.medium = attempt->medium;
    permitted.purpose = attempt->purpose;
    permitted.lead_id = attempt->lead_id;
    permitted.opportunity_id = attempt->opportunity_id;
    permitted.agent_id = attempt->agent_id;
    emit(call, &permitted, "contact_point", attempt->contact_point_id, owner_path);
}

static void tell_denied(struct call *call, const ContactAttempt *attempt, const char *owner_path)
{
    PermissionDecisionDenied denied = PERMISSION_DECISION_DENIED__INIT;
    denied.decision_id = attempt->id;
    denied.customer_id = attempt->customer_id;
    denied.contact_point_id = attempt->contact_point_id;
    denied.has_medium = denied.has_reason = 1;
    denied.medium = attempt->medium;
    denied.purpose = attempt->purpose;
    denied.reason = attempt->decision->reason;
    emit(call, &denied, "contact_point", attempt->contact_point_id, owner_path);
}

RPC(Customers, request_contact, RequestContactRequest, RequestContactReply)
{
    struct held held;
    struct rows facts;
    ContactDecision *decision;
    const char *purpose = in->purpose ? in->purpose : "sales";
    if (in->medium == CONTACT_PERMISSION__MEDIUM__CALL)
        return bad(call, "medium", "is SMS, EMAIL, POST, VISIT or IM; a call is asked for by RequestCall");
    TRY(hold_customer(call, in->customer_id, &held));
    TRY(check_purpose(call, purpose));
    TRY(decide_contact(call, in->contact_point_id, in->medium, purpose, &facts, &decision));
    if (!text_equal(row_text(&facts, 0, "customer_id"), held.head_id))
        return fail(call, STATUS_NOT_FOUND, "no such contact point of this customer");
    bind_text(call, "origin_id", row_text(&facts, 0, "origin_id"));
    TRY(add(call, decision, &out->attempt));
    if (decision->permitted)
        tell_permitted(call, out->attempt, held.owner_path);
    else
        tell_denied(call, out->attempt, held.owner_path);
    note(call, "decision", enum_word(&contact_decision__reason__descriptor, (int)decision->reason));
    return STATUS_OK;
}
