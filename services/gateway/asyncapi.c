/* SPDX-License-Identifier: Apache-2.0
 * AsyncAPI 3.0 of the stream of events: a channel for each domain, a message for each event, each with an example.
 */
#include <string.h>

#include "base/arena.h"
#include "comments.h"
#include "documents.h"
#include "gateway.h"
#include "shape.h"

static const char envelope_name[] = "dealspine.events.v1.Event";

/* The envelope as JSON clients get it: the payload is a JSON text in it. */
static json_t *envelope_of(const struct schema_message *event)
{
    return json_pack("{s:[o, {s:s, s:{s:{s:s}, s:{s:s, s:s, s:o}}}]}", "allOf",
                     shape_ref(schema_message(gateway.schema, envelope_name)), "type", "object", "properties", "type", "const",
                     event->event, "payloadJson", "type", "string", "contentMediaType", "application/json", "contentSchema",
                     shape_ref(event));
}

static json_t *example_of(const struct schema_message *event)
{
    json_t *payload = shape_example(event, 2);
    char *text = json_dumps(payload, JSON_COMPACT);
    json_t *envelope = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", "0192f0c4-7a3e-7b1c-9d52-3f6a8e0b4c21", "type",
                                 event->event, "domain", event->domain, "pos", "42", "recordedAt", "2026-01-31T08:00:00Z",
                                 "payloadJson", text ? text : "{}");
    json_decref(payload);
    free(text);
    return envelope;
}

static json_t *message_of(const struct schema_message *event)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:[{s:s, s:o}]}", "name", event->event, "title", event->event, "summary",
                     comment_of(event->name), "contentType", "application/json", "payload", envelope_of(event), "examples",
                     "name", event->event, "payload", example_of(event));
}

static json_t *channel_of(struct arena *arena, const char *domain)
{
    return json_pack("{s:s, s:s, s:s, s:{}}", "address", arena_printf(arena, "/events?domains=%s", domain), "title", domain,
                     "description", "Order is promised within a domain.", "messages");
}

static void add_event(struct arena *arena, json_t *channels, json_t *messages, const struct schema_message *event)
{
    json_t *channel = json_object_get(channels, event->domain);
    if (!channel)
        json_object_set_new(channels, event->domain, channel = channel_of(arena, event->domain));
    json_object_set_new(messages, event->event, message_of(event));
    json_object_set_new(json_object_get(channel, "messages"), event->event,
                        json_pack("{s:o}", "$ref", json_sprintf("#/components/messages/%s", event->event)));
}

static json_t *operations_of(json_t *channels)
{
    json_t *operations = json_object(), *channel;
    const char *domain;
    struct arena *arena = arena_new();
    json_object_foreach (channels, domain, channel)
        json_object_set_new(operations, arena_printf(arena, "stream_%s", domain),
                            json_pack("{s:s, s:{s:o}, s:s}", "action", "send", "channel", "$ref",
                                      json_sprintf("#/channels/%s", domain), "summary",
                                      arena_printf(arena, "The events of %s, as they are recorded", domain)));
    arena_free(arena);
    return operations;
}

json_t *asyncapi_new(void)
{
    size_t n;
    struct arena *arena = arena_new();
    const struct schema_message *const *all = schema_messages(gateway.schema, &n);
    json_t *channels = json_object(), *messages = json_object(), *schemas = json_object();
    shape_add(schemas, schema_message(gateway.schema, envelope_name));
    for (size_t i = 0; i < n; i++)
        if (all[i]->event) {
            add_event(arena, channels, messages, all[i]);
            shape_add(schemas, all[i]);
        }
    json_t *operations = operations_of(channels);
    arena_free(arena);
    return json_pack("{s:s, s:o, s:s, s:o, s:o, s:{s:o, s:o}}", "asyncapi", "3.0.0", "info",
                     shape_info("Dealspine events",
                                "Facts in the past tense, by GET /events as server-sent events and by events.Fetch: an event "
                                "exists if and only if its command was committed. Nothing personal is in them."),
                     "defaultContentType", "application/json", "channels", channels, "operations", operations, "components",
                     "messages", messages, "schemas", schemas);
}
