/* SPDX-License-Identifier: Apache-2.0 */
#include "rules.h"

RPC(Leads, get_rules, GetRulesRequest, GetRulesReply)
{
    struct rows rows;
    int64_t version = in->version;
    if (!in->has_version) {
        TRY(sql_one(call, &SQL_active_rules, "rules in force", &rows));
        version = row_int(&rows, 0, "rules_version");
    }
    return rules_read(call, version, &out->rules);
}
