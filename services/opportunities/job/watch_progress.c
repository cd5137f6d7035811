/* SPDX-License-Identifier: Apache-2.0
 * Comes back every few minutes: deals past the limit of their stage and grade are stalled, milestones past their day
 * are missed, offers past theirs expire. Each is told once; a stalled deal again when it has moved meanwhile.
 */
#include "rooms.h"
#include "schema/rule.h"
#include "service/value.h"
#include "settings.h"
#include "zone.h"

enum { SOME = 200 };
#define MINUTE_US (INT64_C(60) * 1000000)

static int grade_of(const char *name)
{
    return protobuf_c_enum_descriptor_get_value_by_name(&opportunity__grade__descriptor, name)->value;
}

static void tell_stalled(struct call *call, const struct rows *rows, size_t i)
{
    OpportunityStalled event = OPPORTUNITY_STALLED__INIT;
    event.opportunity_id = row_text(rows, i, "id");
    event.owner_id = row_text(rows, i, "owner_id");
    event.stage = row_text(rows, i, "stage");
    event.has_grade = !row_is_null(rows, i, "grade");
    if (event.has_grade)
        event.grade = grade_of(row_text(rows, i, "grade"));
    event.since = time_message(call, row_time(rows, i, "since"));
    event.due_on = row_text(rows, i, "due_on");
    emit(call, &event, "opportunity", event.opportunity_id, row_text(rows, i, "owner_path"));
}

static void tell_missed(struct call *call, const struct rows *rows, size_t i)
{
    OpportunityMilestoneMissed event = OPPORTUNITY_MILESTONE_MISSED__INIT;
    event.opportunity_id = row_text(rows, i, "opportunity_id");
    event.plan_id = row_text(rows, i, "plan_id");
    event.code = row_text(rows, i, "code");
    event.due_on = row_text(rows, i, "due_on");
    event.plan_owner_id = row_text(rows, i, "plan_owner_id");
    event.owner_id = row_text(rows, i, "owner_id");
    emit(call, &event, "opportunity", event.opportunity_id, row_text(rows, i, "owner_path"));
}

static void tell_expired(struct call *call, const struct rows *rows, size_t i)
{
    QuoteExpired event = QUOTE_EXPIRED__INIT;
    event.quote_id = row_text(rows, i, "quote_id");
    event.opportunity_id = row_text(rows, i, "opportunity_id");
    event.has_quote_version = true;
    event.quote_version = (uint32_t)row_int(rows, i, "version");
    event.owner_id = row_text(rows, i, "owner_id");
    emit(call, &event, "quote", event.quote_id, row_text(rows, i, "owner_path"));
}

JOB(watch_progress, WatchProgressJob)
{
    struct rows stalled, missed, expired;
    bind_int(call, "row_limit", SOME);
    zone_bind(call);
    TRY(sql(call, &SQL_stall_opportunities, &stalled));
    TRY(sql(call, &SQL_miss_milestones, &missed));
    TRY(sql(call, &SQL_expire_quotes, &expired));
    for (size_t i = 0; i < stalled.n; i++)
        tell_stalled(call, &stalled, i);
    for (size_t i = 0; i < missed.n; i++)
        tell_missed(call, &missed, i);
    for (size_t i = 0; i < expired.n; i++)
        tell_expired(call, &expired, i);
    bool more = stalled.n == SOME || missed.n == SOME || expired.n == SOME;
    return schedule(call, "watch_progress", "clock",
                    call->now_us + (more ? 0 : opportunities_settings.progress_minutes * MINUTE_US), in);
}
