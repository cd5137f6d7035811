/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of all workers, for the end only: each desk is touched by its own worker alone. */
static _Atomic(struct desk *) all;

struct desk *desk_of(struct call *call)
{
    void **slot = worker_slot(call);
    if (!*slot) {
        struct desk *desk = *slot = need_alloc(sizeof *desk);
        desk->next = atomic_load(&all);
        while (!atomic_compare_exchange_weak(&all, &desk->next, desk))
            ;
    }
    return *slot;
}

void desk_close_all(void)
{
    for (struct desk *desk = atomic_exchange(&all, NULL), *next; desk; desk = next) {
        next = desk->next;
        for (size_t i = 0; i < DESK_RULES; i++)
            arena_free(desk->rules[i].arena);
        arena_free(desk->roster.arena);
        free(desk);
    }
}

struct agent *desk_agents(struct arena *arena, const struct rows *rows, uint32_t default_capacity)
{
    struct agent *agents = arena_alloc(arena, (rows->n + 1) * sizeof *agents);
    for (size_t i = 0; i < rows->n; i++) {
        bool own = !row_is_null(rows, i, "capacity");
        agents[i] = (struct agent){
            .user_id = arena_strdup(arena, row_text(rows, i, "user_id")),
            .path = arena_strdup(arena, row_text(rows, i, "path")),
            .team_path = arena_strdup(arena, row_text(rows, i, "team_path")),
            .roles = arena_strdup(arena, row_text(rows, i, "role_list")),
            .skills = arena_strdup(arena, row_text(rows, i, "skill_list")),
            .territories = arena_strdup(arena, row_text(rows, i, "territory_list")),
            .tiers = arena_strdup(arena, row_text(rows, i, "tier_list")),
            .off_shift = !row_bool(rows, i, "on_shift"),
            .capacity = own ? (uint32_t)row_int(rows, i, "capacity") : default_capacity,
            .weight = (uint32_t)row_int(rows, i, "weight"),
            .open_leads = (uint32_t)row_int(rows, i, "open_leads"),
            .last_turn = row_int(rows, i, "last_turn"),
            .pass = row_int(rows, i, "pass"),
        };
    }
    return agents;
}

static void fill(struct roster *roster, const struct rows *rows, uint32_t default_capacity)
{
    if (!roster->arena)
        roster->arena = arena_new();
    arena_reset(roster->arena);
    roster->agents = desk_agents(roster->arena, rows, default_capacity);
    roster->n = rows->n;
}

static enum status read_agents(struct call *call, uint32_t default_capacity, struct roster *roster)
{
    struct rows rows;
    TRY(sql(call, &SQL_lock_agents, &rows));
    /* Another call of this transaction may have read them meanwhile, and taken some: then its copy is the newer one. */
    const char *xid = rows.n ? row_text(&rows, 0, "xid") : "";
    if (xid[0] && strcmp(xid, roster->xid) == 0)
        return STATUS_OK;
    fill(roster, &rows, default_capacity);
    snprintf(roster->xid, sizeof roster->xid, "%s", xid);
    return STATUS_OK;
}

enum status desk_roster(struct call *call, const char *xid, uint32_t default_capacity, struct roster **ret)
{
    struct roster *roster = &desk_of(call)->roster;
    *ret = roster;
    if (!xid)
        return read_agents(call, default_capacity, roster);
    /* Calls of one batch reach this in one round: the first reads the agents, the others let the round pass. */
    if (strcmp(xid, roster->xid) != 0 && strcmp(xid, roster->coming) == 0)
        let_round_pass(call);
    if (strcmp(xid, roster->xid) == 0)
        return STATUS_OK;
    snprintf(roster->coming, sizeof roster->coming, "%s", xid);
    return read_agents(call, default_capacity, roster);
}
