/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/qa.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(recording_stored, RecordingStored)
{
    bind_bool(call, "is_stored", true);
    bind_bool(call, "is_excused", false);
    return fact_put(call, &SQL_put_recording);
}
