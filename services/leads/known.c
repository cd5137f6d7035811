/* SPDX-License-Identifier: Apache-2.0 */
#include "known.h"

#include <stdio.h>

#include "assess.h"
#include "rules.h"
#include "update.h"
#include "wire/pack.h"

static enum status take(struct call *call, const char *lead_id, struct held *ret)
{
    const char *scope;
    if (!call_may(call, "leads.work", &scope))
        return fail(call, STATUS_PERMISSION_DENIED, "changing a lead needs the permission leads.work");
    bind_text(call, "scope", scope);
    TRY(store_take(call, lead_id, false, 0, ret));
    if (!lead_is_open(ret->lead) || ret->lead->state == LEAD__STATE__CONVERTING)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE",
                        "a lead that is %s is not changed by a capture", lead_state_name(ret->lead->state));
    return STATUS_OK;
}

static enum status put(struct call *call, const struct update *update, struct held *held)
{
    struct rows rows;
    const char **keys = arena_alloc(call->arena, (update->n_attributes + 1) * sizeof *keys);
    const char **values = arena_alloc(call->arena, (update->n_attributes + 1) * sizeof *values);
    for (size_t i = 0; i < update->n_attributes; i++) {
        keys[i] = update->attributes[i]->key;
        values[i] = update->attributes[i]->value;
    }
    TRY(store_put(call, held));
    bind_texts(call, "attribute_keys", keys, update->n_attributes);
    bind_texts(call, "attribute_values", values, update->n_attributes);
    bind_message(call, held->lead);
    return sql_one(call, &SQL_update_facts, "lead", &rows);
}

static void emit_updated(struct call *call, const CaptureLeadRequest *in, const struct update *update,
                         const Lead *lead)
{
    LeadUpdated event = LEAD_UPDATED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.fields = arena_memdup(call->arena, update->fields, sizeof update->fields);
    event.n_fields = update->n_fields;
    event.bulk_id = in->bulk_id;
    event.disposition = lead->disposition;
    event.has_do_not_call = true, event.do_not_call = lead->do_not_call;
    event.has_do_not_email = true, event.do_not_email = lead->do_not_email;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

static enum status change(struct call *call, const CaptureLeadRequest *in, const struct update *update,
                          struct held *held)
{
    struct facts facts;
    const LeadRules *rules;
    TRY(rules_active(call, &rules));
    lead_facts(call->arena, held->lead, update->attributes, update->n_attributes, &facts);
    TRY(assess_again(call, rules, &facts, held, "UPDATE"));
    TRY(put(call, update, held));
    emit_updated(call, in, update, held->lead);
    return STATUS_OK;
}

static enum status update_known(struct call *call, const CaptureLeadRequest *in, const char *lead_id,
                                CaptureLeadReply *out)
{
    struct held held;
    struct rows rows;
    struct update update;
    GetLeadReply *holder = wire_new(call->arena, &get_lead_reply__descriptor);
    enum status taken = take(call, lead_id, &held);
    if (taken != STATUS_OK)
        return taken == STATUS_NOT_FOUND && in->only_known ? known_absent(call) : taken;
    bind_text(call, "lead_id", lead_id);
    TRY(sql(call, &SQL_list_attributes, &rows));
    rows_into(call, &rows, holder, "attributes");
    update_apply(call->arena, in, held.lead, holder->attributes, holder->n_attributes, &update);
    out->lead = held.lead;
    out->has_existed = out->has_updated = true;
    out->existed = true;
    out->updated = update.n_fields > 0;
    out->kept = arena_memdup(call->arena, update.kept, sizeof update.kept);
    out->n_kept = update.n_kept;
    return update.n_fields ? change(call, in, &update, &held) : STATUS_OK;
}

enum status known_absent(struct call *call)
{
    fail(call, STATUS_NOT_FOUND, "no lead has this natural key, and only known ones are taken");
    snprintf(call->error.field, sizeof call->error.field, "natural_key");
    return STATUS_NOT_FOUND;
}

enum status known_answer(struct call *call, const CaptureLeadRequest *in, const char *lead_id, CaptureLeadReply *out)
{
    struct rows rows;
    if (in->update_known)
        return update_known(call, in, lead_id, out);
    out->lead = wire_new(call->arena, &lead__descriptor);
    bind_text(call, "lead_id", lead_id);
    TRY(sql_one(call, &SQL_get_known_lead, "lead", &rows));
    row_into(call, &rows, 0, out->lead);
    out->has_existed = true, out->existed = true;
    return STATUS_OK;
}
