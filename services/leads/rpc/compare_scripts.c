/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Leads, compare_scripts, CompareScriptsRequest, CompareScriptsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_compare_scripts, &rows));
    if (!rows.n)
        return fail(call, STATUS_NOT_FOUND, "no script of this code was ever published");
    rows_into(call, &rows, out, "effects");
    return STATUS_OK;
}
