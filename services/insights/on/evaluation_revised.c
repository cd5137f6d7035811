/* SPDX-License-Identifier: Apache-2.0
 * The score as it stands after the appeal is the one that counts, in the period of the evaluation.
 */
#include "dealspine/qa.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(evaluation_revised, EvaluationRevised)
{
    bind_bool(call, "is_fatal", in->n_fatal_codes > 0);
    return fact_put(call, &SQL_revise_evaluation);
}
