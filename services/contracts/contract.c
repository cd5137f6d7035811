/* SPDX-License-Identifier: Apache-2.0 */
#include "contract.h"

#include <string.h>

#include "schema/rule.h"

static const struct transition rows[] = {
    {"DRAFT", "revise", "DRAFT", "the text is changed"},
    {"DRAFT", "answer", "DRAFT", "the checklist is answered"},
    {"DRAFT", "submit", "DEPT_REVIEW", "the checklist is complete: the department head reviews"},
    {"DRAFT", "cancel", "CANCELLED", "it is given up before it was reviewed"},
    {"DEPT_REVIEW", "agree", "DEPT_REVIEW", "one of the department agrees, another one is asked"},
    {"DEPT_REVIEW", "approve", "LEGAL_REVIEW", "the department agrees: legal reviews"},
    {"DEPT_REVIEW", "return", "DRAFT", "the department head sends it back; the next version begins"},
    {"DEPT_REVIEW", "reject", "REJECTED", "the department head refuses it"},
    {"DEPT_REVIEW", "recall", "DRAFT", "the drafter takes it back"},
    {"DEPT_REVIEW", "cancel", "CANCELLED", "it is given up during the review"},
    {"LEGAL_REVIEW", "agree", "LEGAL_REVIEW", "one of legal agrees, another one is asked"},
    {"LEGAL_REVIEW", "approve", "APPROVED", "legal agrees: it may be signed"},
    {"LEGAL_REVIEW", "return", "DRAFT", "legal sends it back; the next version begins"},
    {"LEGAL_REVIEW", "reject", "REJECTED", "legal refuses it"},
    {"LEGAL_REVIEW", "recall", "DRAFT", "the drafter takes it back"},
    {"LEGAL_REVIEW", "cancel", "CANCELLED", "it is given up during the review"},
    {"REJECTED", "revise", "DRAFT", "it is drafted anew; the next version begins"},
    {"APPROVED", "send", "SIGNING", "four marks are awaited"},
    {"APPROVED", "negotiate", "NEGOTIATING", "the customer wants to talk about it once more"},
    {"NEGOTIATING", "send", "SIGNING", "the same text is sent again: four marks are awaited"},
    {"NEGOTIATING", "revise", "DRAFT", "the text is changed; the next version begins, approvals are void"},
    {"SIGNING", "mark", "SIGNING", "a party signs or seals"},
    {"SIGNING", "decline", "NEGOTIATING", "a party will not sign"},
    {"SIGNING", "sign", "SIGNED", "the fourth mark is there"},
    {"SIGNED", "take_effect", "EFFECTIVE", "the effective date has come: deal.closed"},
    {"SIGNED", "void", "VOID", "it is taken back before its day"},
    {"EFFECTIVE", "void", "VOID", "it is taken back: deal.reversed"},
    {"EFFECTIVE", "terminate", "TERMINATED", "it ends before its term"},
    {"EFFECTIVE", "expire", "EXPIRED", "its term has ended"},
    {"EFFECTIVE", "countersign", "EFFECTIVE", "a party signs or seals an amendment"},
    {"EFFECTIVE", "refuse", "EFFECTIVE", "a party will not sign an amendment: the text stays as it is"},
    {"EFFECTIVE", "amend", "EFFECTIVE", "the fourth mark of an amendment is there: its text counts"},
    {"EFFECTIVE", "fulfil", "FULFILLED", "all obligations are done, all instalments paid"},
    {"FULFILLED", "archive", "ARCHIVED", "it is put away"},
    {"EXPIRED", "archive", "ARCHIVED", "it is put away"},
    {"TERMINATED", "archive", "ARCHIVED", "it is put away"},
    {"EFFECTIVE", "withdraw", "WITHDRAWN", "its import is undone, and nobody has worked on it"},
    {"EXPIRED", "withdraw", "WITHDRAWN", "its import is undone, and nobody has worked on it"},
    {"TERMINATED", "withdraw", "WITHDRAWN", "its import is undone, and nobody has worked on it"},
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

enum status contract_follow(Contract *contract, bool at_legal, bool is_approved, struct error *error)
{
    bool in_department = contract->state == CONTRACT__STATE__DEPT_REVIEW;
    if (!is_approved && in_department != at_legal)
        return contract_move(contract, "agree", error);
    TRY(contract_move(contract, "approve", error));
    return is_approved && in_department ? contract_move(contract, "approve", error) : STATUS_OK;
}

enum status text_expect(uint32_t decided, uint32_t text_version, struct error *error)
{
    if (text_version == 0 || text_version == decided)
        return STATUS_OK;
    return rule_broken(error, STATUS_ABORTED, "text_version", "TEXT_VERSION",
                       "the text to decide on is version %u, not %u: read it again", decided, text_version);
}

bool contract_is_imported(const Contract *contract)
{
    return strcmp(contract->template_code, CONTRACT_IMPORTED_TEMPLATE) == 0;
}

enum deal_news contract_deal_news(const Contract *contract, Contract__State from)
{
    if (contract_is_imported(contract))
        return DEAL_STAYS;
    if (from == CONTRACT__STATE__SIGNED && contract->state == CONTRACT__STATE__EFFECTIVE)
        return DEAL_IS_CLOSED;
    return from == CONTRACT__STATE__EFFECTIVE && contract->state == CONTRACT__STATE__VOID ? DEAL_IS_REVERSED : DEAL_STAYS;
}

bool is_within(const char *path, const char *scope)
{
    return path && scope && strncmp(path, scope, strlen(scope)) == 0;
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
