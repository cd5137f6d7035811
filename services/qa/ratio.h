/* SPDX-License-Identifier: Apache-2.0
 * Parts of a whole in whole numbers. Pure.
 */
#ifndef QA_RATIO_H
#define QA_RATIO_H

#include <stdint.h>

/* part / whole in basis points, rounded half up; 0 where there is no whole. */
static inline uint32_t basis_points(uint64_t part, uint64_t whole)
{
    return whole ? (uint32_t)((2 * 10000 * part + whole) / (2 * whole)) : 0;
}

#endif
