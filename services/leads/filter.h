/* SPDX-License-Identifier: Apache-2.0
 * Leads that a filter finds.
 */
#ifndef LEADS_FILTER_H
#define LEADS_FILTER_H

#include "rooms.h"

/* Ids of the leads in the call's scope that `filter` finds, highest priority first, at most `most`. */
enum status filter_find(struct call *call, const LeadFilter *filter, size_t most, const char ***ret_ids,
                        size_t *ret_n) MUST_CHECK;

#endif
