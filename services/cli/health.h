/* SPDX-License-Identifier: Apache-2.0
 * Who is ready: services are pinged over the wire, a thread asks the gateway's /readyz.
 */
#ifndef CLI_HEALTH_H
#define CLI_HEALTH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "stack.h"

struct health;

/* `stack` is borrowed until health_close(). */
enum status health_open(const struct stack *stack, struct health **ret, struct error *error) MUST_CHECK;
void health_close(struct health *health); /* NULL is allowed */

/* Is the process `pid` of the service ready? `ret_reason` says why not, "" if it is. */
bool health_ready(struct health *health, const char *word, pid_t pid, char *ret_reason, size_t room);

/* Is any of this service? */
bool health_ready_any(struct health *health, const char *word, char *ret_reason, size_t room);

#endif
