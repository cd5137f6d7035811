/* SPDX-License-Identifier: Apache-2.0
 * What stands behind the gateway in its own tests: identity, leads and customers in one process, without a database.
 * gateway_stub <dir> <run dir>: appends to <dir>/stub.log one line a call. How it answers is chosen by the token and by
 * the name of the lead.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/text.h"
#include "dealspine/events.pb-c.h"
#include "dealspine/identity.pb-c.h"
#include "dealspine/leads.pb-c.h"
#include "wire/client.h"
#include "wire/principal.h"
#include "wire/server.h"

enum { LOG_MAX = 1000 };

struct stub {
    const char *word;
    struct server *server;
    uint64_t positions[LOG_MAX]; /* of its events */
    int64_t times_ms[LOG_MAX];
    size_t n;
};

static struct stub stubs[] = {{.word = "identity"}, {.word = "leads"}, {.word = "customers"}};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct signer *identity;
static FILE *calls;

struct later {
    struct stub *stub;
    struct incoming *incoming;
    unsigned delay_ms;
    FetchRequest *fetch;
};

static void note(const struct stub *stub, const struct incoming *incoming)
{
    const Header *header = incoming->header;
    Principal *principal = NULL;
    if (header->principal)
        principal = principal__unpack(NULL, header->principal->claims.len, header->principal->claims.data);
    pthread_mutex_lock(&lock);
    fprintf(calls, "%s %s key=%s channel=%d who=%s trace=%s pos=%s/%llu timeout=%u\n", stub->word, header->method,
            header->idempotency_key ? header->idempotency_key : "-", header->has_channel ? (int)header->channel : 0,
            principal ? principal->id : "-", header->traceparent ? header->traceparent : "-",
            header->min_pos ? header->min_pos->domain : "-",
            (unsigned long long)(header->min_pos ? header->min_pos->pos : 0), header->timeout_ms);
    fflush(calls);
    pthread_mutex_unlock(&lock);
    if (principal)
        principal__free_unpacked(principal, NULL);
}

static void refuse(struct stub *stub, struct incoming *incoming, enum status status, const char *reason,
                   const char *field, uint32_t retry_after_ms, const char *message)
{
    struct error error;
    fail_with(&error, status, "%s", message);
    snprintf(error.reason, sizeof error.reason, "%s", reason);
    snprintf(error.field, sizeof error.field, "%s", field);
    error.retry_after_ms = retry_after_ms;
    server_reply(stub->server, incoming, &error, NULL, (struct bytes){NULL, 0});
}

static void start(void *(*run)(void *), const struct later *later)
{
    pthread_t thread;
    struct later *copy = need_alloc(sizeof *copy);
    *copy = *later;
    if (pthread_create(&thread, NULL, run, copy) == 0)
        pthread_detach(thread);
}

/* ---- identity ---------------------------------------------------------------------------------------------------- */

static void authenticate(struct stub *stub, struct incoming *incoming, const char *token)
{
    Principal principal = PRINCIPAL__INIT;
    AuthenticateReply reply = AUTHENTICATE_REPLY__INIT;
    bool is_key = strcmp(token, "key") == 0;
    if (strncmp(token, "good", 4) != 0 && !is_key) {
        refuse(stub, incoming, STATUS_UNAUTHENTICATED, "", "", 0, "the token is unknown");
        return;
    }
    principal.has_kind = principal.has_issued_at_ms = principal.has_expires_at_ms = true;
    principal.kind = is_key ? PRINCIPAL__KIND__API_KEY : PRINCIPAL__KIND__USER;
    principal.id = token;
    principal.has_channel = is_key;
    principal.channel = CHANNEL__WEB;
    principal.issued_at_ms = clock_now_us() / 1000;
    principal.expires_at_ms = principal.issued_at_ms + 300000;
    reply.principal = principal_sign(identity, &principal, incoming->arena);
    server_reply(stub->server, incoming, NULL, NULL, wire_pack(incoming->arena, &reply));
}

static void *authenticate_later(void *context)
{
    struct later *later = context;
    usleep(later->delay_ms * 1000);
    authenticate(later->stub, later->incoming, "good-slow");
    free(later);
    return NULL;
}

