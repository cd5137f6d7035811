/* SPDX-License-Identifier: Apache-2.0
 * How well a customer fits a target segment. CUS-27. Pure.
 */
#ifndef SEGMENT_H
#define SEGMENT_H

#include <stdbool.h>

#include "base/status.h"
#include "dealspine/customers.pb-c.h"

struct segment_facts { /* NULL: not known, fits nothing */
    const char *kind, *industry, *size_band, *region, *tier;
    const char *steps; /* codes with commas between */
    bool has_cycle;
    uint32_t cycle_days;
};

/* INVALID_ARGUMENT on "criteria": a criterion has values, that of days has bounds instead. */
enum status segment_check(SegmentCriterion *const *criteria, size_t n, struct error *error) MUST_CHECK;

/* 0 to 100, rounded down; 0 where one that must fit does not. `ret_fits` has n places. */
uint32_t segment_score(SegmentCriterion *const *criteria, size_t n, const struct segment_facts *facts,
                       protobuf_c_boolean *ret_fits);

#endif
