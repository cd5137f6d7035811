/* SPDX-License-Identifier: Apache-2.0 */
#include "service/ops.h"

RPC(Ops, get_dead_letter, GetDeadLetterRequest, GetDeadLetterReply)
{
    struct rows rows;
    TRY(sql_one(call, statement_of("dead_letter_get"), "dead letter", &rows));
    out->letter = wire_new(call->arena, &dead_letter__descriptor);
    ops_letter(call, &rows, 0, out->letter);
    return STATUS_OK;
}
