/* SPDX-License-Identifier: Apache-2.0
 * Which way a text is approved (CON-12), and whether a way is sound (CON-06, CON-07). Pure.
 */
#ifndef CONTRACTS_ROUTE_H
#define CONTRACTS_ROUTE_H

#include <stdbool.h>

#include "base/arena.h"
#include "slot.h"

/* What a route may ask about. */
struct route_facts {
    ApprovalCase__Purpose purpose;
    const char *template_code, *tier, *currency; /* tier may be NULL */
    int64_t amount_minor;
    uint32_t largest_discount; /* basis points */
    bool deviates;
};

/* Of a contract as it stands. */
struct route_facts route_facts_of(const Contract *contract, ApprovalCase__Purpose purpose);

/* Are all of its conditions met? One that is absent is. */
bool route_matches(const ApprovalRoute *route, const struct route_facts *facts);

/* The first active one that matches; `routes` stand by position. NULL: none. */
const ApprovalRoute *route_choose(ApprovalRoute *const *routes, size_t n, const struct route_facts *facts);

/* DEPARTMENT steps and then LEGAL ones, at least one of each; one role and mode for all places of a step; who is asked
 * is named where the kind needs it; amounts need a currency and an order. INVALID_ARGUMENT, the field at fault. */
enum status route_is_sound(const ApprovalRoute *route, struct error *error) MUST_CHECK;

/* Who is there to be asked, as far as the route's places name somebody. */
struct route_people {
    struct writers writers;            /* the drafter among them */
    const char *superior_id;           /* leader above the drafter; NULL: there is none */
    const char *const *present;        /* ids of those of the route at work */
    size_t n_present;
};

/* The places of a case, all WAITING, without ids, in the order of the route's steps. A person who is absent or a
 * writer is replaced by the head or the counsel as the policies say, with a note. FAILED_PRECONDITION, reason
 * DRAFTER_APPROVES. The slots are the arena's, their texts borrowed. */
enum status route_lay(struct arena *arena, const ApprovalRoute *route, const struct route_people *people,
                      ApprovalSlot ***ret_slots, size_t *ret_n, struct error *error) MUST_CHECK;

#endif
