/* SPDX-License-Identifier: Apache-2.0
 * W3C Trace Context, version 00: "00-<trace id, 32 hex>-<span id, 16 hex>-<flags, 2 hex>". Each call, event and job is a
 * span of its own in the trace of what caused it; nothing but these ids is kept of it.
 */
#ifndef BASE_TRACE_H
#define BASE_TRACE_H

#include <stdbool.h>

enum { TRACE_TEXT = 56, TRACE_ID_TEXT = 33 };

/* Of that form, lower case, and neither id all zeros. NULL is not. */
bool trace_is_valid(const char *traceparent);

/* A fresh span in the trace of `parent`, whose flags stay; in a fresh trace where `parent` is not valid. */
void trace_child(const char *parent, char ret_traceparent[TRACE_TEXT]);

/* The trace's id; "-" of what is not valid. */
void trace_id(const char *traceparent, char ret_id[TRACE_ID_TEXT]);

#endif
