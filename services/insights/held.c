/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include <inttypes.h>

#include "google/protobuf/timestamp.pb-c.h"
#include "rooms.h"
#include "target.h"
#include "wire/pack.h"

enum status target_hold(struct call *call, const uint64_t *expected, Target **ret)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_lock_target, "target", &rows));
    Target *target = wire_new(call->arena, &target__descriptor);
    row_into(call, &rows, 0, target);
    note(call, "target", target->id);
    if (expected && *expected != target->version)
        return fail_for(call, STATUS_ABORTED, "VERSION_DIFFERS", "expected version %" PRIu64 ", it is now %" PRIu64,
                        *expected, target->version);
    *ret = target;
    return STATUS_OK;
}

enum status target_save(struct call *call, Target *target)
{
    struct rows rows;
    bind_message(call, target);
    TRY(sql_one(call, &SQL_save_target, "target of this version", &rows));
    row_into(call, &rows, 0, target);
    return STATUS_OK;
}

enum status target_remember(struct call *call, const Target *target, const char *reason)
{
    struct rows rows;
    bind_text(call, "id", target->id);
    bind_int(call, "revision", target->revision);
    bind_int(call, "value", target->value);
    bind_text(call, "why", reason);
    return sql_one(call, &SQL_add_revision, "target", &rows);
}

enum status target_add(struct call *call, Target *target)
{
    struct rows rows;
    bind_message(call, target);
    bind_text(call, "metric_code", metric_name(target->metric));
    TRY(sql_one(call, &SQL_add_target, "target", &rows));
    row_into(call, &rows, 0, target);
    return target_remember(call, target, NULL);
}

enum status target_node(struct call *call, const char *team_path, const char *user_id, const char **ret_path)
{
    struct rows rows;
    bind_text(call, "node_path", team_path);
    bind_text(call, "node_user", user_id);
    TRY(sql_one(call, &SQL_find_node, team_path ? "team" : "person", &rows));
    *ret_path = row_text(&rows, 0, "path");
    return STATUS_OK;
}

void target_tell_published(struct call *call, const Target *target, const int64_t *previous_value)
{
    TargetPublished event = TARGET_PUBLISHED__INIT;
    event.has_revision = event.has_metric = event.has_value = true;
    event.target_id = target->id;
    event.revision = target->revision;
    event.metric = target->metric;
    event.currency = target->currency;
    event.value = target->value;
    event.has_previous_value = previous_value != NULL;
    event.previous_value = previous_value ? *previous_value : 0;
    event.from = target->from;
    event.until = target->until;
    event.time_zone = target->time_zone;
    event.team_path = target->team_path;
    event.user_id = target->user_id;
    event.parent_id = target->parent_id;
    emit(call, &event, "target", target->id, target->owner_path);
}
