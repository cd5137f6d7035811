/* SPDX-License-Identifier: Apache-2.0 */
#include "care.h"

#include <stdio.h>
#include <unicode/ucal.h>

#include "schema/rule.h"

#define DAY_MS 86400000.0

static const char *const words[] = {[CARE_RULE__CALENDAR__SOLAR] = "SOLAR", [CARE_RULE__CALENDAR__CHINESE] = "CHINESE"};

/* ICU 72 reckons new moons near midnight in China on the wrong side of it; between 2020 and 2040 twice, both times that
 * of the new year: the months that begin on `first` and have `n` days, after one of `before` days. */
static const struct {
    int64_t first;
    unsigned n, before;
    int year;
} new_years[] = {
    {20855, 30, 29, 4664}, /* 2027-02-06 */
    {21948, 29, 30, 4667}, /* 2030-02-03 */
};

static void correct(int64_t day, struct care_date *chinese)
{
    for (size_t i = 0; i < sizeof new_years / sizeof *new_years; i++) {
        int64_t nth = day - new_years[i].first;
        unsigned n = nth < 0 ? new_years[i].before : new_years[i].n;
        unsigned of_month = (unsigned)(nth < 0 ? nth + n : nth) + 1;
        if (nth >= -2 && nth < new_years[i].n)
            *chinese = (struct care_date){new_years[i].year - (nth < 0), nth < 0 ? 12 : 1, of_month, of_month == n, false};
    }
}

static struct care_date read_date(UCalendar *calendar, int64_t day, UErrorCode *code)
{
    struct care_date date = {0};
    ucal_setMillis(calendar, (double)day * DAY_MS + DAY_MS / 2, code);
    date.year = ucal_get(calendar, UCAL_EXTENDED_YEAR, code);
    date.month = (unsigned)ucal_get(calendar, UCAL_MONTH, code) + 1;
    date.day = (unsigned)ucal_get(calendar, UCAL_DATE, code);
    date.leap = ucal_get(calendar, UCAL_IS_LEAP_MONTH, code) != 0;
    ucal_add(calendar, UCAL_DATE, 1, code);
    date.last = ucal_get(calendar, UCAL_DATE, code) == 1;
    return date;
}

enum status care_days(int64_t first_day, struct care_day ret_days[CARE_DAYS], struct error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *solar = ucal_open(u"UTC", -1, "en@calendar=gregorian", UCAL_DEFAULT, &code);
    UCalendar *chinese = ucal_open(u"UTC", -1, "zh@calendar=chinese", UCAL_DEFAULT, &code);
    for (int i = 0; i < CARE_DAYS && U_SUCCESS(code); i++) {
        ret_days[i].solar = read_date(solar, first_day + i, &code);
        ret_days[i].chinese = read_date(chinese, first_day + i, &code);
        correct(first_day + i, &ret_days[i].chinese);
    }
    ucal_close(solar);
    ucal_close(chinese);
    return U_SUCCESS(code) ? STATUS_OK : fail_with(error, STATUS_INTERNAL, "ICU has no calendar: %s", u_errorName(code));
}

const struct care_date *care_date(const struct care_day *day, CareRule__Calendar calendar)
{
    return calendar == CARE_RULE__CALENDAR__CHINESE ? &day->chinese : &day->solar;
}

bool care_falls_on(const struct care_date *date, unsigned month, unsigned day)
{
    return !date->leap && date->month == month && (date->day == day || (date->last && day > date->day));
}

int care_next(const struct care_day days[CARE_DAYS], CareRule__Calendar calendar, unsigned month, unsigned day,
              unsigned lead_days)
{
    for (unsigned i = 0; i <= lead_days && i < CARE_DAYS; i++)
        if (care_falls_on(care_date(&days[i], calendar), month, day))
            return (int)i;
    return -1;
}

static unsigned longest(CareRule__Calendar calendar)
{
    return calendar == CARE_RULE__CALENDAR__CHINESE ? 30 : 31;
}

const char *care_token(CareRule__Calendar calendar, unsigned month, unsigned day, struct arena *arena)
{
    return arena_printf(arena, "%s-%02u-%02u", words[calendar], month, day);
}

size_t care_tokens(const struct care_date *date, CareRule__Calendar calendar, struct arena *arena,
                   const char *ret_tokens[CARE_TOKENS])
{
    size_t n = 0;
    for (unsigned day = date->day; day <= longest(calendar) && n < CARE_TOKENS; day++)
        if (care_falls_on(date, date->month, day))
            ret_tokens[n++] = care_token(calendar, date->month, day, arena);
    return n;
}

enum status care_check_day(CareRule__Calendar calendar, unsigned month, unsigned day, struct error *error)
{
    static const unsigned solar[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned most = calendar == CARE_RULE__CALENDAR__CHINESE ? longest(calendar) : solar[month - 1];
    if (day > most)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "day", NULL, "this month has at most %u days", most);
    return STATUS_OK;
}

enum status care_check_rule(const PutCareRuleRequest *rule, struct error *error)
{
    bool has_day = rule->has_calendar && rule->has_month && rule->has_day;
    bool has_any = rule->has_calendar || rule->has_month || rule->has_day;
    if (rule->occasion == CARE_TASK__OCCASION__BIRTHDAY)
        return has_any ? rule_broken(error, STATUS_INVALID_ARGUMENT, "day", NULL, "everybody's birthday is another") : STATUS_OK;
    if (rule->occasion != CARE_TASK__OCCASION__FESTIVAL)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "occasion", NULL, "must be FESTIVAL or BIRTHDAY");
    if (!has_day)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "day", NULL, "a festival has calendar, month and day");
    return care_check_day(rule->calendar, rule->month, rule->day, error);
}

void care_of_date(const char *date, unsigned *ret_month, unsigned *ret_day)
{
    *ret_month = *ret_day = 1;
    (void)sscanf(date, "%*d-%2u-%2u", ret_month, ret_day);
}
