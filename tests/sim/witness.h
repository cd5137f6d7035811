/* SPDX-License-Identifier: Apache-2.0
 * Watches what callers send: no more than they were granted, and nothing to a peer that has long been silent.
 */
#ifndef SIM_WITNESS_H
#define SIM_WITNESS_H

struct connection;
struct parcel;

void witness_connected(struct connection *connection);
void witness_sent(struct connection *connection, const struct parcel *parcel);  /* by the caller */
void witness_heard(struct connection *connection);                             /* something came to the caller */
void witness_taken(struct connection *connection, const struct parcel *parcel); /* and was read */

#endif
