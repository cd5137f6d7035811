/* SPDX-License-Identifier: Apache-2.0
 * What a fact takes from the envelope of its event. Never the present time: a replay must find the same.
 */
#ifndef INSIGHTS_FACT_H
#define INSIGHTS_FACT_H

#include "service/service.h"

/* Binds event_at (when it happened), event_path (the owner's then) and event_pos. */
void fact_bind(struct call *call);

/* The same, then runs `statement`, whatever number of rows it changes. */
enum status fact_put(struct call *call, const struct statement *statement) MUST_CHECK;

#endif
