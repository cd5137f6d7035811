/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "visiting.h"

RPC(Aftersales, refuse_visit, RefuseVisitRequest, RefuseVisitReply)
{
    ReturnVisit visit;
    TRY(visit_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "refuse", &visit));
    TRY(visit_refuse(call, &visit, in->reason));
    if (!in->no_more)
        TRY(visit_plan_next(call, &visit, &out->next));
    return visit_answer(call, &visit, &out->visit);
}
