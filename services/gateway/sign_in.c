/* SPDX-License-Identifier: Apache-2.0 */
#include "sign_in.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "dealspine/identity.pb-c.h"
#include "ration.h"

enum { MEMORY = 1 << 20, CLIENT_MAX = 200 };

/* What the browser or program calls itself, as far as it is text. */
static const char *client_of(const struct request *request)
{
    const char *agent = request_header(request, "User-Agent");
    if (!agent || !utf8_is_valid(agent, strlen(agent)))
        return NULL;
    size_t n = strlen(agent);
    while (n > CLIENT_MAX || !utf8_is_valid(agent, n))
        n--;
    return arena_strndup(request->arena, agent, n);
}

enum status sign_in_mark(struct request *request, struct bytes *body, struct error *error)
{
    uint32_t retry_ms;
    if (!ration_sign_in(request, &retry_ms)) {
        fail_with(error, STATUS_RESOURCE_EXHAUSTED, "too many attempts to sign in from this address");
        snprintf(error->reason, sizeof error->reason, "TOO_MANY_SIGN_INS");
        error->retry_after_ms = retry_ms;
        return STATUS_RESOURCE_EXHAUSTED;
    }
    SignInRequest *sign_in = wire_unpack(request->arena, &sign_in_request__descriptor, *body, MEMORY);
    if (!sign_in)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "this is no SignInRequest");
    sign_in->client = client_of(request);
    sign_in->source = ration_subject(request);
    *body = wire_pack(request->arena, sign_in);
    return STATUS_OK;
}
