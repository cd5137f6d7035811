/* SPDX-License-Identifier: Apache-2.0 */
#include "quiet.h"

#include <ctype.h>
#include <string.h>

enum { DAY = 24 * 60 };

bool quiet_read(const char *text, int *ret_minute)
{
    if (strlen(text) != 5 || text[2] != ':')
        return false;
    for (int i = 0; i < 5; i++)
        if (i != 2 && !isdigit((unsigned char)text[i]))
            return false;
    int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
    *ret_minute = hour * 60 + minute;
    return hour < 24 && minute < 60;
}

const char *quiet_write(int minute, struct arena *arena)
{
    return arena_printf(arena, "%02d:%02d", minute / 60, minute % 60);
}

int quiet_left(int now, int from, int until)
{
    int length = (until - from + DAY) % DAY, passed = (now - from + DAY) % DAY;
    return passed < length ? length - passed : 0;
}
