/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "wire/mailbox.h"

struct calls {
    struct client *client;
    struct mailbox mailbox;
};

struct pending {
    struct letter letter; /* first */
    struct calls *calls;
    struct answer *answer;
    void (*then)(void *context, const struct answer *answer);
    void *context;
};

enum status calls_open(const struct client_settings *settings, struct calls **ret, struct error *error)
{
    struct calls *calls = need_alloc(sizeof *calls);
    if (!mailbox_init(&calls->mailbox)) {
        int cause = errno;
        free(calls);
        return fail_with(error, STATUS_UNAVAILABLE, "no eventfd: %s", strerror(cause));
    }
    enum status status = client_open(settings, &calls->client, error);
    if (status == STATUS_OK)
        *ret = calls;
    else
        calls_free(calls);
    return status;
}

void calls_shut(struct calls *calls)
{
    client_close(calls->client);
    calls->client = NULL;
    calls_run(calls);
}

void calls_free(struct calls *calls)
{
    if (!calls)
        return;
    mailbox_done(&calls->mailbox);
    free(calls);
}

struct client *calls_client(struct calls *calls)
{
    return calls->client;
}

/* On the client's thread. */
static void on_done(void *context, struct answer *answer)
{
    struct pending *pending = context;
    pending->answer = answer;
    mailbox_post(&pending->calls->mailbox, &pending->letter);
}

void calls_send(struct calls *calls, const struct outcall *outcall,
                void (*then)(void *context, const struct answer *answer), void *context)
{
    struct outcall own = *outcall;
    if (!calls->client) {
        struct answer none = {0};
        fail_with(&none.error, STATUS_UNAVAILABLE, "the gateway is ending");
        then(context, &none);
        return;
    }
    struct pending *pending = need_alloc(sizeof *pending);
    pending->calls = calls;
    pending->then = then;
    pending->context = context;
    own.done = on_done;
    own.context = pending;
    client_send(calls->client, &own);
}

void calls_run(struct calls *calls)
{
    for (struct letter *letter = mailbox_take(&calls->mailbox), *next; letter; letter = next) {
        struct pending *pending = (struct pending *)letter;
        next = letter->next;
        pending->then(pending->context, pending->answer);
        answer_free(pending->answer);
        free(pending);
    }
}

bool calls_sleep(struct calls *calls)
{
    return mailbox_sleep(&calls->mailbox);
}

int calls_fd(const struct calls *calls)
{
    return calls->mailbox.bell;
}

void calls_wake(struct calls *calls, bool rang)
{
    mailbox_wake(&calls->mailbox, rang);
}
