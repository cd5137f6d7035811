/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

static bool is_in_time(CaseClock *const *clocks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (clocks[i]->name == CASE_CLOCK__NAME__RESOLVE)
            return !clocks[i]->breached;
    return true;
}

static void emit_resolved(struct call *call, const Case *case_file, bool in_time)
{
    CaseResolved event = CASE_RESOLVED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.customer_id = case_file->customer_id;
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    event.has_in_time = true;
    event.in_time = in_time;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

RPC(Aftersales, resolve_case, ResolveCaseRequest, ResolveCaseReply)
{
    Case case_file;
    CaseClock **clocks;
    size_t n;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "resolve", &case_file));
    TRY(case_may_resolve(&case_file, &call->error));
    case_file.resolved_at = time_message(call, call->now_us);
    TRY(case_save(call, &case_file));
    TRY(clock_meet(call, &case_file, CASE_CLOCK__NAME__RESOLVE));
    TRY(clocks_read(call, &case_file, &clocks, &n));
    emit_resolved(call, &case_file, is_in_time(clocks, n));
    return case_answer(call, &case_file, &out->case_file);
}
