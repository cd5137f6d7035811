/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/qa.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(evaluation_submitted, EvaluationSubmitted)
{
    bind_bool(call, "is_fatal", in->n_fatal_codes > 0);
    return fact_put(call, &SQL_put_evaluation);
}
