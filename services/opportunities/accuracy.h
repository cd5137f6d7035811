/* SPDX-License-Identifier: Apache-2.0
 * How near a forecast came. Pure, in integers.
 */
#ifndef OPPORTUNITIES_ACCURACY_H
#define OPPORTUNITIES_ACCURACY_H

#include <stdbool.h>
#include <stdint.h>

/* 1 - abs(actual - forecast) / actual in basis points, rounded towards less; negative when it was off by more than the
 * actual itself, and never below -1000000. False when nothing came of the period: there is no figure then. */
bool accuracy_basis_points(int64_t actual_minor, int64_t forecast_minor, int64_t *ret_basis_points);

#endif
