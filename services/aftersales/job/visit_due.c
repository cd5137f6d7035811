/* SPDX-License-Identifier: Apache-2.0
 * The time of a return visit has come.
 */
#include "rooms.h"
#include "settings.h"
#include "visiting.h"

JOB(visit_due, VisitDueJob)
{
    ReturnVisit visit;
    VisitDue event = VISIT_DUE__INIT;
    VisitMissedJob end = VISIT_MISSED_JOB__INIT;
    TRY(visit_hold(call, in->visit_id, NULL, NULL, &visit));
    if (visit.state != RETURN_VISIT__STATE__PLANNED)
        return STATUS_OK;
    TRY(visit_move(&visit, "fall_due", &call->error));
    TRY(visit_save(call, &visit));
    int64_t until_us = call->now_us + days_us(aftersales_settings.visit_days);
    event.visit_id = visit.id;
    event.plan_id = visit.plan_id;
    event.customer_id = visit.customer_id;
    event.owner_id = visit.owner_id;
    event.until = time_message(call, until_us);
    emit(call, &event, "visit", visit.id, visit.owner_path);
    end.visit_id = visit.id;
    return schedule(call, "visit_missed", visit.id, until_us, &end);
}
