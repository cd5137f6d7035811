/* SPDX-License-Identifier: Apache-2.0
 * Screening: the first rule that matches says whether a lead is worth work, and its code is kept (LEA-07). Pure.
 */
#ifndef LEADS_SCREENING_H
#define LEADS_SCREENING_H

#include "condition.h"

struct screening {
    bool passed;
    const char *rule;     /* code of the rule that decided; "none" when no rule objected */
    const char *reason;   /* lost reason; NULL when passed */
    const char *sentence; /* the arena's of `facts` */
};

struct screening screening_decide(const LeadRules *rules, const struct facts *facts);

#endif
