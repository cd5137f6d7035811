/* SPDX-License-Identifier: Apache-2.0
 * The agent has been silent about an evaluation: it counts as acknowledged.
 */
#include "rooms.h"
#include "verdict.h"

JOB(lapse_evaluation, LapseEvaluationJob)
{
    Evaluation evaluation;
    TRY(evaluation_lock(call, NULL, &evaluation));
    if (evaluation.state != EVALUATION__STATE__SUBMITTED)
        return STATUS_OK;
    return verdict_accept(call, &evaluation, "lapse");
}
