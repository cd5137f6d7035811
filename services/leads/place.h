/* SPDX-License-Identifier: Apache-2.0
 * Gives a lead an owner or puts it into a pool: the lead's fields, the deadlines, the events.
 */
#ifndef LEADS_PLACE_H
#define LEADS_PLACE_H

#include "desk.h"
#include "store.h"

struct placement {
    const char *rule; /* code, "none" */
    const char *team_path;
    const char *candidates[CANDIDATES_MAX];
    uint32_t loads[CANDIDATES_MAX]; /* of the candidates, when a rule chose */
    size_t n_candidates, n_loads;
    bool owned; /* an agent was picked */
    int64_t turn, pass; /* what his row becomes */
};

/* UNASSIGNED → ASSIGNED or POOLED by the assignment rules. Locks the agents only when a rule wants one. `xid` as in
 * desk_roster(); `sticky_owner` may be NULL. The caller writes the lead and the agent's row. */
enum status place_by_rules(struct call *call, const LeadRules *rules, const struct facts *facts, const char *xid,
                           const char *sticky_owner, Lead *lead, struct placement *ret) MUST_CHECK;
/* lead.assigned or lead.pooled. */
void place_emit(struct call *call, const Lead *lead, const struct placement *placement);

/* Puts owner, path and the clocks that begin with him on the lead; its state is the caller's. */
enum status place_own(struct call *call, const LeadRules *rules, const struct facts *facts, const char *user_id,
                      const char *path, Lead *lead) MUST_CHECK;

/* Takes the owner off and leaves the lead with his team's pool by `verb`, with `reason` as the lead's own sentence.
 * FAILED_PRECONDITION WRONG_STATE. */
enum status place_give_back(struct call *call, const char *verb, const char *reason, Lead *lead) MUST_CHECK;

/* Microseconds of `days`. */
int64_t place_days(uint32_t days);

#endif
