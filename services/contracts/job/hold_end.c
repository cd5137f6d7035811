/* SPDX-License-Identifier: Apache-2.0
 * A hold has lasted as long as its rule says.
 */
#include "holding.h"
#include "rooms.h"

JOB(hold_end, HoldEndJob)
{
    Contract contract;
    bind_text(call, "id", in->contract_id);
    TRY(contract_lock(call, &contract));
    enum status status = hold_release(call, &contract, in->hold_id, "EXPIRED", NULL);
    return status == STATUS_FAILED_PRECONDITION ? STATUS_OK : status;
}
