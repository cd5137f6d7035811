/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

RPC(Aftersales, acknowledge_case, AcknowledgeCaseRequest, AcknowledgeCaseReply)
{
    Case case_file;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "acknowledge", &case_file));
    TRY(case_save(call, &case_file));
    TRY(clock_meet(call, &case_file, CASE_CLOCK__NAME__ACK));
    case_emit_acknowledged(call, &case_file);
    return case_answer(call, &case_file, &out->case_file);
}
