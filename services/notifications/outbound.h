/* SPDX-License-Identifier: Apache-2.0
 * Where webhooks may go: URLs and addresses; and which events: patterns. Pure.
 */
#ifndef NOTIFICATIONS_OUTBOUND_H
#define NOTIFICATIONS_OUTBOUND_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/arena.h"

/* May a connection go to this address? Only global unicast: not this host, private, shared, link-local, multicast,
 * reserved or documentation ranges, nor IPv4 of that kind within IPv6. */
bool outbound_is_public(const struct sockaddr *address);

/* NULL, or the rule that the URL breaks: https (http when `plain_too`), a host, no user and password, no fragment. */
const char *outbound_url_check(const char *url, bool plain_too);

/* "deal.closed", "deal.*", "*". */
bool outbound_pattern_is_valid(const char *pattern);

#endif
