/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "visiting.h"

enum { FURTHEST_DAYS = 366 };

RPC(Aftersales, move_visit, MoveVisitRequest, MoveVisitReply)
{
    struct rows rows;
    ReturnVisit visit;
    VisitMoved event = VISIT_MOVED__INIT;
    VisitDueJob job = VISIT_DUE_JOB__INIT;
    int64_t due_us = time_us(in->due_at);
    if (due_us <= call->now_us || due_us > call->now_us + days_us(FURTHEST_DAYS))
        return bad(call, "due_at", "must be in the future, at most a year ahead");
    TRY(visit_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "move", &visit));
    TRY(visit_save(call, &visit));
    bind_time(call, "due_us", due_us);
    TRY(sql(call, &SQL_move_visit, &rows));
    visit.due_at = time_message(call, due_us);
    TRY(unschedule(call, "visit_missed", visit.id));
    job.visit_id = visit.id;
    TRY(schedule(call, "visit_due", visit.id, due_us, &job));
    event.visit_id = visit.id;
    event.plan_id = visit.plan_id;
    event.customer_id = visit.customer_id;
    event.owner_id = visit.owner_id;
    event.due_at = visit.due_at;
    emit(call, &event, "visit", visit.id, visit.owner_path);
    return visit_answer(call, &visit, &out->visit);
}
