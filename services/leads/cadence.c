/* SPDX-License-Identifier: Apache-2.0 */
#include "cadence.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

enum { FALLBACK_DAYS = 30, SHORT_CYCLE_DAYS = 30 };

/* The names stand among the facts as they do in the .proto. */
static bool is(const struct facts *facts, const char *field, const ProtobufCEnumDescriptor *type, int value)
{
    const char *has = facts_get(facts, field);
    const ProtobufCEnumValue *wants = protobuf_c_enum_descriptor_get_value(type, value);
    return has && wants && strcmp(has, wants->name) == 0;
}

uint32_t cadence_deadline_minutes(const LeadRules *rules, const struct facts *facts)
{
    for (size_t i = 0; i < rules->n_deadlines; i++) {
        const ResponseDeadline *rule = rules->deadlines[i];
        if ((rule->has_grade && !is(facts, "grade", &lead__grade__descriptor, (int)rule->grade)) ||
            (rule->has_source_channel && !is(facts, "source_channel", &channel__descriptor, (int)rule->source_channel)))
            continue;
        if (condition_holds(facts, rule->field, rule->op, rule->value))
            return rule->minutes;
    }
    return 0;
}

CadenceRule__Urgency cadence_urgency(const struct facts *facts, int k14_urgency)
{
    if (k14_urgency >= 0)
        return k14_urgency >= 4   ? CADENCE_RULE__URGENCY__HIGH
               : k14_urgency >= 2 ? CADENCE_RULE__URGENCY__MEDIUM
                                  : CADENCE_RULE__URGENCY__LOW;
    const char *said = facts_get(facts, "attribute.urgency");
    if (said && strcasecmp(said, "HIGH") == 0)
        return CADENCE_RULE__URGENCY__HIGH;
    if (said && strcasecmp(said, "LOW") == 0)
        return CADENCE_RULE__URGENCY__LOW;
    return CADENCE_RULE__URGENCY__MEDIUM;
}

/* 0 where nobody told how long they take to decide. */
static int cycle_of(const struct facts *facts)
{
    const char *days = facts_get(facts, "attribute.decision_cycle_days");
    if (!days || atoi(days) <= 0)
        return 0;
    return atoi(days) <= SHORT_CYCLE_DAYS ? CADENCE_RULE__CYCLE__SHORT : CADENCE_RULE__CYCLE__LONG;
}

struct cadence cadence_next(const LeadRules *rules, const struct facts *facts, CadenceRule__Urgency urgency,
                            Lead__Intent intent, uint32_t attempts)
{
    int cycle = cycle_of(facts);
    const char *tier = facts_get(facts, "attribute.tier");
    for (size_t i = 0; i < rules->n_cadences; i++) {
        const CadenceRule *rule = rules->cadences[i];
        if ((rule->has_urgency && rule->urgency != urgency) || (rule->has_intent && rule->intent != intent) ||
            (rule->has_cycle && (int)rule->cycle != cycle) || (rule->tier && !text_equal(rule->tier, tier)))
            continue;
        bool call = rule->has_call_every && (attempts + 1) % rule->call_every == 0;
        return (struct cadence){.days = rule->days, .channel = call ? "PHONE" : rule->channel, .rule = rule->code};
    }
    return (struct cadence){.days = FALLBACK_DAYS, .channel = "PHONE", .rule = "none"};
}
