/* SPDX-License-Identifier: Apache-2.0 */
#include "lesson.h"
#include "rooms.h"
#include "service/value.h"

static void emit_rechecked(struct call *call, const CoachingItem *item)
{
    CoachingRechecked event = COACHING_RECHECKED__INIT;
    event.item_id = item->id;
    event.agent_id = item->agent_id;
    event.owner_id = item->owner_id;
    event.skill = item->skill;
    event.evaluation_id = item->recheck_evaluation_id;
    event.has_before_hundredths = event.has_after_hundredths = true;
    event.before_hundredths = item->before_hundredths;
    event.after_hundredths = item->after_hundredths;
    emit(call, &event, "coaching_item", item->id, item->owner_path);
}

RPC(Qa, recheck_coaching, RecheckCoachingRequest, RecheckCoachingReply)
{
    CoachingItem *item = NULL;
    struct skill_score score = {0};
    TRY(lesson_lock(call, in->has_expected_version ? &in->expected_version : NULL, &item));
    TRY(coaching_move(item, "recheck", &call->error));
    TRY(lesson_score(call, in->evaluation_id, item->skill, &score));
    TRY(coaching_is_shown_by(item, score.agent_id, score.answered_us, &call->error));
    item->recheck_evaluation_id = in->evaluation_id;
    item->has_after_hundredths = true;
    item->after_hundredths = score.hundredths;
    item->rechecked_at = time_message(call, call->now_us);
    TRY(lesson_save(call, item));
    emit_rechecked(call, item);
    out->item = item;
    return STATUS_OK;
}
