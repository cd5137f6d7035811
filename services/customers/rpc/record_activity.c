/* SPDX-License-Identifier: Apache-2.0 */
#include "activities.h"
#include "ledger.h"
#include "rooms.h"

enum { SKEW_US = 5000000 };

/* What is written, and over which version. */
struct entry {
    const RecordActivityRequest *in;
    const struct held *held;
    struct rows before; /* n 0: a new activity */
    Activity__State state;
    const char *id, *type;
    int64_t version;
    bool has_before;
};

static enum status find_before(struct call *call, struct entry *entry)
{
    const RecordActivityRequest *in = entry->in;
    bool correction = in->has_correction && in->correction;
    const char *to, *word = enum_word(&activity__state__descriptor, (int)entry->state);
    if (correction && entry->state != ACTIVITY__STATE__DONE)
        return bad(call, "correction", "is of DONE activities");
    TRY(sql_one(call, &SQL_find_activity, "activity of this customer", &entry->before));
    TRY(lifecycle_step(&activity_lifecycle, row_text(&entry->before, 0, "state"), activity_verb(word, correction), &to,
                       &call->error));
    entry->has_before = true;
    entry->id = in->activity_id;
    entry->version = row_int(&entry->before, 0, "version") + 1;
    entry->type = in->type ? in->type : row_text(&entry->before, 0, "type");
    return STATUS_OK;
}

static enum status begin_new(struct call *call, struct entry *entry)
{
    const RecordActivityRequest *in = entry->in;
    if (!in->type)
        return bad(call, "type", "must be given for a new activity");
    if (entry->state != ACTIVITY__STATE__DONE && entry->state != ACTIVITY__STATE__PLANNED)
        return bad(call, "state", "a new activity is PLANNED or DONE");
    if (in->has_correction && in->correction)
        return bad(call, "correction", "needs the activity_id of what it corrects");
    entry->id = new_id(call);
    entry->version = 1;
    entry->type = in->type;
    return STATUS_OK;
}

static enum status check_times(struct call *call, const struct entry *entry)
{
    int64_t at_us = time_of(entry->in->at, call->now_us);
    if (entry->state == ACTIVITY__STATE__PLANNED && (!entry->in->at || at_us <= call->now_us))
        return bad(call, "at", "must say when in the future it is planned");
    if (entry->state == ACTIVITY__STATE__DONE && at_us > call->now_us + SKEW_US)
        return bad(call, "at", "what is DONE was not in the future");
    return STATUS_OK;
}

static enum status check_codes(struct call *call, const struct entry *entry)
{
    struct rows rows;
    bind_text(call, "type_code", entry->type);
    if (entry->state == ACTIVITY__STATE__DONE)
        bind_time(call, "done_at", time_of(entry->in->at, call->now_us));
    else
        bind_text(call, "done_at", NULL);
    TRY(sql_one(call, &SQL_check_activity, "check", &rows));
    if (!row_bool(&rows, 0, "has_type"))
        return bad(call, "type", "must be one of the activity types, as VISIT or TELESALES");
    if (!row_bool(&rows, 0, "has_stage"))
        return bad(call, "purchase_stage", "must be one of the buyer's stages, as NEED_DISCOVERY");
    if (!row_bool(&rows, 0, "has_lead_begun"))
        return bad(call, "at", "must not be before the lead was captured");
    if (!row_bool(&rows, 0, "has_call"))
        return fail(call, STATUS_NOT_FOUND, "no such call of this customer");
    if (!row_bool(&rows, 0, "has_targets"))
        return fail(call, STATUS_NOT_FOUND, "a target is no contact of this customer");
    return STATUS_OK;
}

/* A message of ours bears the decision that permitted it; nothing else does. */
static enum status check_message(struct call *call, const struct entry *entry)
{
    const RecordActivityRequest *in = entry->in;
    if (!in->decision_id && !in->has_medium && !in->contact_point_id)
        return STATUS_OK;
    if (!in->decision_id || !in->has_medium || !in->contact_point_id)
        return bad(call, !in->decision_id ? "decision_id" : !in->has_medium ? "medium" : "contact_point_id",
                   "a message says its decision, its medium and its contact point");
    if (entry->state != ACTIVITY__STATE__DONE || (in->has_correction && in->correction))
        return bad(call, "decision_id", "is of what is DONE now, not of plans and corrections");
    return STATUS_OK;
}

