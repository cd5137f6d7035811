/* SPDX-License-Identifier: Apache-2.0 */
#include "sse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "auth.h"
#include "base/clock.h"
#include "base/meter.h"
#include "base/text.h"
#include "connect_error.h"
#include "event_page.h"
#include "schema/check.h"
#include "session.h"
#include "sse_hint.h"
#include "sse_hub.h"
#include "tickets.h"
#include "wire/scope.h"

enum {
    TICK_MS = 200, BEAT_MS = 15000, VOUCH_MS = 60000, VOUCHED_MAX_MS = 280000, AUTH_MS = 5000, RETRY_MS = 2000,
    LOOK_MS = 1000, LIST_MAX = 64, PRINCIPAL_MEMORY = 1 << 20
};

static struct stream *streams; /* all */
static size_t n_streams;       /* those with a connection */
static struct tickets *tickets;
static int64_t ticked_ms, looked_ms;
static unsigned of_streams;

static const struct meter_family open_streams = {.name = "dealspine_streams", .kind = METER_GAUGE,
                                                 .help = "Streams of events that are being read."};

void sse_open(void)
{
    tickets = tickets_new();
    of_streams = meter_add(&open_streams, NULL, 0);
    hub_open();
}

static void free_stream(struct stream *stream)
{
    struct stream **at = &streams;
    while (*at && *at != stream)
        at = &(*at)->next;
    if (*at)
        *at = stream->next;
    stream_free(stream);
}

void sse_close(void)
{
    while (streams)
        free_stream(streams);
    tickets_free(tickets);
}

struct stream *sse_streams(void)
{
    return streams;
}

void sse_release(struct stream *stream)
{
    if (!--stream->outstanding && !stream->request)
        free_stream(stream);
}

/* ---- who reads ------------------------------------------------------------------------------------------------------- */

/* What he may see; false when that is nothing. */
static bool find_scope(struct stream *stream, const Principal *principal, struct arena *arena, struct error *error)
{
    const char *const *hinted = NULL;
    const char *scope = NULL;
    if (stream->hints ? (hinted = hint_scopes(principal, arena)) != NULL
                      : principal_scope(principal, "events.read", arena, &scope)) {
        stream->hinted = hinted;
        stream->scope = scope;
        return true;
    }
    fail_with(error, STATUS_PERMISSION_DENIED, stream->hints ? "this needs a permission to read leads, customers, "
                                                               "opportunities or contracts"
                                                             : "this needs the permission events.read");
    return false;
}

/* Takes what identity said about his token; false when he may not read. */
static bool take_principal(struct stream *stream, struct bytes packed, struct error *error)
{
    struct arena *arena = arena_new();
    const SignedPrincipal *fresh = wire_unpack(arena, &signed_principal__descriptor,
                                               (struct bytes){arena_memdup(arena, packed.data, packed.size), packed.size},
                                               PRINCIPAL_MEMORY);
    struct bytes claims = {NULL, 0};
    if (fresh)
        claims = (struct bytes){fresh->claims.data, fresh->claims.len};
    const Principal *principal = wire_unpack(arena, &principal__descriptor, claims, PRINCIPAL_MEMORY);
    if (!principal || !find_scope(stream, principal, arena, error)) {
        if (!principal)
            fail_with(error, STATUS_PERMISSION_DENIED, "identity vouched for nobody");
        arena_free(arena);
        return false;
    }
    arena_free(stream->vouched);
    stream->vouched = arena;
    stream->principal = fresh;
    stream->vouched_ms = clock_mono_ms();
    return true;
}

static bool is_passing(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED || status == STATUS_RESOURCE_EXHAUSTED;
}

/* Is he still who he was? While identity is away he goes on, as long as he was vouched for last. */
static void on_vouched(void *context, struct bytes packed, const struct error *error)
{
    struct stream *stream = context;
    struct error refusal;
    stream->vouching = false;
    if (!error && !take_principal(stream, packed, &refusal))
        error = &refusal;
    if (error && (!is_passing(error->status) || clock_mono_ms() - stream->vouched_ms > VOUCHED_MAX_MS))
        stream_fail(stream, error);
    sse_release(stream);
}

static void vouch_again(struct stream *stream, int64_t now_ms)
{
    if (stream->vouching || stream->ended || now_ms - stream->vouched_ms < VOUCH_MS)
        return;
    stream->vouching = true;
    stream->outstanding++;
    auth_find(gateway.auth, stream->token, AUTH_MS, on_vouched, stream);
}

static void count_streams(size_t n)
{
    n_streams = n;
    meter_set(of_streams, (double)n_streams);
}

/* ---- beginning ------------------------------------------------------------------------------------------------------- */

static void gone(void *context)
{
    struct stream *stream = context;
    stream->request = NULL;
    stream->ended = true;
    count_streams(n_streams - 1);
    hub_stir();
    if (!stream->outstanding)
        free_stream(stream);
}

/* Who has read what was on its way to him is to be given more at once. */
static ssize_t more(void *context, char *ret, size_t room)
{
    bool was_low = stream_is_low(context);
    ssize_t n = stream_more(context, ret, room);
    if (!was_low && stream_is_low(context))
        hub_stir();
    return n;
}

