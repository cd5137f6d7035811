/* SPDX-License-Identifier: Apache-2.0 */
#include "telling.h"

#include <string.h>

#include "base/clock.h"
#include "cloudevent.h"
#include "filling.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "interest.h"
#include "notification.h"
#include "quiet.h"
#include "reminder.h"
#include "rooms.h"
#include "sender.h"
#include "service/value.h"
#include "settings.h"

enum { MINUTE_US = 60000000 };

/* ---- the times of an event on somebody's clock: asked of the database, which knows the zones ---- */

static void bind_moments(struct call *call, const struct facts *facts)
{
    const char *moments[FACTS];
    size_t n = 0;
    for (size_t i = 0; i < facts->n; i++) {
        if (!facts->list[i].is_time)
            continue;
        char *text = arena_alloc(call->arena, TIME_TEXT);
        time_format(facts->list[i].us, text);
        moments[n++] = text;
    }
    bind_texts(call, "moments", moments, n);
}

struct clock_face {
    const struct facts *facts;
    const char *moments; /* "2026-01-31 08:00|…", in the order of the facts that are times */
    struct arena *arena;
};

static const char *read_clock(void *context, const struct fact *fact)
{
    const struct clock_face *face = context;
    const char *p = face->moments;
    for (size_t i = 0; p && i < face->facts->n; i++) {
        const struct fact *other = &face->facts->list[i];
        if (other == fact)
            return arena_strndup(face->arena, p, strcspn(p, "|"));
        if (other->is_time)
            p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL;
    }
    return NULL;
}

/* ---- one recipient, one channel ---- */

static int enum_number(const ProtobufCEnumDescriptor *type, const char *name)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value_by_name(type, name);
    return value ? value->value : 0;
}

/* QUEUED, DEFERRED, SUPPRESSED or, in the inbox, SENT at once. */
static const char *first_state(struct call *call, const struct rows *rows, size_t row, const char **ret_reason)
{
    bool is_mail = strcmp(row_text(rows, row, "channel"), "EMAIL") == 0;
    bool is_urgent = strcmp(row_text(rows, row, "urgency"), "URGENT") == 0;
    int quiet = 0;
    if (!row_is_null(rows, row, "quiet_from") && !row_is_null(rows, row, "quiet_until") && !is_urgent)
        quiet = quiet_left((int)row_int(rows, row, "minute_now"), (int)row_int(rows, row, "quiet_from"),
                           (int)row_int(rows, row, "quiet_until"));
    *ret_reason = NULL;
    bind_text(call, "due_at", NULL);
    if (row_bool(rows, row, "is_muted"))
        *ret_reason = "MUTED";
    else if (is_mail && !row_bool(rows, row, "has_address"))
        *ret_reason = "NO_ADDRESS";
    if (*ret_reason)
        return "SUPPRESSED";
    if (!is_mail)
        return "SENT";
    bind_time(call, "due_at", call->now_us + (int64_t)quiet * MINUTE_US);
    sender_ring();
    return quiet ? "DEFERRED" : "QUEUED";
}

static void bind_texts_of(struct call *call, const struct happening *happening, const struct rows *rows, size_t row)
{
    struct clock_face face = {&happening->facts, row_text(rows, row, "local_moments"), call->arena};
    struct filling filling = {&happening->facts, row_text(rows, row, "locale"), read_clock, &face};
    bind_text(call, "title", filling_fill(&filling, row_text(rows, row, "title"), call->arena));
    bind_text(call, "body", filling_fill(&filling, row_text(rows, row, "body"), call->arena));
}

static enum status tell_one(struct call *call, const struct happening *happening, const struct rows *rows, size_t row)
{
    static const char *const copied[] = {"recipient_id", "recipient_path", "rule", "topic", "urgency"};
    Notification told = NOTIFICATION__INIT;
    struct rows made;
    const char *reason, *state = first_state(call, rows, row, &reason);
    const char *id = new_id(call);
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++)
        bind_text(call, copied[i], row_text(rows, row, copied[i]));
    bind_text(call, "id", id);
    bind_text(call, "channel_word", row_text(rows, row, "channel"));
    bind_text(call, "state", state);
    bind_text(call, "reason", reason);
    bind_texts_of(call, happening, rows, row);
    TRY(sql(call, &SQL_insert_notification, &made));
    if (!made.n)
        return STATUS_OK;
    told.id = id;
    told.recipient_id = row_text(rows, row, "recipient_id");
    told.channel = (Notification__Channel)enum_number(&notification__channel__descriptor, row_text(rows, row, "channel"));
    told.state = (Notification__State)enum_number(&notification__state__descriptor, state);
    told.rule = row_text(rows, row, "rule");
    told.topic = row_text(rows, row, "topic");
    told.event_id = happening->event_id;
    told.reason = reason;
    notification_tell(call, &told, row_text(rows, row, "recipient_path"));
    return STATUS_OK;
}

