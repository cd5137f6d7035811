/* SPDX-License-Identifier: Apache-2.0 */
#include "campaign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

/* What a field adds to the form's page in bytes, nearly: choices stand there twice. */
static size_t page_bytes(const FormField *field)
{
    size_t zh = strlen(field->label_zh), en = strlen(field->label_en);
    size_t bytes = 150 + 4 * strlen(field->key) + (zh > en ? zh : en);
    for (size_t i = 0; i < field->n_choices; i++)
        bytes += 26 + 2 * strlen(field->choices[i]);
    return bytes;
}

enum status campaign_check(const PutCampaignRequest *in, struct error *error)
{
    size_t bytes = 0;
    if (in->starts_on && in->ends_on && strcmp(in->ends_on, in->starts_on) < 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "ends_on", NULL, "must not be before starts_on");
    for (size_t i = 0; i < in->n_fields; i++) {
        const FormField *field = in->fields[i];
        if (field->type == FORM_FIELD__TYPE__CHOICE && field->n_choices < 2)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "fields.choices", NULL,
                               "must be two or more for a CHOICE");
        for (size_t k = 0; k < i; k++)
            if (strcmp(field->key, in->fields[k]->key) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "fields.key", NULL, "%s is there twice", field->key);
        bytes += page_bytes(field);
    }
    if (bytes > CAMPAIGN_PAGE_MAX)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "fields", NULL,
                           "must make less than %d bytes of a page, make about %zu", CAMPAIGN_PAGE_MAX, bytes);
    return STATUS_OK;
}

static const char *answer_of(const CaptureLeadRequest *in, const char *key)
{
    for (size_t i = 0; i < in->n_attributes; i++)
        if (strcmp(in->attributes[i]->key, key) == 0)
            return is_blank(in->attributes[i]->value) ? NULL : in->attributes[i]->value;
    return NULL;
}

static bool is_number(const char *text)
{
    char *end;
    (void)strtod(text, &end);
    return end != text && !*end;
}

static bool fits(const FormField *field, const char *answer)
{
    switch (field->type) {
    case FORM_FIELD__TYPE__NUMBER:
        return is_number(answer);
    case FORM_FIELD__TYPE__YES_NO:
        return strcmp(answer, "yes") == 0 || strcmp(answer, "no") == 0;
    case FORM_FIELD__TYPE__CHOICE:
        for (size_t i = 0; i < field->n_choices; i++)
            if (strcmp(field->choices[i], answer) == 0)
                return true;
        return false;
    default:
        return true;
    }
}

enum status campaign_check_answers(const Campaign *campaign, const CaptureLeadRequest *in, struct error *error)
{
    for (size_t i = 0; i < campaign->n_fields; i++) {
        const FormField *field = campaign->fields[i];
        const char *answer = answer_of(in, field->key);
        char name[96];
        snprintf(name, sizeof name, "attributes.%s", field->key);
        if (!answer && field->required)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, name, NULL, "must be answered");
        if (answer && !fits(field, answer))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, name, NULL, "must be %s",
                               field->type == FORM_FIELD__TYPE__NUMBER ? "a number"
                               : field->type == FORM_FIELD__TYPE__YES_NO ? "yes or no"
                                                                         : "one of the choices");
    }
    return STATUS_OK;
}

bool campaign_is_event(const Campaign *campaign)
{
    return campaign->kind == CAMPAIGN__KIND__TRADE_SHOW || campaign->kind == CAMPAIGN__KIND__BUSINESS_EVENT ||
           campaign->kind == CAMPAIGN__KIND__SEMINAR;
}

void campaign_id(const char *code, char ret_id[ID_TEXT])
{
    char text[96];
    snprintf(text, sizeof text, "campaign/%s", code);
    id_from_text(text, ret_id);
}