/* Everybody may sign in, but who is called "refused". */
static void on_sign_in(struct stub *stub, struct incoming *incoming)
{
    const SignInRequest *request = wire_unpack(incoming->arena, &sign_in_request__descriptor, incoming->body, 1 << 16);
    SignInReply reply = SIGN_IN_REPLY__INIT;
    Google__Protobuf__Timestamp expires_at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    pthread_mutex_lock(&lock);
    fprintf(calls, "%s from source=%s client=%s\n", stub->word, request && request->source ? request->source : "-",
            request && request->client ? request->client : "-");
    fflush(calls);
    pthread_mutex_unlock(&lock);
    reply.has_outcome = true;
    reply.outcome = SIGN_IN_REPLY__OUTCOME__REFUSED;
    if (request && request->login && strcmp(request->login, "refused") != 0) {
        expires_at.seconds = clock_now_us() / 1000000 + 3600;
        reply.outcome = SIGN_IN_REPLY__OUTCOME__SIGNED_IN;
        reply.token = "good-signed-in";
        reply.expires_at = &expires_at;
    }
    server_reply(stub->server, incoming, NULL, NULL, wire_pack(incoming->arena, &reply));
}

static void on_identity(struct stub *stub, struct incoming *incoming)
{
    const AuthenticateRequest *request =
        wire_unpack(incoming->arena, &authenticate_request__descriptor, incoming->body, 1 << 16);
    const char *token = request && request->token ? request->token : "";
    if (strcmp(token, "good-slow") == 0)
        start(authenticate_later, &(struct later){stub, incoming, 300, NULL});
    else
        authenticate(stub, incoming, token);
}

/* ---- leads ------------------------------------------------------------------------------------------------------- */

static uint64_t append(struct stub *stub)
{
    pthread_mutex_lock(&lock);
    uint64_t pos = stub->n ? stub->positions[stub->n - 1] + 2 : 5;
    stub->times_ms[stub->n] = clock_now_us() / 1000;
    stub->positions[stub->n++] = pos;
    pthread_mutex_unlock(&lock);
    return pos;
}

static void capture(struct stub *stub, struct incoming *incoming, const CaptureLeadRequest *request)
{
    CaptureLeadReply reply = CAPTURE_LEAD_REPLY__INIT;
    Lead lead = LEAD__INIT;
    struct effect effect = {.pos = 0};
    char id[ID_TEXT];
    id_from_text(incoming->header->idempotency_key ? incoming->header->idempotency_key : "", id);
    lead.id = id;
    lead.campaign = request->campaign;
    lead.has_version = true;
    lead.version = 9007199254740993;
    reply.lead = &lead;
    effect.pos = append(stub);
    server_reply(stub->server, incoming, NULL, &effect, wire_pack(incoming->arena, &reply));
}

static void *capture_later(void *context)
{
    struct later *later = context;
    usleep(later->delay_ms * 1000);
    capture(later->stub, later->incoming, &(CaptureLeadRequest)CAPTURE_LEAD_REQUEST__INIT);
    free(later);
    return NULL;
}

static void on_capture(struct stub *stub, struct incoming *incoming)
{
    const CaptureLeadRequest *request =
        wire_unpack(incoming->arena, &capture_lead_request__descriptor, incoming->body, 1 << 20);
    const char *name = request && request->name ? request->name : "";
    if (!request)
        refuse(stub, incoming, STATUS_INVALID_ARGUMENT, "", "", 0, "no CaptureLeadRequest");
    else if (strcmp(name, "internal") == 0)
        refuse(stub, incoming, STATUS_INTERNAL, "", "", 0, "the table of secrets is on fire");
    else if (strcmp(name, "invalid") == 0)
        refuse(stub, incoming, STATUS_INVALID_ARGUMENT, "TOO_ODD", "name", 0, "name must be even, is odd");
    else if (strcmp(name, "busy") == 0)
        refuse(stub, incoming, STATUS_RESOURCE_EXHAUSTED, "", "", 1500, "come back later");
    else if (strcmp(name, "stale") == 0)
        refuse(stub, incoming, STATUS_ABORTED, "", "", 0, "version is 3");
    else if (strcmp(name, "slow") == 0)
        start(capture_later, &(struct later){stub, incoming, 1000, NULL});
    else
        capture(stub, incoming, request);
}

