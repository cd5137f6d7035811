/* SPDX-License-Identifier: Apache-2.0
 * Sends many requests of one method at once over kept-alive connections, and repeats what may have been lost under the
 * same key. One thread: all work is done inside send_put() and send_drain().
 */
#ifndef CLI_IMPORT_SEND_H
#define CLI_IMPORT_SEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct sender;

enum { SEND_KEY_TEXT = 37, SEND_POSITION_TEXT = 96 };

/* Borrowed during the callback. */
struct send_answer {
    struct error error; /* STATUS_OK for a good reply */
    const uint8_t *body;
    size_t size;
    const char *position; /* "leads/123", "" when the command wrote no event */
    bool replayed;        /* done before send_put() was called, under the same key */
};

struct send_settings {
    const char *url; /* of the method */
    const char *token;
    const char *channel;  /* Dealspine-Channel */
    unsigned concurrency; /* requests in flight, at least 1 */
    int64_t patience_ms;  /* gives up when nothing at all succeeded or was refused for so long */
    /* Called once for each request, unless the sender gave up. Must not call the sender. */
    void (*done)(void *context, void *row, const struct send_answer *answer);
    void *context;
};

/* The sender is yours; the settings' texts are borrowed for its life. */
enum status send_open(const struct send_settings *settings, struct sender **ret, struct error *error) MUST_CHECK;
void send_free(struct sender *sender); /* NULL is allowed; what is in flight is dropped without a callback */

/* Takes a request, waiting until there is room; `body` is copied, `key` has 36 characters. UNAVAILABLE, UNAUTHENTICATED
 * or PERMISSION_DENIED once the sender gave up: what was taken and not answered may or may not have taken effect. */
enum status send_put(struct sender *sender, const char *key, const void *body, size_t size, void *row,
                     struct error *error) MUST_CHECK;
/* Waits for all answers. Fails as send_put(). */
enum status send_drain(struct sender *sender, struct error *error) MUST_CHECK;

uint64_t send_repeats(const struct sender *sender); /* how many requests were sent again */

#endif
