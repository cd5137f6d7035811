/* SPDX-License-Identifier: Apache-2.0
 * A list over all services is asked for service by service; its page tokens are "<service>:<the service's own token>".
 */
#include "ops.h"

#include <stdio.h>
#include <string.h>

#include "calls.h"
#include "connect_error.h"
#include "dealspine/ops.pb-c.h"
#include "event_page.h"
#include "gateway.h"
#include "transcode.h"

enum { PAGE = 50, MEMORY = 64 << 20 };

/* ---- messages by the names of their fields --------------------------------------------------------------------------- */

static void *member(ProtobufCMessage *message, const char *name)
{
    const ProtobufCFieldDescriptor *field =
        protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
    return field ? (char *)message + field->offset : NULL;
}

static const char *text_of(ProtobufCMessage *message, const char *name)
{
    const char **text = member(message, name);
    return text && *text && **text ? *text : NULL;
}

static void set_text(ProtobufCMessage *message, const char *name, const char *text)
{
    *(const char **)member(message, name) = text;
}

static void set_count(ProtobufCMessage *message, const char *name, uint32_t count)
{
    const ProtobufCFieldDescriptor *field =
        protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
    *(uint32_t *)member(message, name) = count;
    *(protobuf_c_boolean *)(void *)((char *)message + field->quantifier_offset) = true;
}

static size_t count_of(const ProtobufCMessage *message, unsigned field)
{
    return *(const size_t *)(const void *)((const char *)message + message->descriptor->fields[field].quantifier_offset);
}

/* ---- replies in JSON: payloads too ----------------------------------------------------------------------------------- */

/* "webhook_retry" is the job WebhookRetryJob of its service. */
static const struct schema_message *job_type(const DeadLetter *letter, struct arena *arena)
{
    struct text name;
    bool upper = true;
    text_init(&name, arena);
    text_printf(&name, "dealspine.%s.v1.", letter->service);
    for (const char *p = letter->type; *p; p++) {
        if (*p != '_')
            text_putc(&name, (char)(upper && *p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p));
        upper = *p == '_';
    }
    text_puts(&name, "Job");
    return schema_message(gateway.schema, name.bytes);
}

static void write_payload(DeadLetter *letter, struct arena *arena)
{
    if (letter->event) {
        event_payload_to_json(letter->event, arena);
        return;
    }
    const struct schema_message *type = letter->service && letter->type ? job_type(letter, arena) : NULL;
    struct text out;
    text_init(&out, arena);
    const struct bytes payload = {letter->job_payload.data, letter->job_payload.len};
    if (!type || proto_to_json(type, payload, &out, NULL) != STATUS_OK)
        return;
    letter->job_payload_json = out.bytes;
    letter->has_job_payload = false;
}

static struct bytes with_payloads(const struct rpc *rpc, struct bytes reply)
{
    struct arena *arena = rpc->request->arena;
    if (strcmp(rpc->method->name, "GetDeadLetter") == 0) {
        GetDeadLetterReply *one = wire_unpack(arena, &get_dead_letter_reply__descriptor, reply, MEMORY);
        if (!one || !one->letter)
            return reply;
        write_payload(one->letter, arena);
        return wire_pack(arena, one);
    }
    if (strcmp(rpc->method->name, "FindEvents") == 0) {
        FindEventsReply *found = wire_unpack(arena, &find_events_reply__descriptor, reply, MEMORY);
        for (size_t i = 0; found && i < found->n_events; i++)
            event_payload_to_json(found->events[i], arena);
        return found ? wire_pack(arena, found) : reply;
    }
    if (strcmp(rpc->method->name, "ListDeadLetters") == 0) {
        ListDeadLettersReply *list = wire_unpack(arena, &list_dead_letters_reply__descriptor, reply, MEMORY);
        for (size_t i = 0; list && i < list->n_letters; i++)
            write_payload(list->letters[i], arena);
        return list ? wire_pack(arena, list) : reply;
    }
    return reply;
}

static void reply_with(struct rpc *rpc, struct bytes body, const Header *header)
{
    rpc_reply(rpc, rpc->json ? with_payloads(rpc, body) : body, header);
}

/* ---- one service ----------------------------------------------------------------------------------------------------- */

static void send_to(struct rpc *rpc, const char *service, struct bytes body,
                    void (*then)(void *context, const struct answer *answer), void *context)
{
    struct outcall outcall = {.service = service,
                              .header = &rpc->header,
                              .body = body,
                              .timeout_ms = rpc_left_ms(rpc),
                              .query = rpc->method->query};
    calls_send(gateway.calls, &outcall, then, context);
}

static void on_one(void *context, const struct answer *answer)
{
    struct rpc *rpc = context;
    if (answer->error.status != STATUS_OK)
        connect_fail(rpc->request, &answer->error);
    else
        reply_with(rpc, answer->body, answer->header);
}

/* ---- all of them ----------------------------------------------------------------------------------------------------- */

struct survey {
    struct rpc *rpc;
    ProtobufCMessage *request;
    const ProtobufCMessageDescriptor *reply_type;
    size_t at;           /* the service being asked */
    uint32_t left;       /* rows that still fit the page */
    const char *inner;   /* where it begins there; NULL: at its beginning */
    struct text joined;  /* packed replies: one after the other they are one reply */
    const char *token;   /* of the next page */
    const char **unreachable;
    size_t n_unreachable;
};

static void ask_next(struct survey *survey);

