/* SPDX-License-Identifier: Apache-2.0 */
#include "watch.h"

#include "attain.h"
#include "rooms.h"
#include "wire/pack.h"

enum status watch_achieve(struct call *call, Target *target, int64_t actual, const char *contract_id)
{
    struct rows rows;
    bind_text(call, "reached_id", target->id);
    bind_bool(call, "is_reached", true);
    TRY(sql_one(call, &SQL_mark_reached, "target", &rows));
    row_into(call, &rows, 0, target);
    TargetAchieved event = TARGET_ACHIEVED__INIT;
    event.has_revision = event.has_metric = event.has_value = event.has_actual = true;
    event.target_id = target->id;
    event.revision = target->revision;
    event.metric = target->metric;
    event.currency = target->currency;
    event.value = target->value;
    event.actual = actual;
    event.team_path = target->team_path;
    event.user_id = target->user_id;
    event.contract_id = contract_id;
    emit(call, &event, "target", target->id, target->owner_path);
    return STATUS_OK;
}

enum status watch_target(struct call *call, Target *target)
{
    struct rows rows;
    Attainment *now;
    const struct measure measure = measure_of(target);
    TRY(sql_one(call, &SQL_get_replay, "replay", &rows));
    if (row_bool(&rows, 0, "rebuilding"))
        return STATUS_OK;
    TRY(attain(call, &measure, NULL, &now));
    return now->actual >= target->value ? watch_achieve(call, target, now->actual, NULL) : STATUS_OK;
}

static enum status list(struct call *call, const char *contract_id, bool reached, ListTargetsReply *ret)
{
    struct rows rows;
    bind_text(call, "of_contract", contract_id);
    bind_bool(call, "is_reached", reached);
    TRY(sql(call, &SQL_list_targets_of_deal, &rows));
    rows_into(call, &rows, ret, "targets");
    return STATUS_OK;
}

enum status watch_deal(struct call *call, const char *contract_id)
{
    ListTargetsReply open = LIST_TARGETS_REPLY__INIT;
    TRY(list(call, contract_id, false, &open));
    for (size_t i = 0; i < open.n_targets; i++) {
        const struct measure measure = measure_of(open.targets[i]);
        Attainment *now;
        TRY(attain(call, &measure, NULL, &now));
        if (now->actual >= open.targets[i]->value)
            TRY(watch_achieve(call, open.targets[i], now->actual, contract_id));
    }
    return STATUS_OK;
}

enum status watch_reversal(struct call *call, const char *contract_id)
{
    struct rows rows;
    ListTargetsReply reached = LIST_TARGETS_REPLY__INIT;
    TRY(list(call, contract_id, true, &reached));
    for (size_t i = 0; i < reached.n_targets; i++) {
        const struct measure measure = measure_of(reached.targets[i]);
        Attainment *now;
        TRY(attain(call, &measure, NULL, &now));
        if (now->actual >= reached.targets[i]->value)
            continue;
        bind_text(call, "reached_id", reached.targets[i]->id);
        bind_bool(call, "is_reached", false);
        TRY(sql_one(call, &SQL_mark_reached, "target", &rows));
    }
    return STATUS_OK;
}
