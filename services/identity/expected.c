/* SPDX-License-Identifier: Apache-2.0 */
#include "expected.h"

#include <inttypes.h>

enum status expect_version(struct call *call, bool given, uint64_t expected, int64_t present)
{
    if (!given || expected == (uint64_t)present)
        return STATUS_OK;
    return fail_for(call, STATUS_ABORTED, "VERSION_DIFFERS", "expected version %" PRIu64 ", it is now %" PRId64,
                    expected, present);
}
