/* SPDX-License-Identifier: Apache-2.0
 * Ends scripts whose last day is over, and says of others that their review is due.
 */
#include <string.h>

#include "base/clock.h"
#include "library.h"
#include "wire/pack.h"
#include "zone.h"

enum { PAGE = 50, EVERY_US = 600 * 1000000 };

static enum status expire(struct call *call, Script *script)
{
    TRY(script_step(script, "expire", &call->error));
    TRY(library_put(call, script));
    library_emit_retired(call, script, "EXPIRED");
    return STATUS_OK;
}

static enum status remind(struct call *call, const Script *script)
{
    struct rows rows;
    bind_text(call, "script_id", script->id);
    TRY(sql(call, &SQL_mark_review_told, &rows));
    ScriptReviewDue event = SCRIPT_REVIEW_DUE__INIT;
    event.script_id = script->id;
    event.code = script->code;
    event.has_number = true, event.number = script->number;
    event.author_id = script->author_id;
    event.review_due = script->review_due;
    emit(call, &event, "script", script->id, "/");
    return STATUS_OK;
}

JOB(script_care, ScriptCareJob)
{
    struct rows rows;
    char today[TIME_TEXT];
    ListScriptsReply *due = wire_new(call->arena, &list_scripts_reply__descriptor);
    time_format(call->now_us, today);
    bind_int(call, "page", PAGE);
    zone_bind(call);
    TRY(sql(call, &SQL_list_script_chores, &rows));
    rows_into(call, &rows, due, "scripts");
    for (size_t i = 0; i < due->n_scripts; i++) {
        Script *script = due->scripts[i];
        bool over = script->valid_until && strncmp(script->valid_until, today, strlen(script->valid_until)) < 0;
        TRY(over ? expire(call, script) : remind(call, script));
    }
    return schedule(call, "script_care", "clock", call->now_us + (due->n_scripts == PAGE ? 0 : EVERY_US), in);
}
