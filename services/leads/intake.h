/* SPDX-License-Identifier: Apache-2.0
 * A capture on its way to a lead, one step after the other: customers is asked first, then all is written.
 */
#ifndef LEADS_INTAKE_H
#define LEADS_INTAKE_H

#include "place.h"
#include "score.h"

struct intake {
    const CaptureLeadRequest *in;
    CaptureLeadReply *out;
    Lead *lead;
    LeadAttribute **attributes; /* as given, but the customer's tier is as the customer's record says */
    size_t n_attributes;
    const LeadRules *rules;
    struct facts facts;
    struct score score;
    struct placement placement;
    const char *xid, *customer_owner, *team_path;
};

/* Checks the request and asks customers whose contact point it is. Before any SQL of the call. */
enum status intake_ask(struct call *call, const CaptureLeadRequest *in, struct intake *ret) MUST_CHECK;

/* Takes it in as leads.CaptureLead says, with its events, and fills `out`. */
enum status intake_take(struct call *call, struct intake *intake, CaptureLeadReply *out) MUST_CHECK;

#endif
