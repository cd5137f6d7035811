/* SPDX-License-Identifier: Apache-2.0 */
#include "reminder.h"

#include <inttypes.h>
#include <string.h>

#include "base/id.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "rooms.h"
#include "settings.h"

static const char response[] = "reminder.response_due", follow_up[] = "reminder.follow_up_due";
static const char activity[] = "reminder.activity_due";
static const char approval[] = "reminder.approval_waiting", legal[] = "reminder.legal_waiting";

struct reminder_rule {
    const char *event, *kind;
    const char *due_field;   /* of the payload; NULL: see wait_s; neither: the reminder is dropped */
    const int64_t *early_s;  /* so long before due_field */
    const int64_t *wait_s;   /* so long after the event */
    const char *if_field, *if_value; /* only where the payload has this field, with this value if one is given */
};

static const struct reminder_rule rules[] = {
    {"lead.assigned", response, "sla_due_at", &notifications_settings.response_warn_s, NULL, NULL, NULL},
    {"lead.assigned", follow_up, NULL, NULL, NULL, "previous_owner_id", NULL},
    {"lead.claimed", response, "sla_due_at", &notifications_settings.response_warn_s, NULL, NULL, NULL},
    {"lead.first_contacted", response, NULL, NULL, NULL, NULL, NULL},
    {"lead.followed_up", response, NULL, NULL, NULL, NULL, NULL},
    {"lead.followed_up", follow_up, "next_contact_at", NULL, NULL, NULL, NULL},
    {"lead.nurturing_started", follow_up, "next_contact_at", NULL, NULL, NULL, NULL},
    {"lead.released", response, NULL, NULL, NULL, NULL, NULL},
    {"lead.released", follow_up, NULL, NULL, NULL, NULL, NULL},
    {"lead.recycled", response, NULL, NULL, NULL, NULL, NULL},
    {"lead.recycled", follow_up, NULL, NULL, NULL, NULL, NULL},
    {"lead.disqualified", response, NULL, NULL, NULL, NULL, NULL},
    {"lead.disqualified", follow_up, NULL, NULL, NULL, NULL, NULL},
    {"lead.withdrawn", response, NULL, NULL, NULL, NULL, NULL},
    {"lead.withdrawn", follow_up, NULL, NULL, NULL, NULL, NULL},
    {"lead.converted", response, NULL, NULL, NULL, NULL, NULL},
    {"lead.converted", follow_up, NULL, NULL, NULL, NULL, NULL},
    {"activity.planned", activity, "at", &notifications_settings.activity_warn_s, NULL, NULL, NULL},
    {"activity.completed", activity, NULL, NULL, NULL, NULL, NULL},
    {"activity.cancelled", activity, NULL, NULL, NULL, NULL, NULL},
    {"contract.submitted", approval, NULL, NULL, &notifications_settings.approval_remind_s, NULL, NULL},
    {"contract.step_approved", approval, NULL, NULL, NULL, NULL, NULL},
    {"contract.step_approved", legal, NULL, NULL, &notifications_settings.approval_remind_s, "role", "DEPARTMENT"},
    {"contract.approved", legal, NULL, NULL, NULL, NULL, NULL},
    {"contract.step_returned", approval, NULL, NULL, NULL, NULL, NULL},
    {"contract.step_returned", legal, NULL, NULL, NULL, NULL, NULL},
    {"contract.step_rejected", approval, NULL, NULL, NULL, NULL, NULL},
    {"contract.step_rejected", legal, NULL, NULL, NULL, NULL, NULL},
    {"contract.recalled", approval, NULL, NULL, NULL, NULL, NULL},
    {"contract.recalled", legal, NULL, NULL, NULL, NULL, NULL},
    {"contract.cancelled", approval, NULL, NULL, NULL, NULL, NULL},
    {"contract.cancelled", legal, NULL, NULL, NULL, NULL, NULL},
};

/* When to remind; 0: not at all. What would be due already is none: he who set it knows. */
static int64_t due_us(const struct call *call, const struct reminder_rule *rule, const struct facts *facts)
{
    int64_t due = 0;
    if (rule->due_field) {
        const struct fact *at = facts_find(facts, rule->due_field, strlen(rule->due_field));
        due = at && at->is_time ? at->us - (rule->early_s ? *rule->early_s * 1000000 : 0) : 0;
    } else if (rule->wait_s) {
        const struct fact *at = facts_find(facts, "occurred_at", strlen("occurred_at"));
        due = at->us + *rule->wait_s * 1000000;
    }
    return due > call->now_us ? due : 0;
}

static enum status set(struct call *call, const struct reminder_rule *rule, const struct happening *about, int64_t due)
{
    RemindJob job = REMIND_JOB__INIT;
    Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    const struct fact *occurred = facts_find(&about->facts, "occurred_at", strlen("occurred_at"));
    char *id = arena_alloc(call->arena, ID_TEXT);
    id_from_text(arena_printf(call->arena, "%s|%s|%" PRId64, rule->kind, about->subject_id, due), id);
    at.seconds = occurred->us / 1000000;
    job.event_type = rule->kind;
    job.event_id = id;
    job.subject_type = about->subject_type;
    job.subject_id = about->subject_id;
    job.owner_path = about->owner_path;
    job.source_type = about->type;
    job.has_payload = true;
    job.payload = call->event->payload;
    job.occurred_at = &at;
    return schedule(call, "remind", arena_printf(call->arena, "%s|%s", rule->kind, about->subject_id), due, &job);
}

static bool applies(const struct reminder_rule *rule, const struct happening *about)
{
    if (strcmp(rule->event, about->type) != 0)
        return false;
    if (!rule->if_field)
        return true;
    const struct fact *fact = facts_find(&about->facts, rule->if_field, strlen(rule->if_field));
    return fact && (!rule->if_value || text_equal(fact->text, rule->if_value));
}

bool reminder_concerns(const char *event_type)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].event, event_type) == 0)
            return true;
    return false;
}

enum status reminder_of_event(struct call *call, const struct happening *happening)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct reminder_rule *rule = &rules[i];
        if (!applies(rule, happening))
            continue;
        int64_t due = due_us(call, rule, &happening->facts);
        if (due)
            TRY(set(call, rule, happening, due));
        else
            TRY(unschedule(call, "remind", arena_printf(call->arena, "%s|%s", rule->kind, happening->subject_id)));
    }
    return STATUS_OK;
}
