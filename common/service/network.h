/* SPDX-License-Identifier: Apache-2.0
 * Beyond the one host: the keys for TCP, the guard at the door, the registry.
 */
#ifndef SERVICE_NETWORK_H
#define SERVICE_NETWORK_H

#include "service/own.h"

/* Fills in what the settings LISTEN and RESOLVE ask for; without them it opens nothing. Before client and server. */
enum status network_open(struct client_settings *client, struct server_settings *server, struct error *error);
void network_announce(void); /* the server listens */
void network_drain(void);
void network_close(void);    /* after client and server */

/* Over TCP: is the caller's key still on the list? UNAUTHENTICATED, reason KEY_REMOVED, if it was taken away since he
 * connected. Over ipc there is none. */
enum status network_admit(const struct incoming *incoming, struct error *error);

/* May the holder of the caller's key, over TCP, present this principal? A service its own; the gateway those of users
 * and keys; a client one that was made out to it. Over ipc: any that is made out to nobody. */
enum status network_check(const struct incoming *incoming, const Principal *principal, struct error *error);

/* Who asks without a principal over TCP: the holder of the key, who may nothing but what is open to all. */
const Principal *network_stranger(const struct incoming *incoming);

#endif
