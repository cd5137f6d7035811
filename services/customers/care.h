/* SPDX-License-Identifier: Apache-2.0
 * Days that come every year, by the sun or by the Chinese calendar. CUS-28. Pure; the lunar calendar is ICU's.
 */
#ifndef CARE_H
#define CARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "dealspine/customers.pb-c.h"

enum { CARE_AHEAD = 60, CARE_DAYS = CARE_AHEAD + 1, CARE_TOKENS = 8 };

/* A date of one calendar. */
struct care_date {
    int year;
    unsigned month, day;
    bool last; /* of its month */
    bool leap; /* in a leap month, which comes beside the one of its number: nothing falls there */
};
struct care_day {
    struct care_date solar, chinese;
};

/* `first_day` (since 1970) and the days after it. INTERNAL: ICU has no calendar. */
enum status care_days(int64_t first_day, struct care_day ret_days[CARE_DAYS], struct error *error) MUST_CHECK;

/* The date of a day by that calendar. */
const struct care_date *care_date(const struct care_day *day, CareRule__Calendar calendar);
/* Does what is kept on that month and day fall on this date? The last day of a month stands for those it has not. */
bool care_falls_on(const struct care_date *date, unsigned month, unsigned day);
/* The first of the days 0 to lead_days on which it falls; -1: on none. */
int care_next(const struct care_day days[CARE_DAYS], CareRule__Calendar calendar, unsigned month, unsigned day,
              unsigned lead_days);

/* A month and day in words, to be found blindly: "CHINESE-08-15". The arena's. */
const char *care_token(CareRule__Calendar calendar, unsigned month, unsigned day, struct arena *arena);
/* The tokens of all that falls on this date; returns their number. */
size_t care_tokens(const struct care_date *date, CareRule__Calendar calendar, struct arena *arena,
                   const char *ret_tokens[CARE_TOKENS]);

/* INVALID_ARGUMENT on "day": the calendar has no such day in any year. */
enum status care_check_day(CareRule__Calendar calendar, unsigned month, unsigned day, struct error *error) MUST_CHECK;
/* INVALID_ARGUMENT: a FESTIVAL without its day, a BIRTHDAY with one, another occasion. */
enum status care_check_rule(const PutCareRuleRequest *rule, struct error *error) MUST_CHECK;
/* The month and day of a valid date "1980-01-31". */
void care_of_date(const char *date, unsigned *ret_month, unsigned *ret_day);

#endif
