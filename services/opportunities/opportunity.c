/* SPDX-License-Identifier: Apache-2.0 */
#include "opportunity.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "schema/rule.h"

static const struct transition rows[] = {
    {"OPEN", "work", "OPEN", "lines, score, plan, forecast and credit are worked on"},
    {"OPEN", "move_stage", "OPEN", "the seller's stage is moved"},
    {"OPEN", "commit", "COMMITTED", "the customer has committed to buy"},
    {"OPEN", "lose", "LOST", "the deal is lost, with its reason"},
    {"OPEN", "abandon", "ABANDONED", "we gave it up"},
    {"COMMITTED", "work", "COMMITTED", "the terms are refined until the contract stands"},
    {"COMMITTED", "win", "WON", "the contract is in effect: deal.closed"},
    {"COMMITTED", "lose", "LOST", "the customer withdrew after committing"},
    {"COMMITTED", "abandon", "ABANDONED", "we gave it up after the commitment"},
    {"WON", "reverse", "OPEN", "its contract was voided: deal.reversed"},
    {"LOST", "reopen", "OPEN", "the customer came back within the window"},
};

const struct lifecycle opportunity_lifecycle = {"opportunity", "OPEN", rows, sizeof rows / sizeof *rows};

const char *opportunity_state_name(Opportunity__State state)
{
    return enum_word(&opportunity__state__descriptor, state);
}

enum status opportunity_step(Opportunity *opportunity, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&opportunity_lifecycle, &opportunity__state__descriptor, opportunity->state, verb, &to, error));
    opportunity->state = (Opportunity__State)to;
    return STATUS_OK;
}

enum status opportunity_may_commit(const Opportunity *opportunity, int64_t lines, int64_t plans, struct error *error)
{
    if (opportunity->purchase_stage != OPPORTUNITY__PURCHASE_STAGE__PURCHASE_COMMITMENT)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "PURCHASE_STAGE",
                           "to commit, the buyer's purchase stage must be PURCHASE_COMMITMENT");
    if (lines == 0)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "NO_LINES", "to commit, it must have lines");
    if (plans == 0)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "NO_PLAN", "to commit, it must have a plan");
    return STATUS_OK;
}

enum status opportunity_may_reopen(int64_t closed_at_us, int64_t now_us, int64_t days, struct error *error)
{
    if (now_us - closed_at_us <= days * 86400 * 1000000)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "WINDOW_OVER",
                       "a lost opportunity can be opened again for %" PRId64 " days only", days);
}

enum status credit_is_whole(CreditShare *const *shares, size_t n, struct error *error)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += shares[i]->basis_points;
        for (size_t j = 0; j < i; j++)
            if (strcasecmp(shares[i]->user_id, shares[j]->user_id) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "shares", NULL, "each user may be named once");
    }
    if (sum != 10000)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "shares", NULL,
                           "the shares must sum to 10000 basis points, these sum to %" PRIu64, sum);
    return STATUS_OK;
}
