/* SPDX-License-Identifier: Apache-2.0
 * The comments of the .proto files, by the full names of what they stand at: the manual of the API.
 */
#ifndef GATEWAY_COMMENTS_H
#define GATEWAY_COMMENTS_H

#include <stddef.h>

/* What stands before and behind the definition of a message, field, enum, value, service or method,
 * "dealspine.leads.v1.Lead.grade", as one paragraph without line breaks; "" if nothing does. Lives as long as the process. */
const char *comment_of(const char *full_name);

#endif
