/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/mailbox.h"

#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

bool mailbox_init(struct mailbox *mailbox)
{
    pthread_mutex_init(&mailbox->lock, NULL);
    mailbox->first = NULL;
    mailbox->last = &mailbox->first;
    mailbox->asleep = false;
    mailbox->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return mailbox->bell >= 0;
}

void mailbox_done(struct mailbox *mailbox)
{
    if (mailbox->bell >= 0)
        close(mailbox->bell);
    pthread_mutex_destroy(&mailbox->lock);
}

void mailbox_ring(struct mailbox *mailbox)
{
    uint64_t one = 1;
    if (write(mailbox->bell, &one, sizeof one) < 0)
        return; /* the counter is full: it rings already */
}

void mailbox_post(struct mailbox *mailbox, struct letter *letter)
{
    letter->next = NULL;
    pthread_mutex_lock(&mailbox->lock);
    *mailbox->last = letter;
    mailbox->last = &letter->next;
    bool ring = mailbox->asleep;
    mailbox->asleep = false;
    pthread_mutex_unlock(&mailbox->lock);
    if (ring)
        mailbox_ring(mailbox);
}

struct letter *mailbox_take(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    struct letter *first = mailbox->first;
    mailbox->first = NULL;
    mailbox->last = &mailbox->first;
    pthread_mutex_unlock(&mailbox->lock);
    return first;
}

bool mailbox_sleep(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->lock);
    bool empty = !mailbox->first;
    mailbox->asleep = empty;
    pthread_mutex_unlock(&mailbox->lock);
    return empty;
}

void mailbox_wake(struct mailbox *mailbox, bool rang)
{
    pthread_mutex_lock(&mailbox->lock);
    mailbox->asleep = false;
    pthread_mutex_unlock(&mailbox->lock);
    uint64_t count;
    if (rang && read(mailbox->bell, &count, sizeof count) < 0)
        return; /* somebody else's ring was already eaten */
}
