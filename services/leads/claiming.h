/* SPDX-License-Identifier: Apache-2.0
 * How a lead comes to who asks for it: out of the pool (LEA-26), race-free within a batch, too; or because he rings.
 */
#ifndef LEADS_CLAIMING_H
#define LEADS_CLAIMING_H

#include "store.h"

/* The caller's own row, locked. FAILED_PRECONDITION: NOT_AN_AGENT, CLAIM_LIMIT, CAPACITY. */
enum status claim_check_agent(struct call *call, const LeadPolicy *policy, struct rows *ret_agent) MUST_CHECK;

/* When the caller, who had this lead last, may claim it again, in microseconds since 1970; 0: that does not hinder him. */
int64_t claim_cools_until(const struct call *call, const LeadPolicy *policy, const Lead *lead);

/* POOLED → ASSIGNED to the caller, whose row `agent` is: writes it, counts the claim and emits lead.claimed. ABORTED
 * when calls of the same batch together would have taken more than he may have; each is then run alone. */
enum status claim_apply(struct call *call, const LeadRules *rules, const struct rows *agent, const char *reason,
                        struct held *held) MUST_CHECK;

/* The caller's own row, locked, for one who is to ring. FAILED_PRECONDITION: NOT_AN_AGENT. */
enum status claim_lock_caller(struct call *call, struct rows *ret_agent) MUST_CHECK;

/* Who rings must own the lead, or customers would not let him: gives it to the caller, whose row `agent` is, whatever
 * room he has, by `rule` and with `reason`, both static; emits lead.assigned. Nothing where it is his already.
 * FAILED_PRECONDITION: WRONG_STATE. */
enum status claim_to_ring(struct call *call, const struct rows *agent, const char *rule, const char *reason,
                          struct held *held) MUST_CHECK;

#endif
