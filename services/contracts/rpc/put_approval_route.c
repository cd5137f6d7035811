/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "route.h"
#include "schema/rule.h"

static void take_defaults(ApprovalRoute *route)
{
    if (!route->has_active)
        route->has_active = route->active = true;
    route->has_absent_policy = route->has_drafter_policy = route->has_repeat_policy = true;
    if (!route->absent_policy)
        route->absent_policy = APPROVAL_ROUTE__ABSENT_POLICY__ESCALATE;
    if (!route->drafter_policy)
        route->drafter_policy = APPROVAL_ROUTE__DRAFTER_POLICY__REPLACE;
    if (!route->repeat_policy)
        route->repeat_policy = APPROVAL_ROUTE__REPEAT_POLICY__REFUSE_REPEAT;
}

static enum status keep_slots(struct call *call, const ApprovalRoute *route)
{
    struct rows rows;
    size_t n = route->n_slots;
    const char **room = arena_alloc(call->arena, (5 * n + 1) * sizeof *room);
    const char **steps = room, **roles = room + n, **modes = room + 2 * n, **kinds = room + 3 * n, **refs = room + 4 * n;
    for (size_t i = 0; i < n; i++) {
        const RouteSlot *slot = route->slots[i];
        steps[i] = arena_printf(call->arena, "%u", slot->step);
        roles[i] = enum_word(&approval_step__role__descriptor, slot->role);
        modes[i] = enum_word(&approval_slot__mode__descriptor, slot->mode);
        kinds[i] = enum_word(&approval_slot__kind__descriptor, slot->kind);
        refs[i] = slot->ref;
    }
    bind_text(call, "route_code", route->code);
    bind_int(call, "revision", route->revision);
    bind_texts(call, "steps", steps, n);
    bind_texts(call, "roles", roles, n);
    bind_texts(call, "modes", modes, n);
    bind_texts(call, "kinds", kinds, n);
    bind_texts(call, "refs", refs, n);
    return sql(call, &SQL_insert_route_slots, &rows);
}

RPC(Contracts, put_approval_route, PutApprovalRouteRequest, PutApprovalRouteReply)
{
    struct rows rows;
    ApprovalRoute *route = arena_memdup(call->arena, in->route, sizeof *route);
    TRY(route_is_sound(route, &call->error));
    take_defaults(route);
    bind_message(call, route);
    TRY(sql_one(call, &SQL_insert_route, "route", &rows));
    row_into(call, &rows, 0, route);
    out->route = route;
    return keep_slots(call, route);
}
