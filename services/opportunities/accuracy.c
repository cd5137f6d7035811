/* SPDX-License-Identifier: Apache-2.0 */
#include "accuracy.h"

enum { WHOLE = 10000, LEAST = -1000000 };

bool accuracy_basis_points(int64_t actual_minor, int64_t forecast_minor, int64_t *ret_basis_points)
{
    if (actual_minor <= 0)
        return false;
    __int128 off = (__int128)actual_minor - forecast_minor;
    if (off < 0)
        off = -off;
    __int128 share = (off * WHOLE + actual_minor - 1) / actual_minor;
    *ret_basis_points = share > WHOLE - LEAST ? LEAST : WHOLE - (int64_t)share;
    return true;
}
