/* SPDX-License-Identifier: Apache-2.0
 * Targets whose run rate falls short are told once a day; those reached by something else than a deal are told too.
 * While projections are being rebuilt nothing can be said.
 */
#include "attain.h"
#include "ratio.h"
#include "rooms.h"
#include "settings.h"
#include "watch.h"

enum { PAGE = 100, SOON_US = 60 * 1000000 };

static enum status warn(struct call *call, const Target *target, const Attainment *now)
{
    struct rows rows;
    bind_text(call, "warned_id", target->id);
    TRY(sql(call, &SQL_mark_warned, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    TargetAtRisk event = TARGET_AT_RISK__INIT;
    event.has_revision = event.has_metric = event.has_value = event.has_actual = true;
    event.has_working_days = event.has_working_days_elapsed = true;
    event.target_id = target->id;
    event.revision = target->revision;
    event.metric = target->metric;
    event.currency = target->currency;
    event.value = target->value;
    event.actual = now->actual;
    event.working_days = now->working_days;
    event.working_days_elapsed = now->working_days_elapsed;
    event.run_rate = now->run_rate->decimal;
    event.team_path = target->team_path;
    event.user_id = target->user_id;
    emit(call, &event, "target", target->id, target->owner_path);
    return STATUS_OK;
}

static enum status look_at(struct call *call, Target *target)
{
    const struct measure measure = measure_of(target);
    Attainment *now;
    TRY(attain(call, &measure, target, &now));
    if (now->actual >= target->value)
        return watch_achieve(call, target, now->actual, NULL);
    return now->at_risk ? warn(call, target, now) : STATUS_OK;
}

JOB(watch_targets, WatchTargetsJob)
{
    struct rows rows;
    WatchTargetsJob next = WATCH_TARGETS_JOB__INIT;
    ListTargetsReply due = LIST_TARGETS_REPLY__INIT;
    TRY(sql_one(call, &SQL_get_replay, "replay", &rows));
    if (row_bool(&rows, 0, "rebuilding"))
        return schedule(call, "watch_targets", "clock", call->now_us + SOON_US, in);
    bind_text(call, "after_id", in->after_id);
    bind_int(call, "row_limit", PAGE);
    TRY(sql(call, &SQL_list_watched_targets, &rows));
    rows_into(call, &rows, &due, "targets");
    for (size_t i = 0; i < due.n_targets; i++)
        TRY(look_at(call, due.targets[i]));
    if (due.n_targets < PAGE)
        return schedule(call, "watch_targets", "clock", call->now_us + insights_settings.watch_minutes * 60000000, &next);
    next.after_id = due.targets[PAGE - 1]->id;
    return schedule(call, "watch_targets", "clock", call->now_us, &next);
}
