/* SPDX-License-Identifier: Apache-2.0
 * A target under way: locked, changed, put back.
 */
#ifndef INSIGHTS_HELD_H
#define INSIGHTS_HELD_H

#include "dealspine/insights.pb-c.h"
#include "service/service.h"

/* Locks the target of the request's `target_id` within the scope. NOT_FOUND. ABORTED VERSION_DIFFERS unless `expected`
 * (NULL: any) is its version. `ret` is the call's. */
enum status target_hold(struct call *call, const uint64_t *expected, Target **ret) MUST_CHECK;

/* Writes state, value, revision and times of a held target; its version rises. */
enum status target_save(struct call *call, Target *target) MUST_CHECK;

/* Writes a new target and its first revision. `target` has id, state, metric, currency, days, zone, node, owner_path,
 * value and parent; the rest is filled. */
enum status target_add(struct call *call, Target *target) MUST_CHECK;

/* Keeps the present value as a revision. `reason` may be NULL. */
enum status target_remember(struct call *call, const Target *target, const char *reason) MUST_CHECK;

/* Finds the node's path within the scope: of `team_path`, or of `user_id`. NOT_FOUND. */
enum status target_node(struct call *call, const char *team_path, const char *user_id, const char **ret_path) MUST_CHECK;

/* Emits target.published; `previous_value` is NULL for the first revision. */
void target_tell_published(struct call *call, const Target *target, const int64_t *previous_value);

#endif
