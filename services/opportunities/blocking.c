/* SPDX-License-Identifier: Apache-2.0 */
#include "blocking.h"

#include <string.h>

#include "rooms.h"
#include "schema/rule.h"
#include "zone.h"

static void bind_wanted(struct call *call, const Blocker *wanted)
{
    bind_text(call, "blocker_id", new_id(call));
    bind_text(call, "kind", enum_word(&blocker__kind__descriptor, wanted->kind));
    bind_int(call, "severity", wanted->severity);
    bind_text(call, "text", wanted->text);
    bind_text(call, "action", wanted->action);
    bind_text(call, "owner_id", wanted->owner_id);
    bind_text(call, "due_on", wanted->due_on);
}

static void emit_raised(struct call *call, const Opportunity *opportunity, const Blocker *blocker)
{
    OpportunityBlockerRaised event = OPPORTUNITY_BLOCKER_RAISED__INIT;
    event.opportunity_id = opportunity->id;
    event.blocker_id = blocker->id;
    event.has_kind = event.has_severity = true;
    event.kind = blocker->kind;
    event.severity = blocker->severity;
    event.blocker_owner_id = blocker->owner_id;
    event.due_on = blocker->due_on;
    event.owner_id = opportunity->owner_id;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

enum status blocker_raise(struct call *call, const Opportunity *opportunity, const Blocker *wanted,
                          const char *day_field, Blocker **ret_blocker)
{
    struct rows rows;
    char today[DAY_TEXT];
    TRY(zone_today(call, today));
    if (strcmp(wanted->due_on, today) < 0)
        return bad(call, day_field, "must be today or a later day");
    bind_wanted(call, wanted);
    TRY(sql_one(call, &SQL_insert_blocker, "blocker", &rows));
    Blocker *blocker = arena_alloc(call->arena, sizeof *blocker);
    blocker__init(blocker);
    row_into(call, &rows, 0, blocker);
    emit_raised(call, opportunity, blocker);
    *ret_blocker = blocker;
    return STATUS_OK;
}
