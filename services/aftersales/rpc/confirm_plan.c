/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"

enum { SKEW_US = 5000000 };

RPC(Aftersales, confirm_plan, ConfirmPlanRequest, ConfirmPlanReply)
{
    struct delivery delivery;
    int64_t at_us = in->at ? time_us(in->at) : call->now_us;
    if (in->how == DELIVERY_PLAN__CONFIRMATION__LINK)
        return bad(call, "how", "must be PHONE or FACE_TO_FACE: the link records itself");
    if (at_us > call->now_us + SKEW_US)
        return bad(call, "at", "may not be in the future");
    if (is_blank(in->name))
        return bad(call, "name", "must say who confirmed");
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL,
                      "confirm", &delivery));
    TRY(delivery_confirm(call, &delivery, in->how, in->name, at_us));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
