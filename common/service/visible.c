/* SPDX-License-Identifier: Apache-2.0
 * Read your writes: requests that wait here until this service has consumed what they must see.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "service/threads.h"

struct waiting {
    struct waiting *next;
    struct work work;
    char domain[32];
    uint64_t pos;
    int64_t until_ms;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct waiting *list; /* under the lock */

void consumer_wait(const struct work *work, const char *domain, uint64_t pos, int64_t until_ms)
{
    struct waiting *waiting = need_alloc(sizeof *waiting);
    waiting->work = *work;
    snprintf(waiting->domain, sizeof waiting->domain, "%s", domain);
    waiting->pos = pos;
    waiting->until_ms = until_ms;
    pthread_mutex_lock(&lock);
    waiting->next = list;
    list = waiting;
    pthread_mutex_unlock(&lock);
    consumer_wake();
}

static void release(struct waiting *waiting)
{
    struct error error;
    struct incoming *incoming = waiting->work.incoming;
    if (!consumer_has_seen(waiting->domain, waiting->pos)) {
        fail_with(&error, STATUS_UNAVAILABLE, "position %llu of %s has not arrived here yet",
                  (unsigned long long)waiting->pos, waiting->domain);
        snprintf(error.reason, sizeof error.reason, "NOT_YET_VISIBLE");
        error.retry_after_ms = 500;
        server_reply(process.server, incoming, &error, NULL, (struct bytes){NULL, 0});
    } else if (!inbox_put(process.inbox, &waiting->work)) {
        fail_with(&error, STATUS_RESOURCE_EXHAUSTED, "too many requests wait");
        server_reply(process.server, incoming, &error, NULL, (struct bytes){NULL, 0});
    }
    free(waiting);
}

bool visible_release(bool all)
{
    pthread_mutex_lock(&lock);
    for (struct waiting **p = &list; *p;) {
        struct waiting *waiting = *p;
        if (!all && clock_mono_ms() < waiting->until_ms && !consumer_has_seen(waiting->domain, waiting->pos)) {
            p = &waiting->next;
            continue;
        }
        *p = waiting->next;
        release(waiting);
    }
    bool some = list != NULL;
    pthread_mutex_unlock(&lock);
    return some;
}
