/* SPDX-License-Identifier: Apache-2.0 */
#include "service/follow.h"

ON(calendar_changed, CalendarChanged)
{
    return follow_calendar(call, in);
}
