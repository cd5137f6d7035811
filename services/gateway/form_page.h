/* SPDX-License-Identifier: Apache-2.0
 * The pages of the public form, in Simplified Chinese and English: plain HTML that needs no script, usable by keyboard
 * and screen reader, under 15 kB together with the small script of its niceties, form.js.
 */
#ifndef GATEWAY_FORM_PAGE_H
#define GATEWAY_FORM_PAGE_H

#include "base/text.h"
#include "dealspine/leads.pb-c.h"
#include "urlencoded.h"

enum form_language { FORM_EN, FORM_ZH };

/* The better of the two for an Accept-Language header (NULL: none was sent). */
enum form_language form_language(const char *accept);

enum form_field { FORM_NAME, FORM_PHONE, FORM_EMAIL, FORM_COMPANY, FORM_PRODUCT, FORM_NEED, FORM_FIELDS };

enum form_notice {
    FORM_NO_NOTICE,
    FORM_NO_CONTACT, /* neither phone nor e-mail */
    FORM_NO_CONSENT,
    FORM_TOO_LONG,
    FORM_NOT_ACCEPTED,
    FORM_OTHER_CONSENT, /* he agreed to a text that the form does not show any more */
    FORM_TRY_AGAIN   /* nothing is lost: the same form can be sent again */
};

struct form_field_rule {
    const char *name;         /* of the input */
    const char *autocomplete; /* for browsers */
    unsigned max_len;         /* code points, as leads.CaptureLead has it */
};
extern const struct form_field_rule form_fields[FORM_FIELDS];

/* What a page without a form says. */
enum form_message {
    FORM_THANKS,
    FORM_CLOSED,     /* the campaign has ended, or has not begun */
    FORM_NOT_NOW,
    FORM_MESSAGES
};

struct form_view {
    enum form_language language;
    const char *key;                  /* the idempotency key of this visitor's form */
    const Campaign *campaign;         /* whose fields are asked for too; NULL: none, or unknown just now */
    const char *values[FORM_FIELDS];  /* NULL: empty */
    const struct urlencoded *sent;    /* where the answers to the campaign's fields are; NULL: none yet */
    enum form_notice notice;
};

/* Name of the consent text that the pages show where no campaign names it; it changes with the text. */
extern const char form_consent_version[];
/* The version under which consent is kept: the campaign's (NULL: none), else form_consent_version. */
const char *form_consent(const Campaign *campaign);
/* Where forms_script() answers. */
extern const char form_script_path[];
/* A field that people do not see and programs fill. */
extern const char form_trap[];
/* What the names of the campaign's fields begin with; their keys follow. */
extern const char form_own_prefix[];

/* The answer to a field of the campaign, NULL if blank. */
const char *form_answer(const struct urlencoded *sent, const FormField *field);

void form_page(struct text *out, const struct form_view *view);
/* `words` in the place of our own; NULL or empty: none. */
void form_message_page(struct text *out, enum form_language language, enum form_message message, const char *words);

#endif
