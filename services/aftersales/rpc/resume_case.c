/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

RPC(Aftersales, resume_case, ResumeCaseRequest, ResumeCaseReply)
{
    Case case_file;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "resume", &case_file));
    int64_t since_us = time_us(case_file.waiting_since);
    case_file.waiting_since = NULL;
    TRY(case_save(call, &case_file));
    TRY(clocks_resume(call, &case_file, since_us));
    TRY(clocks_read(call, &case_file, &out->clocks, &out->n_clocks));
    return case_answer(call, &case_file, &out->case_file);
}
