/* SPDX-License-Identifier: Apache-2.0 */
#include "registration.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

enum { CODE = 18, OLD = 15, LEAST = 4, MOST = 30, MODULUS = 31, TAIL = 4, LONG = 8 };

static bool code_is_right(const char *clean)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    unsigned sum = 0, weight = 1;
    for (size_t i = 0; i < CODE - 1; i++) {
        const char *at = strchr(alphabet, clean[i]);
        if (!at)
            return false;
        sum += (unsigned)(at - alphabet) * weight;
        weight = weight * 3 % MODULUS;
    }
    return clean[CODE - 1] == alphabet[(MODULUS - sum % MODULUS) % MODULUS];
}

const char *registration_clean(struct arena *arena, const char *text, const char *region)
{
    char *clean = arena_alloc(arena, strlen(text) + 1);
    size_t n = 0;
    for (const char *p = text; *p; p++) {
        if ((unsigned char)*p >= 0x80)
            return NULL;
        if (isalnum((unsigned char)*p))
            clean[n++] = (char)toupper((unsigned char)*p);
    }
    if (n == CODE && code_is_right(clean))
        return clean;
    if (region && !text_equal(region, "CN"))
        return n >= LEAST && n <= MOST ? arena_printf(arena, "%s %s", region, clean) : NULL;
    return n == OLD && strspn(clean, "0123456789") == OLD ? clean : NULL;
}

const char *registration_mask(struct arena *arena, const char *clean)
{
    const char *blank = strchr(clean, ' ');
    const char *number = blank ? blank + 1 : clean;
    size_t n = strlen(number), shown = n < LONG ? n / 2 : TAIL;
    return arena_printf(arena, "****%s", number + n - shown);
}
