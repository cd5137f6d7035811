/* SPDX-License-Identifier: Apache-2.0
 * What customers knows of a customer and rules may ask of his leads: attributes of these names, which MatchContact brings
 * and events keep up (CUS-19, CUS-25, LEA-14, LEA-25).
 */
#ifndef LEADS_TRAIT_H
#define LEADS_TRAIT_H

#include "rooms.h"

#define TRAIT_TIER "tier"                   /* code */
#define TRAIT_REGION "customer_region"      /* ISO 3166-1 alpha-2 */
#define TRAIT_CYCLE "decision_cycle_days"   /* a number */

/* Leads of the customer that say something else of the trait say `value` (NULL: nothing); those that are open are assessed
 * again. The next contact follows when it comes to be set again. Emits what assess_again() does. */
enum status trait_follow(struct call *call, const char *customer_id, const char *trait, const char *value) MUST_CHECK;

/* A number of days as a trait has it; NULL unless given. The call's. */
const char *trait_days(struct call *call, bool given, uint32_t days);

#endif
