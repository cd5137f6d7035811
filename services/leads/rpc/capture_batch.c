/* SPDX-License-Identifier: Apache-2.0 */
#include "campaign.h"
#include "intake.h"
#include "wire/pack.h"
#include "zone.h"

/* A row as a capture of its own, known by its place. */
static CaptureLeadRequest *row_of(struct call *call, const CaptureBatchRequest *in, size_t nth)
{
    CaptureLeadRequest *row = arena_memdup(call->arena, in->leads[nth], sizeof *row);
    row->natural_key = arena_printf(call->arena, "event/%s/%s/%zu", in->campaign, in->batch, nth + 1);
    row->bulk_id = arena_printf(call->arena, "%s.%s", in->campaign, in->batch);
    row->campaign = in->campaign;
    row->has_update_known = false, row->update_known = false;
    row->has_only_known = false, row->only_known = false;
    return row;
}

static enum status check_event(struct call *call, const CaptureBatchRequest *in)
{
    struct rows rows;
    Campaign *campaign = wire_new(call->arena, &campaign__descriptor);
    bind_text(call, "campaign", in->campaign);
    zone_bind(call);
    TRY(sql_one(call, &SQL_get_campaign, "campaign", &rows));
    row_into(call, &rows, 0, campaign);
    if (campaign_is_event(campaign))
        return STATUS_OK;
    return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_EVENT", "this campaign is no event with visitors");
}

static void count(CaptureBatchReply *out, const CaptureLeadReply *taken)
{
    if (taken->existed)
        return;
    if (taken->lead->state == LEAD__STATE__DUPLICATE)
        out->duplicates++;
    else
        out->fresh++;
}

RPC(Leads, capture_batch, CaptureBatchRequest, CaptureBatchReply)
{
    struct intake *rows = arena_alloc(call->arena, in->n_leads * sizeof *rows);
    for (size_t i = 0; i < in->n_leads; i++)
        TRY(intake_ask(call, row_of(call, in, i), &rows[i]));
    TRY(check_event(call, in));
    out->leads = arena_alloc(call->arena, in->n_leads * sizeof *out->leads);
    out->has_fresh = out->has_duplicates = true;
    for (size_t i = 0; i < in->n_leads; i++) {
        out->leads[i] = wire_new(call->arena, &capture_lead_reply__descriptor);
        TRY(intake_take(call, &rows[i], out->leads[i]));
        out->n_leads++;
        count(out, out->leads[i]);
    }
    return STATUS_OK;
}
