/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"

RPC(Leads, retire_script, RetireScriptRequest, RetireScriptReply)
{
    TRY(library_take(call, in->script_id, in->has_expected_version ? &in->expected_version : NULL, &out->script));
    TRY(script_step(out->script, "retire", &call->error));
    TRY(library_put(call, out->script));
    library_emit_retired(call, out->script, "RETIRED");
    return STATUS_OK;
}
