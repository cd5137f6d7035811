/* SPDX-License-Identifier: Apache-2.0 */
#include "service/follow.h"

ON(customer_merged, CustomerMerged)
{
    return follow_merged(call, in);
}
