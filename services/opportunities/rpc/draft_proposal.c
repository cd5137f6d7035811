/* SPDX-License-Identifier: Apache-2.0
 * A solution: pain, feature, benefit, with cases of the library (OPP-18).
 */
#include "held.h"
#include "library.h"
#include "proposal.h"
#include "rooms.h"

static enum status check_products(struct call *call, const DraftProposalRequest *in, const char ***ret_codes)
{
    ListProductsReply products;
    const char **codes = arena_alloc(call->arena, in->n_points * sizeof *codes);
    for (size_t i = 0; i < in->n_points; i++)
        codes[i] = in->points[i]->product_code;
    *ret_codes = codes;
    return catalogue_read(call, codes, in->n_points, &products);
}

static enum status keep_points(struct call *call, const DraftProposalRequest *in, const char *const *products)
{
    struct rows rows;
    size_t n = in->n_points;
    const char **room = arena_alloc(call->arena, 3 * n * sizeof *room);
    for (size_t i = 0; i < n; i++) {
        room[i] = in->points[i]->pain_id;
        room[n + i] = in->points[i]->feature;
        room[2 * n + i] = in->points[i]->benefit;
    }
    bind_texts(call, "pains", room, n);
    bind_texts(call, "products", products, n);
    bind_texts(call, "features", room + n, n);
    bind_texts(call, "benefits", room + 2 * n, n);
    return sql(call, &SQL_insert_proposal_points, &rows);
}

static enum status keep_cases(struct call *call, const ListReferenceCasesReply *found)
{
    struct rows rows;
    size_t n = found->n_cases;
    const char **room = arena_alloc(call->arena, (2 * n + 1) * sizeof *room);
    for (size_t i = 0; i < n; i++) {
        room[i] = found->cases[i]->code;
        room[n + i] = arena_printf(call->arena, "%u", found->cases[i]->revision);
    }
    bind_texts(call, "codes", room, n);
    bind_texts(call, "revisions", room + n, n);
    return sql(call, &SQL_insert_proposal_cases, &rows);
}

static void tell(struct call *call, const DraftProposalRequest *in, const Opportunity *opportunity, uint32_t version,
                 const GetTacticsReply *known)
{
    OpportunityProposalDrafted event = OPPORTUNITY_PROPOSAL_DRAFTED__INIT;
    const char **products = arena_alloc(call->arena, in->n_points * sizeof *products);
    for (size_t i = 0; i < in->n_points; i++)
        products[i] = in->points[i]->product_code;
    event.opportunity_id = opportunity->id;
    event.has_version = event.has_pains_answered = event.has_pains = true;
    event.version = version;
    event.product_codes = products;
    event.n_product_codes = in->n_points;
    event.case_codes = in->case_codes;
    event.n_case_codes = in->n_case_codes;
    event.pains_answered = pains_answered(in->points, in->n_points, known->pains, known->n_pains);
    event.pains = (uint32_t)known->n_pains;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, draft_proposal, DraftProposalRequest, DraftProposalReply)
{
    struct rows rows;
    Opportunity opportunity;
    const char **products;
    GetTacticsReply known = GET_TACTICS_REPLY__INIT;
    ListReferenceCasesReply found = LIST_REFERENCE_CASES_REPLY__INIT;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql(call, &SQL_list_pains, &rows));
    rows_into(call, &rows, &known, "pains");
    TRY(points_answer(in->points, in->n_points, known.pains, known.n_pains, &call->error));
    TRY(check_products(call, in, &products));
    TRY(sql(call, &SQL_find_cases, &rows));
    rows_into(call, &rows, &found, "cases");
    TRY(cases_are_there((const char *const *)in->case_codes, in->n_case_codes, found.cases, found.n_cases,
                        &call->error));
    TRY(sql_one(call, &SQL_insert_proposal, "proposal", &rows));
    out->proposal = arena_alloc(call->arena, sizeof *out->proposal);
    solution_proposal__init(out->proposal);
    row_into(call, &rows, 0, out->proposal);
    bind_int(call, "proposal_version", out->proposal->version);
    TRY(keep_points(call, in, products));
    TRY(keep_cases(call, &found));
    TRY(proposal_read_parts(call, out->proposal));
    opportunity_touch(call, "proposals");
    TRY(opportunity_save(call, &opportunity));
    tell(call, in, &opportunity, out->proposal->version, &known);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
