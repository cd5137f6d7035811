/* SPDX-License-Identifier: Apache-2.0
 * Where the days begin by which leads counts: those of claims, of holidays, of business hours, of campaigns and
 * scripts.
 */
#ifndef LEADS_ZONE_H
#define LEADS_ZONE_H

#include "service/service.h"

struct leads_settings {
    const char *zone; /* IANA */
};
extern struct leads_settings leads_settings;

/* INVALID_ARGUMENT unless the setting is a zone; for struct service. */
enum status zone_open(struct error *error);
/* Binds :zone. */
void zone_bind(struct call *call);

#endif
