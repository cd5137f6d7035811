/* SPDX-License-Identifier: Apache-2.0 */
#include "dialling.h"
#include "service/value.h"

static enum status start(struct call *call, DialList *list)
{
    TRY(dial_step(list, "start", &call->error));
    if (!list->started_at)
        list->started_at = time_message(call, call->now_us);
    TRY(dialling_put(call, list));
    DialListStarted event = DIAL_LIST_STARTED__INIT;
    event.dial_list_id = list->id;
    event.team_path = list->team_path;
    event.has_leads = true, event.leads = list->progress->total;
    emit(call, &event, "dial_list", list->id, list->team_path);
    return STATUS_OK;
}

static enum status hold(struct call *call, DialList *list)
{
    TRY(dial_step(list, "pause", &call->error));
    TRY(dialling_put(call, list));
    DialListPaused event = DIAL_LIST_PAUSED__INIT;
    event.dial_list_id = list->id;
    emit(call, &event, "dial_list", list->id, list->team_path);
    return STATUS_OK;
}

RPC(Leads, change_dial_list, ChangeDialListRequest, ChangeDialListReply)
{
    DialList *list;
    const uint64_t *expected = in->has_expected_version ? &in->expected_version : NULL;
    TRY(dialling_take(call, in->dial_list_id, call->scope, expected, &list));
    TRY(dialling_count(call, list));
    out->dial_list = list;
    switch (in->verb) {
    case CHANGE_DIAL_LIST_REQUEST__VERB__START:
        return start(call, list);
    case CHANGE_DIAL_LIST_REQUEST__VERB__PAUSE:
        return hold(call, list);
    default:
        return dialling_finish(call, list);
    }
}
