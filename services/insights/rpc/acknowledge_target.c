/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "held.h"
#include "rooms.h"
#include "target.h"

/* A person's is his own to acknowledge, a team's is whoever's sets targets for the team. */
static bool is_callers(struct call *call, const Target *target)
{
    const char *scope;
    if (target->user_id)
        return text_equal(target->user_id, call->actor);
    return call_may(call, "insights.targets", &scope) && strncmp(target->owner_path, scope, strlen(scope)) == 0;
}

RPC(Insights, acknowledge_target, AcknowledgeTargetRequest, AcknowledgeTargetReply)
{
    TRY(target_hold(call, in->has_expected_version ? &in->expected_version : NULL, &out->target));
    Target *target = out->target;
    if (!is_callers(call, target))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_YOURS", "only whose target it is can acknowledge it");
    TRY(target_step(target, "acknowledge", &call->error));
    target->acknowledged_by = call->actor;
    TRY(target_save(call, target));
    TargetAcknowledged event = TARGET_ACKNOWLEDGED__INIT;
    event.target_id = target->id;
    event.has_revision = true;
    event.revision = target->revision;
    event.user_id = call->actor;
    emit(call, &event, "target", target->id, target->owner_path);
    return STATUS_OK;
}
