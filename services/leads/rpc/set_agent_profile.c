/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "rooms.h"
#include "wire/pack.h"

static bool is_clock(const char *text)
{
    return strlen(text) == 5 && strspn(text, "0123456789:") == 5 && text[2] == ':' && text[1] != ':' &&
           text[0] != ':' && text[3] != ':' && text[4] != ':' && strncmp(text, "24", 2) < 0 && text[3] < '6';
}

static enum status check_shift(struct call *call, const SetAgentProfileRequest *in)
{
    if ((in->shift_from != NULL) != (in->shift_until != NULL))
        return bad(call, in->shift_from ? "shift_until" : "shift_from", "a shift has a beginning and an end");
    if (in->shift_from && !is_clock(in->shift_from))
        return bad(call, "shift_from", "must be a time written as HH:MM");
    if (in->shift_until && !is_clock(in->shift_until))
        return bad(call, "shift_until", "must be a time written as HH:MM");
    if (in->shift_from && strcmp(in->shift_from, in->shift_until) == 0)
        return bad(call, "shift_until", "must differ from shift_from");
    return STATUS_OK;
}

RPC(Leads, set_agent_profile, SetAgentProfileRequest, SetAgentProfileReply)
{
    struct rows rows;
    TRY(check_shift(call, in));
    TRY(sql_one(call, &SQL_set_agent_profile, "agent", &rows));
    out->agent = wire_new(call->arena, &lead_agent__descriptor);
    row_into(call, &rows, 0, out->agent);
    return STATUS_OK;
}
