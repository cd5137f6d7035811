/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

RPC(Aftersales, await_customer, AwaitCustomerRequest, AwaitCustomerReply)
{
    Case case_file;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "wait", &case_file));
    case_file.waiting_since = time_message(call, call->now_us);
    TRY(case_save(call, &case_file));
    TRY(clocks_halt(call, &case_file));
    return case_answer(call, &case_file, &out->case_file);
}
