/* SPDX-License-Identifier: Apache-2.0
 * Campaigns: what may be set, and whether answers fit the fields of a form (LEA-01, LEA-04). Pure.
 */
#ifndef LEADS_CAMPAIGN_H
#define LEADS_CAMPAIGN_H

#include <stdbool.h>

#include "base/id.h"
#include "base/status.h"
#include "dealspine/leads.pb-c.h"

enum { CAMPAIGN_PAGE_MAX = 8000 }; /* so that the form's page stays under 15 kB, on the slowest line too */

/* INVALID_ARGUMENT with the field. */
enum status campaign_check(const PutCampaignRequest *in, struct error *error) MUST_CHECK;

/* Required fields are answered, choices are ones of the field, numbers are numbers. INVALID_ARGUMENT, field
 * "attributes.<key>". Attributes beside the fields are let pass. */
enum status campaign_check_answers(const Campaign *campaign, const CaptureLeadRequest *in,
                                   struct error *error) MUST_CHECK;

bool campaign_is_event(const Campaign *campaign);

/* The id of its aggregate. */
void campaign_id(const char *code, char ret_id[ID_TEXT]);

#endif
