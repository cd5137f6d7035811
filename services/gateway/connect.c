/* SPDX-License-Identifier: Apache-2.0 */
#include "connect.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/text.h"
#include "connect_error.h"
#include "gateway.h"
#include "rpc.h"
#include "session.h"

enum { TIMEOUT_DIGITS = 10, TIMEOUT_MAX_MS = 60000, KEY_MAX = 128 };

/* ---- the parts of a request -------------------------------------------------------------------------------------- */

static enum status refuse(struct error *error, const char *field, const char *rule)
{
    return fail_with(error, STATUS_INVALID_ARGUMENT, "%s %s", field, rule);
}

static bool is_media_type(const char *value, const char *wanted)
{
    size_t n = strcspn(value, "; \t");
    return n == strlen(wanted) && strncasecmp(value, wanted, n) == 0;
}

static enum status read_timeout(const struct request *request, struct rpc *rpc, struct error *error)
{
    const char *text = request_header(request, "Connect-Timeout-Ms");
    int64_t timeout_ms = gateway.settings.timeout_ms;
    if (text) {
        size_t n = strlen(text);
        if (!n || n > TIMEOUT_DIGITS || text[strspn(text, "0123456789")])
            return refuse(error, "Connect-Timeout-Ms", "must be at most 10 digits");
        timeout_ms = strtoll(text, NULL, 10);
        rpc->has_deadline = true;
    }
    rpc->deadline_ms = request->began_ms + (timeout_ms > TIMEOUT_MAX_MS ? TIMEOUT_MAX_MS : timeout_ms);
    return STATUS_OK;
}

static bool is_printable(const char *text)
{
    for (; *text; text++)
        if (*text <= ' ' || *text > '~')
            return false;
    return true;
}

static enum status read_key(struct request *request, struct rpc *rpc, struct error *error)
{
    const char *key = request_header(request, "Idempotency-Key");
    if (rpc->method->query)
        return STATUS_OK;
    if (key && (!*key || strlen(key) > KEY_MAX || !is_printable(key)))
        return refuse(error, "Idempotency-Key", "must be 1 to 128 printable ASCII characters without blanks");
    rpc->header.idempotency_key = key ? key : request->id;
    return STATUS_OK;
}

/* "leads/123" */
static enum status read_position(const struct request *request, struct rpc *rpc, struct error *error)
{
    const char *text = request_header(request, "Dealspine-Position");
    if (!text || !rpc->method->query)
        return STATUS_OK;
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz"),
           digits = n && text[n] == '/' ? strspn(text + n + 1, "0123456789") : 0;
    if (!digits || digits > 19 || text[n + 1 + digits])
        return refuse(error, "Dealspine-Position", "must be a domain and a position, as in leads/123");
    Position *position = wire_new(request->arena, &position__descriptor);
    position->domain = arena_strndup(request->arena, text, n);
    position->has_pos = true;
    position->pos = strtoull(text + n + 1, NULL, 10);
    rpc->header.min_pos = position;
    return STATUS_OK;
}

static enum status read_channel(const struct request *request, struct rpc *rpc, struct error *error)
{
    const char *text = request_header(request, "Dealspine-Channel");
    if (!text)
        return STATUS_OK;
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value_by_name(&channel__descriptor, text);
    if (!value || value->value == CHANNEL__SYSTEM)
        return refuse(error, "Dealspine-Channel", "must be PHONE, WEB, STORE, IMPORT or API");
    rpc->header.has_channel = true;
    rpc->header.channel = (Channel)value->value;
    return STATUS_OK;
}

/* A cookie that does not count is as good as none where nobody has to say who he is. */
static enum status read_token(const struct request *request, struct rpc *rpc, struct error *error)
{
    enum status status = session_token(request, &rpc->token, error);
    if (status == STATUS_PERMISSION_DENIED && rpc->method->open)
        return STATUS_OK;
    TRY(status);
    if (rpc->token || rpc->method->open)
        return STATUS_OK;
    return fail_with(error, STATUS_UNAUTHENTICATED, "%s needs a token: Authorization: Bearer …", rpc->method->full);
}

