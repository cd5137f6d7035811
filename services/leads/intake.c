/* SPDX-License-Identifier: Apache-2.0 */
#include "intake.h"

#include <string.h>

#include "assess.h"
#include "campaign.h"
#include "capture.h"
#include "known.h"
#include "referring.h"
#include "rules.h"
#include "screening.h"
#include "trait.h"
#include "wire/pack.h"

/* Rounds in which a call of the same batch writes the open lead that holds the slot. */
enum { PATIENCE = 8 };

/* CUS-19, CUS-25: what a capture says of a trait counts only where customers does not know it. */
static void take_trait(struct call *call, const char *trait, const char *value, struct intake *capture)
{
    if (!value)
        return;
    size_t n = 0;
    LeadAttribute **attributes = arena_alloc(call->arena, (capture->n_attributes + 1) * sizeof *attributes);
    LeadAttribute *known = arena_alloc(call->arena, sizeof *known);
    lead_attribute__init(known);
    known->key = trait;
    known->value = value;
    for (size_t i = 0; i < capture->n_attributes; i++)
        if (strcmp(capture->attributes[i]->key, trait) != 0)
            attributes[n++] = capture->attributes[i];
    attributes[n++] = known;
    capture->attributes = attributes;
    capture->n_attributes = n;
}

static enum status match_contact(struct call *call, struct intake *capture)
{
    const MatchContactReply *match;
    if (capture->in->only_known || !capture_has_contact_point(capture->in))
        return STATUS_OK; /* of what is known nothing hangs on the match, and of the unknown nobody is to be made */
    const MatchContactRequest *question =
        capture_question(call->arena, capture->in, capture->lead->id, capture->team_path);
    TRY(ask(call, &customers__descriptor, "MatchContact", question, (const void **)&match));
    capture_link(capture->lead, match);
    capture->customer_owner = match->customer_owner_id;
    take_trait(call, TRAIT_TIER, match->tier, capture);
    take_trait(call, TRAIT_REGION, match->region, capture);
    const char *cycle = trait_days(call, match->has_decision_cycle_days, match->decision_cycle_days);
    take_trait(call, TRAIT_CYCLE, cycle, capture);
    return STATUS_OK;
}

/* What is known of this capture already: the lead itself, the open lead of the same customer and product. */
static enum status look(struct call *call, struct intake *capture, struct rows *ret)
{
    bind_text(call, "lead_id", capture->lead->id);
    if (!capture->lead->customer_id)
        return sql_one(call, &SQL_look_for_lead, "rules in force", ret);
    bind_text(call, "customer_id", capture->lead->customer_id);
    bind_text(call, "slot_product", lead_slot_product(call->arena, capture->lead->product));
    return sql_one(call, &SQL_look_for_open_lead, "rules in force", ret);
}

/* A lead whose import was undone makes room for this capture of it. */
static enum status clear_withdrawn(struct call *call, const struct rows *looked, const Lead *lead)
{
    struct rows rows;
    const char *to;
    if (!row_bool(looked, 0, "withdrawn"))
        return STATUS_OK;
    TRY(lifecycle_step(&lead_lifecycle, lead_state_name(LEAD__STATE__WITHDRAWN), "capture", &to, &call->error));
    bind_text(call, "lead_id", lead->id);
    return sql(call, &SQL_clear_withdrawn, &rows);
}

static void bind_attributes(struct call *call, const struct intake *capture)
{
    size_t n = capture->n_attributes;
    const char **keys = arena_alloc(call->arena, (n + 1) * sizeof *keys);
    const char **values = arena_alloc(call->arena, (n + 1) * sizeof *values);
    for (size_t i = 0; i < n; i++) {
        keys[i] = capture->attributes[i]->key;
        values[i] = capture->attributes[i]->value ? capture->attributes[i]->value : "";
    }
    bind_texts(call, "attribute_keys", keys, n);
    bind_texts(call, "attribute_values", values, n);
}