static void finish(struct survey *survey)
{
    struct arena *arena = survey->rpc->request->arena;
    ListRepairsReply rest = LIST_REPAIRS_REPLY__INIT; /* of all lists the fields behind the rows are the same */
    rest.next_page_token = survey->token;
    rest.unreachable = survey->unreachable;
    rest.n_unreachable = survey->n_unreachable;
    struct bytes packed = wire_pack(arena, &rest);
    text_put(&survey->joined, packed.data, packed.size);
    reply_with(survey->rpc, (struct bytes){(const uint8_t *)survey->joined.bytes, survey->joined.size}, NULL);
}

static void take(struct survey *survey, const struct answer *answer)
{
    struct arena *arena = survey->rpc->request->arena;
    const char *word = gateway.services[survey->at];
    ProtobufCMessage *reply = wire_unpack(arena, survey->reply_type, answer->body, MEMORY);
    if (!reply)
        return;
    const char *inner = text_of(reply, "next_page_token");
    size_t n = count_of(reply, 0);
    survey->left -= n < survey->left ? (uint32_t)n : survey->left;
    if (inner)
        survey->token = arena_printf(arena, "%s:%s", word, inner);
    set_text(reply, "next_page_token", NULL);
    struct bytes packed = wire_pack(arena, reply);
    text_put(&survey->joined, packed.data, packed.size);
}

static bool is_away(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED || status == STATUS_RESOURCE_EXHAUSTED;
}

static void skip(struct survey *survey)
{
    survey->unreachable[survey->n_unreachable++] = gateway.services[survey->at];
}

static void on_part(void *context, const struct answer *answer)
{
    struct survey *survey = context;
    if (answer->error.status == STATUS_OK) {
        take(survey, answer);
    } else if (is_away(answer->error.status)) {
        skip(survey);
    } else {
        connect_fail(survey->rpc->request, &answer->error);
        return;
    }
    survey->at++;
    survey->inner = NULL;
    ask_next(survey);
}

static void ask_next(struct survey *survey)
{
    struct client *client = calls_client(gateway.calls);
    while (survey->at < gateway.n_services && !survey->token &&
           (!client || !client_ready(client, gateway.services[survey->at], NULL, 0))) {
        skip(survey);
        survey->at++;
        survey->inner = NULL;
    }
    if (survey->token || survey->at == gateway.n_services) {
        finish(survey);
        return;
    }
    if (!survey->left) {
        survey->token = arena_printf(survey->rpc->request->arena, "%s:", gateway.services[survey->at]);
        finish(survey);
        return;
    }
    set_text(survey->request, "page_token", survey->inner);
    set_count(survey->request, "page_size", survey->left);
    send_to(survey->rpc, gateway.services[survey->at], wire_pack(survey->rpc->request->arena, survey->request), on_part,
            survey);
}

/* Where the page begins; false for a token that is not ours. */
static bool place(struct survey *survey, const char *token)
{
    if (!token)
        return true;
    size_t n = strcspn(token, ":");
    for (survey->at = 0; token[n] && survey->at < gateway.n_services; survey->at++) {
        const char *word = gateway.services[survey->at];
        if (strlen(word) == n && strncmp(word, token, n) == 0) {
            survey->inner = token[n + 1] ? token + n + 1 : NULL;
            return true;
        }
    }
    return false;
}

static enum status begin_survey(struct rpc *rpc, ProtobufCMessage *request, const ProtobufCMethodDescriptor *method,
                                struct error *error)
{
    struct arena *arena = rpc->request->arena;
    struct survey *survey = arena_alloc(arena, sizeof *survey);
    survey->rpc = rpc;
    survey->request = request;
    survey->reply_type = method->output;
    survey->unreachable = arena_alloc(arena, SERVICES_MAX * sizeof *survey->unreachable);
    text_init(&survey->joined, arena);
    survey->left = *(uint32_t *)member(request, "page_size");
    if (!survey->left)
        survey->left = PAGE;
    if (!place(survey, text_of(request, "page_token"))) {
        fail_with(error, STATUS_INVALID_ARGUMENT, "page_token is not one that this list gave out");
        snprintf(error->field, sizeof error->field, "page_token");
        return STATUS_INVALID_ARGUMENT;
    }
    ask_next(survey);
    return STATUS_OK;
}

/* ---- which of both --------------------------------------------------------------------------------------------------- */

static enum status refuse_service(struct error *error, const char *rule)
{
    fail_with(error, STATUS_INVALID_ARGUMENT, "service %s", rule);
    snprintf(error->field, sizeof error->field, "service");
    return STATUS_INVALID_ARGUMENT;
}

static bool is_known(const char *service)
{
    for (size_t i = 0; i < gateway.n_services; i++)
        if (strcmp(gateway.services[i], service) == 0)
            return true;
    return false;
}

static enum status begin(struct rpc *rpc, struct error *error)
{
    const ProtobufCMethodDescriptor *method =
        protobuf_c_service_descriptor_get_method_by_name(&ops__descriptor, rpc->method->name);
    ProtobufCMessage *request = wire_unpack(rpc->request->arena, method->input, rpc->body, MEMORY);
    if (!request)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "the request is no %s", method->input->short_name);
    const char *service = text_of(request, "service");
    if (service && !is_known(service))
        return refuse_service(error, arena_printf(rpc->request->arena, "must be one of: %s", gateway.settings.services));
    if (strcmp(rpc->method->name, "GetStatus") == 0) {
        ops_status(rpc, service);
        return STATUS_OK;
    }
    if (!service && member(request, "page_token"))
        return begin_survey(rpc, request, method, error);
    if (!service)
        return refuse_service(error, "must be given");
    send_to(rpc, service, rpc->body, on_one, rpc);
    return STATUS_OK;
}

void ops_call(struct rpc *rpc)
{
    struct error error;
    if (begin(rpc, &error) != STATUS_OK)
        connect_fail(rpc->request, &error);
}
