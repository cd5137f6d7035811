/* SPDX-License-Identifier: Apache-2.0
 * What a repeated capture changes of a lead that is there: attributes, interests, disposition, wishes not to be
 * contacted. The first touch and contact data stay.
 */
#ifndef LEADS_UPDATE_H
#define LEADS_UPDATE_H

#include "lead.h"

enum { UPDATE_ATTRIBUTES = 60, UPDATE_FIELDS = UPDATE_ATTRIBUTES + 8, UPDATE_KEPT = 12 };

struct update {
    const char *fields[UPDATE_FIELDS]; /* that change */
    size_t n_fields;
    const char *kept[UPDATE_KEPT]; /* given otherwise, and staying as captured */
    size_t n_kept;
    LeadAttribute **attributes; /* all of the lead, as they will be */
    size_t n_attributes;
};

/* Compares the request with the lead and its attributes and changes `lead` where it may. Strings are borrowed from the
 * request, the rest is the arena's. Pure. */
void update_apply(struct arena *arena, const CaptureLeadRequest *in, Lead *lead, LeadAttribute *const *attributes,
                  size_t n, struct update *ret);

#endif
