/* SPDX-License-Identifier: Apache-2.0
 * The pages behind a customer's link, in Simplified Chinese and English: his delivery plan, his survey, and what came of
 * them. Plain HTML without scripts, usable by keyboard and screen reader.
 */
#ifndef GATEWAY_LINK_PAGE_H
#define GATEWAY_LINK_PAGE_H

#include "dealspine/aftersales.pb-c.h"
#include "form_page.h"

enum { LINK_SCORES = 4, LINK_NAME_MAX = 120, LINK_TEXT_MAX = 2000, LINK_COMMENT_MAX = 4000 };

enum link_notice {
    LINK_NO_NOTICE,
    LINK_NO_NAME,   /* to confirm, one says who one is */
    LINK_NO_TEXT,   /* to ask for a change, one says which */
    LINK_NO_SCORE,  /* a dimension is not rated */
    LINK_TOO_LONG,
    LINK_TRY_AGAIN  /* nothing is lost: the same form can be sent again */
};

/* What a page without a form says. */
enum link_message {
    LINK_CONFIRMED,
    LINK_CHANGE_ASKED,
    LINK_SURVEY_TAKEN,
    LINK_ANSWERED,     /* before */
    LINK_IS_UNKNOWN,
    LINK_IS_OVER,      /* expired, or replaced by another */
    LINK_NOT_NOW,
    LINK_MESSAGES
};

struct plan_view {
    enum form_language language;
    const char *key;                 /* the idempotency key of this visitor's form */
    const GetLinkedPlanReply *plan;
    const char *name, *text;         /* as typed; NULL: empty */
    enum link_notice notice;
};

struct survey_view {
    enum form_language language;
    const char *key;
    unsigned scores[LINK_SCORES];    /* 1..5 as chosen; 0: not yet */
    const char *comment;
    enum link_notice notice;
};

extern const char *const link_score_names[LINK_SCORES]; /* of the inputs, in the order of `scores` */

/* With a form when the plan is PROPOSED, else with what became of it. */
void link_plan_page(struct text *out, const struct plan_view *view);
void link_survey_page(struct text *out, const struct survey_view *view);
void link_message_page(struct text *out, enum form_language language, enum link_message message);

#endif