/* "deal.*,lead.captured" as a list. */
static const char **list_of(struct arena *arena, const char *text, size_t *ret_n)
{
    size_t room = 1;
    for (const char *at = text; at && *at && room <= LIST_MAX; at++)
        room += *at == ',' || *at == ' ';
    const char **list = arena_alloc(arena, room * sizeof *list);
    *ret_n = 0;
    while (text && *text && *ret_n <= LIST_MAX) {
        size_t n = strcspn(text, ", ");
        if (n)
            list[(*ret_n)++] = arena_strndup(arena, text, n);
        text += n + (text[n] != '\0');
    }
    return list;
}

static enum status read_cursor(const struct request *request, struct arena *arena, FetchRequest *out, struct error *error)
{
    const char *text = request_header(request, "Last-Event-ID"), *from = request_parameter(request, "from");
    uint8_t *bytes;
    if (!text || !*text)
        text = request_parameter(request, "cursor");
    out->has_from = true;
    out->from = from && strcasecmp(from, "earliest") == 0 ? FETCH_REQUEST__FROM__EARLIEST : FETCH_REQUEST__FROM__LATEST;
    if (from && out->from == FETCH_REQUEST__FROM__LATEST && strcasecmp(from, "latest") != 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "from must be earliest or latest");
    if (!text || !*text)
        return STATUS_OK;
    if (!base64_decode(arena, text, strlen(text), &bytes, &out->cursor.len))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "Last-Event-ID must be one that a stream gave");
    out->has_cursor = true;
    out->cursor.data = bytes;
    return STATUS_OK;
}

static void place_stream(struct stream *stream, const struct event_page *page, const FetchRequest *request)
{
    for (size_t i = 0; i < gateway.n_services; i++)
        stream->places[i].stream = stream;
    for (size_t i = 0; i < page->n_parts; i++) {
        const struct event_part *part = &page->parts[i];
        size_t d = 0;
        while (strcmp(gateway.services[d], part->domain) != 0)
            d++;
        struct place *place = &stream->places[d];
        place->wanted = true;
        place->known = part->point || request->from == FETCH_REQUEST__FROM__EARLIEST;
        place->pos = part->point ? part->point->pos : 0;
        snprintf(place->epoch, sizeof place->epoch, "%s", part->point && part->point->epoch ? part->point->epoch : "");
    }
    Cursor others = CURSOR__INIT;
    others.points = page->others;
    others.n_points = page->n_others;
    stream->others = wire_pack(stream->arena, &others);
}

static const char **hinted_domains(const struct stream *stream, struct arena *arena, size_t *ret_n)
{
    const char **domains = arena_alloc(arena, SERVICES_MAX * sizeof *domains);
    *ret_n = 0;
    for (size_t i = 0; i < gateway.n_services; i++)
        if (hint_reads(stream->hinted, gateway.services[i]))
            domains[(*ret_n)++] = gateway.services[i];
    return domains;
}

static enum status read_wish(struct stream *stream, struct arena *arena, struct error *error)
{
    const struct request *request = stream->request;
    FetchRequest fetch = FETCH_REQUEST__INIT;
    struct event_page *page = arena_alloc(arena, sizeof *page);
    if (stream->hints) {
        fetch.domains = hinted_domains(stream, arena, &fetch.n_domains);
    } else {
        fetch.types = list_of(stream->arena, request_parameter(request, "types"), &fetch.n_types);
        fetch.domains = list_of(arena, request_parameter(request, "domains"), &fetch.n_domains);
    }
    TRY(read_cursor(request, arena, &fetch, error));
    TRY(schema_check(schema_message(gateway.schema, fetch_request__descriptor.name), &fetch.base, error));
    TRY(event_page_open(page, &fetch, arena, error));
    stream->types = fetch.types;
    stream->n_types = fetch.n_types;
    place_stream(stream, page, &fetch);
    return STATUS_OK;
}

/* Reads what is asked for, as strictly as Fetch does. What is needed for that alone does not stay for as long as he reads. */
static enum status open_stream(struct stream *stream, struct error *error)
{
    struct arena *arena = arena_new();
    enum status status = read_wish(stream, arena, error);
    arena_free(arena);
    return status;
}

static enum status check_room(struct error *error)
{
    if (gateway.draining)
        return fail_with(error, STATUS_UNAVAILABLE, "the gateway is ending");
    if ((int64_t)n_streams < gateway.settings.streams)
        return STATUS_OK;
    fail_with(error, STATUS_RESOURCE_EXHAUSTED, "too many streams are being read");
    error->retry_after_ms = RETRY_MS;
    return STATUS_RESOURCE_EXHAUSTED;
}

