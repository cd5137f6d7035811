/* SPDX-License-Identifier: Apache-2.0
 * When the next attempt is due, and what an answer means. Pure.
 */
#ifndef NOTIFICATIONS_RETRYING_H
#define NOTIFICATIONS_RETRYING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RETRYING_STEPS = 32 };

struct retrying {
    size_t n;                        /* attempts there are */
    int64_t delay_s[RETRYING_STEPS]; /* before each, after the one before it; the first is usually 0 */
};

/* "0 5 300 1800": seconds, blank-separated, 1 to 32 of them, none above a week. */
bool retrying_read(const char *text, struct retrying *ret);

/* Microseconds until the attempt after `attempts` of them; -1 when that was the last. `chance` is any random number: up to
 * a fifth more, so that endpoints that fell together do not rise together. `asked_s` is what the receiver asked for (0:
 * nothing), granted up to a day. */
int64_t retrying_next_us(const struct retrying *retrying, unsigned attempts, uint32_t chance, int64_t asked_s);

enum answer_kind {
    ANSWER_TAKEN,   /* 2xx */
    ANSWER_GONE,    /* 410 */
    ANSWER_AGAIN    /* anything else */
};
enum answer_kind answer_kind_of(long http_status);

/* Does an SMTP reply forbid another attempt? 550 to 559 do: the mailbox or the letter; 5xx of other kinds are about us. */
bool mail_is_refused(long smtp_status);

#endif
