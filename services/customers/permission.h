/* SPDX-License-Identifier: Apache-2.0
 * May a contact point be used now? CUS-33, LEA-30. Pure: the facts are gathered by sql/decision_facts.sql.
 */
#ifndef PERMISSION_H
#define PERMISSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dealspine/customers.pb-c.h"

enum { DECISION_REASONS = 8, MINUTES_A_DAY = 1440 };

struct contact_facts {
    ContactPermission__Medium medium;
    bool customer_open;       /* neither merged nor erased */
    ContactPoint__Kind kind;
    bool point_usable;        /* neither INVALID nor RETIRED */
    bool blocked, withdrawn, granted; /* in force now, for the medium and the purpose or every purpose */
    bool needs_grant;         /* policy */
    int from_minute, until_minute, weekdays, daily_cap; /* policy; cap 0: none */
    int local_minute, local_weekday; /* at the customer's; Monday is 0 */
    int attempts_today;
};

struct decision {
    ContactDecision__Reason reasons[DECISION_REASONS]; /* all that refuse, gravest first */
    size_t n;                                          /* 0: permitted */
};

/* Does this medium reach points of this kind? */
bool medium_reaches(ContactPermission__Medium medium, ContactPoint__Kind kind);

struct decision permission_decide(const struct contact_facts *facts);
/* What the facts say about permission alone. */
ContactPermission__State permission_state(const struct contact_facts *facts);
/* A sentence for people; static. */
const char *permission_sentence(ContactDecision__Reason reason);

#endif
