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
    const char *call_id, *opportunity_id, *contract_id, *contact_id, *plan_id, *target_id;
    long long amount_minor, actual_minor; /* of the deal; of the owner's target, with it */
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

/* The newest event of this type about the contract, from before the signing on; breaks the play when there is none. */
json_t *story_find_deal(struct story *story, const char *type);

/* demo_care.c */
void story_deliver(struct story *story);  /* planned, confirmed by the link, delivered, accepted; a survey scheduled */
void story_complain(struct story *story); /* from intake to finding to feedback to closing */

/* demo_quality.c */
void story_judge(struct story *story); /* recorded, drawn, scored, appealed, revised */

/* demo_reverse.c */
void story_tell(struct story *story);    /* notice, telephone figures, target */
void story_reverse(struct story *story); /* voided: opportunity, plan, figures, owner */

/* demo_form.c: opens the page behind a customer's link and confirms in `name`. Gives the HTTP code. */
enum status link_confirm(const char *url, const char *token, const char *name, long *ret_code,
                         struct error *error) MUST_CHECK;

/* demo_form.c: fills in the public form of `campaign` as `person`, and sends it twice. Gives the two HTTP codes. */
enum status form_post_twice(const char *url, const char *campaign, const struct person *person, const char *product,
                            long ret_codes[2], struct error *error) MUST_CHECK;

/* The day `days` from today, UTC, "YYYY-MM-DD". */
void day_from_today(int days, char ret_date[DATE_TEXT]);

#endif
