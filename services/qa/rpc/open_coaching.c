/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "lesson.h"
#include "rooms.h"
#include "schema/rule.h"
#include "service/value.h"
#include "vault.h"
#include "wire/pack.h"

enum { DAY = 10 };

static enum status check_day(struct call *call, const char *due_on)
{
    char today[TIME_TEXT];
    time_format(call->now_us, today);
    if (strncmp(due_on, today, DAY) < 0)
        return bad(call, "due_on", "must not be past");
    return STATUS_OK;
}

static void emit_opened(struct call *call, const CoachingItem *item)
{
    CoachingOpened event = COACHING_OPENED__INIT;
    event.item_id = item->id;
    event.evaluation_id = item->evaluation_id;
    event.agent_id = item->agent_id;
    event.owner_id = item->owner_id;
    event.skill = item->skill;
    event.has_before_hundredths = true;
    event.before_hundredths = item->before_hundredths;
    event.due_on = item->due_on;
    emit(call, &event, "coaching_item", item->id, item->owner_path);
}

RPC(Qa, open_coaching, OpenCoachingRequest, OpenCoachingReply)
{
    struct rows rows;
    struct skill_score score = {0};
    TRY(check_day(call, in->due_on));
    TRY(lesson_score(call, in->evaluation_id, in->skill, &score));
    CoachingItem *item = wire_new(call->arena, &coaching_item__descriptor);
    item->id = new_id(call);
    item->has_state = item->has_before_hundredths = item->has_version = true;
    item->state = COACHING_ITEM__STATE__OPEN;
    item->version = 1;
    item->evaluation_id = in->evaluation_id;
    item->agent_id = score.agent_id;
    item->owner_path = score.owner_path;
    item->owner_id = in->owner_id ? in->owner_id : score.agent_id;
    item->skill = in->skill;
    item->before_hundredths = score.hundredths;
    item->due_on = in->due_on;
    item->opened_at = time_message(call, call->now_us);
    item->opened_by = call->actor;
    item->task = in->task;
    bind_message(call, item);
    vault_bind(call, item->id, "task", in->task);
    TRY(sql(call, &SQL_add_coaching, &rows));
    emit_opened(call, item);
    out->item = item;
    return STATUS_OK;
}
