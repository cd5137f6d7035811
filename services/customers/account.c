/* SPDX-License-Identifier: Apache-2.0 */
#include "account.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { TAIL = 4, IBAN_MODULUS = 97 };

static bool has_iban_form(const char *clean)
{
    return isupper((unsigned char)clean[0]) && isupper((unsigned char)clean[1]) && isdigit((unsigned char)clean[2]) &&
           isdigit((unsigned char)clean[3]);
}

/* ISO 13616: the first four characters behind the rest, letters as 10 to 35, gives 1 modulo 97. */
static bool iban_is_right(const char *clean)
{
    size_t n = strlen(clean);
    unsigned rest = 0;
    for (size_t i = 0; i < n; i++) {
        char c = clean[(i + 4) % n];
        if (isdigit((unsigned char)c))
            rest = (rest * 10 + (unsigned)(c - '0')) % IBAN_MODULUS;
        else
            rest = (rest * 100 + (unsigned)(c - 'A') + 10) % IBAN_MODULUS;
    }
    return rest == 1;
}

const char *account_clean(struct arena *arena, const char *text)
{
    char *clean = arena_alloc(arena, strlen(text) + 1);
    size_t n = 0;
    for (const char *p = text; *p; p++) {
        if (*p == ' ' || *p == '-')
            continue;
        if (!isalnum((unsigned char)*p))
            return NULL;
        clean[n++] = (char)toupper((unsigned char)*p);
    }
    if (n < ACCOUNT_MIN || n > ACCOUNT_MAX)
        return NULL;
    return has_iban_form(clean) && !iban_is_right(clean) ? NULL : clean;
}

const char *account_mask(struct arena *arena, const char *clean)
{
    return arena_printf(arena, "****%s", clean + strlen(clean) - TAIL);
}
