/* SPDX-License-Identifier: Apache-2.0 */
#include "campaign.h"
#include "rooms.h"
#include "schema/rule.h"
#include "wire/pack.h"
#include "zone.h"

static enum status check_version(struct call *call, const PutCampaignRequest *in)
{
    struct rows rows;
    if (!in->has_expected_version)
        return STATUS_OK;
    bind_text(call, "campaign", in->code);
    TRY(sql(call, &SQL_lock_campaign, &rows));
    uint64_t present = rows.n ? (uint64_t)row_int(&rows, 0, "version") : 0;
    return version_expect("campaign", present, &in->expected_version, &call->error);
}

static enum status put_fields(struct call *call, const PutCampaignRequest *in)
{
    struct rows rows;
    bind_text(call, "campaign", in->code);
    TRY(sql(call, &SQL_clear_form_fields, &rows));
    for (size_t i = 0; i < in->n_fields; i++) {
        bind_message(call, in->fields[i]);
        bind_text(call, "campaign", in->code);
        bind_int(call, "seq", (int64_t)i + 1);
        TRY(sql(call, &SQL_add_form_field, &rows));
    }
    return STATUS_OK;
}

static void emit_changed(struct call *call, const Campaign *campaign)
{
    char id[ID_TEXT];
    campaign_id(campaign->code, id);
    CampaignChanged event = CAMPAIGN_CHANGED__INIT;
    event.code = campaign->code;
    event.has_kind = true, event.kind = campaign->kind;
    event.starts_on = campaign->starts_on;
    event.ends_on = campaign->ends_on;
    emit(call, &event, "campaign", arena_strdup(call->arena, id), "/");
}

RPC(Leads, put_campaign, PutCampaignRequest, PutCampaignReply)
{
    struct rows rows;
    TRY(campaign_check(in, &call->error));
    TRY(check_version(call, in));
    zone_bind(call);
    TRY(sql_one(call, &SQL_put_campaign, "campaign", &rows));
    out->campaign = wire_new(call->arena, &campaign__descriptor);
    row_into(call, &rows, 0, out->campaign);
    TRY(put_fields(call, in));
    out->campaign->fields = in->fields;
    out->campaign->n_fields = in->n_fields;
    emit_changed(call, out->campaign);
    return STATUS_OK;
}
