/* SPDX-License-Identifier: Apache-2.0 */
#include "tickets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/text.h"

enum { SECRET = 32 };

struct ticket {
    char text[TICKET_TEXT];
    char *token; /* NULL: free */
    int64_t until_ms;
};

struct tickets {
    struct ticket list[TICKETS_MAX];
};

struct tickets *tickets_new(void)
{
    return need_alloc(sizeof(struct tickets));
}

static void forget(struct ticket *ticket)
{
    free(ticket->token);
    ticket->token = NULL;
}

void tickets_free(struct tickets *tickets)
{
    for (size_t i = 0; tickets && i < TICKETS_MAX; i++)
        forget(&tickets->list[i]);
    free(tickets);
}

static struct ticket *find_room(struct tickets *tickets, int64_t now_ms)
{
    for (size_t i = 0; i < TICKETS_MAX; i++) {
        struct ticket *ticket = &tickets->list[i];
        if (ticket->token && now_ms >= ticket->until_ms)
            forget(ticket);
        if (!ticket->token)
            return ticket;
    }
    return NULL;
}

bool tickets_give(struct tickets *tickets, const char *token, int64_t now_ms, char ret_ticket[TICKET_TEXT])
{
    struct ticket *ticket = find_room(tickets, now_ms);
    uint8_t secret[SECRET];
    if (!ticket)
        return false;
    struct arena *arena = arena_new();
    random_bytes(secret, sizeof secret);
    snprintf(ticket->text, TICKET_TEXT, "%s", base64_encode(arena, secret, sizeof secret, true));
    arena_free(arena);
    ticket->token = need_strdup(token);
    ticket->until_ms = now_ms + TICKET_MS;
    memcpy(ret_ticket, ticket->text, TICKET_TEXT);
    return true;
}

char *tickets_take(struct tickets *tickets, const char *ticket, int64_t now_ms)
{
    for (size_t i = 0; i < TICKETS_MAX; i++) {
        struct ticket *it = &tickets->list[i];
        if (!it->token || strcmp(it->text, ticket) != 0)
            continue;
        char *token = it->token;
        it->token = NULL;
        if (now_ms < it->until_ms)
            return token;
        free(token);
        return NULL;
    }
    return NULL;
}