static enum status read_protocol(const struct request *request, struct error *error)
{
    const char *version = request_header(request, "Connect-Protocol-Version");
    const char *encoding = request_header(request, "Content-Encoding");
    if (version && strcmp(version, "1") != 0)
        return refuse(error, "Connect-Protocol-Version", "must be 1");
    if (encoding && strcasecmp(encoding, "identity") != 0)
        return fail_with(error, STATUS_UNIMPLEMENTED, "Content-Encoding must be identity");
    return STATUS_OK;
}

/* ---- POST and GET ------------------------------------------------------------------------------------------------ */

/* False when it was answered: 415. */
static bool read_post(struct request *request, struct rpc *rpc)
{
    const char *type = request_header(request, "Content-Type");
    struct error error;
    rpc->json = type && is_media_type(type, "application/json");
    rpc->input = request->body;
    if (rpc->json || (type && is_media_type(type, "application/proto")))
        return true;
    request_put_header(request, "Accept-Post", "application/json, application/proto");
    fail_with(&error, STATUS_UNIMPLEMENTED, "Content-Type must be application/json or application/proto");
    connect_fail_as(request, 415, &error);
    return false;
}

static enum status read_get(struct request *request, struct rpc *rpc, struct error *error)
{
    const char *encoding = request_parameter(request, "encoding"), *message = request_parameter(request, "message");
    const char *base64 = request_parameter(request, "base64"), *compression = request_parameter(request, "compression");
    const char *version = request_parameter(request, "connect");
    rpc->json = encoding && strcmp(encoding, "json") == 0;
    if (!rpc->json && (!encoding || strcmp(encoding, "proto") != 0))
        return refuse(error, "encoding", "must be json or proto");
    if (!message)
        return refuse(error, "message", "must be given");
    if (version && strcmp(version, "v1") != 0)
        return refuse(error, "connect", "must be v1");
    if (compression && *compression && strcmp(compression, "identity") != 0)
        return fail_with(error, STATUS_UNIMPLEMENTED, "compression must be identity");
    rpc->input = (struct bytes){(const uint8_t *)message, strlen(message)};
    if (!base64 || strcmp(base64, "1") != 0)
        return STATUS_OK;
    uint8_t *bytes;
    if (!base64_decode(request->arena, message, strlen(message), &bytes, &rpc->input.size))
        return refuse(error, "message", "must be base64");
    rpc->input.data = bytes;
    return STATUS_OK;
}

static enum status read_request(struct request *request, struct rpc *rpc, struct error *error)
{
    TRY(read_protocol(request, error));
    TRY(read_timeout(request, rpc, error));
    TRY(read_key(request, rpc, error));
    TRY(read_position(request, rpc, error));
    TRY(read_channel(request, rpc, error));
    TRY(read_token(request, rpc, error));
    return strcmp(request->verb, "GET") == 0 ? read_get(request, rpc, error) : STATUS_OK;
}

/* ---- routing ----------------------------------------------------------------------------------------------------- */

/* Methods that only services may call do not exist for the outside. */
static const struct schema_method *find_method(const struct request *request)
{
    const struct schema_method *method = schema_method_by_path(gateway.schema, request->path + 1);
    return method && (method->permission || method->open) ? method : NULL;
}

static void refuse_verb(struct request *request, const struct schema_method *method)
{
    struct error error;
    request_put_header(request, "Allow", method->query ? "GET, POST" : "POST");
    fail_with(&error, STATUS_UNIMPLEMENTED, "%s is called by %s", method->full, method->query ? "GET or POST" : "POST");
    connect_fail_as(request, 405, &error);
}

void connect_request(struct request *request)
{
    struct error error;
    const struct schema_method *method = find_method(request);
    if (!method) {
        fail_with(&error, STATUS_UNIMPLEMENTED, "there is no such method");
        connect_fail_as(request, 404, &error);
        return;
    }
    bool post = strcmp(request->verb, "POST") == 0;
    request->call = method->full;
    if (!post && !(method->query && strcmp(request->verb, "GET") == 0)) {
        refuse_verb(request, method);
        return;
    }
    struct rpc *rpc = rpc_new(request, method);
    if (post && !read_post(request, rpc))
        return;
    if (read_request(request, rpc, &error) != STATUS_OK)
        connect_fail(request, &error);
    else
        rpc_start(rpc);
}
