/* SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#include <string.h>

bool money_add(int64_t a_minor, int64_t b_minor, int64_t *ret_minor)
{
    int64_t sum;
    if (__builtin_add_overflow(a_minor, b_minor, &sum))
        return false;
    *ret_minor = sum;
    return true;
}

bool money_times(int64_t price_minor, int64_t quantity, int64_t *ret_minor)
{
    int64_t product;
    if (__builtin_mul_overflow(price_minor, quantity, &product))
        return false;
    *ret_minor = product;
    return true;
}

bool money_share(int64_t amount_minor, int64_t basis_points, int64_t *ret_minor)
{
    __extension__ typedef __int128 wide;
    wide product = (wide)amount_minor * basis_points;
    wide rounded = (product + (product < 0 ? -5000 : 5000)) / 10000;
    if (rounded > INT64_MAX || rounded < INT64_MIN)
        return false;
    *ret_minor = (int64_t)rounded;
    return true;
}

bool currency_is_valid(const char *code)
{
    return code && strlen(code) == 3 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}
