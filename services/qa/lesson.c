/* SPDX-License-Identifier: Apache-2.0 */
#include "lesson.h"

#include "rooms.h"
#include "schema/rule.h"
#include "vault.h"
#include "wire/pack.h"

enum status lesson_of_row(struct call *call, const struct rows *rows, size_t row, CoachingItem **ret_item)
{
    CoachingItem *item = wire_new(call->arena, &coaching_item__descriptor);
    row_into(call, rows, row, item);
    TRY(vault_read(call, rows, row, "sealed_task", item->id, "task", &item->task));
    TRY(vault_read(call, rows, row, "sealed_outcome", item->id, "outcome", &item->outcome));
    *ret_item = item;
    return STATUS_OK;
}

enum status lesson_lock(struct call *call, const uint64_t *expected_version, CoachingItem **ret_item)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_lock_coaching, "coaching item", &rows));
    TRY(lesson_of_row(call, &rows, 0, ret_item));
    note(call, "item", (*ret_item)->id);
    bind_text(call, "sealed", NULL);
    return version_expect("coaching item", (*ret_item)->version, expected_version, &call->error);
}

enum status lesson_save(struct call *call, CoachingItem *item)
{
    struct rows rows;
    bind_message(call, item);
    TRY(sql_one(call, &SQL_save_coaching, "coaching item of this version", &rows));
    item->version = (uint64_t)row_int(&rows, 0, "version");
    return STATUS_OK;
}

enum status lesson_score(struct call *call, const char *evaluation_id, const char *skill,
                         struct skill_score *ret_score)
{
    struct rows rows;
    bind_text(call, "scored_id", evaluation_id);
    bind_text(call, "skill", skill);
    TRY(sql_one(call, &SQL_score_skill, "evaluation", &rows));
    if (!row_bool(&rows, 0, "submitted"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_SUBMITTED", "this evaluation is not submitted");
    if (row_is_null(&rows, 0, "score_hundredths"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_SKILL",
                        "no criterion that counted in this evaluation is of this skill");
    *ret_score = (struct skill_score){.agent_id = row_text(&rows, 0, "agent_id"),
                                      .owner_path = row_text(&rows, 0, "owner_path"),
                                      .answered_us = row_time(&rows, 0, "answered_at"),
                                      .hundredths = (uint32_t)row_int(&rows, 0, "score_hundredths")};
    return STATUS_OK;
}
