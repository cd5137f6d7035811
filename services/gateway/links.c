/* SPDX-License-Identifier: Apache-2.0 */
#include "links.h"

#include <string.h>

#include "base/log.h"
#include "calls.h"
#include "form_body.h"
#include "gateway.h"
#include "link_page.h"
#include "rpc.h"
#include "schema/check.h"

enum { TOKEN_MAX = 200, REPLY_MEMORY = 1 << 20 };

/* One visitor at one link. */
struct visit {
    struct request *request;
    const char *token;
    bool is_survey;
    unsigned http;            /* of the page with the form: 200, or why it is shown again */
    bool asks_change;         /* the plan's answer */
    struct plan_view plan;
    struct survey_view survey;
};

/* ---- pages ------------------------------------------------------------------------------------------------------- */

static void answer_page(struct request *request, unsigned http, const struct text *page)
{
    request_put_header(request, "Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
                       "frame-ancestors 'none'");
    request_put_header(request, "Referrer-Policy", "no-referrer");
    request_put_header(request, "X-Robots-Tag", "noindex");
    request_answer(request, http, "text/html; charset=utf-8", (struct bytes){(const uint8_t *)page->bytes, page->size});
}

static void say(struct visit *visit, unsigned http, enum link_message message)
{
    struct text page;
    text_init(&page, visit->request->arena);
    link_message_page(&page, visit->plan.language, message);
    answer_page(visit->request, http, &page);
}

/* What a refusal means for the visitor; false if the same may be tried again. */
static bool refuse(struct visit *visit, const struct error *error)
{
    char quoted[400];
    if (error->status == STATUS_NOT_FOUND || error->status == STATUS_INVALID_ARGUMENT) {
        say(visit, 404, LINK_IS_UNKNOWN);
        return true;
    }
    if (error->status == STATUS_FAILED_PRECONDITION) {
        bool is_over = strncmp(error->reason, "LINK_", 5) == 0;
        say(visit, is_over ? 410 : 409, is_over ? LINK_IS_OVER : LINK_ANSWERED);
        return true;
    }
    log_line(LOG_WARN, "msg=\"a link was not served\" cause=%s status=%s request=%s",
             log_quote(error->message, quoted, sizeof quoted), status_word(error->status), visit->request->id);
    return false;
}

/* ---- calls ------------------------------------------------------------------------------------------------------- */

static void ask_service(struct visit *visit, const char *method, const char *key, const void *message,
                        void (*then)(void *context, const struct answer *answer))
{
    struct rpc *rpc = rpc_new(visit->request, schema_method(gateway.schema, "aftersales", method));
    if (!rpc->method->query)
        rpc->header.idempotency_key = key;
    rpc->header.has_channel = true;
    rpc->header.channel = CHANNEL__WEB;
    rpc->header.principal = principal_of_service(gateway.signer, visit->request->arena);
    visit->request->call = rpc->method->full;
    struct outcall outcall = {.service = rpc->method->word,
                              .header = &rpc->header,
                              .body = wire_pack(visit->request->arena, message),
                              .timeout_ms = (uint32_t)gateway.settings.timeout_ms,
                              .query = rpc->method->query};
    calls_send(gateway.calls, &outcall, then, visit);
}

