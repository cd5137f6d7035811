/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

RPC(Aftersales, finish_preventive_action, FinishPreventiveActionRequest, FinishPreventiveActionReply)
{
    PreventiveAction action;
    TRY(capa_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "finish", &action));
    TRY(capa_save(call, &action));
    return capa_answer(call, &action, &out->action);
}
