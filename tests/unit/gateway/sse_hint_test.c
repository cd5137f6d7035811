/* SPDX-License-Identifier: Apache-2.0
 * What a reader of /changes is told, by the permissions and scopes that he holds: never more than he could read himself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "gateway/sse_hint.h"

static const char agg[] = "018f0000-0000-7000-8000-000000000001";
static const char team[] = "/hq/sales/tele/", own[] = "/hq/sales/tele/~u1", mate[] = "/hq/sales/tele/~u2",
                  other[] = "/hq/sales/field/~u3";

struct holding {
    const char *permission;
    Scope scope;
};

/* A user of `team` who holds these; the list ends with NULL. */
static const char *const *scopes_of(const struct holding *holdings, struct arena *arena)
{
    Principal *principal = arena_alloc(arena, sizeof *principal);
    principal__init(principal);
    principal->id = "u1";
    principal->has_kind = true;
    principal->kind = PRINCIPAL__KIND__USER;
    principal->path = own;
    principal->grants = arena_alloc(arena, 8 * sizeof *principal->grants);
    for (; holdings->permission; holdings++) {
        Grant *grant = arena_alloc(arena, sizeof *grant);
        grant__init(grant);
        grant->permission = holdings->permission;
        grant->has_scope = true;
        grant->scope = holdings->scope;
        principal->grants[principal->n_grants++] = grant;
    }
    return hint_scopes(principal, arena);
}

static const char *told(const char *const *scopes, const char *domain, const char *type, const char *agg_type,
                        const char *owner_path, struct arena *arena)
{
    Event event = EVENT__INIT;
    event.domain = domain;
    event.type = type;
    event.agg_type = agg_type;
    event.agg_id = agg;
    event.owner_path = owner_path;
    return hint_of(scopes, &event, arena);
}

static const char lead[] =
    "{\"domain\":\"leads\",\"aggType\":\"lead\",\"aggId\":\"018f0000-0000-7000-8000-000000000001\"}";

static void the_scope_of_the_records_decides(void **state)
{
    struct arena *arena = arena_new();
    const struct holding agent[] = {{"leads.read", SCOPE__TEAM}, {"customers.read", SCOPE__OWN}, {0}};
    const char *const *scopes = scopes_of(agent, arena);
    (void)state;
    assert_string_equal(told(scopes, "leads", "lead.assigned", "lead", own, arena), lead);
    assert_string_equal(told(scopes, "leads", "lead.assigned", "lead", mate, arena), lead);
    assert_null(told(scopes, "leads", "lead.assigned", "lead", team, arena));
    assert_null(told(scopes, "leads", "lead.assigned", "lead", other, arena));
    assert_null(told(scopes, "leads", "lead.assigned", "lead", NULL, arena));
    assert_non_null(told(scopes, "customers", "customer.changed", "customer", own, arena));
    assert_null(told(scopes, "customers", "customer.changed", "customer", mate, arena));
    arena_free(arena);
}

static void what_no_rule_names_is_told_to_nobody(void **state)
{
    struct arena *arena = arena_new();
    const struct holding reader[] = {{"leads.read", SCOPE__ALL}, {0}};
    const char *const *scopes = scopes_of(reader, arena);
    (void)state;
    assert_null(told(scopes, "contracts", "contract.signed", "contract", own, arena));
    assert_null(told(scopes, "customers", "customer.changed", "customer", own, arena));
    assert_null(told(scopes, "identity", "user.changed", "lead", own, arena));
    assert_null(told(scopes, "leads", "lead_rules.published", "lead_rules", "/", arena));
    assert_true(hint_reads(scopes, "leads"));
    assert_false(hint_reads(scopes, "contracts"));
    arena_free(arena);
}

static void of_the_pool_no_lead_is_named(void **state)
{
    struct arena *arena = arena_new();
    const struct holding agent[] = {{"leads.claim", SCOPE__SUBTREE}, {0}};
    const char *const *scopes = scopes_of(agent, arena);
    (void)state;
    assert_string_equal(told(scopes, "leads", "lead.pooled", "lead", team, arena),
                        "{\"domain\":\"leads\",\"aggType\":\"pool\"}");
    assert_non_null(told(scopes, "leads", "lead.claimed", "lead", mate, arena));
    assert_non_null(told(scopes, "leads", "lead.pooled", "lead", "/", arena));
    assert_null(told(scopes, "leads", "lead.pooled", "lead", other, arena));
    assert_null(told(scopes, "leads", "lead.pool", "lead", team, arena));
    assert_null(told(scopes, "leads", "lead.assigned", "lead", team, arena));
    arena_free(arena);
}

static void who_may_read_nothing_has_no_hints(void **state)
{
    struct arena *arena = arena_new();
    const struct holding nobody[] = {{"identity.self", SCOPE__OWN}, {"leads.capture", SCOPE__ALL}, {0}};
    (void)state;
    assert_null(scopes_of(nobody, arena));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scope_of_the_records_decides),
        cmocka_unit_test(what_no_rule_names_is_told_to_nobody),
        cmocka_unit_test(of_the_pool_no_lead_is_named),
        cmocka_unit_test(who_may_read_nothing_has_no_hints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
