/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status add_presences(struct call *call, const char *customer_id, GetCompetitionReply *out)
{
    struct rows rows;
    struct subject subject;
    TRY(sql(call, &SQL_list_presences, &rows));
    rows_into(call, &rows, out, "presences");
    for (size_t i = 0; i < rows.n; i++) {
        CompetitorPresence *presence = out->presences[i];
        TRY(subject_of_nth(call, presence->customer_id, &rows, i, &subject));
        TRY(row_unseal_masked(call, &rows, i, "note_sealed", &subject, "competitor_note", &presence->note));
        presence->customer_id = customer_id;
    }
    return STATUS_OK;
}

static enum status add_relations(struct call *call, GetCompetitionReply *out)
{
    struct rows rows;
    const char **ids = arena_alloc(call->arena, (out->n_reps + 1) * sizeof *ids);
    for (size_t i = 0; i < out->n_reps; i++)
        ids[i] = out->reps[i]->id;
    bind_texts(call, "ids", ids, out->n_reps);
    TRY(sql(call, &SQL_list_relations, &rows));
    for (size_t i = 0; i < out->n_reps; i++) {
        CompetitorRep *rep = out->reps[i];
        rep->relations = arena_alloc(call->arena, (rows.n + 1) * sizeof *rep->relations);
        for (size_t r = 0; r < rows.n; r++) {
            if (!text_equal(row_text(&rows, r, "id"), rep->id))
                continue;
            rep->relations[rep->n_relations] = wire_new(call->arena, &rep_relation__descriptor);
            row_into(call, &rows, r, rep->relations[rep->n_relations++]);
        }
    }
    return STATUS_OK;
}

RPC(Customers, get_competition, GetCompetitionRequest, GetCompetitionReply)
{
    struct rows rows;
    struct subject subject;
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    TRY(add_presences(call, in->customer_id, out));
    TRY(sql(call, &SQL_list_reps, &rows));
    rows_into(call, &rows, out, "reps");
    for (size_t i = 0; i < rows.n; i++) {
        TRY(subject_of_nth(call, out->reps[i]->customer_id, &rows, i, &subject));
        TRY(row_unseal_masked(call, &rows, i, "style_sealed", &subject, "rep_style", &out->reps[i]->style));
        out->reps[i]->customer_id = in->customer_id;
    }
    return add_relations(call, out);
}
