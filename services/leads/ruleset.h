/* SPDX-License-Identifier: Apache-2.0
 * Is a set of rules fit to be published? Pure.
 */
#ifndef LEADS_RULESET_H
#define LEADS_RULESET_H

#include "condition.h"

/* Fills what the policy leaves open with its defaults and checks the whole: known fields, values that fit their
 * operator, codes that occur once in their list, bands that begin at 0 and differ, a reason with every FAIL, recycling
 * later than its warning, business hours of an hour or more.
 * INVALID_ARGUMENT with the rule's code in the sentence. What is filled in is the arena's. */
enum status ruleset_check(struct arena *arena, LeadRules *rules, struct error *error) MUST_CHECK;

#endif
