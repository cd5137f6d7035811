/* SPDX-License-Identifier: Apache-2.0 */
#include "lead.h"

#include <stdio.h>
#include <string.h>

static const struct transition rows[] = {
    {"CAPTURED", "fold", "DUPLICATE", "The customer has an open lead for the product; that one gets the touch."},
    {"CAPTURED", "screen out", "DISQUALIFIED", "A screening rule says that it is not worth work."},
    {"CAPTURED", "screen in", "UNASSIGNED", "No screening rule objects."},
    {"UNASSIGNED", "assign", "ASSIGNED", "A rule or a manager gives it to an agent."},
    {"UNASSIGNED", "pool", "POOLED", "No rule fits or nobody has room."},
    {"ASSIGNED", "start", "WORKING", "The first attempt to reach the person."},
    {"ASSIGNED", "reassign", "ASSIGNED", "A manager gives it to another agent."},
    {"WORKING", "reassign", "WORKING", "A manager gives it to another agent, who goes on with it."},
    {"QUALIFIED", "reassign", "QUALIFIED", "A manager gives it to another agent, who goes on with it."},
    {"NURTURING", "reassign", "NURTURING", "A manager gives it to another agent, who goes on with it."},
    {"ASSIGNED", "release", "POOLED", "The owner gives it back."},
    {"WORKING", "release", "POOLED", "The owner gives it back."},
    {"ASSIGNED", "recycle", "POOLED", "Nobody reached the person in time; the owner was warned."},
    {"WORKING", "recycle", "POOLED", "Nobody reached the person in time; the owner was warned."},
    {"POOLED", "claim", "ASSIGNED", "An agent takes it from the pool."},
    {"POOLED", "assign", "ASSIGNED", "A manager gives it to an agent."},
    {"WORKING", "qualify", "QUALIFIED", "There is an intent and the four factors are good enough."},
    {"QUALIFIED", "convert", "CONVERTING", "opportunities is asked for the opportunity."},
    {"CONVERTING", "settle", "CONVERTED", "The opportunity is there."},
    {"QUALIFIED", "settle", "CONVERTED", "The opportunity is there after all, later than we waited."},
    {"CONVERTING", "fall back", "QUALIFIED", "The opportunity was refused, or nobody answered in time."},
    {"WORKING", "nurture", "NURTURING", "Not now: it is kept warm at a low cadence."},
    {"QUALIFIED", "nurture", "NURTURING", "Not now: it is kept warm at a low cadence."},
    {"NURTURING", "revive", "WORKING", "The intent rose."},
    {"ASSIGNED", "disqualify", "DISQUALIFIED", "An agent gives it up, with the reason."},
    {"WORKING", "disqualify", "DISQUALIFIED", "An agent gives it up, with the reason."},
    {"QUALIFIED", "disqualify", "DISQUALIFIED", "An agent gives it up, with the reason."},
    {"NURTURING", "disqualify", "DISQUALIFIED", "An agent gives it up, with the reason."},
    {"DISQUALIFIED", "reopen", "UNASSIGNED", "It is worth work after all; the rules give it an owner."},
    {"UNASSIGNED", "withdraw", "WITHDRAWN", "Its import is undone, and nobody has worked on it."},
    {"ASSIGNED", "withdraw", "WITHDRAWN", "Its import is undone, and nobody has worked on it."},
    {"POOLED", "withdraw", "WITHDRAWN", "Its import is undone, and nobody has worked on it."},
    {"DUPLICATE", "withdraw", "WITHDRAWN", "Its import is undone; the touch that it added stays."},
    {"DISQUALIFIED", "withdraw", "WITHDRAWN", "Its import is undone; a rule had screened it out."},
    {"WITHDRAWN", "capture", "CAPTURED", "The same natural key comes again: it is taken in anew."},
};

const struct lifecycle lead_lifecycle = {"lead", "CAPTURED", rows, sizeof rows / sizeof *rows};

const char *lead_state_name(Lead__State state)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(&lead__state__descriptor, state);
    return value ? value->name : "unknown";
}

enum status lead_step(Lead *lead, const char *verb, struct error *error)
{
    const char *to;
    TRY(lifecycle_step(&lead_lifecycle, lead_state_name(lead->state), verb, &to, error));
    lead->has_state = true;
    lead->state = protobuf_c_enum_descriptor_get_value_by_name(&lead__state__descriptor, to)->value;
    return STATUS_OK;
}

bool lead_is_open(const Lead *lead)
{
    return lead->state != LEAD__STATE__DUPLICATE && lead->state != LEAD__STATE__CONVERTED &&
           lead->state != LEAD__STATE__DISQUALIFIED && lead->state != LEAD__STATE__WITHDRAWN;
}

