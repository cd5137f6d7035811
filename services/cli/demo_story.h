/* SPDX-License-Identifier: Apache-2.0
 * The deal, step by step. Each function is a step or a few that belong together and expects those before it.
 */
#ifndef CLI_DEMO_STORY_H
#define CLI_DEMO_STORY_H

#include "demo_cast.h"
#include "demo_stage.h"

enum { DATE_TEXT = 11 };

struct story {
    struct stage *stage;
    struct person person;
    const char *lead_id, *customer_id, *phone_id, *owner, *owner_id; /* owner: login of the lead's agent */
    const char *other; /* a colleague of the owner's who owns nothing of it */
    const char *opportunity_id, *contract_id, *contact_id;
    long long amount_minor;
    json_t *cursor; /* of the subscriber, from before the signing */
};

/* demo_lead.c */
void story_capture(struct story *story); /* by form, twice; by phone; in the store: one open lead */
void story_assess(struct story *story);  /* why it is graded and whose it is */
void story_call(struct story *story);    /* permitted and refused; talk, disposition, follow-up */
void story_convert(struct story *story); /* qualified and converted */

/* demo_deal.c */
void story_sell(struct story *story);    /* scorecard, lines, plan, stages, commitment */
void story_draft(struct story *story);   /* contract, checklist, submission */
void story_approve(struct story *story); /* returned once, version 2 approved twice */
void story_sign(struct story *story);    /* four marks, the last of which closes the deal */
void story_close(struct story *story);   /* what the subscriber reads, and the opportunity is won */

/* demo_form.c: fills in the public form of `campaign` as `person`, and sends it twice. Gives the two HTTP codes. */
enum status form_post_twice(const char *url, const char *campaign, const struct person *person, const char *product,
                            long ret_codes[2], struct error *error) MUST_CHECK;

/* The day `days` from today, UTC, "YYYY-MM-DD". */
void day_from_today(int days, char ret_date[DATE_TEXT]);

#endif
