/* SPDX-License-Identifier: Apache-2.0 */
#include "preference.h"
#include "rooms.h"

RPC(Notifications, get_preferences, GetPreferencesRequest, GetPreferencesReply)
{
    return preference_read(call, &out->preference);
}
