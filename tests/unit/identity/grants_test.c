/* SPDX-License-Identifier: Apache-2.0
 * PLT-02: what several roles add up to.
 */
#include "identity/grants.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int scope_of(const struct grants *grants, const char *permission)
{
    int found = 0;
    for (size_t i = 0; i < grants->n; i++)
        if (strcmp(grants->list[i]->permission, permission) == 0) {
            assert_int_equal(found, 0); /* each stands once */
            found = (int)grants->list[i]->scope;
        }
    return found;
}

static void PLT_02_the_widest_scope_counts(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    const char *const permissions[] = {"leads.read", "leads.work", "leads.read", "leads.work"};
    const Scope scopes[] = {SCOPE__TEAM, SCOPE__SUBTREE, SCOPE__OWN, SCOPE__OWN};
    struct grants grants = grants_resolve(arena, schema_own(), permissions, scopes, 4);
    assert_int_equal(scope_of(&grants, "leads.read"), SCOPE__TEAM);
    assert_int_equal(scope_of(&grants, "leads.work"), SCOPE__SUBTREE);
    assert_int_equal(scope_of(&grants, "identity.self"), SCOPE__OWN);
    arena_free(arena);
}

static void PLT_02_a_star_is_every_permission(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    const char *const permissions[] = {"*"};
    const Scope scopes[] = {SCOPE__ALL};
    struct grants grants = grants_resolve(arena, schema_own(), permissions, scopes, 1);
    size_t n;
    const struct schema_method *const *methods = schema_methods(schema_own(), &n);
    for (size_t i = 0; i < n; i++)
        if (methods[i]->permission)
            assert_int_equal(scope_of(&grants, methods[i]->permission), SCOPE__ALL);
    arena_free(arena);
}

static void PLT_06_only_real_permissions_are_known(void **state)
{
    (void)state;
    assert_true(permission_is_known(schema_own(), "identity.admin"));
    assert_true(permission_is_known(schema_own(), "contracts.approve"));
    assert_true(permission_is_known(schema_own(), "*"));
    assert_false(permission_is_known(schema_own(), "identity.adm"));
    assert_false(permission_is_known(schema_own(), ""));
}

static const char *exceeds(const char *permission, Scope scope, const char *path, const char *giver_path, Scope held)
{
    struct arena *arena = arena_new();
    const char *const wanted[] = {permission}, *const own[] = {"leads.read"};
    struct grants grants = grants_resolve(arena, schema_own(), wanted, &scope, 1);
    struct grants given = grants_resolve(arena, schema_own(), own, &held, 1);
    Principal giver = PRINCIPAL__INIT;
    giver.kind = PRINCIPAL__KIND__USER;
    giver.path = giver_path;
    giver.grants = given.list;
    giver.n_grants = given.n;
    bool more = grants_exceed(arena, &grants, path, &giver) != NULL;
    arena_free(arena);
    return more ? "more" : "as much";
}

static void PLT_02_nobody_gives_more_than_he_holds(void **state)
{
    static const struct {
        const char *permission;
        Scope scope;
        const char *path, *giver;
        Scope held;
        const char *verdict;
    } cases[] = {
        {"leads.read", SCOPE__ALL, "/hq/a/~u", "/hq/~g", SCOPE__ALL, "as much"},
        {"leads.read", SCOPE__ALL, "/hq/a/~u", "/hq/~g", SCOPE__SUBTREE, "more"},
        {"leads.read", SCOPE__SUBTREE, "/hq/a/~u", "/hq/~g", SCOPE__SUBTREE, "as much"},
        {"leads.read", SCOPE__SUBTREE, "/hq/~u", "/hq/a/~g", SCOPE__SUBTREE, "more"},
        {"leads.read", SCOPE__TEAM, "/hq/b/~u", "/hq/a/~g", SCOPE__SUBTREE, "more"},
        {"leads.read", SCOPE__TEAM, "/hq/a/~u", "/hq/a/~g", SCOPE__TEAM, "as much"},
        {"leads.read", SCOPE__OWN, "/hq/a/~u", "/hq/a/~g", SCOPE__TEAM, "as much"},
        {"leads.read", SCOPE__OWN, "/hq/a/~u", "/hq/a/~g", SCOPE__OWN, "more"},
        {"leads.read", SCOPE__OWN, "/hq/a/", "/hq/a/~g", SCOPE__TEAM, "as much"},
        {"leads.work", SCOPE__OWN, "/hq/a/~u", "/hq/~g", SCOPE__ALL, "more"},
        {"identity.self", SCOPE__OWN, "/hq/a/~u", "/hq/~g", SCOPE__OWN, "as much"},
        {"*", SCOPE__OWN, "/hq/a/~u", "/hq/~g", SCOPE__ALL, "more"},
        {"leads.nobody_asks", SCOPE__ALL, "/hq/a/~u", "/hq/~g", SCOPE__OWN, "as much"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strcmp(exceeds(cases[i].permission, cases[i].scope, cases[i].path, cases[i].giver, cases[i].held),
                   cases[i].verdict) != 0)
            fail_msg("case %zu is not: %s", i, cases[i].verdict);
}

static void scopes_by_name(void **state)
{
    (void)state;
    assert_int_equal(scope_named("OWN"), SCOPE__OWN);
    assert_int_equal(scope_named("ALL"), SCOPE__ALL);
    assert_int_equal(scope_named("NONE"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(PLT_02_the_widest_scope_counts),
        cmocka_unit_test(PLT_02_a_star_is_every_permission),
        cmocka_unit_test(PLT_06_only_real_permissions_are_known),
        cmocka_unit_test(PLT_02_nobody_gives_more_than_he_holds),
        cmocka_unit_test(scopes_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
