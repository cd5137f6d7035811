/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"
#include "service/value.h"
#include "wire/pack.h"

/* The version in force makes room first: only one of a code is PUBLISHED. */
static enum status retire_before(struct call *call, const Script *script, Script **ret_before)
{
    struct rows rows;
    *ret_before = NULL;
    bind_text(call, "code", script->code);
    TRY(sql(call, &SQL_lock_published_script, &rows));
    if (!rows.n)
        return STATUS_OK;
    Script *before = *ret_before = wire_new(call->arena, &script__descriptor);
    row_into(call, &rows, 0, before);
    TRY(script_step(before, "replace", &call->error));
    TRY(library_put(call, before));
    library_emit_retired(call, before, "REPLACED");
    return STATUS_OK;
}

static enum status publish(struct call *call, Script *script)
{
    Script *before;
    TRY(retire_before(call, script, &before));
    TRY(library_put(call, script));
    ScriptPublished event = SCRIPT_PUBLISHED__INIT;
    event.script_id = script->id;
    event.code = script->code;
    event.has_number = true, event.number = script->number;
    event.has_kind = true, event.kind = script->kind;
    event.approved_by = script->decided_by;
    event.replaces_id = before ? before->id : NULL;
    event.review_due = script->review_due;
    emit(call, &event, "script", script->id, "/");
    return STATUS_OK;
}

RPC(Leads, decide_script, DecideScriptRequest, DecideScriptReply)
{
    Script *script;
    TRY(library_take(call, in->script_id, in->has_expected_version ? &in->expected_version : NULL, &script));
    TRY(script_check_decision(in, script, call->actor, &call->error));
    TRY(script_step(script, in->approved ? "publish" : "give back", &call->error));
    script->decided_by = call->actor;
    script->decided_at = time_message(call, call->now_us);
    script->remark = in->remark;
    out->script = script;
    return in->approved ? publish(call, script) : library_put(call, script);
}
