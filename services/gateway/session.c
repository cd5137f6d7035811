/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "auth.h"
#include "base/clock.h"
#include "base/text.h"
#include "calls.h"
#include "connect_error.h"
#include "dealspine/identity.pb-c.h"
#include "gateway.h"
#include "origin.h"
#include "rpc.h"
#include "sign_in.h"
#include "transcode.h"

enum { REPLY_MEMORY = 1 << 20 };

/* ---- the cookie -------------------------------------------------------------------------------------------------- */

static bool is_secure(void)
{
    return strncmp(gateway.settings.origin, "https://", 8) == 0;
}

/* Browsers take a name that begins like this over https alone, for this host alone. */
static const char *cookie_name(void)
{
    return is_secure() ? "__Host-dealspine" : "dealspine";
}

static void put_cookie(struct request *request, const char *token, int64_t seconds)
{
    request_put_header(request, "Set-Cookie",
                       arena_printf(request->arena, "%s=%s; Path=/; Max-Age=%" PRId64 "; HttpOnly; SameSite=Strict%s",
                                    cookie_name(), token, seconds, is_secure() ? "; Secure" : ""));
}

static const char *cookie_of(const struct request *request)
{
    const char *token = request_cookie(request, cookie_name());
    return token && *token ? token : NULL;
}

void session_forget(struct request *request)
{
    if (cookie_of(request))
        put_cookie(request, "", 0);
}

/* ---- the guard --------------------------------------------------------------------------------------------------- */

static enum status judge(const struct request *request, struct error *error)
{
    const struct origin_facts facts = {
        .reads = strcmp(request->verb, "GET") == 0 || strcmp(request->verb, "HEAD") == 0,
        .console = request_header(request, ORIGIN_HEADER),
        .fetch_site = request_header(request, "Sec-Fetch-Site"),
        .origin = request_header(request, "Origin"),
        .host = request_header(request, "Host"),
        .own = gateway.settings.origin,
    };
    const char *rule = origin_judge(&facts);
    if (!rule)
        return STATUS_OK;
    fail_with(error, STATUS_PERMISSION_DENIED, "a request with a session's cookie %s", rule);
    snprintf(error->reason, sizeof error->reason, "CROSS_SITE");
    return STATUS_PERMISSION_DENIED;
}

enum status session_token(const struct request *request, const char **ret_token, struct error *error)
{
    const char *text = request_header(request, "Authorization");
    *ret_token = NULL;
    if (text && strncasecmp(text, "Bearer ", 7) != 0)
        return fail_with(error, STATUS_UNAUTHENTICATED, "Authorization must be Bearer and a token");
    if (text) {
        *ret_token = text + 7 + strspn(text + 7, " ");
        return STATUS_OK;
    }
    const char *token = cookie_of(request);
    if (!token)
        return STATUS_OK;
    TRY(judge(request, error));
    *ret_token = token;
    return STATUS_OK;
}

/* ---- signing in -------------------------------------------------------------------------------------------------- */

static void send_to_identity(struct rpc *rpc, struct bytes body, void (*then)(void *, const struct answer *))
{
    struct outcall outcall = {.service = "identity",
                              .header = &rpc->header,
                              .body = body,
                              .timeout_ms = (uint32_t)gateway.settings.timeout_ms};
    rpc->header.idempotency_key = rpc->request->id;
    rpc->header.has_channel = true;
    rpc->header.channel = CHANNEL__WEB;
    calls_send(gateway.calls, &outcall, then, rpc);
}

