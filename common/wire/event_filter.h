/* SPDX-License-Identifier: Apache-2.0
 * Which events a reader gets: one function for the services' Fetch and for the gateway's streams. Pure.
 */
#ifndef WIRE_EVENT_FILTER_H
#define WIRE_EVENT_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "dealspine/events.pb-c.h"

/* True when its owner lies within `scope` (principal_scope()) and its type is one of `types`: "deal.closed" itself, or
 * "deal.*" for all that begin so; no types: all. An event without owner or type, as a foreign log may hold, is for nobody. */
bool event_is_wanted(const Event *event, const char *scope, const char *const *types, size_t n_types);

#endif
