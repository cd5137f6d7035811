/* SPDX-License-Identifier: Apache-2.0 */
#include "improving.h"
#include "rooms.h"

RPC(Aftersales, finish_improvement, FinishImprovementRequest, FinishImprovementReply)
{
    Improvement improvement;
    ImprovementDone event = IMPROVEMENT_DONE__INIT;
    TRY(improvement_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL,
                         "finish", &improvement));
    TRY(improvement_save(call, &improvement));
    event.improvement_id = improvement.id;
    event.survey_id = improvement.survey_id;
    event.customer_id = improvement.customer_id;
    event.owner_id = improvement.owner_id;
    emit(call, &event, "improvement", improvement.id, improvement.owner_path);
    return improvement_answer(call, &improvement, &out->improvement);
}
