/* SPDX-License-Identifier: Apache-2.0
 * What a contact with the person does to the lead (LEA-12, LEA-13, LEA-19): first attempt, effective contact, change of
 * intent, next contact by the cadence.
 */
#ifndef LEADS_FOLLOWUP_H
#define LEADS_FOLLOWUP_H

#include "store.h"

struct contact {
    const char *lead_id;     /* NULL: it does not concern a lead */
    const char *by;          /* "CALL", "ACTIVITY" */
    const char *ref_id;      /* UUID of the call or the activity */
    int64_t at_us;           /* when it was, perhaps long before it was told of */
    bool attempt;            /* counts as an attempt to reach the person */
    bool effective;          /* answered by a person, or two-way */
    bool completed;          /* it is over and recorded: lead.followed_up */
    int intent;              /* 1 up, 0 the same or unknown, -1 down */
    bool tells_intent;
    bool concern;            /* the customer has doubts */
    const char *disposition; /* NULL: none */
    bool do_not_call;        /* the person said so */
    const Google__Protobuf__Timestamp *next_contact_at; /* as agreed; NULL: by the cadence */
};

/* Leads that are absent or closed are passed over. */
enum status followup_apply(struct call *call, const struct contact *contact) MUST_CHECK;

#endif
