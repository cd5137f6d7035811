/* SPDX-License-Identifier: Apache-2.0 */
#include "intake.h"

RPC(Leads, capture_lead, CaptureLeadRequest, CaptureLeadReply)
{
    struct intake intake;
    TRY(intake_ask(call, in, &intake));
    return intake_take(call, &intake, out);
}
