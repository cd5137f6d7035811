/* SPDX-License-Identifier: Apache-2.0 */
#include "tiering.h"

RPC(Customers, get_tier_rules, GetTierRulesRequest, GetTierRulesReply)
{
    GetTierRulesReply *rules;
    TRY(tier_rules(call, &rules));
    *out = *rules;
    return STATUS_OK;
}
