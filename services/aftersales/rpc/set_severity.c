/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Aftersales, set_severity, SetSeverityRequest, SetSeverityReply)
{
    struct rows rows;
    if (call->scope[0] != '\0')
        return fail_for(call, STATUS_PERMISSION_DENIED, "SCOPE",
                        "the classes are everybody's: this needs aftersales.case over the whole organisation");
    if (in->first_response_minutes < in->ack_minutes)
        return bad(call, "first_response_minutes", "must be at least ack_minutes");
    if (in->resolve_minutes < in->first_response_minutes)
        return bad(call, "resolve_minutes", "must be at least first_response_minutes");
    TRY(sql_one(call, &SQL_put_severity, "severity class", &rows));
    SeverityClass *changed = out->severity_class = arena_alloc(call->arena, sizeof *changed);
    severity_class__init(changed);
    changed->has_severity = changed->has_ack_minutes = changed->has_first_response_minutes =
        changed->has_resolve_minutes = changed->has_escalates = true;
    changed->severity = in->severity;
    changed->ack_minutes = in->ack_minutes;
    changed->first_response_minutes = in->first_response_minutes;
    changed->resolve_minutes = in->resolve_minutes;
    changed->playbook = in->playbook;
    changed->escalates = in->escalates;
    return STATUS_OK;
}
