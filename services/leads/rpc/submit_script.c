/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"

RPC(Leads, submit_script, SubmitScriptRequest, SubmitScriptReply)
{
    TRY(library_take(call, in->script_id, in->has_expected_version ? &in->expected_version : NULL, &out->script));
    TRY(script_step(out->script, "submit", &call->error));
    return library_put(call, out->script);
}
