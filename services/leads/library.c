/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"

#include "schema/rule.h"
#include "wire/pack.h"

enum status library_take(struct call *call, const char *script_id, const uint64_t *expected, Script **ret)
{
    struct rows rows;
    bind_text(call, "script_id", script_id);
    TRY(sql_one(call, &SQL_lock_script, "script", &rows));
    *ret = wire_new(call->arena, &script__descriptor);
    row_into(call, &rows, 0, *ret);
    return version_expect("script", (*ret)->version, expected, &call->error);
}

enum status library_put(struct call *call, Script *script)
{
    struct rows rows;
    bind_message(call, script);
    TRY(sql_one(call, &SQL_save_script, "script", &rows));
    script->version++;
    return STATUS_OK;
}

void library_emit_retired(struct call *call, const Script *script, const char *cause)
{
    ScriptRetired event = SCRIPT_RETIRED__INIT;
    event.script_id = script->id;
    event.code = script->code;
    event.has_number = true, event.number = script->number;
    event.cause = cause;
    emit(call, &event, "script", script->id, "/");
}

static void emit_used(struct call *call, const Script *script, const struct use *use)
{
    ScriptUsed event = SCRIPT_USED__INIT;
    event.script_id = script->id;
    event.code = script->code;
    event.has_number = true, event.number = script->number;
    event.has_kind = true, event.kind = script->kind;
    event.lead_id = use->lead_id;
    event.call_id = use->call_id;
    event.agent_id = use->agent_id;
    event.has_overcame = use->says_overcame, event.overcame = use->overcame;
    emit(call, &event, "script", script->id, "/");
}

enum status library_use(struct call *call, const Script *script, const struct use *use)
{
    struct rows rows;
    bind_text(call, "script_id", script->id);
    bind_text(call, "call_id", use->call_id);
    bind_text(call, "lead_id", use->lead_id);
    bind_text(call, "agent_id", use->agent_id);
    bind_text(call, "disposition", use->disposition);
    bind_bool(call, "contact", use->contact);
    bind_text(call, "overcame", use->says_overcame ? use->overcame ? "true" : "false" : NULL);
    TRY(sql_one(call, &SQL_put_script_use, "use", &rows));
    if (row_bool(&rows, 0, "added"))
        emit_used(call, script, use);
    return STATUS_OK;
}
