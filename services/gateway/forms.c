/* SPDX-License-Identifier: Apache-2.0 */
#include "forms.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "calls.h"
#include "dealspine/leads.pb-c.h"
#include "form_body.h"
#include "form_page.h"
#include "gateway.h"
#include "ration.h"
#include "rpc.h"
#include "schema/check.h"

extern const char gateway_form_script[];
extern const uint64_t gateway_form_script_size;

enum { CAMPAIGN_MAX = 60, REFERRER_MAX = 500, REPLY_MEMORY = 1 << 20, LOOK_MS = 2000 };

struct submission {
    struct request *request;
    const char *campaign;           /* its code, from the path */
    const struct urlencoded *form;  /* what was sent; NULL: the form is asked for */
    struct form_view view;
};

/* ---- pages ------------------------------------------------------------------------------------------------------- */

static void answer_html(struct request *request, unsigned http, const struct text *page)
{
    request_put_header(request, "Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; form-action 'self'; "
                       "base-uri 'none'; frame-ancestors *");
    request_put_header(request, "Referrer-Policy", "same-origin");
    request_answer(request, http, "text/html; charset=utf-8", (struct bytes){(const uint8_t *)page->bytes, page->size});
}

static void answer_form(struct request *request, unsigned http, const struct form_view *view)
{
    struct text page;
    text_init(&page, request->arena);
    form_page(&page, view);
    answer_html(request, http, &page);
}

static void answer_again(struct submission *submission, unsigned http, enum form_notice notice)
{
    submission->view.notice = notice;
    answer_form(submission->request, http, &submission->view);
}

static void answer_message(struct submission *submission, unsigned http, enum form_message message)
{
    const Campaign *campaign = submission->view.campaign;
    struct text page;
    text_init(&page, submission->request->arena);
    form_message_page(&page, submission->view.language, message,
                      message == FORM_THANKS && campaign ? campaign->thanks : NULL);
    answer_html(submission->request, http, &page);
}

/* ---- asking leads ------------------------------------------------------------------------------------------------ */

static void ask_leads(struct submission *submission, const char *method, const void *message, int64_t timeout_ms,
                      void (*then)(void *context, const struct answer *answer))
{
    struct request *request = submission->request;
    struct rpc *rpc = rpc_new(request, schema_method(gateway.schema, "leads", method));
    if (!rpc->method->query)
        rpc->header.idempotency_key = submission->view.key;
    rpc->header.has_channel = true;
    rpc->header.channel = CHANNEL__WEB;
    rpc->header.principal = principal_of_service(gateway.signer, request->arena);
    request->call = rpc->method->full;
    struct outcall outcall = {.service = rpc->method->word,
                              .header = &rpc->header,
                              .body = wire_pack(request->arena, message),
                              .timeout_ms = (uint32_t)timeout_ms,
                              .query = rpc->method->query};
    calls_send(gateway.calls, &outcall, then, submission);
}

/* ---- capturing --------------------------------------------------------------------------------------------------- */

static void on_captured(void *context, const struct answer *answer)
{
    struct submission *submission = context;
    const struct error *error = &answer->error;
    char quoted[400];
    submission->request->outcome = status_word(error->status);
    if (error->status == STATUS_OK) {
        answer_message(submission, 200, FORM_THANKS);
        return;
    }
    log_line(LOG_WARN, "msg=\"a form was not captured\" cause=%s status=%s request=%s",
             log_quote(error->message, quoted, sizeof quoted), status_word(error->status), submission->request->id);
    bool wrong = error->status == STATUS_INVALID_ARGUMENT;
    answer_again(submission, wrong ? 400 : 503, wrong ? FORM_NOT_ACCEPTED : FORM_TRY_AGAIN);
}

static const char *or_absent(const char *value)
{
    return is_blank(value) ? NULL : value;
}

static const char *referrer_of(const struct request *request)
{
    const char *referrer = request_header(request, "Referer");
    bool fits = referrer && strlen(referrer) <= REFERRER_MAX && utf8_is_valid(referrer, strlen(referrer));
    return fits ? referrer : NULL;
}

/* The answers to the campaign's own fields; what is none of them is dropped. */
static void add_answers(const struct submission *submission, CaptureLeadRequest *lead)
{
    const Campaign *campaign = submission->view.campaign;
    struct arena *arena = submission->request->arena;
    if (!campaign || !campaign->n_fields)
        return;
    lead->attributes = arena_alloc(arena, campaign->n_fields * sizeof *lead->attributes);
    for (size_t i = 0; i < campaign->n_fields; i++) {
        const char *answer = form_answer(submission->form, campaign->fields[i]);
        if (!answer)
            continue;
        LeadAttribute *attribute = wire_new(arena, &lead_attribute__descriptor);
        attribute->key = campaign->fields[i]->key;
        attribute->value = answer;
        lead->attributes[lead->n_attributes++] = attribute;
    }
}

