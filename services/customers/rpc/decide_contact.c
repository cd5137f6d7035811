/* SPDX-License-Identifier: Apache-2.0 */
#include "decide.h"
#include "record.h"

RPC(Customers, decide_contact, DecideContactRequest, DecideContactReply)
{
    struct rows rows;
    const char *purpose = in->purpose ? in->purpose : "sales";
    TRY(check_purpose(call, purpose));
    return decide_contact(call, in->contact_point_id, in->medium, purpose, &rows, &out->decision);
}
