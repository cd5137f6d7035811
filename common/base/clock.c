/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int64_t read_us(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static const int64_t nobody = INT64_MIN;
static _Atomic int64_t ahead_us = INT64_MIN; /* the followed clock minus the monotonic one */

int64_t clock_now_us(void)
{
    int64_t ahead = atomic_load(&ahead_us);
    return ahead == nobody ? read_us(CLOCK_REALTIME) : ahead + clock_mono_us();
}

/* The truth lies between the bounds: what lies there already is not moved by how long a reading took. */
void clock_follow(int64_t before_us, int64_t after_us, int64_t wall_us)
{
    int64_t ahead = atomic_load(&ahead_us), least = wall_us - after_us, most = wall_us - before_us;
    if (ahead == nobody)
        ahead = least + (most - least) / 2;
    else if (ahead < least)
        ahead = least;
    else if (ahead > most)
        ahead = most;
    atomic_store(&ahead_us, ahead);
}

int64_t clock_mono_us(void)
{
    return read_us(CLOCK_MONOTONIC);
}

int64_t clock_mono_ms(void)
{
    return clock_mono_us() / 1000;
}

void time_format(int64_t us, char ret_text[TIME_TEXT])
{
    int64_t seconds = us / 1000000, rest = us % 1000000;
    if (rest < 0) {
        rest += 1000000;
        seconds--;
    }
    time_t t = (time_t)seconds;
    struct tm tm;
    gmtime_r(&t, &tm);
    snprintf(ret_text, TIME_TEXT, "%04u-%02u-%02uT%02u:%02u:%02u.%06uZ", (unsigned)(tm.tm_year + 1900) % 10000u,
             (unsigned)(tm.tm_mon + 1) % 100u, (unsigned)tm.tm_mday % 100u, (unsigned)tm.tm_hour % 100u,
             (unsigned)tm.tm_min % 100u, (unsigned)tm.tm_sec % 100u, (unsigned)rest % 1000000u);
}

static bool digits(const char **p, int n, int *ret)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        char c = (*p)[i];
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    *p += n;
    *ret = value;
    return true;
}

static bool day_exists(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap);
}

static bool parse_date(const char **p, int *year, int *month, int *day)
{
    if (!digits(p, 4, year) || *(*p)++ != '-' || !digits(p, 2, month) || *(*p)++ != '-' || !digits(p, 2, day))
        return false;
    return day_exists(*year, *month, *day);
}

bool date_is_valid(const char *text)
{
    int year, month, day;
    return text && strlen(text) == 10 && parse_date(&text, &year, &month, &day) && *text == '\0';
}

static bool parse_offset(const char **p, int *ret_seconds)
{
    int hours = 0, minutes = 0;
    char sign = *(*p)++;
    *ret_seconds = 0;
    if (sign == 'Z' || sign == 'z')
        return true;
    if ((sign != '+' && sign != '-') || !digits(p, 2, &hours))
        return false;
    if (**p == ':')
        (*p)++;
    if (**p && !digits(p, 2, &minutes))
        return false;
    if (hours > 23 || minutes > 59)
        return false;
    *ret_seconds = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
    return true;
}

bool time_parse(const char *text, int64_t *ret_us)
{
    int year, month, day, hour, minute, second, offset;
    const char *p = text;
    if (strnlen(text, 20) < 20 || !parse_date(&p, &year, &month, &day) || (*p != 'T' && *p != 't' && *p != ' '))
        return false;
    p++;
    if (!digits(&p, 2, &hour) || *p++ != ':' || !digits(&p, 2, &minute) || *p++ != ':' || !digits(&p, 2, &second) ||
        hour > 23 || minute > 59 || second > 59)
        return false;
    int64_t fraction = 0, scale = 100000;
    if (*p == '.') {
        p++;
        if (*p < '0' || *p > '9')
            return false;
        for (; *p >= '0' && *p <= '9'; p++, scale /= 10)
            fraction += (*p - '0') * scale;
    }
    if (!parse_offset(&p, &offset) || *p)
        return false;
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour, .tm_min = minute,
                    .tm_sec = second};
    *ret_us = ((int64_t)timegm(&tm) - offset) * 1000000 + fraction;
    return true;
}
