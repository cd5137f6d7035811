/* SPDX-License-Identifier: Apache-2.0
 * Where the events of the streams come from: one poll for each domain, shared by all readers who are at its end, and
 * pages of their own for those who are behind.
 */
#ifndef GATEWAY_SSE_HUB_H
#define GATEWAY_SSE_HUB_H

#include "sse_stream.h"

void hub_open(void);
/* Asks for what is due. `streams` is the list of all. */
void hub_tend(struct stream *streams, int64_t now_ms);
/* Something changed: hub_tend() has work. */
bool hub_is_stirred(void);
void hub_stir(void);

/* sse.c's: the list at this moment, and the end of a wait for an answer (the stream may be freed by it). */
struct stream *sse_streams(void);
void sse_release(struct stream *stream);

#endif
