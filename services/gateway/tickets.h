/* SPDX-License-Identifier: Apache-2.0
 * Tickets: words that stand for a token once, for half a minute, where a browser can't send the token itself. They are
 * kept in memory, so a ticket is good at the gateway that gave it.
 */
#ifndef GATEWAY_TICKETS_H
#define GATEWAY_TICKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TICKET_MS = 30000, TICKETS_MAX = 1024, TICKET_TEXT = 44 };

struct tickets;

struct tickets *tickets_new(void);
void tickets_free(struct tickets *tickets); /* NULL is allowed */

/* Writes a fresh ticket for `token` (copied); false when too many are out. */
bool tickets_give(struct tickets *tickets, const char *token, int64_t now_ms, char ret_ticket[TICKET_TEXT]);
/* The token that `ticket` stands for, yours to free(); NULL for what was not given, was used, or is too old. */
char *tickets_take(struct tickets *tickets, const char *ticket, int64_t now_ms);

#endif
