/* SPDX-License-Identifier: Apache-2.0
 * GET /events: events as they come, in the form of https://html.spec.whatwg.org/multipage/server-sent-events.html.
 * ADR 0015 says how many readers share few polls.
 */
#ifndef GATEWAY_SSE_H
#define GATEWAY_SSE_H

#include "request.h"

void sse_open(void);
void sse_close(void); /* after calls_shut() and the end of all requests */

void sse_request(struct request *request); /* GET /events */
void sse_changes(struct request *request); /* GET /changes: that something changed, for who may not read events */
void sse_ticket(struct request *request);  /* POST /events/ticket */

/* What is due: polls, pages for those behind, heartbeats. Every turn of the loop. */
void sse_tend(void);
int sse_timeout_ms(void); /* sse_tend() is due by then; -1: nobody reads */
void sse_end_all(void);   /* the gateway ends: readers come back with their cursors */

#endif
