/* SPDX-License-Identifier: Apache-2.0
 * What to do next with a lead, by what the last conversation showed (LEA-19). Pure.
 */
#ifndef LEADS_PROPOSAL_H
#define LEADS_PROPOSAL_H

#include <stdbool.h>

#include "dealspine/leads.pb-c.h"

struct impression {
    Lead__State state;
    Lead__Intent intent;
    int change;       /* of the intent: 1 up, 0 the same, -1 down */
    bool concern;     /* the customer has one */
    bool effective;   /* somebody was reached */
    unsigned attempts;
};

/* A code: CONTACT, QUALIFY, CONVERT, HANDLE_OBJECTION, NURTURE, DISQUALIFY. Static. */
const char *proposal_of(const struct impression *impression);

#endif
