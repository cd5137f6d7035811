/* SPDX-License-Identifier: Apache-2.0 */
#include "blocking.h"
#include "rooms.h"

enum { USUAL_SEVERITY = 2 };

RPC(Opportunities, raise_blocker, RaiseBlockerRequest, RaiseBlockerReply)
{
    Opportunity opportunity;
    Blocker wanted = BLOCKER__INIT;
    wanted.kind = BLOCKER__KIND__ISSUE;
    wanted.severity = in->has_severity ? in->severity : USUAL_SEVERITY;
    wanted.text = in->text;
    wanted.action = in->action;
    wanted.owner_id = in->owner_id;
    wanted.due_on = in->due_on;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    opportunity_touch(call, "blockers");
    TRY(blocker_raise(call, &opportunity, &wanted, "due_on", &out->blocker));
    TRY(opportunity_save(call, &opportunity));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
