/* SPDX-License-Identifier: Apache-2.0 */
#include "coaching.h"

#include "base/text.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"OPEN", "finish", "DONE", "who sees to it says what was done"},
    {"DONE", "recheck", "RECHECKED", "a later call shows what came of it"},
};

const struct lifecycle coaching_lifecycle = {"coaching_item", "OPEN", rows, sizeof rows / sizeof *rows};

enum status coaching_move(CoachingItem *item, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&coaching_lifecycle, &coaching_item__state__descriptor, (int)item->state, verb, &to, error));
    item->state = (CoachingItem__State)to;
    return STATUS_OK;
}

enum status coaching_may_finish(const CoachingItem *item, const char *actor, struct error *error)
{
    if (text_equal(item->owner_id, actor))
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "NOT_THE_OWNER",
                       "only who sees to a coaching item says that it is done");
}

enum status coaching_is_shown_by(const CoachingItem *item, const char *agent_id, int64_t answered_us,
                                 struct error *error)
{
    const Google__Protobuf__Timestamp *done = item->done_at;
    if (done && text_equal(item->agent_id, agent_id) && answered_us > done->seconds * 1000000 + done->nanos / 1000)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, "evaluation_id", "NOT_LATER",
                       "it takes a call of the same agent that was answered after the item was done");
}
