/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"

RPC(Aftersales, request_plan_change, RequestPlanChangeRequest, RequestPlanChangeReply)
{
    struct delivery delivery;
    if (is_blank(in->text))
        return bad(call, "text", "must say what shall be changed");
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "request_change",
                      &delivery));
    TRY(delivery_request_change(call, &delivery, in->text, false));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