enum status tell(struct call *call, const struct happening *happening)
{
    struct rows audience;
    bind_text(call, "event_id", happening->event_id);
    bind_text(call, "event_type", happening->type);
    bind_text(call, "event_data", happening->data);
    bind_text(call, "event_owner_path", happening->owner_path);
    bind_text(call, "event_actor", happening->actor);
    bind_text(call, "subject_type", happening->subject_type);
    bind_text(call, "subject_id", happening->subject_id);
    bind_text(call, "locale", notifications_settings.locale);
    bind_bool(call, "mail_is_on", mail_is_on());
    bind_moments(call, &happening->facts);
    TRY(sql(call, &SQL_find_audience, &audience));
    for (size_t i = 0; i < audience.n; i++)
        TRY(tell_one(call, happening, &audience, i));
    return STATUS_OK;
}

/* ---- events ---- */

static enum status queue_webhooks(struct call *call, const Event *event, const struct schema_message *type)
{
    struct rows queued;
    const char *body;
    TRY(cloudevent_body(event, type, call->arena, &body, &call->error));
    bind_text(call, "event_id", event->id);
    bind_text(call, "event_type", event->type);
    bind_text(call, "event_agg_id", event->agg_id);
    bind_text(call, "event_owner_path", event->owner_path);
    bind_text(call, "traceparent", is_blank(event->traceparent) ? NULL : event->traceparent);
    bind_bytes(call, "body", body, strlen(body));
    TRY(sql(call, &SQL_queue_deliveries, &queued));
    if (queued.n)
        sender_ring();
    return STATUS_OK;
}

/* Nobody is told of each row of a file: the owner hears how many there were, where a rule says so. */
static enum status tally(struct call *call, const struct happening *happening, int64_t at_us)
{
    struct rows rows;
    TellBulkJob job = TELL_BULK_JOB__INIT;
    bind_text(call, "event_type", happening->type);
    bind_text(call, "event_owner_path", happening->owner_path);
    bind_text(call, "event_id", happening->event_id);
    bind_text(call, "subject_type", happening->subject_type);
    bind_text(call, "subject_id", happening->subject_id);
    bind_time(call, "occurred_at", at_us);
    TRY(sql(call, &SQL_tally_bulk, &rows));
    if (row_int(&rows, 0, "tally") > 1)
        return STATUS_OK;
    job.event_type = happening->type;
    job.owner_path = happening->owner_path;
    return schedule(call, "tell_bulk", arena_printf(call->arena, "%s|%s", happening->type, happening->owner_path),
                    call->now_us + notifications_settings.bulk_wait_s * 1000000, &job);
}

static const char *who_did(const Event *event)
{
    if (!event->actor)
        return NULL;
    return event->actor->on_behalf_of ? event->actor->on_behalf_of : event->actor->id;
}

static void read_happening(struct call *call, const struct schema_message *type, struct happening *ret)
{
    const Event *event = call->event;
    *ret = (struct happening){.event_id = event->id, .type = event->type, .subject_type = event->agg_type,
                              .subject_id = event->agg_id, .owner_path = event->owner_path, .actor = who_did(event)};
    facts_read(type, (struct bytes){event->payload.data, event->payload.len}, call->arena, &ret->facts);
    facts_put(&ret->facts, "subject_id", event->agg_id);
    facts_put(&ret->facts, "event_type", event->type);
}

static enum status tell_people(struct call *call, const struct interest *interest, const struct schema_message *type)
{
    const Event *event = call->event;
    bool in_bulk = event->channel == CHANNEL__IMPORT && interest_of_rules(interest, BULK_PREFIX, event->type);
    bool one_by_one = !in_bulk && interest_of_rules(interest, "", event->type);
    int64_t at_us = event->occurred_at ? event->occurred_at->seconds * 1000000 : call->now_us;
    if (call->now_us - at_us > notifications_settings.tell_within_s * 1000000 ||
        (!in_bulk && !one_by_one && !reminder_concerns(event->type)))
        return STATUS_OK;
    struct happening happening;
    read_happening(call, type, &happening);
    facts_put_time(&happening.facts, "occurred_at", at_us);
    TRY(reminder_of_event(call, &happening));
    if (in_bulk)
        return tally(call, &happening, at_us);
    if (!one_by_one)
        return STATUS_OK;
    TRY(cloudevent_data(event, type, call->arena, &happening.data, &call->error));
    return tell(call, &happening);
}

enum status tell_of_event(struct call *call)
{
    const Event *event = call->event;
    const struct schema_message *type = schema_event(schema_own(), event->type);
    const struct interest *interest;
    if (!type) /* of a later version: nobody here can have asked for it by name */
        return STATUS_OK;
    TRY(interest_read(call, &interest));
    TRY(tell_people(call, interest, type));
    return interest_of_subscriptions(interest, event->type) ? queue_webhooks(call, event, type) : STATUS_OK;
}
