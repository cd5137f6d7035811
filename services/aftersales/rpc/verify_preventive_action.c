/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

RPC(Aftersales, verify_preventive_action, VerifyPreventiveActionRequest, VerifyPreventiveActionReply)
{
    PreventiveAction action;
    CapaVerified event = CAPA_VERIFIED__INIT;
    TRY(capa_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL,
                  in->effective ? "verify" : "fail", &action));
    TRY(capa_save(call, &action));
    event.capa_id = action.id;
    event.case_id = action.case_id;
    event.cause = action.cause;
    event.has_effective = true;
    event.effective = in->effective;
    emit(call, &event, "capa", action.id, action.owner_path);
    return capa_answer(call, &action, &out->action);
}
