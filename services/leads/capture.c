/* SPDX-License-Identifier: Apache-2.0 */
#include "capture.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "wire/pack.h"

enum { CLOCK_SKEW_US = 5 * 60 * 1000000 };

static enum status wrong(struct error *error, const char *field, const char *rule)
{
    enum status status = fail_with(error, STATUS_INVALID_ARGUMENT, "%s", rule);
    if (error)
        snprintf(error->field, sizeof error->field, "%s", field);
    return status;
}

enum status capture_check(const CaptureLeadRequest *in, int64_t now_us, struct error *error)
{
    if (in->source_channel != CHANNEL__PHONE && in->source_channel != CHANNEL__WEB &&
        in->source_channel != CHANNEL__STORE)
        return wrong(error, "source_channel", "source_channel says where a lead comes from: PHONE, WEB or STORE");
    if (in->captured_at && lead_us(in->captured_at) > now_us + CLOCK_SKEW_US)
        return wrong(error, "captured_at", "captured_at must not lie in the future");
    if (in->only_known && is_blank(in->natural_key))
        return wrong(error, "natural_key", "only_known asks by natural_key: it must be given");
    for (size_t i = 0; i < in->n_attributes; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->attributes[i]->key, in->attributes[k]->key) == 0)
                return wrong(error, "attributes", "an attribute is given twice");
    return STATUS_OK;
}

bool capture_has_contact_point(const CaptureLeadRequest *in)
{
    return !is_blank(in->phone) || !is_blank(in->email);
}

/* Everything that was said, line by line, for the sealed copy. */
static const char *raw_text(struct arena *arena, const CaptureLeadRequest *in)
{
    const struct line {
        const char *label, *value;
    } lines[] = {
        {"name", in->name}, {"company", in->company}, {"phone", in->phone}, {"email", in->email}, {"need", in->need},
        {"product", in->product}, {"source", in->source}, {"campaign", in->campaign},
        {"registration_number", in->registration_number},
    };
    struct text text;
    text_init(&text, arena);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].value && lines[i].value[0])
            text_printf(&text, "%s: %s\n", lines[i].label, lines[i].value);
    return text.bytes;
}

static void put_names(MatchContactRequest *question, const CaptureLeadRequest *in)
{
    bool organisation = in->kind == LEAD__KIND__ORGANISATION;
    question->has_kind = true;
    question->kind = organisation ? CUSTOMER__KIND__ORGANISATION : CUSTOMER__KIND__PERSON;
    if (organisation && !is_blank(in->company)) {
        question->name = in->company;
        question->contact_name = is_blank(in->name) ? NULL : in->name;
    } else {
        question->name = is_blank(in->name) ? NULL : in->name;
    }
}

MatchContactRequest *capture_question(struct arena *arena, const CaptureLeadRequest *in, const char *lead_id,
                                      const char *team_path)
{
    MatchContactRequest *question = wire_new(arena, &match_contact_request__descriptor);
    question->lead_id = lead_id;
    question->raw = raw_text(arena, in);
    question->phone = is_blank(in->phone) ? NULL : in->phone;
    question->email = is_blank(in->email) ? NULL : in->email;
    put_names(question, in);
    question->region = in->region;
    question->registration_number = in->registration_number;
    question->has_source_channel = true, question->source_channel = in->source_channel;
    question->has_do_not_call = in->has_do_not_call, question->do_not_call = in->do_not_call;
    question->has_do_not_email = in->has_do_not_email, question->do_not_email = in->do_not_email;
    question->consent_text_version = in->consent_text_version;
    question->team_path = team_path;
    question->captured_at = in->captured_at;
    return question;
}

static void put_first_touch(Lead *lead, const CaptureLeadRequest *in)
{
    lead->has_source_channel = true, lead->source_channel = in->source_channel;
    lead->source = in->source;
    lead->campaign = in->campaign;
    lead->medium = in->medium;
    lead->keyword = in->keyword;
    lead->referrer = in->referrer;
    lead->landing_page = in->landing_page;
    lead->has_touches = true, lead->touches = 1;
}

Lead *capture_lead(struct arena *arena, const CaptureLeadRequest *in, const char *lead_id, Channel channel,
                   int64_t now_us)
{
    Lead *lead = wire_new(arena, &lead__descriptor);
    lead->id = lead_id;
    lead->has_state = true, lead->state = LEAD__STATE__CAPTURED;
    lead->has_kind = true, lead->kind = in->has_kind ? in->kind : LEAD__KIND__PERSON;
    lead->has_channel = true, lead->channel = channel;
    put_first_touch(lead, in);
    lead->product = in->product;
    lead->interests = in->interests, lead->n_interests = in->n_interests;
    lead->natural_key = in->natural_key;
    lead->bulk_id = in->bulk_id;
    lead->consent_text_version = in->consent_text_version;
    lead->has_do_not_call = true, lead->do_not_call = in->do_not_call;
    lead->has_do_not_email = true, lead->do_not_email = in->do_not_email;
    lead->disposition = in->disposition;
    lead->has_priority = true, lead->has_attempts = true, lead->has_owners = true;
    lead->has_sla_breached = true, lead->has_recycle_warned = true;
    lead->has_followup_points = true, lead->has_customer_known = true;
    lead->captured_at = in->captured_at ? in->captured_at : lead_time(arena, now_us);
    lead->updated_at = lead_time(arena, now_us);
    lead->has_version = true, lead->version = 1;
    return lead;
}

void capture_link(Lead *lead, const MatchContactReply *match)
{
    lead->customer_id = match->customer_id;
    lead->phone_masked = match->phone_masked;
    lead->email_masked = match->email_masked;
    lead->customer_known = match->outcome == MATCH_CONTACT_REPLY__OUTCOME__LINKED ||
                           match->outcome == MATCH_CONTACT_REPLY__OUTCOME__REVIEW;
    if (match->customer_id && match->has_kind)
        lead->kind = match->kind == CUSTOMER__KIND__ORGANISATION ? LEAD__KIND__ORGANISATION : LEAD__KIND__PERSON;
}
