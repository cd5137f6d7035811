/* SPDX-License-Identifier: Apache-2.0 */
#include "service/follow.h"

ON(customer_unmerged, CustomerUnmerged)
{
    return follow_unmerged(call, in);
}
