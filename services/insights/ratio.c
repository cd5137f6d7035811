/* SPDX-License-Identifier: Apache-2.0 */
#include "ratio.h"

#include <inttypes.h>

#include "wire/pack.h"

__extension__ typedef __int128 wide;

enum { PLACES = 10000 };

const char *ratio_decimal(struct arena *arena, int64_t numerator, int64_t denominator)
{
    if (denominator == 0)
        return NULL;
    wide above = numerator < 0 ? -(wide)numerator : numerator, below = denominator < 0 ? -(wide)denominator : denominator;
    wide scaled = (above * PLACES * 2 + below) / (below * 2);
    const char *sign = (numerator < 0) != (denominator < 0) && scaled > 0 ? "-" : "";
    return arena_printf(arena, "%s%" PRIu64 ".%04u", sign, (uint64_t)(scaled / PLACES), (unsigned)(scaled % PLACES));
}

Ratio *ratio_new(struct arena *arena, int64_t numerator, int64_t denominator)
{
    Ratio *ratio = wire_new(arena, &ratio__descriptor);
    ratio->has_numerator = ratio->has_denominator = true;
    ratio->numerator = numerator;
    ratio->denominator = denominator;
    ratio->decimal = ratio_decimal(arena, numerator, denominator);
    return ratio;
}

bool ratio_is_less(int64_t a, int64_t b, int64_t c, int64_t d)
{
    return (wide)a * d < (wide)c * b;
}

void share_out(int64_t total, const int64_t *weights, size_t n, int64_t *ret_shares)
{
    wide sum = 0;
    int64_t left = total;
    for (size_t i = 0; i < n; i++)
        sum += weights[i];
    for (size_t i = 0; i < n; i++) {
        ret_shares[i] = (int64_t)((wide)total * weights[i] / sum);
        left -= ret_shares[i];
    }
    for (; left > 0; left--) {
        size_t best = n;
        wide most = -1;
        for (size_t i = 0; i < n; i++) {
            wide due = (wide)total * weights[i] - (wide)ret_shares[i] * sum;
            if (due > most) {
                most = due;
                best = i;
            }
        }
        ret_shares[best]++;
    }
}
