/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "rooms.h"

static enum status check(struct call *call, const NotificationRule *rule)
{
    uint8_t id[ID_BYTES];
    bool needs_value = rule->audience != NOTIFICATION_RULE__AUDIENCE__OWNER &&
                       rule->audience != NOTIFICATION_RULE__AUDIENCE__TEAM_LEADER;
    if (is_blank(rule->condition_field) != is_blank(rule->condition_value))
        return bad(call, "rule.condition_value", "must be given together with condition_field");
    if (needs_value == is_blank(rule->audience_value))
        return bad(call, "rule.audience_value", needs_value ? "must be given for this audience"
                                                            : "must be absent for this audience");
    if (rule->audience == NOTIFICATION_RULE__AUDIENCE__USER && !id_parse(rule->audience_value, id))
        return bad(call, "rule.audience_value", "must be a user's UUID");
    return STATUS_OK;
}

RPC(Notifications, put_notification_rule, PutNotificationRuleRequest, PutNotificationRuleReply)
{
    struct rows rows;
    TRY(check(call, in->rule));
    bind_message(call, in->rule);
    bind_text(call, "expected", NULL);
    if (in->has_expected_version)
        bind_int(call, "expected", (int64_t)in->expected_version);
    TRY(sql_one(call, &SQL_has_template, "template for these channels", &rows));
    TRY(sql(call, &SQL_put_rule, &rows));
    if (!rows.n)
        return fail_for(call, STATUS_ABORTED, "VERSION", "this rule has another version: read it again");
    out->rule = arena_alloc(call->arena, sizeof *out->rule);
    notification_rule__init(out->rule);
    row_into(call, &rows, 0, out->rule);
    return STATUS_OK;
}
