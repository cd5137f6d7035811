/* SPDX-License-Identifier: Apache-2.0
 * Nobody got to a return visit in time: the next one is planned.
 */
#include "rooms.h"
#include "visiting.h"

JOB(visit_missed, VisitMissedJob)
{
    ReturnVisit visit;
    VisitMissed event = VISIT_MISSED__INIT;
    TRY(visit_hold(call, in->visit_id, NULL, NULL, &visit));
    if (visit.state != RETURN_VISIT__STATE__DUE)
        return STATUS_OK;
    TRY(visit_move(&visit, "miss", &call->error));
    TRY(visit_save(call, &visit));
    event.visit_id = visit.id;
    event.plan_id = visit.plan_id;
    event.customer_id = visit.customer_id;
    event.owner_id = visit.owner_id;
    emit(call, &event, "visit", visit.id, visit.owner_path);
    return visit_plan_next(call, &visit, NULL);
}
