/* SPDX-License-Identifier: Apache-2.0 */
#include "connect_error.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "gateway.h"
#include "json/text.h"
#include "transcode.h"

unsigned connect_http_of(enum status status)
{
    static const unsigned short http[] = {200, 499, 500, 400, 504, 404, 409, 403, 429,
                                          400, 409, 400, 501, 500, 503, 500, 401};
    return (unsigned)status < sizeof http / sizeof *http ? http[status] : 500;
}

static void put_member(struct text *out, const char *name, const char *value)
{
    text_printf(out, "\"%s\":", name);
    json_put_string(out, value, strlen(value));
}

static void put_detail(struct text *out, const struct error *error)
{
    Status status = STATUS__INIT;
    struct text debug;
    status.has_code = true;
    status.code = (uint32_t)error->status;
    status.field = *error->field ? error->field : NULL;
    status.reason = *error->reason ? error->reason : NULL;
    status.has_retry_after_ms = error->retry_after_ms > 0;
    status.retry_after_ms = error->retry_after_ms;
    status.has_executed = error->executed != EXECUTED_UNCERTAIN;
    status.executed = error->executed == EXECUTED_YES;
    struct bytes packed = wire_pack(out->arena, &status);
    text_init(&debug, out->arena);
    if (proto_to_json(schema_message(gateway.schema, status__descriptor.name), packed, &debug, NULL) != STATUS_OK)
        return;
    char *value = base64_encode(out->arena, packed.data, packed.size, false);
    value[strcspn(value, "=")] = '\0'; /* Connect writes it without padding */
    text_printf(out, ",\"details\":[{\"type\":\"%s\",\"value\":\"%s\",\"debug\":", status__descriptor.name, value);
    text_put(out, debug.bytes, debug.size);
    text_puts(out, "}]");
}

static bool is_inside(enum status status)
{
    return status == STATUS_INTERNAL || status == STATUS_UNKNOWN || status == STATUS_DATA_LOSS;
}

static const char *sentence(struct request *request, const struct error *error)
{
    if (!is_inside(error->status))
        return error->message;
    char quoted[400];
    log_line(LOG_WARN, "msg=%s status=%s call=%s request=%s", log_quote(error->message, quoted, sizeof quoted),
             status_word(error->status), request->call ? request->call : "-", request->id);
    return arena_printf(request->arena, "something went wrong inside; the log has it under request %s", request->id);
}

void connect_fail_as(struct request *request, unsigned http, const struct error *error)
{
    struct text out;
    text_init(&out, request->arena);
    text_putc(&out, '{');
    put_member(&out, "code", status_word(error->status));
    text_putc(&out, ',');
    put_member(&out, "message", sentence(request, error));
    put_detail(&out, error);
    text_putc(&out, '}');
    if (error->retry_after_ms)
        request_put_header(request, "Retry-After",
                           arena_printf(request->arena, "%u", (unsigned)(error->retry_after_ms + 999) / 1000));
    if (error->status == STATUS_UNAUTHENTICATED)
        request_put_header(request, "WWW-Authenticate", "Bearer");
    request->outcome = status_word(error->status);
    request_answer(request, http, "application/json", (struct bytes){(const uint8_t *)out.bytes, out.size});
}

void connect_fail(struct request *request, const struct error *error)
{
    connect_fail_as(request, connect_http_of(error->status), error);
}
