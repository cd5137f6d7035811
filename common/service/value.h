/* SPDX-License-Identifier: Apache-2.0
 * Values that handlers make and read all the time.
 */
#ifndef SERVICE_VALUE_H
#define SERVICE_VALUE_H

#include "google/protobuf/timestamp.pb-c.h"
#include "service/service.h"

const char *new_id(struct call *call);                                    /* a UUIDv7; the call's */
int64_t time_us(const Google__Protobuf__Timestamp *at);                   /* since 1970; 0 for NULL */
Google__Protobuf__Timestamp *time_message(struct call *call, int64_t us); /* the call's */

#endif
