/* SPDX-License-Identifier: Apache-2.0
 * What one worker keeps in mind: the rules it has read, and the agents as the running transaction has left them.
 */
#ifndef LEADS_DESK_H
#define LEADS_DESK_H

#include "assignment.h"
#include "rooms.h"

enum { DESK_RULES = 8 };

struct rules_kept {
    struct arena *arena;
    const LeadRules *rules;
};

/* The agents of one transaction. Several calls share it: each sees what those before it took, though nothing of it is
 * written yet. */
struct roster {
    struct arena *arena;
    char xid[32];    /* of the transaction that has the agents' rows locked; "" at first */
    char coming[32]; /* of the one in which a call is reading them */
    struct agent *agents;
    size_t n;
};

struct desk {
    struct desk *next; /* in the list of all */
    struct rules_kept rules[DESK_RULES];
    size_t next_rules;
    struct roster roster;
};

/* This worker's; made at first use. */
struct desk *desk_of(struct call *call);

/* Drops the desks of all workers; after service_main() only. */
void desk_close_all(void);

/* Agents out of rows as sql/lock_agents.sql gives them; the arena's. */
struct agent *desk_agents(struct arena *arena, const struct rows *rows, uint32_t default_capacity);

/* The agents who are active and present, locked until the transaction ends. `xid` names the transaction if the caller
 * knows it, or is NULL. */
enum status desk_roster(struct call *call, const char *xid, uint32_t default_capacity, struct roster **ret) MUST_CHECK;

#endif
