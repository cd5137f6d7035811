/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "schema/rule.h"
#include "terms.h"

static enum status check_revision(struct call *call, const PutTemplateRequest *in)
{
    struct rows rows;
    TRY(sql(call, &SQL_find_template, &rows));
    uint32_t present = rows.n ? (uint32_t)row_int(&rows, 0, "revision") : 0;
    if (in->has_expected_revision && in->expected_revision != present)
        return fail_for(call, STATUS_ABORTED, "VERSION", "template %s is at revision %u: read it again", in->code, present);
    return STATUS_OK;
}

RPC(Contracts, put_template, PutTemplateRequest, PutTemplateReply)
{
    struct rows rows;
    ContractClause **clauses;
    size_t n;
    const char *groups[4], *bodies[4];
    if (in->n_clauses != 4)
        return bad(call, "clauses", "there must be one of each group");
    TRY(clauses_merge(call->arena, NULL, 0, in->clauses, in->n_clauses, &clauses, &n, &call->error));
    TRY(check_revision(call, in));
    for (size_t i = 0; i < n; i++) {
        groups[i] = enum_word(&contract_clause__group__descriptor, clauses[i]->group);
        bodies[i] = clauses[i]->text;
    }
    bind_bool(call, "is_active", !in->has_active || in->active);
    TRY(sql_one(call, &SQL_put_template, "template", &rows));
    out->template_ = arena_alloc(call->arena, sizeof *out->template_);
    contract_template__init(out->template_);
    row_into(call, &rows, 0, out->template_);
    bind_text(call, "template_code", in->code);
    bind_int(call, "template_revision", out->template_->revision);
    bind_texts(call, "groups", groups, n);
    bind_texts(call, "bodies", bodies, n);
    out->template_->clauses = clauses;
    out->template_->n_clauses = n;
    return sql(call, &SQL_insert_template_clauses, &rows);
}
