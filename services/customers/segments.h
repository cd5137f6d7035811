/* SPDX-License-Identifier: Apache-2.0
 * Target segments as they were saved.
 */
#ifndef SEGMENTS_H
#define SEGMENTS_H

#include "dealspine/customers.pb-c.h"
#include "service/service.h"

/* The segment of the request's `code` and `version` with its criteria; the call's. NOT_FOUND. */
enum status segment_read(struct call *call, Segment **ret) MUST_CHECK;

#endif
