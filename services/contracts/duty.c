/* SPDX-License-Identifier: Apache-2.0 */
#include "duty.h"

#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"PENDING", "hand_over", "HANDED_OVER", "after-sales sees to it"},
    {"PENDING", "fulfil", "FULFILLED", "it is done"},
    {"HANDED_OVER", "fulfil", "FULFILLED", "the customer has accepted it"},
    {"BREACHED", "fulfil", "FULFILLED", "it is made good"},
    {"PENDING", "breach", "BREACHED", "it was not kept"},
    {"HANDED_OVER", "breach", "BREACHED", "it was not kept"},
    {"PENDING", "waive", "WAIVED", "nobody insists on it"},
    {"HANDED_OVER", "waive", "WAIVED", "nobody insists on it"},
    {"BREACHED", "waive", "WAIVED", "nobody insists on it any more"},
};

const struct lifecycle duty_lifecycle = {"duty", "PENDING", rows, sizeof rows / sizeof *rows};

static bool is_settled(ContractDuty__State state)
{
    return state == CONTRACT_DUTY__STATE__FULFILLED || state == CONTRACT_DUTY__STATE__BREACHED ||
           state == CONTRACT_DUTY__STATE__WAIVED;
}

enum status duty_settle(ContractDuty *duty, ContractDuty__State to, const char *reason, struct error *error)
{
    if (!is_settled(to))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "state", NULL, "must be FULFILLED, BREACHED or WAIVED");
    if (to != CONTRACT_DUTY__STATE__FULFILLED && is_blank(reason))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "reason", NULL, "say why, by a code");
    TRY(state_reach(&duty_lifecycle, &contract_duty__state__descriptor, duty->state, to, error));
    duty->state = to;
    duty->reason = reason;
    return STATUS_OK;
}

bool duty_is_open(const ContractDuty *duty)
{
    return duty->state != CONTRACT_DUTY__STATE__FULFILLED && duty->state != CONTRACT_DUTY__STATE__WAIVED;
}

bool conditions_are_met(ContractDuty *const *duties, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (duties[i]->group == CONTRACT_OBLIGATION__GROUP__CONDITION && duty_is_open(duties[i]))
            return false;
    return true;
}

ContractDuty *duty_find(ContractDuty *const *duties, size_t n, const char *code)
{
    for (size_t i = 0; code && i < n; i++)
        if (strcmp(duties[i]->code, code) == 0)
            return duties[i];
    return NULL;
}

bool contract_is_done(ContractDuty *const *duties, size_t n_duties, Payment *const *payments, size_t n_payments)
{
    for (size_t i = 0; i < n_duties; i++)
        if (duty_is_open(duties[i]))
            return false;
    for (size_t i = 0; i < n_payments; i++)
        if (payments[i]->state != PAYMENT__STATE__PAID)
            return false;
    return n_payments > 0;
}
