/* SPDX-License-Identifier: Apache-2.0 */
#include "target.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const struct transition rows[] = {
    {"DRAFT", "revise", "DRAFT", "Another value, before anybody was told."},
    {"DRAFT", "publish", "PUBLISHED", "It is in force; whose it is should know."},
    {"PUBLISHED", "acknowledge", "ACKNOWLEDGED", "The person knows it; for a team, who sets its targets."},
    {"PUBLISHED", "revise", "PUBLISHED", "Another value, as a further revision."},
    {"ACKNOWLEDGED", "revise", "PUBLISHED", "Another value: it must be acknowledged again."},
    {"DRAFT", "close", "CLOSED", "It was not needed."},
    {"PUBLISHED", "close", "CLOSED", "No warnings and no achievement from now on."},
    {"ACKNOWLEDGED", "close", "CLOSED", "No warnings and no achievement from now on."},
};

const struct lifecycle target_lifecycle = {"target", "DRAFT", rows, sizeof rows / sizeof *rows};

static const char *state_name(Target__State state)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(&target__state__descriptor, (int)state);
    return value ? value->name : "unknown";
}

enum status target_step(Target *target, const char *verb, struct error *error)
{
    const char *to;
    TRY(lifecycle_step(&target_lifecycle, state_name(target->state), verb, &to, error));
    target->has_state = true;
    target->state = (Target__State)protobuf_c_enum_descriptor_get_value_by_name(&target__state__descriptor, to)->value;
    return STATUS_OK;
}

static enum status differs(struct error *error, const char *what)
{
    fail_with(error, STATUS_FAILED_PRECONDITION, "a part must have %s of the whole", what);
    snprintf(error->reason, sizeof error->reason, "NOT_A_PART");
    return STATUS_FAILED_PRECONDITION;
}

static bool begins_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

enum status target_is_part(const Target *whole, const Target *part, struct error *error)
{
    if (whole->metric != part->metric)
        return differs(error, "the metric");
    if (!text_equal(whole->currency, part->currency))
        return differs(error, "the currency");
    if (!text_equal(whole->time_zone, part->time_zone))
        return differs(error, "the time zone");
    if (strcmp(part->from, whole->from) < 0 || strcmp(part->until, whole->until) > 0)
        return differs(error, "days within those");
    if (whole->user_id ? !text_equal(whole->user_id, part->user_id) : !begins_with(part->owner_path, whole->team_path))
        return differs(error, "a team or person");
    return STATUS_OK;
}

const char *metric_name(InsightMetric__Code code)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(&insight_metric__code__descriptor, (int)code);
    return value ? value->name : "unknown";
}
