/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/qa.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(recording_missing, RecordingMissing)
{
    bind_bool(call, "is_stored", false);
    bind_bool(call, "is_excused", in->accepted);
    return fact_put(call, &SQL_put_recording);
}
