/* SPDX-License-Identifier: Apache-2.0
 * Quiet hours: from one minute of the day to before another, maybe over midnight. Pure.
 */
#ifndef NOTIFICATIONS_QUIET_H
#define NOTIFICATIONS_QUIET_H

#include <stdbool.h>

#include "base/arena.h"

/* "21:30" as a minute of the day. False for anything else. */
bool quiet_read(const char *text, int *ret_minute);
const char *quiet_write(int minute, struct arena *arena);

/* Minutes until the quiet time is over, 0 when `now` lies outside it. The same minute twice: never quiet. */
int quiet_left(int now, int from, int until);

#endif
