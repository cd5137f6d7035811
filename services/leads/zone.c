/* SPDX-License-Identifier: Apache-2.0 */
#include "zone.h"

#include "schema/check.h"

struct leads_settings leads_settings;

enum status zone_open(struct error *error)
{
    if (!format_is_valid("zone", leads_settings.zone))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "DEALSPINE_LEADS_ZONE must be an IANA zone, as Asia/Shanghai");
    return STATUS_OK;
}

void zone_bind(struct call *call)
{
    bind_text(call, "zone", leads_settings.zone);
}
