/* SPDX-License-Identifier: Apache-2.0
 * The folder of endpoints, in place of wire/seat.c and wire/resolver.c: who was killed stays listed until the next of
 * his service takes a seat.
 */
#include <stdio.h>
#include <string.h>
#include <zmq.h>

#include "kernel.h"
#include "wire/resolver.h"
#include "wire/seat.h"

enum { SEATS = 256 };

static struct {
    char service[33], address[SEAT_PATH + 16];
    struct sim_process *process;
    bool taken;
} seats[SEATS];

struct resolver {
    int unused;
};

enum status seat_take(struct seat *seat, void *socket, const char *run_dir, const char *service, const char *instance,
                      struct error *error)
{
    int free_one = -1;
    (void)error;
    for (int i = SEATS - 1; i >= 0; i--) {
        if (seats[i].taken && strcmp(seats[i].service, service) == 0 && !seats[i].process->alive)
            seats[i].taken = false;
        if (!seats[i].taken)
            free_one = i;
    }
    snprintf(seats[free_one].service, sizeof seats[free_one].service, "%s", service);
    snprintf(seats[free_one].address, sizeof seats[free_one].address, "ipc://%s/%s/%s.ipc", run_dir, service, instance);
    seats[free_one].process = sim_self();
    seats[free_one].taken = true;
    snprintf(seat->path, sizeof seat->path, "%d", free_one);
    return zmq_bind(socket, seats[free_one].address) ? STATUS_UNAVAILABLE : STATUS_OK;
}

void seat_leave(struct seat *seat)
{
    int at;
    if (sscanf(seat->path, "%d", &at) == 1)
        seats[at].taken = false;
    seat->path[0] = '\0';
}

enum status resolver_open(const char *run_dir, const char *words, const struct resolver_source *source,
                          struct resolver **ret, struct error *error)
{
    (void)run_dir, (void)words, (void)source, (void)error;
    *ret = need_alloc(sizeof **ret);
    return STATUS_OK;
}

void resolver_close(struct resolver *resolver)
{
    (void)resolver;
}

uint32_t resolver_list(struct resolver *resolver, const char *service, struct arena *arena, struct listed **ret_list)
{
    uint32_t n = 0;
    (void)resolver;
    *ret_list = arena_alloc(arena, SEATS * sizeof **ret_list);
    for (int i = 0; i < SEATS; i++)
        if (seats[i].taken && strcmp(seats[i].service, service) == 0)
            (*ret_list)[n++] = (struct listed){arena_strdup(arena, seats[i].address), seats[i].process->pid};
    return n;
}

void resolver_silent(struct resolver *resolver, const char *service, const char *address)
{
    (void)resolver, (void)service, (void)address;
}

const char *resolver_id(struct arena *arena, const char *instance)
{
    return arena_printf(arena, "host.%s", instance);
}
