/* SPDX-License-Identifier: Apache-2.0
 * Services on other hosts: the gateway's key for TCP, and the registry.
 */
#ifndef GATEWAY_NETWORK_H
#define GATEWAY_NETWORK_H

#include "wire/client.h"

/* Fills in what the setting RESOLVE asks for; without it it opens nothing. */
enum status network_open(struct client_settings *client, struct error *error) MUST_CHECK;
void network_close(void); /* after the client */

#endif
