/* SPDX-License-Identifier: Apache-2.0
 * The address of a Redis, as people write it.
 */
#ifndef QUEUE_ADDRESS_H
#define QUEUE_ADDRESS_H

#include "base/status.h"

struct address {
    char path[108];      /* of a unix socket, "" for TCP */
    char host[256];
    int port, db;
    char user[128], password[256];
};

/* Reads "unix:///path[?db=N]" or "redis://[[user]:password@]host[:port][/N]"; %XX in user and password is decoded.
 * INVALID_ARGUMENT says what is wrong without showing the url, which may hold a password. */
enum status address_read(const char *url, struct address *ret, struct error *error) MUST_CHECK;

#endif