/* "fair" has fields of its own, "over" is closed, "away" fails; nobody knows any other campaign. */
static void on_get_form(struct stub *stub, struct incoming *incoming)
{
    const GetFormRequest *request = wire_unpack(incoming->arena, &get_form_request__descriptor, incoming->body, 1 << 16);
    const char *campaign = request && request->campaign ? request->campaign : "";
    const char *choices[] = {"small", "large & <wide>"};
    FormField size = FORM_FIELD__INIT, seats = FORM_FIELD__INIT, trial = FORM_FIELD__INIT;
    FormField *fields[] = {&size, &seats, &trial};
    Campaign fair = CAMPAIGN__INIT;
    GetFormReply reply = GET_FORM_REPLY__INIT;
    size.key = "size", size.label_en = "Size", size.label_zh = "规模", size.choices = choices, size.n_choices = 2;
    seats.key = "seats", seats.label_en = "Seats <each>", seats.label_zh = "座席";
    trial.key = "trial", trial.label_en = "Trial", trial.label_zh = "试用";
    size.has_type = seats.has_type = trial.has_type = size.has_required = size.required = true;
    size.type = FORM_FIELD__TYPE__CHOICE, seats.type = FORM_FIELD__TYPE__NUMBER, trial.type = FORM_FIELD__TYPE__YES_NO;
    fair.code = campaign, fair.product = "planner", fair.thanks = "See you at <booth> 7", fair.medium = "fair";
    fair.consent_text_version = "fair-2";
    fair.fields = fields, fair.n_fields = 3;
    reply.campaign = &fair;
    reply.has_open = true, reply.open = strcmp(campaign, "fair") == 0;
    if (strcmp(campaign, "away") == 0)
        refuse(stub, incoming, STATUS_RESOURCE_EXHAUSTED, "", "", 0, "come back later");
    else if (strcmp(campaign, "fair") == 0 || strcmp(campaign, "over") == 0)
        server_reply(stub->server, incoming, NULL, NULL, wire_pack(incoming->arena, &reply));
    else
        refuse(stub, incoming, STATUS_NOT_FOUND, "", "", 0, "no such campaign");
}

/* ---- events ------------------------------------------------------------------------------------------------------ */

static uint64_t place_of(const struct stub *stub, const FetchRequest *request, struct arena *arena)
{
    if (request->has_cursor) {
        const Cursor *cursor = wire_unpack(arena, &cursor__descriptor,
                                           (struct bytes){request->cursor.data, request->cursor.len}, 1 << 16);
        return cursor && cursor->n_points == 1 ? cursor->points[0]->pos : 0;
    }
    return request->has_from && request->from == FETCH_REQUEST__FROM__LATEST && stub->n ? stub->positions[stub->n - 1]
                                                                                        : 0;
}

/* False while there is nothing. */
static bool answer_fetch(struct stub *stub, struct incoming *incoming, const FetchRequest *request, bool last)
{
    struct arena *arena = incoming->arena;
    FetchReply reply = FETCH_REPLY__INIT;
    Cursor cursor = CURSOR__INIT;
    CursorPoint point = CURSOR_POINT__INIT, *points[] = {&point};
    size_t most = request->has_max_events ? request->max_events : 100;
    pthread_mutex_lock(&lock);
    point.pos = place_of(stub, request, arena);
    reply.events = arena_alloc(arena, (most + 1) * sizeof *reply.events);
    for (size_t i = 0; i < stub->n && reply.n_events < most; i++) {
        if (stub->positions[i] <= point.pos)
            continue;
        Event *event = wire_new(arena, &event__descriptor);
        event->domain = stub->word;
        event->type = "lead.captured";
        event->has_pos = event->has_payload = true;
        event->pos = point.pos = stub->positions[i];
        event->payload = (ProtobufCBinaryData){4, (uint8_t *)"\x0a\x02L1"};
        event->recorded_at = wire_new(arena, &google__protobuf__timestamp__descriptor);
        event->recorded_at->seconds = stub->times_ms[i] / 1000;
        event->recorded_at->nanos = (int32_t)(stub->times_ms[i] % 1000) * 1000000;
        reply.events[reply.n_events++] = event;
    }
    reply.has_caught_up = true;
    reply.caught_up = !stub->n || point.pos == stub->positions[stub->n - 1];
    pthread_mutex_unlock(&lock);
    if (!reply.n_events && !last)
        return false;
    point.domain = stub->word;
    point.epoch = "1";
    point.has_pos = true;
    cursor.points = reply.heads = points;
    cursor.n_points = reply.n_heads = 1;
    struct bytes packed = wire_pack(arena, &cursor);
    reply.has_next_cursor = true;
    reply.next_cursor = (ProtobufCBinaryData){packed.size, (uint8_t *)(uintptr_t)packed.data};
    server_reply(stub->server, incoming, NULL, NULL, wire_pack(arena, &reply));
    return true;
}

