/* SPDX-License-Identifier: Apache-2.0
 * A contract, its approvals, marks, duties and money, and people who try what comes to their mind; by the pure rules alone.
 */
#ifndef CONTRACT_WALK_H
#define CONTRACT_WALK_H

#include "base/arena.h"
#include "contracts/contract.h"

enum { PEOPLE = 6, MOST_SLOTS = 8, ITEMS = 4, PARTS = 3, DUTIES = 2 };

extern const char *const people[PEOPLE]; /* the first drafts */

struct world {
    Contract contract;
    ApprovalRoute route;
    RouteSlot places[MOST_SLOTS], *place_list[MOST_SLOTS];
    ApprovalSlot **slots; /* of the running or last case */
    size_t n_slots;
    uint32_t case_version; /* the text it is about; 0: none */
    bool case_approved;
    ContractMark marks[4], *mark_list[4];
    ChecklistItem items[ITEMS], *item_list[ITEMS];
    Instalment parts[PARTS], *part_list[PARTS];
    Payment payments[PARTS], *payment_list[PARTS];
    int64_t received, surplus;
    bool is_fixed; /* the present text was submitted */
    const char *writers[PEOPLE]; /* who drafted, wrote or submitted a text of it */
    size_t n_writers;
    int effects, closed, reversed;
    ContractDuty duties[DUTIES], *duty_list[DUTIES];
    ApprovalSlot **amending; /* places of the case of an amendment; NULL: none is under way */
    size_t n_amending;
    bool is_amendment_approved;
    uint32_t newest_version, signed_version; /* of all texts; of the one under which the four marks are */
    struct arena *arena;
    int *walked; /* how often each row of the contract's table, in all worlds … */
    int steps;   /* … and all rows together */
};

/* A number below `sides`; the same row of them each time. */
uint32_t dice(uint32_t sides);

/* A fresh contract on a random route. */
void walk_begin(struct world *world);

/* Somebody tries something. */
void walk_on(struct world *world);

bool is_in_review(const struct world *world);

#endif
