/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "service/ops.h"
#include "service/replay.h"

/* A job has no order to keep: it becomes due again at once. */
static enum status replay_job(struct call *call, const DeadLetter *letter, Repair **ret)
{
    struct rows rows;
    TRY(sql_one(call, statement_of("dead_letter_rejob"), "dead letter", &rows));
    bind_text(call, "reason", NULL);
    bind_int(call, "replayed", 1);
    return ops_record(call, "REPLAY_LETTER", "DONE", letter, ret);
}

RPC(Ops, replay_dead_letter, ReplayDeadLetterRequest, ReplayDeadLetterReply)
{
    struct rows rows;
    DeadLetter *letter = wire_new(call->arena, &dead_letter__descriptor);
    TRY(sql_one(call, statement_of("dead_letter_get"), "dead letter", &rows));
    ops_letter(call, &rows, 0, letter);
    note(call, "letter", letter->id);
    if (strcmp(letter->domain, "job") == 0)
        return replay_job(call, letter, &out->repair);
    if (!letter->first)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_FIRST",
                        "earlier dead letters of its aggregate come first: replay those, or the aggregate");
    bind_text(call, "reason", NULL);
    bind_int(call, "replayed", 0);
    TRY(ops_record(call, "REPLAY_LETTER", "WAITING", letter, &out->repair));
    replay_soon();
    return STATUS_OK;
}
