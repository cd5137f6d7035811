/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "outbound.h"
#include "rooms.h"
#include "sender.h"
#include "service/value.h"
#include "settings.h"
#include "signature.h"
#include "vault.h"

enum { CONCURRENCY = 4 };

static enum status check(struct call *call, const CreateSubscriptionRequest *in, const char **ret_prefix)
{
    const char *wrong = outbound_url_check(in->url, notifications_settings.webhook_private);
    if (wrong)
        return bad(call, "url", "%s", wrong);
    for (size_t i = 0; i < in->n_types; i++)
        if (!outbound_pattern_is_valid(in->types[i]))
            return bad(call, "types", "must be event types, as deal.closed, deal.* or *");
    *ret_prefix = in->path_prefix ? in->path_prefix : call->scope;
    if (strncmp(*ret_prefix, call->scope, strlen(call->scope)) != 0)
        return fail(call, STATUS_PERMISSION_DENIED, "the path prefix lies outside your scope");
    return STATUS_OK;
}

/* No event of a log: it is for this subscription alone. */
static enum status queue_verification(struct call *call, const char *subscription_id)
{
    struct rows rows;
    struct text body;
    const char *id = new_id(call);
    char at[TIME_TEXT];
    time_format(call->now_us, at);
    text_init(&body, call->arena);
    text_printf(&body, "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/dealspine/notifications\","
                       "\"type\":\"subscription.verification\",\"subject\":\"%s\",\"time\":\"%s\","
                       "\"datacontenttype\":\"application/json\",\"data\":{\"subscriptionId\":\"%s\"}}",
                id, subscription_id, at, subscription_id);
    bind_text(call, "event_id", id);
    bind_bytes(call, "body", body.bytes, body.size);
    return sql(call, &SQL_queue_verification, &rows);
}

RPC(Notifications, create_subscription, CreateSubscriptionRequest, CreateSubscriptionReply)
{
    struct rows rows;
    const char *prefix = NULL;
    TRY(check(call, in, &prefix));
    const char *id = new_id(call);
    const char *secret = signature_secret(call->arena);
    struct sealed sealed = vault_seal("secret", id, secret, call->arena);
    bind_text(call, "subscription_id", id);
    bind_text(call, "path_prefix", prefix);
    bind_bool(call, "ordered", in->has_ordered && in->ordered);
    bind_int(call, "concurrency", in->has_concurrency ? in->concurrency : CONCURRENCY);
    bind_bytes(call, "secret", sealed.data, sealed.size);
    TRY(sql_one(call, &SQL_insert_subscription, "subscription", &rows));
    out->subscription = arena_alloc(call->arena, sizeof *out->subscription);
    subscription__init(out->subscription);
    row_into(call, &rows, 0, out->subscription);
    out->secret = secret;
    sender_ring();
    return queue_verification(call, id);
}
