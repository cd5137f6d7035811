/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* Before cmocka, which has a macro fail(). */
#include "service/own.h"

#include <cmocka.h>

#define USER_PATH "/hq/sales/~0190aaaa-0000-7000-8000-000000000001"

struct person {
    Principal principal;
    Grant grants[3];
    Grant *list[3];
};

static void grant(struct person *person, const char *permission, Scope scope)
{
    size_t n = person->principal.n_grants++;
    grant__init(&person->grants[n]);
    person->grants[n].permission = permission;
    person->grants[n].has_scope = true;
    person->grants[n].scope = scope;
    person->list[n] = &person->grants[n];
    person->principal.grants = person->list;
}

static struct person user(void)
{
    struct person person = {.principal = PRINCIPAL__INIT};
    person.principal.has_kind = true;
    person.principal.kind = PRINCIPAL__KIND__USER;
    person.principal.id = "0190aaaa-0000-7000-8000-000000000001";
    person.principal.path = USER_PATH;
    return person;
}

static Principal service_principal(const char *word)
{
    Principal principal = PRINCIPAL__INIT;
    principal.has_kind = true;
    principal.kind = PRINCIPAL__KIND__SERVICE;
    principal.id = word;
    return principal;
}

static void PLT_02_the_scope_is_a_prefix_of_the_owners_path(void **state)
{
    static const struct {
        Scope scope;
        const char *prefix;
    } cases[] = {{SCOPE__OWN, USER_PATH}, {SCOPE__TEAM, "/hq/sales/~"}, {SCOPE__SUBTREE, "/hq/sales/"}, {SCOPE__ALL, ""}};
    const struct schema_method method = {.full = "leads.GetLead", .permission = "leads.read"};
    struct arena *arena = arena_new();
    struct error error;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person person = user();
        const char *scope;
        grant(&person, "leads.read", cases[i].scope);
        assert_int_equal(access_check(&method, &person.principal, arena, &scope, &error), STATUS_OK);
        assert_string_equal(scope, cases[i].prefix);
    }
    arena_free(arena);
}

static void the_widest_of_several_grants_counts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct person person = user();
    const char *scope;
    grant(&person, "leads.read", SCOPE__OWN);
    grant(&person, "leads.read", SCOPE__SUBTREE);
    grant(&person, "leads.read", SCOPE__TEAM);
    assert_true(access_scope(&person.principal, "leads.read", arena, &scope));
    assert_string_equal(scope, "/hq/sales/");
    arena_free(arena);
}

static void PLT_02_what_is_not_granted_is_refused(void **state)
{
    const struct schema_method method = {.full = "leads.AssignLead", .permission = "leads.assign"};
    const struct schema_method internal = {.full = "customers.MatchContact", .callers = "leads"};
    struct arena *arena = arena_new();
    struct person person = user();
    struct error error;
    const char *scope;
    (void)state;
    grant(&person, "leads.assigned", SCOPE__ALL);
    assert_int_equal(access_check(&method, &person.principal, arena, &scope, &error), STATUS_PERMISSION_DENIED);
    assert_int_equal(access_check(&internal, &person.principal, arena, &scope, &error), STATUS_PERMISSION_DENIED);
    arena_free(arena);
}

static void services_call_only_what_lists_them(void **state)
{
    const struct schema_method internal = {.full = "customers.MatchContact", .callers = "leads contracts"};
    const struct schema_method sign_in = {.full = "identity.SignIn", .open = true};
    struct arena *arena = arena_new();
    struct error error;
    const char *scope;
    (void)state;
    Principal leads = service_principal("leads"), lead = service_principal("lead"), gateway = service_principal("gateway");
    assert_int_equal(access_check(&internal, &leads, arena, &scope, &error), STATUS_OK);
    assert_int_equal(access_check(&internal, &lead, arena, &scope, &error), STATUS_PERMISSION_DENIED);
    assert_int_equal(access_check(&internal, &gateway, arena, &scope, &error), STATUS_PERMISSION_DENIED);
    assert_int_equal(access_check(&sign_in, &gateway, arena, &scope, &error), STATUS_OK);
    assert_int_equal(access_check(&sign_in, &leads, arena, &scope, &error), STATUS_PERMISSION_DENIED);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(PLT_02_the_scope_is_a_prefix_of_the_owners_path),
        cmocka_unit_test(the_widest_of_several_grants_counts),
        cmocka_unit_test(PLT_02_what_is_not_granted_is_refused),
        cmocka_unit_test(services_call_only_what_lists_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