const char *lead_work_since(const Lead *lead)
{
    const char *rule = lead->assignment_rule ? lead->assignment_rule : "";
    if (lead->attempts || lead->first_contacted_at || lead->last_contacted_at)
        return "somebody has tried to reach the person";
    if (lead->pulled_at || strcmp(rule, "claim") == 0 || strcmp(rule, "release") == 0)
        return "an agent has taken it up";
    if (strcmp(rule, "manual") == 0)
        return "a manager has given it to an agent";
    if (lead->state == LEAD__STATE__DISQUALIFIED && lead->owners)
        return "an agent has given it up, with a reason";
    return NULL;
}

bool lead_is_load(const Lead *lead)
{
    return lead->state == LEAD__STATE__ASSIGNED || lead->state == LEAD__STATE__WORKING ||
           lead->state == LEAD__STATE__QUALIFIED || lead->state == LEAD__STATE__CONVERTING;
}

void lead_derive_id(const char *natural_key, const char *actor, const char *key, char ret_id[ID_TEXT])
{
    char text[768];
    if (natural_key && natural_key[0])
        snprintf(text, sizeof text, "lead/natural/%s", natural_key);
    else
        snprintf(text, sizeof text, "lead/key/%s/%s", actor, key);
    id_from_text(text, ret_id);
}

void lead_opportunity_id(const char *lead_id, char ret_id[ID_TEXT])
{
    char text[64];
    snprintf(text, sizeof text, "opportunity/of/%s", lead_id);
    id_from_text(text, ret_id);
}

const char *lead_slot_product(struct arena *arena, const char *product)
{
    if (!product)
        return "";
    while (*product == ' ')
        product++;
    size_t n = strlen(product);
    while (n > 0 && product[n - 1] == ' ')
        n--;
    char *text = arena_strndup(arena, product, n);
    for (char *at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at += 'a' - 'A';
    return text;
}

const char *lead_team_of(struct arena *arena, const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? arena_strndup(arena, path, (size_t)(slash + 1 - path)) : "/";
}

static void add_enum(struct facts *facts, const char *field, const ProtobufCEnumDescriptor *type, int value)
{
    const ProtobufCEnumValue *found = protobuf_c_enum_descriptor_get_value(type, value);
    facts_add(facts, field, found ? found->name : NULL);
}

void lead_facts(struct arena *arena, const Lead *lead, LeadAttribute *const *attributes, size_t n, struct facts *ret)
{
    facts_init(ret, arena);
    add_enum(ret, "kind", &lead__kind__descriptor, lead->kind);
    add_enum(ret, "source_channel", &channel__descriptor, lead->source_channel);
    if (lead->has_channel)
        add_enum(ret, "channel", &channel__descriptor, lead->channel);
    facts_add(ret, "source", lead->source);
    facts_add(ret, "campaign", lead->campaign);
    facts_add(ret, "medium", lead->medium);
    facts_add(ret, "keyword", lead->keyword);
    facts_add(ret, "referrer", lead->referrer);
    facts_add(ret, "landing_page", lead->landing_page);
    facts_add(ret, "product", lead->product);
    for (size_t i = 0; i < lead->n_interests; i++)
        facts_add(ret, "interest", lead->interests[i]);
    facts_add(ret, "disposition", lead->disposition);
    facts_add(ret, "do_not_call", lead->do_not_call ? "true" : "false");
    facts_add(ret, "do_not_email", lead->do_not_email ? "true" : "false");
    facts_add(ret, "bulk_id", lead->bulk_id);
    facts_add(ret, "customer", lead->customer_id);
    facts_add(ret, "customer_known", lead->customer_known ? "true" : "false");
    facts_add_number(ret, "touches", lead->touches);
    for (size_t i = 0; i < n; i++)
        facts_add(ret, arena_printf(arena, "attribute.%s", attributes[i]->key), attributes[i]->value);
}

bool lead_evidence_is_clean(const char *text)
{
    int digits = 0;
    for (; *text; text++) {
        if (*text == '@')
            return false;
        if (*text >= '0' && *text <= '9')
            digits++;
        else if (!strchr(" -()+.", *text))
            digits = 0;
        if (digits >= 10)
            return false;
    }
    return true;
}

Google__Protobuf__Timestamp *lead_time(struct arena *arena, int64_t us)
{
    Google__Protobuf__Timestamp *time = arena_alloc(arena, sizeof *time);
    google__protobuf__timestamp__init(time);
    int64_t seconds = us / 1000000, rest = us % 1000000;
    if (rest < 0) {
        seconds--;
        rest += 1000000;
    }
    time->seconds = seconds;
    time->nanos = (int32_t)(rest * 1000);
    return time;
}

int64_t lead_us(const Google__Protobuf__Timestamp *time)
{
    return time ? time->seconds * 1000000 + time->nanos / 1000 : 0;
}
