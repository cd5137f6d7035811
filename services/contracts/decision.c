/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"

#include "archive.h"
#include "rooms.h"
#include "schema/rule.h"

static enum status keep(struct call *call, const Contract *contract, const struct decision *decision,
                        const struct review *review)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_running_case, "running approval case", &rows));
    bind_text(call, "case_id", row_text(&rows, 0, "id"));
    const char *role = enum_word(&approval_step__role__descriptor, review->role);
    bind_text(call, "role", role);
    bind_text(call, "sealed_remark",
              archive_seal(call, contract->id, role, contract->text_version, decision->remark));
    bind_text(call, "decision",
              enum_word(&approval_step__decision__descriptor, decision->outcome));
    return sql(call, &SQL_insert_decision, &rows);
}

enum status decision_take(struct call *call, const struct decision *decision, Contract *ret_contract,
                          struct review *ret_review)
{
    const char *scope = NULL;
    TRY(contract_lock(call, ret_contract));
    TRY(version_expect("contract", ret_contract->version, decision->expected_version, &call->error));
    TRY(contract_expect_text(ret_contract, decision->text_version, &call->error));
    TRY(review_of(ret_contract, ret_review, &call->error));
    if (!call_may(call, ret_review->permission, &scope))
        scope = NULL;
    TRY(review_may_decide(ret_contract, ret_review, call->actor, scope, &call->error));
    TRY(contract_move(ret_contract, decision->verb, &call->error));
    return keep(call, ret_contract, decision, ret_review);
}

enum status decision_close_case(struct call *call, ApprovalCase__State state)
{
    struct rows rows;
    bind_text(call, "case_state", enum_word(&approval_case__state__descriptor, state));
    return sql(call, &SQL_close_case, &rows);
}

const char *decision_word(struct call *call, const char *what, const struct review *review)
{
    return arena_printf(call->arena, "%s.%s", what,
                        review->role == APPROVAL_STEP__ROLE__LEGAL ? "legal" : "department");
}
