/* SPDX-License-Identifier: Apache-2.0 */
#include "activities.h"

#include <string.h>

#include "rooms.h"
#include "wire/pack.h"

enum status activity_of_row(struct call *call, const struct rows *rows, size_t row, const struct subject *subject,
                            Activity **ret)
{
    Activity *activity = wire_new(call->arena, &activity__descriptor);
    row_into(call, rows, row, activity);
    TRY(row_unseal_masked(call, rows, row, "need_sealed", subject, "need", &activity->need));
    TRY(row_unseal_masked(call, rows, row, "concern_sealed", subject, "concern", &activity->concern));
    TRY(row_unseal_masked(call, rows, row, "feedback_sealed", subject, "feedback", &activity->feedback));
    TRY(row_unseal_masked(call, rows, row, "note_sealed", subject, "note", &activity->note));
    *ret = activity;
    return STATUS_OK;
}

/* Fills field `field` of the activity with the rows that bear its id; they stand together. */
static void take_rows(struct call *call, const struct rows *rows, const ProtobufCMessageDescriptor *type,
                      const char *activity_id, void ***ret_list, size_t *ret_n)
{
    void **list = arena_alloc(call->arena, (rows->n + 1) * sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (strcmp(row_text(rows, i, "activity_id"), activity_id) != 0)
            continue;
        list[n] = wire_new(call->arena, type);
        row_into(call, rows, i, list[n++]);
    }
    *ret_list = list;
    *ret_n = n;
}

enum status activities_complete(struct call *call, Activity **activities, size_t n)
{
    struct rows participants, costs;
    const char **ids = arena_alloc(call->arena, (n + 1) * sizeof *ids);
    if (n == 0)
        return STATUS_OK;
    for (size_t i = 0; i < n; i++)
        ids[i] = activities[i]->id;
    bind_texts(call, "ids", ids, n);
    TRY(sql(call, &SQL_list_participants, &participants));
    TRY(sql(call, &SQL_list_costs, &costs));
    for (size_t i = 0; i < n; i++) {
        void **list;
        take_rows(call, &participants, &activity_participant__descriptor, ids[i], &list,
                  &activities[i]->n_participants);
        activities[i]->participants = (ActivityParticipant **)list;
        take_rows(call, &costs, &activity_cost__descriptor, ids[i], &list, &activities[i]->n_costs);
        activities[i]->costs = (ActivityCost **)list;
    }
    return STATUS_OK;
}
