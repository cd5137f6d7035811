/* SPDX-License-Identifier: Apache-2.0
 * Says whose CURVE key a connection over TCP brings (ZAP, ZeroMQ RFC 27): those in the folder <trust_dir>/curve may
 * enter, under the name of the key's file; all others are turned away at the handshake. One in a process.
 */
#ifndef WIRE_GATEKEEPER_H
#define WIRE_GATEKEEPER_H

#include "base/status.h"

struct gatekeeper;

enum { PEER_NAME = 64 };
#define GATEKEEPER_DOMAIN "dealspine"

/* Starts the thread; from now on sockets of `context` with a ZAP domain are guarded. */
enum status gatekeeper_open(void *context, const char *trust_dir, struct gatekeeper **ret, struct error *error) MUST_CHECK;
void gatekeeper_close(struct gatekeeper *gatekeeper); /* NULL is allowed; after the sockets that it guards */

#endif
