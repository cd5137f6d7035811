/* SPDX-License-Identifier: Apache-2.0 */
#include "improving.h"
#include "rooms.h"
#include "vault.h"

RPC(Aftersales, commit_improvement, CommitImprovementRequest, CommitImprovementReply)
{
    Improvement improvement;
    if (is_blank(in->measure))
        return bad(call, "measure", "must say what will be done");
    TRY(improvement_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL,
                         "commit", &improvement));
    improvement.measure = vault_seal(call, improvement.id, "measure", in->measure);
    if (in->owner_id)
        improvement.owner_id = in->owner_id;
    if (in->due_on)
        improvement.due_on = in->due_on;
    TRY(improvement_save(call, &improvement));
    return improvement_answer(call, &improvement, &out->improvement);
}
