/* SPDX-License-Identifier: Apache-2.0
 * Pointers from any thread to the one that owns a socket. The bell rings only when that one sleeps.
 */
#ifndef WIRE_MAILBOX_H
#define WIRE_MAILBOX_H

#include <pthread.h>
#include <stdbool.h>

struct letter { /* the first member of what is posted */
    struct letter *next;
};

struct mailbox {
    pthread_mutex_t lock;
    struct letter *first, **last;
    bool asleep;
    int bell; /* an eventfd, readable after a ring */
};

bool mailbox_init(struct mailbox *mailbox); /* false with errno set */
void mailbox_done(struct mailbox *mailbox); /* what is still in it is the caller's */

void mailbox_post(struct mailbox *mailbox, struct letter *letter);
void mailbox_ring(struct mailbox *mailbox); /* wakes without a letter */

/* The owner's side. Takes all, oldest first; NULL if there is none. */
struct letter *mailbox_take(struct mailbox *mailbox);
/* False when something is there already; else the owner may poll `bell` until the next post. */
bool mailbox_sleep(struct mailbox *mailbox);
void mailbox_wake(struct mailbox *mailbox, bool rang); /* after the poll */

#endif
