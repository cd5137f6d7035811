/* SPDX-License-Identifier: Apache-2.0
 * Says whose CURVE key a connection over TCP brings (ZAP, ZeroMQ RFC 27): those in the folder <trust_dir>/curve may
 * enter, under the name of the key's file; all others are turned away at the handshake. One in a process.
 */
#ifndef WIRE_GATEKEEPER_H
#define WIRE_GATEKEEPER_H

#include <stdbool.h>

#include "base/status.h"

struct gatekeeper;

enum { PEER_NAME = 64 };
#define GATEKEEPER_DOMAIN "dealspine"
#define GATEKEEPER_DOOR "inproc://dealspine.door"
#define GATEKEEPER_EVENTS (ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL)

/* Starts the thread; from now on sockets of `context` with a ZAP domain are guarded. Who is turned away is counted
 * (refusals.h), also who does not get so far as to show a key, as a socket's monitor tells it at GATEKEEPER_DOOR. */
enum status gatekeeper_open(void *context, const char *trust_dir, struct gatekeeper **ret, struct error *error) MUST_CHECK;

/* Is the key of this name still on the list? One that was let in stays connected when its file is taken away; this is
 * asked for each of its calls. Any thread. */
bool gatekeeper_knows(const struct gatekeeper *gatekeeper, const char *name);
void gatekeeper_close(struct gatekeeper *gatekeeper); /* NULL is allowed; after the sockets that it guards */

#endif
