/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"
#include "dealspine/customers.pb-c.h"
#include "dialling.h"
#include "followup.h"
#include "library.h"
#include "wire/pack.h"

/* What the agent says was on the screen, when it is a version of ours. */
static enum status keep_script(struct call *call, const CallWrapped *in)
{
    struct rows rows;
    char code[64];
    int64_t number;
    if (!script_version_read(in->script_version, code, &number))
        return STATUS_OK;
    bind_text(call, "code", code);
    bind_int(call, "number", number);
    TRY(sql(call, &SQL_get_script, &rows));
    if (!rows.n)
        return STATUS_OK;
    Script *script = wire_new(call->arena, &script__descriptor);
    row_into(call, &rows, 0, script);
    const struct use use = {
        .call_id = in->call_id,
        .lead_id = in->lead_id,
        .agent_id = in->agent_id,
        .disposition = in->disposition,
        .contact = in->answered || in->customer_contact,
    };
    return library_use(call, script, &use);
}

ON(call_wrapped, CallWrapped)
{
    const struct contact contact = {
        .lead_id = in->lead_id,
        .by = "CALL",
        .ref_id = in->call_id,
        .at_us = in->at ? lead_us(in->at) : call->now_us,
        .effective = in->answered || in->customer_contact,
        .completed = true,
        .disposition = in->disposition,
        .do_not_call = in->do_not_call,
    };
    TRY(keep_script(call, in));
    if (contact.effective)
        TRY(callbacks_met(call, in->lead_id, in->agent_id, in->call_id));
    TRY(dialling_called(call, in->lead_id, contact.effective, contact.do_not_call, in->disposition));
    return followup_apply(call, &contact);
}
