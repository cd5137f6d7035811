/* SPDX-License-Identifier: Apache-2.0
 * Who is ready: a thread that pings the services over the wire and asks the gateway's /readyz.
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

/* What the last round found about `word`; `ret_reason` says why it is not ready, "" if it is. */
bool health_ready(struct health *health, const char *word, char *ret_reason, size_t room);

#endif