static void on_signed_in(void *context, const struct answer *answer)
{
    struct rpc *rpc = context;
    struct request *request = rpc->request;
    SignInReply *reply = NULL;
    struct error broken;
    if (answer->error.status != STATUS_OK) {
        connect_fail(request, &answer->error);
        return;
    }
    reply = wire_unpack(request->arena, &sign_in_reply__descriptor, answer->body, REPLY_MEMORY);
    if (!reply || (reply->outcome == SIGN_IN_REPLY__OUTCOME__SIGNED_IN && (!reply->token || !reply->expires_at))) {
        fail_with(&broken, STATUS_INTERNAL, "identity's reply to SignIn is malformed");
        connect_fail(request, &broken);
        return;
    }
    if (reply->outcome == SIGN_IN_REPLY__OUTCOME__SIGNED_IN)
        put_cookie(request, reply->token, reply->expires_at->seconds - clock_now_us() / 1000000);
    reply->token = NULL;
    rpc_reply(rpc, wire_pack(request->arena, reply), answer->header);
}

static enum status read_sign_in(struct rpc *rpc, struct error *error)
{
    struct request *request = rpc->request;
    const char *type = request_header(request, "Content-Type");
    TRY(judge(request, error));
    if (!type || strncasecmp(type, "application/json", 16) != 0 || (type[16] && !strchr("; \t", type[16])))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "Content-Type must be application/json");
    TRY(json_to_proto(rpc->method->input, (const char *)request->body.data, request->body.size, request->arena,
                      &rpc->body, error));
    return sign_in_mark(request, &rpc->body, error);
}

static void sign_in(struct request *request)
{
    struct rpc *rpc = rpc_new(request, schema_method(gateway.schema, "identity", "SignIn"));
    struct error error;
    rpc->json = true;
    request->call = rpc->method->full;
    if (read_sign_in(rpc, &error) != STATUS_OK) {
        connect_fail(request, &error);
        return;
    }
    rpc->header.principal = principal_of_service(gateway.signer, request->arena);
    send_to_identity(rpc, rpc->body, on_signed_in);
}

/* ---- signing out ------------------------------------------------------------------------------------------------- */

static void on_signed_out(void *context, const struct answer *answer)
{
    struct rpc *rpc = context;
    auth_forget(gateway.auth, rpc->token);
    if (answer->error.status != STATUS_OK)
        connect_fail(rpc->request, &answer->error);
    else
        rpc_reply(rpc, answer->body, answer->header);
}

static void on_principal(void *context, struct bytes packed, const struct error *error)
{
    struct rpc *rpc = context;
    struct arena *arena = rpc->request->arena;
    struct error broken;
    if (error && error->status == STATUS_UNAUTHENTICATED) { /* it is over already: as good as signed out */
        rpc_reply(rpc, (struct bytes){NULL, 0}, NULL);
        return;
    }
    if (error) {
        connect_fail(rpc->request, error);
        return;
    }
    packed.data = arena_memdup(arena, packed.data, packed.size);
    rpc->header.principal = wire_unpack(arena, &signed_principal__descriptor, packed, REPLY_MEMORY);
    if (!rpc->header.principal) {
        fail_with(&broken, STATUS_INTERNAL, "the principal kept for a token is malformed");
        connect_fail(rpc->request, &broken);
        return;
    }
    send_to_identity(rpc, (struct bytes){NULL, 0}, on_signed_out);
}

static void sign_out(struct request *request)
{
    struct rpc *rpc = rpc_new(request, schema_method(gateway.schema, "identity", "SignOut"));
    struct error error;
    rpc->json = true;
    request->call = rpc->method->full;
    if (judge(request, &error) != STATUS_OK) {
        connect_fail(request, &error);
        return;
    }
    rpc->token = cookie_of(request);
    session_forget(request);
    if (rpc->token)
        auth_find(gateway.auth, rpc->token, (uint32_t)gateway.settings.timeout_ms, on_principal, rpc);
    else
        rpc_reply(rpc, (struct bytes){NULL, 0}, NULL);
}

void session_request(struct request *request)
{
    if (strcmp(request->verb, "POST") == 0) {
        sign_in(request);
    } else if (strcmp(request->verb, "DELETE") == 0) {
        sign_out(request);
    } else {
        request_put_header(request, "Allow", "POST, DELETE");
        request_answer_text(request, 405, "a session is begun by POST and ended by DELETE");
    }
}
