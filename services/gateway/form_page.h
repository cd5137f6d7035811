/* SPDX-License-Identifier: Apache-2.0
 * The pages of the public form, in Simplified Chinese and English: plain HTML without scripts, usable by keyboard and
 * screen reader, under 15 kB.
 */
#ifndef GATEWAY_FORM_PAGE_H
#define GATEWAY_FORM_PAGE_H

#include "base/text.h"

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
    FORM_TRY_AGAIN   /* nothing is lost: the same form can be sent again */
};

struct form_field_rule {
    const char *name;         /* of the input */
    const char *autocomplete; /* for browsers */
    unsigned max_len;         /* code points, as leads.CaptureLead has it */
};
extern const struct form_field_rule form_fields[FORM_FIELDS];

struct form_view {
    enum form_language language;
    const char *key;                  /* the idempotency key of this visitor's form */
    const char *values[FORM_FIELDS];  /* NULL: empty */
    enum form_notice notice;
};

/* Name of the consent text that the pages show; it changes with the text. */
extern const char form_consent_version[];
/* A field that people do not see and programs fill. */
extern const char form_trap[];

void form_page(struct text *out, const struct form_view *view);
void form_thanks_page(struct text *out, enum form_language language);

#endif
