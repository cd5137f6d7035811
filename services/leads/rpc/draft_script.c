/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "library.h"
#include "schema/rule.h"
#include "service/value.h"
#include "terms.h"
#include "wire/pack.h"
#include "zone.h"

static enum status check_versions(struct call *call, const DraftScriptRequest *in, const struct rows *rows)
{
    const char *kind = row_text(rows, 0, "kind");
    if (row_bool(rows, 0, "in_review"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "IN_REVIEW", "a version of this text waits for a decision");
    if (kind && !text_equal(kind, enum_word(&script__kind__descriptor, in->kind)))
        return bad(call, "kind", "must be %s, as in the versions before", kind);
    return STATUS_OK;
}

RPC(Leads, draft_script, DraftScriptRequest, DraftScriptReply)
{
    struct rows rows;
    TRY(script_check_draft(in, &call->error));
    TRY(sql_one(call, &SQL_look_at_scripts, "script", &rows));
    TRY(check_versions(call, in, &rows));
    const char *draft_id = row_text(&rows, 0, "draft_id");
    struct terms title = terms_of(call->arena, in->title);
    struct terms all = terms_of(call->arena, arena_printf(call->arena, "%s\n%s", in->title, in->body));
    bind_text(call, "script_id", draft_id ? draft_id : new_id(call));
    bind_int(call, "number", row_int(&rows, 0, "last_number") + 1);
    bind_int(call, "review_days", SCRIPT_REVIEW_DAYS);
    bind_texts(call, "title_terms", title.list, title.n);
    bind_texts(call, "terms", all.list, all.n);
    zone_bind(call);
    TRY(sql_one(call, &SQL_put_script, "script", &rows));
    out->script = wire_new(call->arena, &script__descriptor);
    row_into(call, &rows, 0, out->script);
    return STATUS_OK;
}
