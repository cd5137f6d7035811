/* SPDX-License-Identifier: Apache-2.0
 * What all parts of the gateway share. One process, one loop, one of it.
 */
#ifndef GATEWAY_GATEWAY_H
#define GATEWAY_GATEWAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "schema/schema.h"
#include "settings/settings.h"
#include "wire/principal.h"

enum { SERVICES_MAX = 16 };

struct gateway_settings {
    const char *dir, *run_dir, *bind, *services, *resolve, *redis_url, *deployment, *console, *origin, *log_level;
    int64_t port, body_max, timeout_ms, connections, streams, idle_ms, drain_ms, forms, sign_ins;
    bool forwarded;
};

struct gateway {
    struct gateway_settings settings;
    const struct schema *schema;
    struct signer *signer;
    struct calls *calls;
    struct auth *auth;
    struct http *http;
    const char *services[SERVICES_MAX]; /* words */
    size_t n_services;
    bool draining; /* long polls end */
};

extern struct gateway gateway;
extern const struct setting gateway_rows[];
extern const size_t gateway_n_rows;

/* Opens everything, in an order that close undoes. */
enum status gateway_open(struct error *error) MUST_CHECK;
/* Serves until SIGTERM or SIGINT, and then until what is in flight is done, at most `drain_ms`. */
void gateway_run(void);
void gateway_close(void);

#endif
