/* SPDX-License-Identifier: Apache-2.0 */
#include "retrying.h"

#include <errno.h>
#include <stdlib.h>

enum { DAY_S = 86400, WEEK_S = 7 * DAY_S, SECOND_US = 1000000 };

bool retrying_read(const char *text, struct retrying *ret)
{
    ret->n = 0;
    while (*text == ' ')
        text++;
    while (*text) {
        char *rest;
        errno = 0;
        long long delay = strtoll(text, &rest, 10);
        if (rest == text || (*rest && *rest != ' ') || errno || delay < 0 || delay > WEEK_S || ret->n == RETRYING_STEPS)
            return false;
        ret->delay_s[ret->n++] = delay;
        for (text = rest; *text == ' '; text++)
            ;
    }
    return ret->n > 0;
}

int64_t retrying_next_us(const struct retrying *retrying, unsigned attempts, uint32_t chance, int64_t asked_s)
{
    if (attempts >= retrying->n)
        return -1;
    int64_t delay_us = retrying->delay_s[attempts] * SECOND_US;
    delay_us += (int64_t)((uint64_t)delay_us / 5 * (chance % 1000) / 1000);
    int64_t asked_us = (asked_s > DAY_S ? DAY_S : asked_s) * SECOND_US;
    return asked_us > delay_us ? asked_us : delay_us;
}

enum answer_kind answer_kind_of(long http_status)
{
    if (http_status >= 200 && http_status < 300)
        return ANSWER_TAKEN;
    return http_status == 410 ? ANSWER_GONE : ANSWER_AGAIN;
}

bool mail_is_refused(long smtp_status)
{
    return smtp_status >= 550 && smtp_status < 560;
}
