/* SPDX-License-Identifier: Apache-2.0 */
#include "filling.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING "–"

struct placeholder {
    const char *name, *form;
    size_t name_n, form_n, size; /* size: with its braces */
};

bool filling_locale_is_known(const char *locale)
{
    return strcmp(locale, "en") == 0 || strcmp(locale, "zh-CN") == 0;
}

/* NULL, or what is wrong with the placeholder that begins at `text`. */
static const char *read_placeholder(const char *text, struct placeholder *ret)
{
    size_t n = strcspn(text + 1, "{}");
    if (text[1 + n] != '}')
        return "a { is not closed";
    *ret = (struct placeholder){.name = text + 1, .name_n = n, .form = "", .size = n + 2};
    const char *colon = memchr(ret->name, ':', n);
    if (colon) {
        ret->name_n = (size_t)(colon - ret->name);
        ret->form = colon + 1;
        ret->form_n = n - ret->name_n - 1;
        bool known = (ret->form_n == 5 && memcmp(ret->form, "money", 5) == 0) ||
                     (ret->form_n == 4 && memcmp(ret->form, "time", 4) == 0);
        if (!known)
            return "a form is neither money nor time";
    }
    if (!ret->name_n || strspn(ret->name, "abcdefghijklmnopqrstuvwxyz0123456789_") < ret->name_n)
        return "a name is not in snake case";
    return NULL;
}

const char *filling_check(const char *text)
{
    struct placeholder found;
    for (const char *p = text; (p = strpbrk(p, "{}")) != NULL; p += found.size) {
        const char *wrong = *p == '}' ? "a } closes nothing" : read_placeholder(p, &found);
        if (wrong)
            return wrong;
    }
    return NULL;
}

/* ---- money ---- */

static int decimals_of(const char *currency)
{
    static const char none[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    static const char three[] = "BHD IQD JOD KWD LYD OMR TND";
    return strstr(none, currency) ? 0 : strstr(three, currency) ? 3 : 2;
}

const char *filling_money(int64_t amount_minor, const char *currency, const char *locale, struct arena *arena)
{
    bool is_yuan = strcmp(currency, "CNY") == 0 && strcmp(locale, "zh-CN") == 0;
    uint64_t amount = amount_minor < 0 ? -(uint64_t)amount_minor : (uint64_t)amount_minor, unit = 1;
    int decimals = decimals_of(currency);
    char digits[24], grouped[32];
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    size_t n = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, amount / unit), at = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0)
            grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    grouped[at] = '\0';
    const char *rest = decimals ? arena_printf(arena, ".%0*" PRIu64, decimals, amount % unit) : "";
    return arena_printf(arena, "%s%s%s%s%s", is_yuan ? "" : currency, is_yuan ? "" : " ", amount_minor < 0 ? "-" : "",
                        is_yuan ? "¥" : "", arena_printf(arena, "%s%s", grouped, rest));
}

static const char *money_of(const struct filling *filling, const struct fact *fact, struct arena *arena)
{
    const struct fact *currency = facts_find(filling->facts, "currency", strlen("currency"));
    char *rest;
    errno = 0;
    long long amount = fact->text && *fact->text ? strtoll(fact->text, &rest, 10) : 0;
    if (!fact->text || !*fact->text || *rest || errno || !currency || !currency->text || strlen(currency->text) != 3)
        return NOTHING;
    return filling_money(amount, currency->text, filling->locale, arena);
}

/* ---- times ---- */

const char *filling_time(const char *local, const char *locale, struct arena *arena)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, day, hour, minute;
    if (sscanf(local, "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute) != 5 || month < 1 || month > 12)
        return NOTHING;
    if (strcmp(locale, "zh-CN") == 0)
        return arena_printf(arena, "%d年%d月%d日 %02d:%02d", year, month, day, hour, minute);
    return arena_printf(arena, "%d %s %d, %02d:%02d", day, months[month - 1], year, hour, minute);
}

static const char *time_of(const struct filling *filling, const struct fact *fact, struct arena *arena)
{
    const char *local = fact->is_time && filling->clock ? filling->clock(filling->context, fact) : NULL;
    return local ? filling_time(local, filling->locale, arena) : NOTHING;
}

/* ---- filling ---- */

static const char *value_of(const struct filling *filling, const struct placeholder *placeholder, struct arena *arena)
{
    const struct fact *fact = facts_find(filling->facts, placeholder->name, placeholder->name_n);
    if (!fact)
        return NOTHING;
    if (fact->is_time || placeholder->form_n == strlen("time"))
        return time_of(filling, fact, arena);
    if (placeholder->form_n)
        return money_of(filling, fact, arena);
    return is_blank(fact->text) ? NOTHING : fact->text;
}

const char *filling_fill(const struct filling *filling, const char *text, struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    text_puts(&out, "");
    for (const char *p = text; *p;) {
        struct placeholder found;
        size_t plain = strcspn(p, "{");
        text_put(&out, p, plain);
        p += plain;
        if (!*p)
            break;
        if (read_placeholder(p, &found)) {
            text_putc(&out, *p++);
            continue;
        }
        text_puts(&out, value_of(filling, &found, arena));
        p += found.size;
    }
    return out.bytes;
}
