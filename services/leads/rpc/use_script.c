/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"

static enum status check(struct call *call, const UseScriptRequest *in, const Script *script)
{
    if (script->state != SCRIPT__STATE__PUBLISHED && script->state != SCRIPT__STATE__RETIRED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this version was never published");
    if (in->has_overcame && script->kind != SCRIPT__KIND__OBJECTION_HANDLING)
        return bad(call, "overcame", "is said of OBJECTION_HANDLING only");
    return STATUS_OK;
}

RPC(Leads, use_script, UseScriptRequest, UseScriptReply)
{
    struct rows rows;
    TRY(library_take(call, in->script_id, NULL, &out->script));
    TRY(check(call, in, out->script));
    if (in->lead_id)
        TRY(sql_one(call, &SQL_get_lead, "lead", &rows));
    const struct use use = {
        .call_id = in->call_id,
        .lead_id = in->lead_id,
        .agent_id = call->actor,
        .says_overcame = in->has_overcame,
        .overcame = in->overcame,
    };
    TRY(library_use(call, out->script, &use));
    TRY(library_take(call, in->script_id, NULL, &out->script));
    return STATUS_OK;
}
