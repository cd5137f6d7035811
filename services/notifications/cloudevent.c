/* SPDX-License-Identifier: Apache-2.0 */
#include "cloudevent.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "json/text.h"
#include "json/write.h"

static void put(struct text *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    text_printf(out, ",\"%s\":", name);
    json_put_string(out, value, strlen(value));
}

static void put_time(struct text *out, const char *name, const Google__Protobuf__Timestamp *at)
{
    char text[TIME_TEXT];
    if (!at)
        return;
    time_format(at->seconds * 1000000 + at->nanos / 1000, text);
    put(out, name, text);
}

static const char *channel_name(const Event *event)
{
    const ProtobufCEnumValue *value =
        event->has_channel ? protobuf_c_enum_descriptor_get_value(&channel__descriptor, (int)event->channel) : NULL;
    return value ? value->name : NULL;
}

enum status cloudevent_data(const Event *event, const struct schema_message *type, struct arena *arena,
                            const char **ret_data, struct error *error)
{
    struct text out;
    text_init(&out, arena);
    TRY(proto_to_json(type, (struct bytes){event->payload.data, event->payload.len}, &out, error));
    *ret_data = out.bytes;
    return STATUS_OK;
}

/* Extension names are lower case letters and digits, integers above 2^31 travel as texts: so the specification. */
enum status cloudevent_body(const Event *event, const struct schema_message *type, struct arena *arena,
                            const char **ret_body, struct error *error)
{
    struct text out;
    const char *data;
    TRY(cloudevent_data(event, type, arena, &data, error));
    text_init(&out, arena);
    text_puts(&out, "{\"specversion\":\"1.0\"");
    put(&out, "id", event->id);
    put(&out, "source", arena_printf(arena, "/dealspine/%s", event->domain));
    put(&out, "type", event->type);
    put(&out, "subject", event->agg_id);
    put_time(&out, "time", event->occurred_at);
    put(&out, "datacontenttype", "application/json");
    put(&out, "dataschema", arena_printf(arena, "urn:dealspine:%s:%" PRIu32, type->name, event->schema));
    put(&out, "domain", event->domain);
    put(&out, "pos", arena_printf(arena, "%" PRIu64, event->pos));
    put(&out, "aggtype", event->agg_type);
    put(&out, "aggver", arena_printf(arena, "%" PRIu64, event->agg_ver));
    put(&out, "channel", channel_name(event));
    put(&out, "correlationid", event->correlation_id);
    put(&out, "causationid", event->causation_id);
    put(&out, "traceparent", event->traceparent);
    text_puts(&out, ",\"data\":");
    text_puts(&out, data);
    text_putc(&out, '}');
    *ret_body = out.bytes;
    return STATUS_OK;
}