static void *fetch_later(void *context)
{
    struct later *later = context;
    int64_t until_ms = clock_mono_ms() + later->delay_ms;
    while (!answer_fetch(later->stub, later->incoming, later->fetch, clock_mono_ms() >= until_ms))
        usleep(5000);
    free(later);
    return NULL;
}

static void on_fetch(struct stub *stub, struct incoming *incoming)
{
    FetchRequest *request = wire_unpack(incoming->arena, &fetch_request__descriptor, incoming->body, 1 << 20);
    if (!request)
        refuse(stub, incoming, STATUS_INVALID_ARGUMENT, "", "", 0, "no FetchRequest");
    else
        start(fetch_later, &(struct later){stub, incoming, request->wait_ms, request});
}

/* ---- the servers ------------------------------------------------------------------------------------------------- */

static void on_request(void *context, struct incoming *incoming)
{
    struct stub *stub = context;
    const char *method = incoming->header->method;
    note(stub, incoming);
    if (strcmp(method, "events.Fetch") == 0)
        on_fetch(stub, incoming);
    else if (strcmp(method, "identity.Authenticate") == 0)
        on_identity(stub, incoming);
    else if (strcmp(method, "leads.CaptureLead") == 0)
        on_capture(stub, incoming);
    else if (strcmp(method, "leads.GetForm") == 0)
        on_get_form(stub, incoming);
    else if (strcmp(method, "leads.GetLead") == 0 || strcmp(method, "identity.SignOut") == 0)
        server_reply(stub->server, incoming, NULL, NULL, (struct bytes){(const uint8_t *)"", 0});
    else if (strcmp(method, "identity.SignIn") == 0)
        on_sign_in(stub, incoming);
    else
        refuse(stub, incoming, STATUS_UNIMPLEMENTED, "", "", 0, "the stub does not know this");
}

static const char *always_ready(void *context)
{
    (void)context;
    return NULL;
}

int main(int argc, char **argv)
{
    struct error error;
    char path[3][300];
    sigset_t ends;
    int number;
    if (argc != 3)
        return 2;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    snprintf(path[0], sizeof path[0], "%s/keys", argv[1]);
    snprintf(path[1], sizeof path[1], "%s/trust", argv[1]);
    snprintf(path[2], sizeof path[2], "%s/stub.log", argv[1]);
    calls = fopen(path[2], "ae");
    if (!calls || signer_open(path[0], path[1], "identity", &identity, &error) != STATUS_OK)
        return 1;
    for (size_t i = 0; i < sizeof stubs / sizeof *stubs; i++) {
        struct server_settings settings = {.context = wire_context(), .run_dir = argv[2], .service = stubs[i].word,
                                           .request = on_request, .not_ready = always_ready, .owner = &stubs[i]};
        if (server_open(&settings, &stubs[i].server, &error) != STATUS_OK) {
            fprintf(stderr, "%s\n", error.message);
            return 1;
        }
    }
    sigwait(&ends, &number);
    for (size_t i = 0; i < sizeof stubs / sizeof *stubs; i++)
        server_close(stubs[i].server);
    wire_context_end();
    signer_free(identity);
    fclose(calls);
    return 0;
}
