/* SPDX-License-Identifier: Apache-2.0 */
#include "lesson.h"
#include "rooms.h"
#include "service/value.h"
#include "vault.h"

RPC(Qa, finish_coaching, FinishCoachingRequest, FinishCoachingReply)
{
    CoachingItem *item = NULL;
    CoachingDone event = COACHING_DONE__INIT;
    TRY(lesson_lock(call, in->has_expected_version ? &in->expected_version : NULL, &item));
    TRY(coaching_may_finish(item, call->actor, &call->error));
    TRY(coaching_move(item, "finish", &call->error));
    item->done_at = time_message(call, call->now_us);
    item->outcome = in->outcome;
    vault_bind(call, item->id, "outcome", in->outcome);
    TRY(lesson_save(call, item));
    event.item_id = item->id;
    event.agent_id = item->agent_id;
    event.owner_id = item->owner_id;
    event.skill = item->skill;
    emit(call, &event, "coaching_item", item->id, item->owner_path);
    out->item = item;
    return STATUS_OK;
}
