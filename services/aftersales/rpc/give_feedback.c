/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"
#include "vault.h"

static void emit_feedback(struct call *call, const Case *case_file)
{
    CaseFeedbackGiven event = CASE_FEEDBACK_GIVEN__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.customer_id = case_file->customer_id;
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    event.has_satisfied = true;
    event.satisfied = case_file->satisfied;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

RPC(Aftersales, give_feedback, GiveFeedbackRequest, GiveFeedbackReply)
{
    Case case_file;
    if (is_blank(in->feedback))
        return bad(call, "feedback", "must say what the customer was told");
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "feedback", &case_file));
    TRY(case_may_give_feedback(&case_file, &call->error));
    case_file.feedback = vault_seal(call, case_file.id, "feedback", in->feedback);
    case_file.has_satisfied = true;
    case_file.satisfied = in->satisfied;
    TRY(case_save(call, &case_file));
    emit_feedback(call, &case_file);
    return case_answer(call, &case_file, &out->case_file);
}
