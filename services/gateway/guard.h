/* SPDX-License-Identifier: Apache-2.0
 * What makes a request ambiguous to a chain of HTTP programs, and so a way to smuggle one past another (RFC 9112,
 * sections 3.2 and 6). libmicrohttpd lets it through; it is refused before anything else looks at the request.
 */
#ifndef GATEWAY_GUARD_H
#define GATEWAY_GUARD_H

#include <stddef.h>

struct guard { /* all zero at first */
    unsigned hosts, content_lengths, transfer_encodings;
    const char *fault; /* the first one found; static */
};

/* Looks at one header field, as it came; `value` may be NULL. */
void guard_see(struct guard *guard, const char *name, size_t name_n, const char *value);
/* After the last one: NULL, or the rule that is broken. `version` is "HTTP/1.1" and the like. */
const char *guard_judge(const struct guard *guard, const char *version);

#endif
