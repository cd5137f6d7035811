/* SPDX-License-Identifier: Apache-2.0
 * The ends of the logs, and waiting until everything has been acted on.
 */
#ifndef CLI_IMPORT_END_H
#define CLI_IMPORT_END_H

#include <jansson.h>
#include <stdint.h>

#include "api.h"

/* The logs' ends at this moment as events.Fetch tells them: {"leads": 123, …}, yours. A service that does not answer is
 * left out. */
enum status log_heads(struct api *api, json_t **ret_heads, struct error *error) MUST_CHECK;

/* Waits until each service of `there`, the logs' ends from before, has acted on every log's last event and nothing new
 * came of it: asks each for something small with `Dealspine-Position` set to the log's end, and begins again while ends
 * move. UNAVAILABLE or DEADLINE_EXCEEDED, naming who is behind, after `patience_ms` without any movement. */
enum status log_settle(struct api *api, const json_t *there, int64_t patience_ms, struct error *error) MUST_CHECK;

#endif
