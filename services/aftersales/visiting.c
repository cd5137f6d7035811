/* SPDX-License-Identifier: Apache-2.0 */
#include "visiting.h"

#include "rooms.h"
#include "schema/rule.h"
#include "vault.h"

/* ---- planning ---------------------------------------------------------------------------------------------------- */

static void emit_planned(struct call *call, const ReturnVisit *visit)
{
    VisitPlanned event = VISIT_PLANNED__INIT;
    event.visit_id = visit->id;
    event.plan_id = visit->plan_id;
    event.customer_id = visit->customer_id;
    event.owner_id = visit->owner_id;
    event.due_at = visit->due_at;
    emit(call, &event, "visit", visit->id, visit->owner_path);
}

/* `visit` says whom it is for. */
static enum status plan_it(struct call *call, ReturnVisit *visit)
{
    struct rows rows;
    VisitDueJob job = VISIT_DUE_JOB__INIT;
    int64_t due_us;
    bind_text(call, "customer_tier", visit->customer_tier);
    TRY(sql_one(call, &SQL_get_interval, "interval", &rows));
    TRY(months_from_now(call, (unsigned)row_int(&rows, 0, "months"), &due_us));
    visit->id = new_id(call);
    visit->has_version = visit->has_state = true;
    visit->version = 1;
    visit->state = RETURN_VISIT__STATE__PLANNED;
    visit->due_at = time_message(call, due_us);
    visit->created_at = time_message(call, call->now_us);
    bind_message(call, visit);
    TRY(sql(call, &SQL_insert_visit, &rows));
    emit_planned(call, visit);
    job.visit_id = visit->id;
    return schedule(call, "visit_due", visit->id, due_us, &job);
}

enum status visit_plan_first(struct call *call, const DeliveryPlan *plan)
{
    ReturnVisit *visit = arena_alloc(call->arena, sizeof *visit);
    return_visit__init(visit);
    visit->plan_id = plan->id;
    visit->contract_id = plan->contract_id;
    visit->customer_id = plan->customer_id;
    visit->customer_tier = plan->customer_tier;
    visit->owner_id = plan->owner_id;
    visit->owner_path = plan->owner_path;
    return plan_it(call, visit);
}

enum status visit_plan_next(struct call *call, const ReturnVisit *visit, ReturnVisit **ret_next)
{
    ReturnVisit *next = arena_alloc(call->arena, sizeof *next);
    return_visit__init(next);
    next->plan_id = visit->plan_id;
    next->contract_id = visit->contract_id;
    next->customer_id = visit->customer_id;
    next->customer_tier = visit->customer_tier;
    next->owner_id = visit->owner_id;
    next->owner_path = visit->owner_path;
    if (ret_next)
        *ret_next = next;
    return plan_it(call, next);
}

/* ---- one visit --------------------------------------------------------------------------------------------------- */

enum status visit_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                       ReturnVisit *ret_visit)
{
    struct rows rows;
    return_visit__init(ret_visit);
    bind_text(call, "id", id);
    TRY(sql_one(call, &SQL_lock_visit, "return visit", &rows));
    row_into(call, &rows, 0, ret_visit);
    note(call, "visit", ret_visit->id);
    TRY(version_expect("visit", ret_visit->version, expected, &call->error));
    return verb ? visit_move(ret_visit, verb, &call->error) : STATUS_OK;
}

enum status visit_save(struct call *call, ReturnVisit *visit)
{
    return row_save(call, &SQL_save_visit, visit, "visit of this version", &visit->version);
}

enum status visit_refuse(struct call *call, ReturnVisit *visit, const char *reason)
{
    VisitRefused event = VISIT_REFUSED__INIT;
    visit->end_reason = reason;
    TRY(visit_save(call, visit));
    TRY(unschedule(call, "visit_due", visit->id));
    TRY(unschedule(call, "visit_missed", visit->id));
    event.visit_id = visit->id;
    event.plan_id = visit->plan_id;
    event.customer_id = visit->customer_id;
    event.owner_id = visit->owner_id;
    event.reason = reason;
    emit(call, &event, "visit", visit->id, visit->owner_path);
    return STATUS_OK;
}

enum status visits_call_off(struct call *call, const char *plan_id, const char *reason)
{
    struct rows rows;
    ListVisitsReply open = LIST_VISITS_REPLY__INIT;
    bind_text(call, "plan_id", plan_id);
    TRY(sql(call, &SQL_list_open_visits, &rows));
    rows_into(call, &rows, &open, "visits");
    for (size_t i = 0; i < open.n_visits; i++) {
        TRY(visit_move(open.visits[i], "refuse", &call->error));
        TRY(visit_refuse(call, open.visits[i], reason));
    }
    return STATUS_OK;
}

enum status visit_answer(struct call *call, const ReturnVisit *visit, ReturnVisit **ret_visit)
{
    ReturnVisit *copy = *ret_visit = arena_memdup(call->arena, visit, sizeof *visit);
    TRY(vault_unseal(call, visit->id, "need", &copy->need));
    TRY(vault_unseal(call, visit->id, "problem", &copy->problem));
    return vault_unseal(call, visit->id, "suggestion", &copy->suggestion);
}
