/* SPDX-License-Identifier: Apache-2.0
 * Opens tasks of one rule of the care calendar, or of single customers' days, some at a time.
 */
#include "caring.h"
#include "rooms.h"

JOB(care, CareJob)
{
    bool more;
    CareJob next = *in;
    TRY(care_round(call, in, &more, &next.after_id));
    return more ? schedule(call, "care", in->rule ? in->rule : "*", call->now_us, &next) : STATUS_OK;
}
