/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"
#include "vault.h"

static void emit_opened(struct call *call, const PreventiveAction *action)
{
    CapaOpened event = CAPA_OPENED__INIT;
    event.capa_id = action->id;
    event.case_id = action->case_id;
    event.cause = action->cause;
    event.owner_id = action->owner_id;
    event.due_on = action->due_on;
    event.metric = action->metric;
    emit(call, &event, "capa", action->id, action->owner_path);
}

RPC(Aftersales, open_preventive_action, OpenPreventiveActionRequest, OpenPreventiveActionReply)
{
    struct rows rows;
    Case case_file;
    PreventiveAction action = PREVENTIVE_ACTION__INIT;
    if (is_blank(in->measure))
        return bad(call, "measure", "must say what will be changed");
    TRY(case_hold(call, in->case_id, NULL, NULL, &case_file));
    action.id = new_id(call);
    action.has_version = action.has_state = true;
    action.version = 1;
    action.state = PREVENTIVE_ACTION__STATE__OPEN;
    action.case_id = case_file.id;
    action.cause = in->cause;
    action.measure = vault_seal(call, action.id, "measure", in->measure);
    action.owner_id = in->owner_id ? in->owner_id : call->actor;
    action.owner_path = case_file.owner_path;
    action.due_on = in->due_on;
    action.metric = in->metric;
    action.created_at = time_message(call, call->now_us);
    bind_message(call, &action);
    TRY(sql(call, &SQL_insert_capa, &rows));
    emit_opened(call, &action);
    return capa_answer(call, &action, &out->action);
}
