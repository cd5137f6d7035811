/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"
#include "ledger.h"
#include "rooms.h"

JOB(auto_wrap, AutoWrapJob)
{
    struct rows locked;
    Call *wrapped;
    const struct wrap wrap = {.automatic = true};
    TRY(sql(call, &SQL_lock_call, &locked));
    /* An erased customer has no key left; its calls stay as they were. */
    if (locked.n == 0 || row_is_null(&locked, 0, "wrapped") || !call_is_over(row_text(&locked, 0, "state")))
        return STATUS_OK;
    return call_wrap(call, &locked, &wrap, &wrapped);
}
