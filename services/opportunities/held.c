/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include <inttypes.h>
#include <string.h>

#include "rooms.h"
#include "schema/rule.h"
#include "zone.h"

static enum status refuse_stale(struct call *call, const Opportunity *opportunity, uint64_t expected)
{
    struct rows rows;
    bind_int(call, "since_version", (int64_t)expected);
    TRY(sql_one(call, &SQL_list_changed_fields, "change", &rows));
    const char *fields = row_text(&rows, 0, "fields");
    if (!fields)
        return version_expect("opportunity", opportunity->version, &expected, &call->error);
    return rule_broken(&call->error, STATUS_ABORTED, "expected_version", "VERSION",
                       "this opportunity is at version %" PRIu64 ", not %" PRIu64 "; changed since: %s",
                       opportunity->version, expected, fields);
}

void opportunity_touch(struct call *call, const char *part)
{
    bind_text(call, "touched", part);
}

enum status opportunity_hold(struct call *call, const uint64_t *expected_version, const char *verb,
                             Opportunity *ret_opportunity)
{
    struct rows rows;
    opportunity__init(ret_opportunity);
    TRY(sql_one(call, &SQL_lock_opportunity, "opportunity", &rows));
    row_into(call, &rows, 0, ret_opportunity);
    note(call, "opportunity", ret_opportunity->id);
    opportunity_touch(call, NULL);
    if (expected_version && *expected_version != ret_opportunity->version)
        return refuse_stale(call, ret_opportunity, *expected_version);
    return opportunity_step(ret_opportunity, verb, &call->error);
}

enum status opportunity_find(struct call *call, const char *id, Opportunity *ret_opportunity, bool *ret_found)
{
    struct rows rows;
    opportunity__init(ret_opportunity);
    *ret_found = false;
    if (is_blank(id))
        return STATUS_OK;
    bind_text(call, "id", id);
    TRY(sql(call, &SQL_lock_opportunity, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    *ret_found = true;
    row_into(call, &rows, 0, ret_opportunity);
    note(call, "opportunity", ret_opportunity->id);
    opportunity_touch(call, NULL);
    return STATUS_OK;
}

enum status opportunity_save(struct call *call, Opportunity *opportunity)
{
    struct rows rows;
    bind_message(call, opportunity);
    TRY(sql_one(call, &SQL_save_opportunity, "opportunity of this version", &rows));
    opportunity->version = (uint64_t)row_int(&rows, 0, "version");
    return STATUS_OK;
}

static bool same_forecast(const Opportunity *a, const Opportunity *b)
{
    return a->amount_minor == b->amount_minor && a->probability == b->probability &&
           text_equal(a->expected_close, b->expected_close) && a->forecast_category == b->forecast_category;
}

static void emit_forecast(struct call *call, const Opportunity *before, const Opportunity *now)
{
    OpportunityForecastChanged event = OPPORTUNITY_FORECAST_CHANGED__INIT;
    event.opportunity_id = now->id;
    event.currency = now->currency;
    event.has_from_amount_minor = event.has_amount_minor = true;
    event.from_amount_minor = before->amount_minor;
    event.amount_minor = now->amount_minor;
    event.has_from_probability = event.has_probability = true;
    event.from_probability = before->probability;
    event.probability = now->probability;
    event.from_expected_close = before->expected_close;
    event.expected_close = now->expected_close;
    event.has_from_category = event.has_category = true;
    event.from_category = before->forecast_category;
    event.category = now->forecast_category;
    emit(call, &event, "opportunity", now->id, now->owner_path);
}

enum status opportunity_save_forecast(struct call *call, const Opportunity *before, Opportunity *opportunity)
{
    struct rows rows;
    TRY(opportunity_save(call, opportunity));
    if (same_forecast(before, opportunity))
        return STATUS_OK;
    TRY(sql(call, &SQL_insert_forecast, &rows));
    emit_forecast(call, before, opportunity);
    return STATUS_OK;
}

enum status opportunity_save_end(struct call *call, Opportunity *opportunity, const char *remark)
{
    struct rows rows;
    TRY(opportunity_save(call, opportunity));
    bind_text(call, "reason", opportunity->lost_reason);
    bind_text(call, "remark", remark);
    TRY(sql(call, &SQL_insert_outcome, &rows));
    return sql(call, &SQL_close_plan, &rows);
}

enum status opportunity_visit(struct call *call, const char *id, const char *from_stage, const char *to_stage,
                              StageVisit__Transition transition, int64_t dwell_s, const char *override_reason,
                              const char *override_note)
{
    struct rows rows;
    bind_text(call, "id", id);
    bind_text(call, "from_stage", from_stage);
    bind_text(call, "to_stage", to_stage);
    bind_text(call, "transition",
              enum_word(&stage_visit__transition__descriptor, transition));
    bind_int(call, "dwell_s", dwell_s);
    bind_text(call, "override_reason", override_reason);
    bind_text(call, "override_note", override_reason ? override_note : NULL);
    return sql(call, &SQL_insert_visit, &rows);
}

enum status milestones_changed(struct call *call, Opportunity *opportunity)
{
    struct rows rows;
    bind_text(call, "id", opportunity->id);
    TRY(sql_one(call, &SQL_set_next_milestone, "opportunity", &rows));
    opportunity->next_milestone_on = row_text(&rows, 0, "next_milestone_on");
    return STATUS_OK;
}

Opportunity *opportunity_answer(struct call *call, const Opportunity *opportunity)
{
    return arena_memdup(call->arena, opportunity, sizeof *opportunity);
}

enum status pipeline_read(struct call *call, const char *pipeline, ListStagesReply *ret_stages)
{
    struct rows rows;
    list_stages_reply__init(ret_stages);
    bind_text(call, "pipeline", pipeline);
    TRY(sql(call, &SQL_list_stages, &rows));
    rows_into(call, &rows, ret_stages, "stages");
    return STATUS_OK;
}

const Product *catalogue_find(const ListProductsReply *products, const char *code)
{
    for (size_t i = 0; i < products->n_products; i++)
        if (strcmp(products->products[i]->code, code) == 0)
            return products->products[i];
    return NULL;
}

enum status catalogue_read(struct call *call, const char *const *codes, size_t n, ListProductsReply *ret_products)
{
    struct rows rows;
    list_products_reply__init(ret_products);
    bind_texts(call, "codes", codes, n);
    zone_bind(call);
    TRY(sql(call, &SQL_find_products, &rows));
    rows_into(call, &rows, ret_products, "products");
    for (size_t i = 0; i < n; i++)
        if (!catalogue_find(ret_products, codes[i]))
            return fail_for(call, STATUS_NOT_FOUND, "PRODUCT", "no product %s in the catalogue today", codes[i]);
    return STATUS_OK;
}
