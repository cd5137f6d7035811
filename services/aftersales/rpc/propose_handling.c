/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"
#include "vault.h"

RPC(Aftersales, propose_handling, ProposeHandlingRequest, ProposeHandlingReply)
{
    Case case_file;
    if (is_blank(in->proposal))
        return bad(call, "proposal", "must say how it shall be handled");
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "propose", &case_file));
    TRY(case_may_propose(&case_file, &call->error));
    case_file.proposal = vault_seal(call, case_file.id, "proposal", in->proposal);
    TRY(case_save(call, &case_file));
    return case_answer(call, &case_file, &out->case_file);
}