static void capture(struct submission *submission, const char *consent_version)
{
    const char *const *values = submission->view.values;
    const Campaign *campaign = submission->view.campaign;
    CaptureLeadRequest lead = CAPTURE_LEAD_REQUEST__INIT;
    lead.name = or_absent(values[FORM_NAME]);
    lead.phone = or_absent(values[FORM_PHONE]);
    lead.email = or_absent(values[FORM_EMAIL]);
    lead.company = or_absent(values[FORM_COMPANY]);
    lead.product = campaign && campaign->product ? campaign->product : or_absent(values[FORM_PRODUCT]);
    lead.need = or_absent(values[FORM_NEED]);
    lead.has_source_channel = true;
    lead.source_channel = CHANNEL__WEB;
    lead.source = "web form";
    lead.campaign = submission->campaign;
    lead.medium = campaign && campaign->medium ? campaign->medium : "web";
    lead.landing_page = submission->request->path;
    lead.referrer = referrer_of(submission->request);
    lead.consent_text_version = consent_version;
    add_answers(submission, &lead);
    ask_leads(submission, "CaptureLead", &lead, gateway.settings.timeout_ms, on_captured);
}

/* ---- the two verbs ----------------------------------------------------------------------------------------------- */

static bool is_too_long(const struct form_view *view)
{
    for (int i = 0; i < FORM_FIELDS; i++)
        if (view->values[i] && utf8_length(view->values[i]) > form_fields[i].max_len)
            return true;
    return false;
}

static void submit(struct submission *submission)
{
    const struct form_view *view = &submission->view;
    const struct urlencoded *form = submission->form;
    const char *consent = urlencoded_get(form, "consent"), *shown = urlencoded_get(form, "consent_text_version");
    const char *version = form_consent(view->campaign);
    if (!is_blank(urlencoded_get(form, form_trap))) { /* a program filled the field that people do not see */
        submission->request->outcome = "spam";
        answer_message(submission, 200, FORM_THANKS);
    } else if (is_blank(view->values[FORM_PHONE]) && is_blank(view->values[FORM_EMAIL])) {
        answer_again(submission, 400, FORM_NO_CONTACT);
    } else if (!text_equal(consent, "yes")) {
        answer_again(submission, 400, FORM_NO_CONSENT);
    } else if (shown && !text_equal(shown, version)) {
        answer_again(submission, 409, FORM_OTHER_CONSENT);
    } else if (is_too_long(view)) {
        answer_again(submission, 400, FORM_TOO_LONG);
    } else if (!ration_form(submission->request)) {
        submission->request->outcome = "too_many";
        answer_again(submission, 429, FORM_TRY_AGAIN);
    } else {
        capture(submission, version);
    }
}

/* What the form asks is known, or that there is no such campaign: any code has the form that asks what all ask. */
static void on_form(void *context, const struct answer *answer)
{
    struct submission *submission = context;
    const GetFormReply *reply = NULL;
    submission->request->outcome = status_word(answer->error.status);
    if (answer->error.status == STATUS_OK)
        reply = wire_unpack(submission->request->arena, &get_form_reply__descriptor, answer->body, REPLY_MEMORY);
    bool is_unknown = answer->error.status == STATUS_NOT_FOUND;
    if (reply)
        submission->view.campaign = reply->campaign;
    if (reply && !reply->open)
        answer_message(submission, 410, FORM_CLOSED);
    else if (!reply && !is_unknown && submission->form)
        answer_again(submission, 503, FORM_TRY_AGAIN);
    else if (!reply && !is_unknown)
        answer_message(submission, 503, FORM_NOT_NOW);
    else if (submission->form)
        submit(submission);
    else
        answer_form(submission->request, 200, &submission->view);
}

static void look_up(struct submission *submission)
{
    GetFormRequest get = GET_FORM_REQUEST__INIT;
    get.campaign = submission->campaign;
    ask_leads(submission, "GetForm", &get, LOOK_MS, on_form);
}

static void post_form(struct submission *submission)
{
    const struct urlencoded *form = form_body_read(submission->request);
    if (!form)
        return;
    const char *key = form_body_key(form);
    if (key)
        submission->view.key = key;
    for (int i = 0; i < FORM_FIELDS; i++)
        submission->view.values[i] = urlencoded_get(form, form_fields[i].name);
    submission->form = submission->view.sent = form;
    look_up(submission);
}

void forms_script(struct request *request)
{
    request_put_header(request, "Cache-Control", "public, max-age=3600");
    request->quiet = true;
    request_answer(request, 200, "text/javascript; charset=utf-8",
                   (struct bytes){(const uint8_t *)gateway_form_script, gateway_form_script_size});
}

void forms_request(struct request *request, const char *campaign)
{
    bool get = strcmp(request->verb, "GET") == 0 || strcmp(request->verb, "HEAD") == 0;
    struct submission *submission = arena_alloc(request->arena, sizeof *submission);
    submission->request = request;
    submission->campaign = campaign;
    submission->view.language = form_language(request_header(request, "Accept-Language"));
    submission->view.key = request->id;
    if (strlen(campaign) > CAMPAIGN_MAX || !format_is_valid("code", campaign)) {
        request_answer_text(request, 404, "there is no such form");
    } else if (get) {
        look_up(submission);
    } else if (strcmp(request->verb, "POST") == 0) {
        post_form(submission);
    } else {
        request_put_header(request, "Allow", "GET, HEAD, POST");
        request_answer_text(request, 405, "a form is read by GET and sent by POST");
    }
}
