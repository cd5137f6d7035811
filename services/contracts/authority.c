/* SPDX-License-Identifier: Apache-2.0 */
#include "authority.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "schema/rule.h"

enum lack { LACKS_ALL, LACKS_STANDING, LACKS_DAY, LACKS_LIMIT, LACKS_NOTHING };

static enum lack lack_of(const Authority *held, ContractMark__Kind kind, const char *currency, int64_t amount_minor,
                         const char *today)
{
    bool of_kind = kind == CONTRACT_MARK__KIND__SIGN ? held->may_sign : held->may_seal;
    if (!of_kind || strcmp(held->currency, currency) != 0)
        return LACKS_ALL;
    if (held->withdrawn_at)
        return LACKS_STANDING;
    if (strcmp(today, held->valid_from) < 0 || (held->valid_until && strcmp(today, held->valid_until) > 0))
        return LACKS_DAY;
    if (held->has_limit_minor && amount_minor > held->limit_minor)
        return LACKS_LIMIT;
    return LACKS_NOTHING;
}

enum status authority_covers(Authority *const *held, size_t n, ContractMark__Kind kind, const char *currency,
                             int64_t amount_minor, const char *today, const Authority **ret_authority,
                             struct error *error)
{
    enum lack least = LACKS_ALL;
    for (size_t i = 0; i < n; i++) {
        enum lack lack = lack_of(held[i], kind, currency, amount_minor, today);
        if (lack == LACKS_NOTHING) {
            *ret_authority = held[i];
            return STATUS_OK;
        }
        if (lack > least)
            least = lack;
    }
    if (least == LACKS_STANDING)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, "signer_id", "AUTHORITY_WITHDRAWN",
                           "the signer's authority was withdrawn");
    if (least == LACKS_DAY)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, "signer_id", "AUTHORITY_EXPIRED",
                           "the signer's authority is not valid today");
    if (least == LACKS_LIMIT)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, "signer_id", "AUTHORITY_LIMIT",
                           "the contract's amount exceeds the signer's limit");
    return rule_broken(error, STATUS_FAILED_PRECONDITION, "signer_id", "NO_AUTHORITY",
                       "the register has no authority of this signer for this kind of mark in %s", currency);
}

bool is_signatory(const Contract *contract, const char *contact_id)
{
    for (size_t i = 0; i < contract->n_signatory_contact_ids; i++)
        if (strcasecmp(contract->signatory_contact_ids[i], contact_id) == 0)
            return true;
    return false;
}

const ContractMark *mark_at(ContractMark *const *marks, size_t n, ContractMark__Party party, ContractMark__Kind kind)
{
    for (size_t i = 0; i < n && marks[i]->round == marks[0]->round; i++)
        if (marks[i]->party == party && marks[i]->kind == kind)
            return marks[i];
    return NULL;
}

bool is_same_mark(const ContractMark *mark, const char *signer_id, const char *evidence_hash)
{
    return mark->state == CONTRACT_MARK__STATE__DONE && strcasecmp(mark->signer_id, signer_id) == 0 &&
           strcasecmp(mark->evidence_hash, evidence_hash) == 0;
}

uint32_t marks_outstanding(ContractMark *const *marks, size_t n)
{
    uint32_t outstanding = 0;
    for (size_t i = 0; i < n && marks[i]->round == marks[0]->round; i++)
        outstanding += marks[i]->state != CONTRACT_MARK__STATE__DONE;
    return outstanding;
}
