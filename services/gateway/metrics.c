/* SPDX-License-Identifier: Apache-2.0 */
#include "metrics.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "auth.h"
#include "base/clock.h"
#include "base/meter.h"
#include "calls.h"
#include "connect_error.h"
#include "gateway.h"
#include "http.h"
#include "metrics_text.h"
#include "wire/meter_report.h"
#include "wire/scope.h"

enum { ASK_MS = 3000, INSTANCES = 32 /* of a service, at most */, MEMORY = 64 << 20, PRINCIPAL_MEMORY = 1 << 20, CLASSES = 6 };

static const struct meter_family answered = {.name = "dealspine_http_requests_total", .kind = METER_COUNTER,
                                             .help = "HTTP requests answered, by class of status."},
    took = {.name = "dealspine_http_request_duration_seconds", .kind = METER_HISTOGRAM, .bounds = meter_seconds,
            .n_bounds = METER_SECONDS, .help = "From a request's head to the last byte of its answer."},
    active = {.name = "dealspine_http_requests_active", .kind = METER_GAUGE,
              .help = "HTTP requests that are being worked on or waited for, streams of events among them."},
    up = {.name = "dealspine_up", .kind = METER_GAUGE, .help = "1 for a process that answered when it was asked for this."};

static unsigned classes[CLASSES], durations, requests_active;

void metrics_open(void)
{
    static const char *const words[CLASSES] = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
    for (int i = 0; i < CLASSES; i++) {
        const char *labels[] = {"code", words[i]};
        classes[i] = meter_add(&answered, labels, 1);
    }
    durations = meter_add(&took, NULL, 0);
    requests_active = meter_add(&active, NULL, 0);
}

void metrics_answered(unsigned http, int64_t took_ms)
{
    meter_count(classes[http / 100 < CLASSES ? http / 100 : 0], 1);
    meter_observe(durations, (double)took_ms / 1000);
}

/* ---- one page of it -------------------------------------------------------------------------------------------------- */

struct page {
    struct request *request;
    ReadMetersReply *reports[2 + 2 * SERVICES_MAX * INSTANCES];
    size_t n;
    unsigned outstanding;
};

struct part {
    struct page *page;
    const char *service, *instance;
};

static void note_up(struct page *page, const char *service, const char *instance, bool is_up)
{
    struct arena *arena = page->request->arena;
    ReadMetersReply *one = wire_new(arena, &read_meters_reply__descriptor);
    MeterFamily *family = wire_new(arena, &meter_family__descriptor);
    MeterSeries *series = wire_new(arena, &meter_series__descriptor);
    one->service = service;
    one->instance = instance;
    one->families = arena_alloc(arena, sizeof *one->families);
    one->families[one->n_families++] = family;
    family->name = up.name;
    family->help = up.help;
    family->kind = METER_FAMILY__KIND__GAUGE;
    family->series = arena_alloc(arena, sizeof *family->series);
    family->series[family->n_series++] = series;
    series->value = is_up;
    page->reports[page->n++] = one;
}

static void finish(struct page *page)
{
    struct request *request = page->request;
    struct text out;
    text_init(&out, request->arena);
    meter_set(requests_active, http_active(gateway.http));
    ReadMetersReply *own = meter_report(request->arena);
    own->service = "gateway";
    own->instance = arena_printf(request->arena, "%d", (int)getpid());
    page->reports[page->n++] = own;
    note_up(page, own->service, own->instance, true);
    metrics_write(&out, page->reports, page->n);
    request->quiet = true;
    request->outcome = status_word(STATUS_OK);
    request_answer(request, 200, "text/plain; version=0.0.4; charset=utf-8",
                   (struct bytes){(const uint8_t *)out.bytes, out.size});
}

static void on_part(void *context, const struct answer *answer)
{
    struct part *part = context;
    struct page *page = part->page;
    ReadMetersReply *report = NULL;
    if (answer->error.status == STATUS_OK)
        report = wire_unpack(page->request->arena, &read_meters_reply__descriptor, answer->body, MEMORY);
    if (report) {
        report->instance = part->instance;
        page->reports[page->n++] = report;
    }
    note_up(page, part->service, part->instance, report != NULL);
    if (!--page->outstanding)
        finish(page);
}

static void ask(struct page *page, const char *service, const char *instance)
{
    struct arena *arena = page->request->arena;
    Header header = HEADER__INIT;
    struct part *part = arena_alloc(arena, sizeof *part);
    *part = (struct part){page, service, instance};
    header.method = "ops.ReadMeters";
    header.principal = principal_of_service(gateway.signer, arena);
    struct outcall outcall = {.service = service, .header = &header, .timeout_ms = ASK_MS, .instance = instance};
    page->outstanding++;
    calls_send(gateway.calls, &outcall, on_part, part);
}

static void ask_all(struct request *request)
{
    struct client *client = calls_client(gateway.calls);
    struct page *page = arena_alloc(request->arena, sizeof *page);
    page->request = request;
    page->outstanding = 1; /* no answer ends the page before all are asked */
    for (size_t i = 0; client && i < gateway.n_services; i++) {
        char (*names)[CLIENT_INSTANCE] = arena_alloc(request->arena, INSTANCES * sizeof *names);
        unsigned n = client_instances(client, gateway.services[i], names, INSTANCES);
        for (unsigned k = 0; k < n; k++)
            ask(page, gateway.services[i], names[k]);
        if (!n)
            note_up(page, gateway.services[i], "none", false);
    }
    if (!--page->outstanding)
        finish(page);
}

/* ---- who may see it -------------------------------------------------------------------------------------------------- */

static enum status check(struct request *request, struct bytes packed, struct error *error)
{
    const char *scope;
    struct arena *arena = request->arena;
    const SignedPrincipal *signed_principal =
        wire_unpack(arena, &signed_principal__descriptor, packed, PRINCIPAL_MEMORY);
    struct bytes claims = {NULL, 0};
    if (signed_principal)
        claims = (struct bytes){signed_principal->claims.data, signed_principal->claims.len};
    const Principal *principal = wire_unpack(arena, &principal__descriptor, claims, PRINCIPAL_MEMORY);
    if (!principal || !principal_scope(principal, "ops.read", arena, &scope) || *scope)
        return fail_with(error, STATUS_PERMISSION_DENIED, "this needs the permission ops.read over all");
    return STATUS_OK;
}

static void on_principal(void *context, struct bytes packed, const struct error *error)
{
    struct request *request = context;
    struct error refusal;
    if (!error && check(request, packed, &refusal) != STATUS_OK)
        error = &refusal;
    if (error)
        connect_fail(request, error);
    else
        ask_all(request);
}

void metrics_request(struct request *request)
{
    struct error error;
    const char *text = request_header(request, "Authorization");
    request->call = "ops.ReadMeters";
    if (text && strncasecmp(text, "Bearer ", 7) == 0) {
        auth_find(gateway.auth, text + 7 + strspn(text + 7, " "), ASK_MS, on_principal, request);
        return;
    }
    fail_with(&error, STATUS_UNAUTHENTICATED, "this needs a token: Authorization: Bearer …");
    connect_fail(request, &error);
}
