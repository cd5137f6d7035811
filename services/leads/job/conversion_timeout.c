/* SPDX-License-Identifier: Apache-2.0 */
#include "fallback.h"

JOB(conversion_timeout, ConversionTimeoutJob)
{
    return fallback_apply(call, in->lead_id, in->opportunity_id, "TIMEOUT", /* keep= */ true);
}
