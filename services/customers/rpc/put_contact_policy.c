/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, put_contact_policy, PutContactPolicyRequest, PutContactPolicyReply)
{
    struct rows rows;
    if (in->from_minute >= in->until_minute)
        return bad(call, "until_minute", "must be after from_minute");
    TRY(check_purpose(call, in->purpose));
    TRY(sql_one(call, &SQL_put_policy, "contact policy", &rows));
    out->policy = wire_new(call->arena, &contact_policy__descriptor);
    row_into(call, &rows, 0, out->policy);
    note(call, "purpose", in->purpose);
    return STATUS_OK;
}