static void begin(struct stream *stream, struct bytes packed, const struct error *error)
{
    struct error refusal;
    struct request *request = stream->request;
    if (!error && (check_room(&refusal) != STATUS_OK || !take_principal(stream, packed, &refusal) ||
                   open_stream(stream, &refusal) != STATUS_OK))
        error = &refusal;
    if (error) {
        stream->request = NULL;
        connect_fail(request, error);
        return;
    }
    struct request_body body = {.more = more, .gone = gone, .context = stream};
    count_streams(n_streams + 1);
    request->outcome = status_word(STATUS_OK);
    stream_put(stream, arena_printf(request->arena, "retry: %d\n\n", RETRY_MS));
    if (stream_knows_all(stream)) {
        stream->placed = true;
        stream_tell(stream, "from here on");
    }
    request_answer_stream(request, 200, "text/event-stream", &body);
    hub_stir();
}

static void on_principal(void *context, struct bytes packed, const struct error *error)
{
    struct stream *stream = context;
    begin(stream, packed, error);
    sse_release(stream);
}

/* The token of the request, or of the ticket that it brings; the stream's arena's. */
static enum status token_of(const struct request *request, struct arena *arena, const char **ret, struct error *error)
{
    const char *ticket = request_parameter(request, "ticket");
    TRY(session_token(request, ret, error));
    char *token = !*ret && ticket ? tickets_take(tickets, ticket, clock_mono_ms()) : NULL;
    *ret = arena_strdup(arena, token ? token : *ret);
    free(token);
    if (*ret)
        return STATUS_OK;
    return fail_with(error, STATUS_UNAUTHENTICATED,
                     "this needs Authorization: Bearer …, a session's cookie, or ?ticket= of a ticket not used yet");
}

static void read_stream(struct request *request, bool hints)
{
    struct error error;
    struct arena *arena = arena_new();
    const char *token;
    if (token_of(request, arena, &token, &error) != STATUS_OK) {
        arena_free(arena);
        connect_fail(request, &error);
        return;
    }
    struct stream *stream = arena_alloc(arena, sizeof *stream);
    stream->arena = arena;
    stream->request = request;
    stream->token = token;
    stream->hints = hints;
    stream->next = streams;
    streams = stream;
    stream->outstanding++;
    auth_find(gateway.auth, token, AUTH_MS, on_principal, stream);
}

void sse_request(struct request *request)
{
    read_stream(request, false);
}

void sse_changes(struct request *request)
{
    read_stream(request, true);
}

/* ---- tickets --------------------------------------------------------------------------------------------------------- */

struct ticket_wish {
    struct request *request;
    const char *token;
};

static void on_ticket(void *context, struct bytes packed, const struct error *error)
{
    struct ticket_wish *wish = context;
    struct request *request = wish->request;
    char ticket[TICKET_TEXT];
    struct error refusal;
    (void)packed;
    if (!error && !tickets_give(tickets, wish->token, clock_mono_ms(), ticket)) {
        fail_with(&refusal, STATUS_RESOURCE_EXHAUSTED, "too many tickets are out");
        refusal.retry_after_ms = RETRY_MS;
        error = &refusal;
    }
    if (error) {
        connect_fail(request, error);
        return;
    }
    const char *json = arena_printf(request->arena, "{\"ticket\":\"%s\",\"expiresInMs\":%d}", ticket, TICKET_MS);
    request->outcome = status_word(STATUS_OK);
    request_answer(request, 200, "application/json", (struct bytes){(const uint8_t *)json, strlen(json)});
}

void sse_ticket(struct request *request)
{
    struct error error;
    struct ticket_wish *wish = arena_alloc(request->arena, sizeof *wish);
    if (strcmp(request->verb, "POST") != 0) {
        request_put_header(request, "Allow", "POST");
        request_answer_text(request, 405, "only POST is possible here");
        return;
    }
    wish->request = request;
    if (session_token(request, &wish->token, &error) == STATUS_OK) {
        if (wish->token) {
            auth_find(gateway.auth, wish->token, AUTH_MS, on_ticket, wish);
            return;
        }
        fail_with(&error, STATUS_UNAUTHENTICATED, "this needs a token: Authorization: Bearer …");
    }
    connect_fail(request, &error);
}

/* ---- the loop's turns ------------------------------------------------------------------------------------------------ */

static void beat(struct stream *stream, int64_t now_ms)
{
    if (now_ms - stream->wrote_ms >= BEAT_MS && !stream->unsent && !stream->ended)
        stream_tell(stream, "still here");
}

void sse_tend(void)
{
    int64_t now_ms = clock_mono_ms();
    bool tick = now_ms - ticked_ms >= TICK_MS;
    if (!streams || (!tick && !hub_is_stirred()))
        return;
    if (tick) {
        bool look = now_ms - looked_ms >= LOOK_MS;
        ticked_ms = now_ms;
        looked_ms = look ? now_ms : looked_ms;
        for (struct stream *stream = streams, *next; stream; stream = next) {
            next = stream->next; /* vouching may end at once, and with it the stream */
            beat(stream, now_ms);
            if (look && stream->request)
                request_look(stream->request);
            if (stream->request && stream->principal)
                vouch_again(stream, now_ms);
        }
    }
    hub_tend(streams, now_ms);
}

int sse_timeout_ms(void)
{
    if (!streams)
        return -1;
    return hub_is_stirred() ? 0 : TICK_MS;
}

void sse_end_all(void)
{
    for (struct stream *stream = streams; stream; stream = stream->next)
        stream_end(stream);
}
