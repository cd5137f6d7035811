/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

RPC(Aftersales, act_on_case, ActOnCaseRequest, ActOnCaseReply)
{
    Case case_file;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "act", &case_file));
    TRY(case_save(call, &case_file));
    return case_answer(call, &case_file, &out->case_file);
}
