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

enum { CAMPAIGN_MAX = 64, REFERRER_MAX = 500 };

struct submission {
    struct request *request;
    struct form_view view;
};

/* ---- pages ------------------------------------------------------------------------------------------------------- */

static void answer_html(struct request *request, unsigned http, const struct text *page)
{
    request_put_header(request, "Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
                       "frame-ancestors *");
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

static void answer_thanks(struct submission *submission)
{
    struct text page;
    text_init(&page, submission->request->arena);
    form_thanks_page(&page, submission->view.language);
    answer_html(submission->request, 200, &page);
}

/* ---- capturing --------------------------------------------------------------------------------------------------- */

static void on_captured(void *context, const struct answer *answer)
{
    struct submission *submission = context;
    const struct error *error = &answer->error;
    char quoted[400];
    submission->request->outcome = status_word(error->status);
    if (error->status == STATUS_OK) {
        answer_thanks(submission);
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

static void capture(struct submission *submission, const char *campaign, const char *consent_version)
{
    struct request *request = submission->request;
    const char *const *values = submission->view.values;
    CaptureLeadRequest lead = CAPTURE_LEAD_REQUEST__INIT;
    lead.name = or_absent(values[FORM_NAME]);
    lead.phone = or_absent(values[FORM_PHONE]);
    lead.email = or_absent(values[FORM_EMAIL]);
    lead.company = or_absent(values[FORM_COMPANY]);
    lead.product = or_absent(values[FORM_PRODUCT]);
    lead.need = or_absent(values[FORM_NEED]);
    lead.has_source_channel = true;
    lead.source_channel = CHANNEL__WEB;
    lead.source = "web form";
    lead.campaign = campaign;
    lead.medium = "web";
    lead.landing_page = request->path;
    lead.referrer = referrer_of(request);
    lead.consent_text_version = consent_version;

    struct rpc *rpc = rpc_new(request, schema_method(gateway.schema, "leads", "CaptureLead"));
    rpc->header.idempotency_key = submission->view.key;
    rpc->header.has_channel = true;
    rpc->header.channel = CHANNEL__WEB;
    rpc->header.principal = principal_of_service(gateway.signer, request->arena);
    request->call = rpc->method->full;
    struct outcall outcall = {.service = rpc->method->word,
                              .header = &rpc->header,
                              .body = wire_pack(request->arena, &lead),
                              .timeout_ms = (uint32_t)gateway.settings.timeout_ms};
    calls_send(gateway.calls, &outcall, on_captured, submission);
}

/* ---- the two verbs ----------------------------------------------------------------------------------------------- */

static bool is_too_long(const struct form_view *view)
{
    for (int i = 0; i < FORM_FIELDS; i++)
        if (view->values[i] && utf8_length(view->values[i]) > form_fields[i].max_len)
            return true;
    return false;
}

static void submit(struct submission *submission, const char *campaign, const struct urlencoded *form)
{
    const struct form_view *view = &submission->view;
    const char *consent = urlencoded_get(form, "consent"), *version = urlencoded_get(form, "consent_text_version");
    if (!is_blank(urlencoded_get(form, form_trap))) { /* a program filled the field that people do not see */
        submission->request->outcome = "spam";
        answer_thanks(submission);
    } else if (is_blank(view->values[FORM_PHONE]) && is_blank(view->values[FORM_EMAIL])) {
        answer_again(submission, 400, FORM_NO_CONTACT);
    } else if (!text_equal(consent, "yes")) {
        answer_again(submission, 400, FORM_NO_CONSENT);
    } else if (is_too_long(view)) {
        answer_again(submission, 400, FORM_TOO_LONG);
    } else if (!ration_form(submission->request)) {
        submission->request->outcome = "too_many";
        answer_again(submission, 429, FORM_TRY_AGAIN);
    } else {
        bool known = version && strlen(version) <= 40 && format_is_valid("code", version);
        capture(submission, campaign, known ? version : form_consent_version);
    }
}

static void post_form(struct request *request, const char *campaign, struct submission *submission)
{
    const struct urlencoded *form = form_body_read(request);
    if (!form)
        return;
    const char *key = form_body_key(form);
    if (key)
        submission->view.key = key;
    for (int i = 0; i < FORM_FIELDS; i++)
        submission->view.values[i] = urlencoded_get(form, form_fields[i].name);
    submit(submission, campaign, form);
}

void forms_request(struct request *request, const char *campaign)
{
    bool get = strcmp(request->verb, "GET") == 0 || strcmp(request->verb, "HEAD") == 0;
    struct submission *submission = arena_alloc(request->arena, sizeof *submission);
    submission->request = request;
    submission->view.language = form_language(request_header(request, "Accept-Language"));
    submission->view.key = request->id;
    if (strlen(campaign) > CAMPAIGN_MAX || !format_is_valid("code", campaign)) {
        request_answer_text(request, 404, "there is no such form");
    } else if (get) {
        answer_form(request, 200, &submission->view);
    } else if (strcmp(request->verb, "POST") == 0) {
        post_form(request, campaign, submission);
    } else {
        request_put_header(request, "Allow", "GET, HEAD, POST");
        request_answer_text(request, 405, "a form is read by GET and sent by POST");
    }
}
