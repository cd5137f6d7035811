/* SPDX-License-Identifier: Apache-2.0
 * Putting customers into tiers.
 */
#ifndef TIERING_H
#define TIERING_H

#include "record.h"

/* The rules in force; none at all: version 0. */
enum status tier_rules(struct call *call, GetTierRulesReply **ret) MUST_CHECK;
/* Puts the customer of a row with the columns of sql/list_untiered.sql where the rules say, unless its tier was set by
 * hand or there never were rules. Emits customer.tier_changed. `ret_tier` (may be NULL) is untouched when nothing
 * changed. */
enum status tier_apply(struct call *call, const GetTierRulesReply *rules, const struct rows *rows, size_t row,
                       const char **ret_tier) MUST_CHECK;

#endif
