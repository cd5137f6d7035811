/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, attend_telephone, AttendTelephoneRequest, AttendTelephoneReply)
{
    struct rows rows;
    (void)in;
    TRY(sql(call, &SQL_attend_telephone, &rows));
    out->telephone = wire_new(call->arena, &telephone__descriptor);
    if (rows.n)
        row_into(call, &rows, 0, out->telephone);
    out->telephone->has_mode = 1;
    out->telephone->mode = rows.n ? TELEPHONE__MODE__ADAPTER : TELEPHONE__MODE__MANUAL;
    return STATUS_OK;
}
