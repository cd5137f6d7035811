/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "schema/rule.h"

static enum status check_template(struct call *call, const PutClauseSetRequest *in)
{
    struct rows rows;
    if (!in->template_code)
        return STATUS_OK;
    bind_text(call, "template_code", in->template_code);
    return sql_one(call, &SQL_get_template, "template", &rows);
}

RPC(Contracts, put_clause_set, PutClauseSetRequest, PutClauseSetReply)
{
    struct rows rows;
    const char *groups[4], *bodies[4];
    for (size_t i = 0; i < in->n_clauses; i++) {
        groups[i] = enum_word(&contract_clause__group__descriptor, in->clauses[i]->group);
        bodies[i] = in->clauses[i]->text;
        for (size_t k = 0; k < i; k++)
            if (in->clauses[k]->group == in->clauses[i]->group)
                return bad(call, "clauses", "each group may be named once");
    }
    TRY(check_template(call, in));
    bind_bool(call, "is_active", !in->has_active || in->active);
    TRY(sql_one(call, &SQL_put_clause_set, "clause set", &rows));
    out->clause_set = arena_alloc(call->arena, sizeof *out->clause_set);
    clause_set__init(out->clause_set);
    row_into(call, &rows, 0, out->clause_set);
    out->clause_set->clauses = in->clauses;
    out->clause_set->n_clauses = in->n_clauses;
    bind_text(call, "set_code", in->code);
    bind_texts(call, "groups", groups, in->n_clauses);
    bind_texts(call, "bodies", bodies, in->n_clauses);
    return sql(call, &SQL_put_set_clauses, &rows);
}