static const void *reply_of(struct visit *visit, const struct answer *answer, const ProtobufCMessageDescriptor *type)
{
    visit->request->outcome = status_word(answer->error.status);
    const void *reply = NULL;
    if (answer->error.status == STATUS_OK)
        reply = wire_unpack(visit->request->arena, type, answer->body, REPLY_MEMORY);
    else if (refuse(visit, &answer->error))
        return NULL;
    if (!reply)
        say(visit, 503, LINK_NOT_NOW);
    return reply;
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

static void on_plan(void *context, const struct answer *answer)
{
    struct visit *visit = context;
    struct text page;
    visit->plan.plan = reply_of(visit, answer, &get_linked_plan_reply__descriptor);
    if (!visit->plan.plan)
        return;
    text_init(&page, visit->request->arena);
    link_plan_page(&page, &visit->plan);
    answer_page(visit->request, visit->http, &page);
}

static void on_survey(void *context, const struct answer *answer)
{
    struct visit *visit = context;
    const OpenLinkedSurveyReply *reply = reply_of(visit, answer, &open_linked_survey_reply__descriptor);
    struct text page;
    if (!reply)
        return;
    if (reply->state != SURVEY__STATE__OPENED) {
        bool is_answered = reply->state == SURVEY__STATE__ANSWERED;
        say(visit, is_answered ? 200 : 410, is_answered ? LINK_ANSWERED : LINK_IS_OVER);
        return;
    }
    text_init(&page, visit->request->arena);
    link_survey_page(&page, &visit->survey);
    answer_page(visit->request, visit->http, &page);
}

static void show(struct visit *visit)
{
    if (visit->is_survey) {
        OpenLinkedSurveyRequest open = OPEN_LINKED_SURVEY_REQUEST__INIT;
        open.token = visit->token;
        ask_service(visit, "OpenLinkedSurvey", visit->request->id, &open, on_survey);
    } else {
        GetLinkedPlanRequest get = GET_LINKED_PLAN_REQUEST__INIT;
        get.token = visit->token;
        ask_service(visit, "GetLinkedPlan", NULL, &get, on_plan);
    }
}

static void show_again(struct visit *visit, unsigned http, enum link_notice notice)
{
    visit->http = http;
    visit->plan.notice = visit->survey.notice = notice;
    show(visit);
}

/* ---- answering --------------------------------------------------------------------------------------------------- */

static void on_answered(void *context, const struct answer *answer)
{
    struct visit *visit = context;
    visit->request->outcome = status_word(answer->error.status);
    if (answer->error.status == STATUS_OK)
        say(visit, 200, visit->is_survey ? LINK_SURVEY_TAKEN : visit->asks_change ? LINK_CHANGE_ASKED : LINK_CONFIRMED);
    else if (!refuse(visit, &answer->error))
        show_again(visit, 503, LINK_TRY_AGAIN);
}

static bool is_longer(const char *value, size_t most)
{
    return value && utf8_length(value) > most;
}

static void answer_plan(struct visit *visit, const struct urlencoded *form)
{
    AnswerLinkRequest request = ANSWER_LINK_REQUEST__INIT;
    visit->asks_change = text_equal(urlencoded_get(form, "answer"), "REQUEST_CHANGE");
    request.token = visit->token;
    request.has_answer = true;
    request.answer =
        visit->asks_change ? ANSWER_LINK_REQUEST__ANSWER__REQUEST_CHANGE : ANSWER_LINK_REQUEST__ANSWER__CONFIRM;
    visit->plan.name = urlencoded_get(form, "name");
    visit->plan.text = urlencoded_get(form, "text");
    if (visit->asks_change)
        request.text = visit->plan.text;
    else
        request.name = visit->plan.name;
    if (is_blank(visit->asks_change ? request.text : request.name))
        show_again(visit, 400, visit->asks_change ? LINK_NO_TEXT : LINK_NO_NAME);
    else if (is_longer(request.name, LINK_NAME_MAX) || is_longer(request.text, LINK_TEXT_MAX))
        show_again(visit, 400, LINK_TOO_LONG);
    else
        ask_service(visit, "AnswerLink", visit->plan.key, &request, on_answered);
}

/* 1..5, or 0 for what is none of these. */
static unsigned score_of(const char *value)
{
    return value && value[0] >= '1' && value[0] <= '5' && !value[1] ? (unsigned)(value[0] - '0') : 0;
}

static void answer_survey(struct visit *visit, const struct urlencoded *form)
{
    AnswerLinkedSurveyRequest request = ANSWER_LINKED_SURVEY_REQUEST__INIT;
    unsigned *scores = visit->survey.scores;
    bool is_whole = true;
    for (size_t i = 0; i < LINK_SCORES; i++) {
        scores[i] = score_of(urlencoded_get(form, link_score_names[i]));
        is_whole = is_whole && scores[i];
    }
    visit->survey.comment = urlencoded_get(form, "comment");
    request.token = visit->token;
    request.has_function = request.has_performance = request.has_service_quality = request.has_support = true;
    request.function = scores[0];
    request.performance = scores[1];
    request.service_quality = scores[2];
    request.support = scores[3];
    request.comment = is_blank(visit->survey.comment) ? NULL : visit->survey.comment;
    if (!is_whole || is_longer(request.comment, LINK_COMMENT_MAX))
        show_again(visit, 400, is_whole ? LINK_TOO_LONG : LINK_NO_SCORE);
    else
        ask_service(visit, "AnswerLinkedSurvey", visit->survey.key, &request, on_answered);
}

static void post(struct visit *visit)
{
    const struct urlencoded *form = form_body_read(visit->request);
    if (!form)
        return;
    const char *key = form_body_key(form);
    if (key)
        visit->plan.key = visit->survey.key = key;
    if (visit->is_survey)
        answer_survey(visit, form);
    else
        answer_plan(visit, form);
}

/* ---- the two verbs ----------------------------------------------------------------------------------------------- */

void links_request(struct request *request, const char *token)
{
    bool get = strcmp(request->verb, "GET") == 0 || strcmp(request->verb, "HEAD") == 0;
    struct visit *visit = arena_alloc(request->arena, sizeof *visit);
    enum form_language language = form_language(request_header(request, "Accept-Language"));
    request->path = "/links/"; /* what is logged: the rest is a secret of the customer's */
    visit->request = request;
    visit->token = token;
    visit->is_survey = token[0] == 's';
    visit->http = 200;
    visit->plan.language = visit->survey.language = language;
    visit->plan.key = visit->survey.key = request->id;
    if (strlen(token) > TOKEN_MAX || (token[0] != 'p' && token[0] != 's') || !format_is_valid("code", token)) {
        say(visit, 404, LINK_IS_UNKNOWN);
    } else if (get) {
        show(visit);
    } else if (strcmp(request->verb, "POST") == 0) {
        post(visit);
    } else {
        request_put_header(request, "Allow", "GET, HEAD, POST");
        request_answer_text(request, 405, "a link is followed by GET and answered by POST");
    }
}
