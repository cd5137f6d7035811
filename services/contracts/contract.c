/* SPDX-License-Identifier: Apache-2.0 */
#include "contract.h"

#include <string.h>

#include "schema/rule.h"

static const struct transition rows[] = {
    {"DRAFT", "revise", "DRAFT", "the text is changed"},
    {"DRAFT", "answer", "DRAFT", "the checklist is answered"},
    {"DRAFT", "submit", "DEPT_REVIEW", "the checklist is complete: the department head reviews"},
    {"DRAFT", "cancel", "CANCELLED", "it is given up before it was reviewed"},
    {"DEPT_REVIEW", "approve", "LEGAL_REVIEW", "the department head agrees: legal reviews"},
    {"DEPT_REVIEW", "return", "DRAFT", "the department head sends it back; the next version begins"},
    {"DEPT_REVIEW", "reject", "REJECTED", "the department head refuses it"},
    {"DEPT_REVIEW", "recall", "DRAFT", "the drafter takes it back"},
    {"DEPT_REVIEW", "cancel", "CANCELLED", "it is given up during the review"},
    {"LEGAL_REVIEW", "approve", "APPROVED", "legal agrees: it may be signed"},
    {"LEGAL_REVIEW", "return", "DRAFT", "legal sends it back; the next version begins"},
    {"LEGAL_REVIEW", "reject", "REJECTED", "legal refuses it"},
    {"LEGAL_REVIEW", "recall", "DRAFT", "the drafter takes it back"},
    {"LEGAL_REVIEW", "cancel", "CANCELLED", "it is given up during the review"},
    {"REJECTED", "revise", "DRAFT", "it is drafted anew; the next version begins"},
    {"APPROVED", "send", "SIGNING", "four marks are awaited"},
    {"NEGOTIATING", "send", "SIGNING", "the same text is sent again: four marks are awaited"},
    {"NEGOTIATING", "revise", "DRAFT", "the text is changed; the next version begins, approvals are void"},
    {"SIGNING", "mark", "SIGNING", "a party signs or seals"},
    {"SIGNING", "decline", "NEGOTIATING", "a party will not sign"},
    {"SIGNING", "sign", "SIGNED", "the fourth mark is there"},
    {"SIGNED", "take_effect", "EFFECTIVE", "the effective date has come: deal.closed"},
    {"SIGNED", "void", "VOID", "it is taken back before its day"},
    {"EFFECTIVE", "void", "VOID", "it is taken back: deal.reversed"},
};

const struct lifecycle contract_lifecycle = {"contract", "DRAFT", rows, sizeof rows / sizeof *rows};

const char *contract_state_name(Contract__State state)
{
    return enum_word(&contract__state__descriptor, state);
}

enum status contract_move(Contract *contract, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&contract_lifecycle, &contract__state__descriptor, contract->state, verb, &to, error));
    contract->state = (Contract__State)to;
    return STATUS_OK;
}

enum status contract_expect_text(const Contract *contract, uint32_t text_version, struct error *error)
{
    if (text_version == 0 || text_version == contract->text_version)
        return STATUS_OK;
    return rule_broken(error, STATUS_ABORTED, "text_version", "TEXT_VERSION",
                       "the present text is version %u, not %u: read it again", contract->text_version, text_version);
}

enum status review_of(const Contract *contract, struct review *ret_review, struct error *error)
{
    if (contract->state == CONTRACT__STATE__DEPT_REVIEW) {
        *ret_review = (struct review){APPROVAL_STEP__ROLE__DEPARTMENT, "contracts.approve", contract->drafter_path};
        return STATUS_OK;
    }
    if (contract->state == CONTRACT__STATE__LEGAL_REVIEW) {
        *ret_review = (struct review){APPROVAL_STEP__ROLE__LEGAL, "contracts.legal", contract->owner_path};
        return STATUS_OK;
    }
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "WRONG_STATE",
                       "this contract is %s; to decide a review it must be DEPT_REVIEW or LEGAL_REVIEW",
                       contract_state_name(contract->state));
}

bool is_within(const char *path, const char *scope)
{
    return path && scope && strncmp(path, scope, strlen(scope)) == 0;
}

enum status review_may_decide(const Contract *contract, const struct review *review, const char *judge,
                              const char *scope, struct error *error)
{
    if (strcmp(contract->drafter_id, judge) == 0)
        return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "SEPARATION_OF_DUTIES",
                           "who drafted a contract does not decide its review");
    if (is_within(review->over_path, scope))
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "APPROVAL_PERMISSION",
                       "in %s this needs %s over the drafter", contract_state_name(contract->state),
                       review->permission);
}

enum status contract_may_void(const Contract *contract, const char *who, struct error *error)
{
    if (strcmp(contract->drafter_id, who) != 0)
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "SEPARATION_OF_DUTIES",
                       "who drafted a contract does not void it");
}

int64_t cycle_days(int64_t from_us, int64_t to_us)
{
    return to_us > from_us ? (to_us - from_us) / ((int64_t)86400 * 1000000) : 0;
}
