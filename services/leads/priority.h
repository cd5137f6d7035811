/* SPDX-License-Identifier: Apache-2.0
 * The priority that orders every queue, with the sentences it is made of (LEA-10). Pure.
 */
#ifndef LEADS_PRIORITY_H
#define LEADS_PRIORITY_H

#include "condition.h"

enum { PRIORITY_MAX = 1000 };

struct priority {
    int points; /* 0 to PRIORITY_MAX */
    const char **reasons; /* "+400 grade is A"; the arena's of `facts` */
    size_t n_reasons;
};

/* `facts` know score, grade and intent already. */
struct priority priority_of(const LeadRules *rules, const struct facts *facts);

#endif
