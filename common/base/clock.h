/* SPDX-License-Identifier: Apache-2.0
 * The two clocks, and the one text form of time. All wall times are UTC.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Wall clock, microseconds since 1970: the host's, or the one that is followed. Any thread. */
int64_t clock_now_us(void);
int64_t clock_mono_ms(void); /* for deadlines and durations only */
int64_t clock_mono_us(void);

/* Another's wall clock showed `wall_us` at some moment between `before_us` and `after_us` of clock_mono_us():
 * clock_now_us() goes by it from now on, however the host's is set, and is moved as little as this reading demands.
 * A process has one source of readings: its database, or for one without, the services that it calls. Any thread. */
void clock_follow(int64_t before_us, int64_t after_us, int64_t wall_us);

enum { TIME_TEXT = 32 };
/* RFC 3339 in UTC with microseconds, "2026-01-31T08:00:00.123456Z"; Postgres reads it as timestamptz. */
void time_format(int64_t us, char ret_text[TIME_TEXT]);
/* Reads RFC 3339 ("T" or a blank, "Z" or an offset of +hh[:mm]) as Postgres and JSON write it. */
bool time_parse(const char *text, int64_t *ret_us);
/* A real calendar day "YYYY-MM-DD", years 0001 to 9999. */
bool date_is_valid(const char *text);

#endif
