/* SPDX-License-Identifier: Apache-2.0
 * The body of a webhook: CloudEvents 1.0 in structured JSON, its data the payload after the canonical mapping. Pure.
 */
#ifndef NOTIFICATIONS_CLOUDEVENT_H
#define NOTIFICATIONS_CLOUDEVENT_H

#include "base/arena.h"
#include "base/status.h"
#include "dealspine/events.pb-c.h"
#include "schema/schema.h"

/* The body, the arena's. `type` is the payload's message. INTERNAL when the payload is no such message. */
enum status cloudevent_body(const Event *event, const struct schema_message *type, struct arena *arena,
                            const char **ret_body, struct error *error) MUST_CHECK;
/* The payload alone as JSON, the arena's. */
enum status cloudevent_data(const Event *event, const struct schema_message *type, struct arena *arena,
                            const char **ret_data, struct error *error) MUST_CHECK;

#endif
