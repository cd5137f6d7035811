/* SPDX-License-Identifier: Apache-2.0
 * Templates: `{number}`, `{amount_minor:money}`, `{sla_due_at:time}`. Pure.
 */
#ifndef NOTIFICATIONS_FILLING_H
#define NOTIFICATIONS_FILLING_H

#include "base/text.h"
#include "facts.h"

struct filling {
    const struct facts *facts;
    const char *locale;
    /* Gives the time of `fact` on the recipient's clock as "2026-01-31 08:00"; NULL: unknown. */
    const char *(*clock)(void *context, const struct fact *fact);
    void *context;
};

/* NULL when `text` is a template, else the rule it breaks: "a { is not closed", … */
const char *filling_check(const char *text);

/* The text with its facts, the arena's; what is absent becomes a dash. */
const char *filling_fill(const struct filling *filling, const char *text, struct arena *arena);

/* "CNY 1,234.50", in Chinese "¥1,234.50" for CNY; as many decimals as ISO 4217 says. The arena's. */
const char *filling_money(int64_t amount_minor, const char *currency, const char *locale, struct arena *arena);
/* "31 Jan 2026, 08:00", in Chinese "2026年1月31日 08:00", of "2026-01-31 08:00". The arena's. */
const char *filling_time(const char *local, const char *locale, struct arena *arena);
/* May a preference name it? */
bool filling_locale_is_known(const char *locale);

#endif