/* Takes the decision for this activity, once. */
static enum status use_decision(struct call *call, const struct entry *entry)
{
    struct rows rows;
    if (!entry->in->decision_id)
        return STATUS_OK;
    TRY(sql_one(call, &SQL_find_contact_attempt, "decision about this customer", &rows));
    if (!row_bool(&rows, 0, "permitted"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "DECISION_REFUSED", "this contact was refused");
    if (!row_bool(&rows, 0, "fits"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "DECISION_OTHER",
                        "the decision is about another contact point or medium");
    if (row_bool(&rows, 0, "used"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "DECISION_USED", "the decision was used by another activity");
    if (row_bool(&rows, 0, "expired"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "DECISION_EXPIRED", "the decision is too old: ask again");
    bind_text(call, "id", entry->id);
    TRY(sql(call, &SQL_use_contact_attempt, &rows));
    return rows.n ? STATUS_OK
                  : fail_for(call, STATUS_FAILED_PRECONDITION, "DECISION_USED", "the decision was used just now");
}

static void bind_entry(struct call *call, const struct entry *entry, const struct subject *subject)
{
    const RecordActivityRequest *in = entry->in;
    bool keeps_time = entry->has_before && !in->at && entry->version > 1 && in->has_correction && in->correction;
    bind_text(call, "id", entry->id);
    bind_text(call, "origin_id", entry->held->id);
    bind_int(call, "version", entry->version);
    bind_text(call, "activity_state", enum_word(&activity__state__descriptor, (int)entry->state));
    bind_text(call, "type_code", entry->type);
    bind_text(call, "before_id", entry->has_before ? entry->id : NULL);
    bind_int(call, "before_version", entry->version - 1);
    if (keeps_time || (!in->at && entry->state != ACTIVITY__STATE__DONE))
        bind_text(call, "at_time", NULL);
    else
        bind_time(call, "at_time", time_of(in->at, call->now_us));
    bind_sealed(call, "need_sealed", subject, "need", in->need);
    bind_sealed(call, "concern_sealed", subject, "concern", in->concern);
    bind_sealed(call, "feedback_sealed", subject, "feedback", in->feedback);
    bind_sealed(call, "note_sealed", subject, "note", in->note);
    bind_text(call, "effect", in->has_effect_level ? arena_printf(call->arena, "%u", in->effect_level) : NULL);
    bind_text(call, "both_sides", in->has_two_way ? in->two_way ? "true" : "false" : NULL);
}

static enum status add_participants(struct call *call, const struct entry *entry)
{
    struct rows rows;
    const RecordActivityRequest *in = entry->in;
    const char *users[20], *roles[20];
    if (in->n_participants == 0)
        return entry->has_before ? sql(call, &SQL_copy_participants, &rows) : STATUS_OK;
    for (size_t i = 0; i < in->n_participants; i++) {
        users[i] = in->participants[i]->user_id;
        roles[i] = enum_word(&activity_participant__role__descriptor, (int)in->participants[i]->role);
        for (size_t k = 0; k < i; k++)
            if (text_equal(users[k], users[i]))
                return bad(call, "participants", "the %zuth user stands there twice", i + 1);
    }
    bind_texts(call, "user_ids", users, in->n_participants);
    bind_texts(call, "roles", roles, in->n_participants);
    return sql(call, &SQL_add_participants, &rows);
}

static enum status add_costs(struct call *call, const struct entry *entry)
{
    struct rows rows;
    const RecordActivityRequest *in = entry->in;
    const char *kinds[20], *amounts[20], *currencies[20];
    if (in->n_costs == 0)
        return entry->has_before ? sql(call, &SQL_copy_costs, &rows) : STATUS_OK;
    for (size_t i = 0; i < in->n_costs; i++) {
        kinds[i] = in->costs[i]->kind;
        amounts[i] = arena_printf(call->arena, "%lld", (long long)in->costs[i]->amount_minor);
        currencies[i] = in->costs[i]->currency;
    }
    bind_texts(call, "kinds", kinds, in->n_costs);
    bind_texts(call, "amounts", amounts, in->n_costs);
    bind_texts(call, "currencies", currencies, in->n_costs);
    return sql(call, &SQL_add_costs, &rows);
}

static void tell_done(struct call *call, const struct entry *entry, const Activity *activity, const char *owner_path)
{
    ActivityCompleted done = ACTIVITY_COMPLETED__INIT;
    done.activity_id = activity->id;
    done.has_activity_version = 1;
    done.activity_version = activity->version;
    done.customer_id = activity->customer_id;
    done.lead_id = activity->lead_id;
    done.opportunity_id = activity->opportunity_id;
    done.contract_id = activity->contract_id;
    done.case_id = activity->case_id;
    done.call_id = activity->call_id;
    done.type = activity->type;
    done.purchase_stage = activity->purchase_stage;
    done.has_effect_level = done.has_effective = done.has_has_need = done.has_has_concern = done.has_has_feedback = 1;
    done.effect_level = activity->effect_level;
    done.effective = activity_is_effective(activity->two_way, activity->effect_level);
    done.has_need = activity->need != NULL;
    done.has_concern = activity->concern != NULL;
    done.has_feedback = activity->feedback != NULL;
    done.has_intent = entry->in->has_intent;
    done.intent = entry->in->intent;
    done.next_contact_at = activity->next_contact_at;
    done.at = activity->at;
    done.has_correction = 1;
    done.correction = entry->in->has_correction && entry->in->correction;
    done.actor_id = call->actor;
    done.decision_id = activity->decision_id;
    done.target_contact_ids = activity->target_contact_ids;
    done.n_target_contact_ids = activity->n_target_contact_ids;
    done.costs = activity->costs;
    done.n_costs = activity->n_costs;
    emit(call, &done, "activity", activity->id, owner_path);
}

static void tell_other(struct call *call, const Activity *activity, const char *owner_path)
{
    ActivityPlanned planned = ACTIVITY_PLANNED__INIT;
    ActivityCancelled cancelled = ACTIVITY_CANCELLED__INIT;
    planned.activity_id = cancelled.activity_id = activity->id;
    planned.customer_id = cancelled.customer_id = activity->customer_id;
    planned.lead_id = cancelled.lead_id = activity->lead_id;
    planned.opportunity_id = cancelled.opportunity_id = activity->opportunity_id;
    planned.type = cancelled.type = activity->type;
    planned.at = activity->at;
    cancelled.has_state = 1;
    cancelled.state = activity->state;
    if (activity->state == ACTIVITY__STATE__PLANNED)
        emit(call, &planned, "activity", activity->id, owner_path);
    else
        emit(call, &cancelled, "activity", activity->id, owner_path);
}

/* A further version stays with the record of the first. A new one goes to that of its call or lead, where they are of
 * one that was merged into the customer; else to the customer as named. */
static enum status hold_for(struct call *call, const RecordActivityRequest *in, struct held *ret)
{
    struct rows rows;
    TRY(hold_customer(call, in->customer_id, ret));
    bind_text(call, "customer_id", ret->head_id);
    TRY(sql(call, &SQL_origin_of_activity, &rows));
    if (rows.n == 0 || text_equal(row_text(&rows, 0, "origin_id"), ret->id))
        return STATUS_OK;
    const char *head_id = ret->head_id;
    TRY(hold_customer(call, row_text(&rows, 0, "origin_id"), ret));
    bind_text(call, "customer_id", head_id);
    return STATUS_OK;
}

RPC(Customers, record_activity, RecordActivityRequest, RecordActivityReply)
{
    struct entry entry = {.in = in, .state = in->has_state ? in->state : ACTIVITY__STATE__DONE};
    struct held held;
    struct rows rows;
    TRY(check_times(call, &entry));
    TRY(check_message(call, &entry));
    TRY(hold_for(call, in, &held));
    entry.held = &held;
    TRY(in->activity_id ? find_before(call, &entry) : begin_new(call, &entry));
    TRY(check_codes(call, &entry));
    TRY(use_decision(call, &entry));
    bind_entry(call, &entry, &held.subject);
    TRY(sql_one(call, &SQL_add_activity, "activity", &rows));
    TRY(activity_of_row(call, &rows, 0, &held.subject, &out->activity));
    out->activity->customer_id = held.head_id;
    TRY(add_participants(call, &entry));
    TRY(add_costs(call, &entry));
    TRY(activities_complete(call, &out->activity, 1));
    if (entry.state == ACTIVITY__STATE__DONE)
        tell_done(call, &entry, out->activity, held.owner_path);
    else
        tell_other(call, out->activity, held.owner_path);
    return STATUS_OK;
}
