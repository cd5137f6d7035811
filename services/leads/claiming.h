/* SPDX-License-Identifier: Apache-2.0
 * How a lead comes out of the pool (LEA-26): who may claim, and what a claim does. Race-free within a batch, too.
 */
#ifndef LEADS_CLAIMING_H
#define LEADS_CLAIMING_H

#include "store.h"

/* The caller's own row, locked. FAILED_PRECONDITION: NOT_AN_AGENT, CLAIM_LIMIT, CAPACITY. */
enum status claim_check_agent(struct call *call, const LeadPolicy *policy, struct rows *ret_agent) MUST_CHECK;

/* POOLED → ASSIGNED to the caller, whose row `agent` is: writes it, counts the claim and emits lead.claimed. ABORTED
 * when calls of the same batch together would have taken more than he may have; each is then run alone. */
enum status claim_apply(struct call *call, const LeadRules *rules, const struct rows *agent, const char *reason,
                        struct held *held) MUST_CHECK;

#endif
