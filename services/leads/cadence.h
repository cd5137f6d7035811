/* SPDX-License-Identifier: Apache-2.0
 * When a lead is due: the first-response deadline (LEA-12) and the next contact by urgency, intent, decision cycle and
 * the customer's tier (LEA-14 to LEA-16, CUS-25). Pure.
 */
#ifndef LEADS_CADENCE_H
#define LEADS_CADENCE_H

#include <stdint.h>

#include "condition.h"

/* Minutes from assignment to the first contact; 0: no deadline. */
uint32_t cadence_deadline_minutes(const LeadRules *rules, const struct facts *facts);

struct cadence {
    uint32_t days;
    const char *channel; /* "PHONE", "EMAIL", "VISIT" */
    const char *rule;    /* code; "none" where no rule matched */
};

/* What is known of the customer's haste; the K14 figure wins over the attribute `urgency`. */
CadenceRule__Urgency cadence_urgency(const struct facts *facts, int k14_urgency /* -1: not qualified */);

/* `attempts` so far decides about a rule's `call_every`. */
struct cadence cadence_next(const LeadRules *rules, const struct facts *facts, CadenceRule__Urgency urgency,
                            Lead__Intent intent, uint32_t attempts);

#endif