/* No row: the same capture came in by another batch while this one ran. */
static enum status write(struct call *call, struct intake *capture, bool *ret_added)
{
    struct rows rows;
    bind_attributes(call, capture);
    assess_bind_reasons(call, &capture->score);
    bind_int(call, "turn", capture->placement.turn);
    bind_int(call, "pass", capture->placement.pass);
    bind_message(call, capture->lead);
    TRY(sql(call, &SQL_add_lead, &rows));
    *ret_added = rows.n == 1;
    return STATUS_OK;
}

static void emit_captured(struct call *call, const Lead *lead)
{
    LeadCaptured event = LEAD_CAPTURED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.has_kind = true, event.kind = lead->kind;
    event.has_source_channel = true, event.source_channel = lead->source_channel;
    event.source = lead->source;
    event.campaign = lead->campaign;
    event.medium = lead->medium;
    event.keyword = lead->keyword;
    event.product = lead->product;
    event.interests = lead->interests, event.n_interests = lead->n_interests;
    event.bulk_id = lead->bulk_id;
    event.consent_text_version = lead->consent_text_version;
    event.has_do_not_call = true, event.do_not_call = lead->do_not_call;
    event.has_do_not_email = true, event.do_not_email = lead->do_not_email;
    event.disposition = lead->disposition;
    event.captured_at = lead->captured_at;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

/* ---- the same intent again ---- */

static enum status take_open_lead(struct call *call, const char *open_id, struct held *ret)
{
    for (int i = 0; i < PATIENCE; i++) {
        TRY(store_find(call, open_id, ret));
        if (ret->lead)
            return STATUS_OK;
    }
    return fail(call, STATUS_ABORTED, "the open lead of this customer is being written; repeat the capture");
}

static enum status touch_open_lead(struct call *call, struct intake *capture, const char *open_id, struct held *open)
{
    struct rows rows;
    struct facts facts;
    TRY(take_open_lead(call, open_id, open));
    open->lead->touches++;
    TRY(store_facts(call, open->lead, &facts));
    TRY(assess_again(call, capture->rules, &facts, open, "TOUCH"));
    TRY(store_put(call, open));
    bind_text(call, "open_lead_id", open->lead->id);
    bind_int(call, "seq", open->lead->touches);
    bind_message(call, capture->lead);
    return sql(call, &SQL_add_touch, &rows);
}

static void emit_duplicate(struct call *call, const Lead *lead, const Lead *open)
{
    LeadDuplicateDetected event = LEAD_DUPLICATE_DETECTED__INIT;
    event.lead_id = lead->id;
    event.duplicate_of = lead->duplicate_of;
    event.customer_id = lead->customer_id;
    event.has_touches = true, event.touches = open->touches;
    event.has_source_channel = true, event.source_channel = lead->source_channel;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

static enum status fold(struct call *call, struct intake *capture, const char *open_id)
{
    struct held open;
    bool added;
    Lead *lead = capture->lead;
    TRY(lead_step(lead, "fold", &call->error));
    TRY(touch_open_lead(call, capture, open_id, &open));
    lead->duplicate_of = open.lead->id;
    lead->owner_path = open.lead->owner_path;
    TRY(write(call, capture, &added));
    if (!added)
        return fail(call, STATUS_ABORTED, "this capture is being taken in by another call; repeat it");
    emit_captured(call, lead);
    emit_duplicate(call, lead, open.lead);
    return referrals_met(call, lead);
}

/* ---- a new intent ---- */

static void emit_screened(struct call *call, const Lead *lead, const struct screening *screening)
{
    LeadScreened event = LEAD_SCREENED__INIT;
    event.lead_id = lead->id;
    event.has_passed = true, event.passed = screening->passed;
    event.rule = screening->rule;
    event.reason = screening->reason;
    event.has_rule_version = true, event.rule_version = lead->rule_version;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

static enum status screen_out(struct call *call, struct intake *capture, const struct screening *screening)
{
    struct rows rows;
    bool added;
    Lead *lead = capture->lead;
    TRY(lead_step(lead, "screen out", &call->error));
    lead->lost_reason = screening->reason;
    lead->owner_path = capture->team_path;
    TRY(write(call, capture, &added));
    if (!added)
        return known_answer(call, capture->in, lead->id, capture->out);
    if (lead->customer_id)
        TRY(sql(call, &SQL_free_slot, &rows));
    emit_captured(call, lead);
    emit_screened(call, lead, screening);
    LeadDisqualified event = LEAD_DISQUALIFIED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.reason = screening->reason;
    event.by_rule = screening->rule;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    return STATUS_OK;
}

static enum status take_in(struct call *call, struct intake *capture)
{
    bool added;
    Lead *lead = capture->lead;
    lead_facts(call->arena, lead, capture->attributes, capture->n_attributes, &capture->facts);
    struct screening screening = screening_decide(capture->rules, &capture->facts);
    lead->screening_rule = screening.rule;
    lead->has_rule_version = true, lead->rule_version = capture->rules->version;
    capture->out->screening_sentence = screening.sentence;
    if (!screening.passed)
        return screen_out(call, capture, &screening);
    TRY(lead_step(lead, "screen in", &call->error));
    capture->score = assess_put(capture->rules, &capture->facts, lead);
    TRY(place_by_rules(call, capture->rules, &capture->facts, capture->xid, capture->customer_owner, lead,
                       &capture->placement));
    TRY(write(call, capture, &added));
    if (!added)
        return known_answer(call, capture->in, lead->id, capture->out);
    emit_captured(call, lead);
    emit_screened(call, lead, &screening);
    assess_emit(call, lead, &capture->score, "CAPTURE");
    place_emit(call, lead, &capture->placement);
    capture->out->score_reasons = capture->score.reasons;
    capture->out->n_score_reasons = capture->score.n_reasons;
    return referrals_met(call, lead);
}

/* What a public form sends is held against the fields of its campaign. */
static enum status check_form(struct call *call, const CaptureLeadRequest *in)
{
    struct rows rows;
    if (in->source_channel != CHANNEL__WEB || is_blank(in->campaign) || is_blank(in->consent_text_version))
        return STATUS_OK;
    Campaign *form = wire_new(call->arena, &campaign__descriptor);
    bind_text(call, "campaign", in->campaign);
    TRY(sql(call, &SQL_list_form_fields, &rows));
    rows_into(call, &rows, form, "fields");
    return campaign_check_answers(form, in, &call->error);
}

enum status intake_ask(struct call *call, const CaptureLeadRequest *in, struct intake *ret)
{
    char id[ID_TEXT];
    TRY(capture_check(in, call->now_us, &call->error));
    lead_derive_id(in->natural_key, call->actor, call->key, id);
    *ret = (struct intake){.in = in, .attributes = in->attributes, .n_attributes = in->n_attributes};
    ret->team_path = lead_team_of(call->arena, call->principal->path);
    ret->lead = capture_lead(call->arena, in, arena_strdup(call->arena, id), call->channel, call->now_us);
    note(call, "lead", ret->lead->id);
    return match_contact(call, ret);
}

enum status intake_take(struct call *call, struct intake *capture, CaptureLeadReply *out)
{
    struct rows rows;
    capture->out = out;
    TRY(look(call, capture, &rows));
    if (row_bool(&rows, 0, "known"))
        return known_answer(call, capture->in, capture->lead->id, out);
    if (capture->in->only_known)
        return known_absent(call);
    TRY(clear_withdrawn(call, &rows, capture->lead));
    capture->xid = row_text(&rows, 0, "xid");
    const char *open_id = capture->lead->customer_id ? row_text(&rows, 0, "open_lead_id") : NULL;
    TRY(rules_of(call, &rows, &capture->rules));
    TRY(check_form(call, capture->in));
    out->lead = capture->lead;
    capture->lead->has_rule_version = true, capture->lead->rule_version = capture->rules->version;
    if (open_id && strcmp(open_id, capture->lead->id) != 0)
        return fold(call, capture, open_id);
    return take_in(call, capture);
}
