/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage.h"

#define DAY_US (INT64_C(86400) * 1000000)

enum { N_ROLES = 5, N_LEVELS = 3, N_FUNCTIONS = 3 };

bool coverage_has(BuyingRole *const *roles, size_t n, BuyingRole__Role role)
{
    for (size_t i = 0; i < n; i++)
        if (roles[i]->role == role)
            return true;
    return false;
}

static bool has_level(BuyingRole *const *roles, size_t n, BuyingRole__Level level)
{
    for (size_t i = 0; i < n; i++)
        if (roles[i]->has_level && roles[i]->level == level)
            return true;
    return false;
}

static bool has_function(BuyingRole *const *roles, size_t n, BuyingRole__Function function)
{
    for (size_t i = 0; i < n; i++)
        if (roles[i]->has_function && roles[i]->function == function)
            return true;
    return false;
}

static bool is_fresh(BuyingRole *const *roles, size_t n, BuyingRole__Role role, int64_t since_us)
{
    for (size_t i = 0; i < n; i++) {
        const Google__Protobuf__Timestamp *at = roles[i]->last_activity_at;
        if (roles[i]->role == role && at && at->seconds * 1000000 + at->nanos / 1000 >= since_us)
            return true;
    }
    return false;
}

static CoverageGap *add(struct arena *arena, CoverageGap **gaps, size_t *n, CoverageGap__Kind kind)
{
    CoverageGap *gap = gaps[(*n)++] = arena_alloc(arena, sizeof *gap);
    coverage_gap__init(gap);
    gap->has_kind = true;
    gap->kind = kind;
    return gap;
}

static void weigh_role(struct arena *arena, BuyingRole *const *roles, size_t n, BuyingRole__Role role,
                       int64_t since_us, CoverageGap **gaps, size_t *ret_n)
{
    bool has = coverage_has(roles, n, role);
    if (has && is_fresh(roles, n, role, since_us))
        return;
    CoverageGap *gap =
        add(arena, gaps, ret_n, has ? COVERAGE_GAP__KIND__NO_ACTIVITY : COVERAGE_GAP__KIND__NO_CONTACT);
    gap->has_role = true;
    gap->role = role;
}

CoverageGap **coverage_gaps(struct arena *arena, BuyingRole *const *roles, size_t n, uint32_t days, int64_t now_us,
                            size_t *ret_n)
{
    CoverageGap **gaps = arena_alloc(arena, (N_ROLES + N_LEVELS + N_FUNCTIONS) * sizeof *gaps), *gap;
    *ret_n = 0;
    for (int role = BUYING_ROLE__ROLE__INITIATOR; role <= (int)BUYING_ROLE__ROLE__USER; role++)
        weigh_role(arena, roles, n, (BuyingRole__Role)role, now_us - days * DAY_US, gaps, ret_n);
    for (int level = BUYING_ROLE__LEVEL__OPERATIONAL; level <= (int)BUYING_ROLE__LEVEL__EXECUTIVE; level++)
        if (!has_level(roles, n, (BuyingRole__Level)level)) {
            gap = add(arena, gaps, ret_n, COVERAGE_GAP__KIND__NO_CONTACT);
            gap->has_level = true;
            gap->level = (BuyingRole__Level)level;
        }
    for (int function = BUYING_ROLE__FUNCTION__USER_DEPT; function <= (int)BUYING_ROLE__FUNCTION__FINANCE_PURCHASING;
         function++)
        if (!has_function(roles, n, (BuyingRole__Function)function)) {
            gap = add(arena, gaps, ret_n, COVERAGE_GAP__KIND__NO_CONTACT);
            gap->has_function = true;
            gap->function = (BuyingRole__Function)function;
        }
    return gaps;
}
