/* SPDX-License-Identifier: Apache-2.0 */
#include "preference.h"
#include "rooms.h"

RPC(Notifications, set_preferences, SetPreferencesRequest, SetPreferencesReply)
{
    struct rows rows;
    if (call->principal->kind != PRINCIPAL__KIND__USER)
        return fail(call, STATUS_FAILED_PRECONDITION, "only users are told things");
    TRY(preference_bind(call, in->preference));
    bind_text(call, "expected", NULL);
    if (in->has_expected_version)
        bind_int(call, "expected", (int64_t)in->expected_version);
    TRY(sql(call, &SQL_put_preference, &rows));
    if (!rows.n)
        return fail_for(call, STATUS_ABORTED, "VERSION", "these preferences have another version: read them again");
    return preference_read(call, &out->preference);
}
