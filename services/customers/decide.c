/* SPDX-License-Identifier: Apache-2.0 */
#include "decide.h"

#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static struct contact_facts facts_of_row(const struct rows *rows, ContactPermission__Medium medium)
{
    return (struct contact_facts){
        .medium = medium,
        .customer_open = row_bool(rows, 0, "customer_open"),
        .kind = (ContactPoint__Kind)enum_number(&contact_point__kind__descriptor, row_text(rows, 0, "kind")),
        .point_usable = row_bool(rows, 0, "point_usable"),
        .blocked = row_bool(rows, 0, "blocked"),
        .withdrawn = row_bool(rows, 0, "withdrawn"),
        .granted = row_bool(rows, 0, "granted"),
        .needs_grant = row_bool(rows, 0, "needs_grant"),
        .from_minute = (int)row_int(rows, 0, "from_minute"),
        .until_minute = (int)row_int(rows, 0, "until_minute"),
        .weekdays = (int)row_int(rows, 0, "weekdays"),
        .daily_cap = (int)row_int(rows, 0, "daily_cap"),
        .local_minute = (int)row_int(rows, 0, "local_minute"),
        .local_weekday = (int)row_int(rows, 0, "local_weekday"),
        .attempts_today = (int)row_int(rows, 0, "attempts_today"),
    };
}

void decision_sum_up(ContactDecision *decision)
{
    decision->has_permitted = decision->has_reason = 1;
    decision->permitted = decision->n_reasons == 0;
    decision->reason = decision->n_reasons ? decision->reasons[0] : CONTACT_DECISION__REASON__PERMITTED;
    decision->sentence = permission_sentence(decision->reason);
}

enum status decide_contact(struct call *call, const char *point_id, ContactPermission__Medium medium,
                           const char *purpose, struct rows *ret_rows, ContactDecision **ret)
{
    bind_text(call, "point_id", point_id);
    bind_text(call, "medium", enum_word(&contact_permission__medium__descriptor, (int)medium));
    bind_text(call, "purpose", purpose);
    TRY(sql_one(call, &SQL_decision_facts, "contact point", ret_rows));
    struct contact_facts facts = facts_of_row(ret_rows, medium);
    struct decision decided = permission_decide(&facts);
    ContactDecision *decision = wire_new(call->arena, &contact_decision__descriptor);
    row_into(call, ret_rows, 0, decision); /* policy, policy_version, local_time, attempts_today */
    decision->reasons = arena_memdup(call->arena, decided.reasons, sizeof decided.reasons);
    decision->n_reasons = decided.n;
    decision->has_permission = 1;
    decision->permission = permission_state(&facts);
    decision_sum_up(decision);
    *ret = decision;
    return STATUS_OK;
}

void bind_decision(struct call *call, const ContactDecision *decision)
{
    const char *reasons[DECISION_REASONS];
    for (size_t i = 0; i < decision->n_reasons; i++)
        reasons[i] = enum_word(&contact_decision__reason__descriptor, (int)decision->reasons[i]);
    bind_texts(call, "reasons", reasons, decision->n_reasons);
    bind_text(call, "permission", enum_word(&contact_permission__state__descriptor, (int)decision->permission));
    bind_text(call, "policy", decision->policy);
    bind_int(call, "policy_version", (int64_t)decision->policy_version);
    bind_text(call, "local_time", decision->local_time);
    bind_int(call, "attempts", decision->attempts_today);
}
