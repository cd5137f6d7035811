/* SPDX-License-Identifier: Apache-2.0 */
#include "service/ops.h"

RPC(Ops, drop_dead_letter, DropDeadLetterRequest, DropDeadLetterReply)
{
    struct rows rows;
    DeadLetter *letter = wire_new(call->arena, &dead_letter__descriptor);
    TRY(sql_one(call, statement_of("dead_letter_drop"), "dead letter", &rows));
    row_into(call, &rows, 0, letter);
    letter->id = in->id;
    note(call, "letter", letter->id);
    bind_text(call, "reason", in->reason);
    bind_int(call, "replayed", 0);
    return ops_record(call, "DROP_LETTER", "DONE", letter, &out->repair);
}
