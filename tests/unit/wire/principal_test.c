/* SPDX-License-Identifier: Apache-2.0
 * Who is believed: signatures, expiry, and whom a signer may vouch for.
 */
#include "wire/principal.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"

struct fixture {
    char keys[64], trust[64];
    struct signer *identity, *leads;
    struct keyring *keyring;
    struct arena *arena;
    struct error error;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    char folder[] = P_tmpdir "/principal.XXXXXX";
    assert_non_null(mkdtemp(folder));
    snprintf(f->keys, sizeof f->keys, "%s/keys", folder);
    snprintf(f->trust, sizeof f->trust, "%s/trust", folder);
    assert_int_equal(signer_open(f->keys, f->trust, "identity", &f->identity, &f->error), STATUS_OK);
    assert_int_equal(signer_open(f->keys, f->trust, "leads", &f->leads, &f->error), STATUS_OK);
    assert_int_equal(keyring_open(f->trust, &f->keyring, &f->error), STATUS_OK);
    f->arena = arena_new();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%.*s'", (int)(strlen(f->keys) - 5), f->keys);
    assert_int_equal(system(command), 0);
    signer_free(f->identity);
    signer_free(f->leads);
    keyring_free(f->keyring);
    arena_free(f->arena);
    free(f);
    return 0;
}

static SignedPrincipal *user_signed_by(struct fixture *f, const struct signer *signer, int64_t issued_s,
                                       int64_t expires_s)
{
    Principal principal = PRINCIPAL__INIT;
    int64_t now_ms = clock_now_us() / 1000;
    principal.has_kind = principal.has_issued_at_ms = principal.has_expires_at_ms = true;
    principal.kind = PRINCIPAL__KIND__USER;
    principal.id = "0190a0a0-0000-7000-8000-000000000001";
    principal.issued_at_ms = now_ms + issued_s * 1000;
    principal.expires_at_ms = now_ms + expires_s * 1000;
    return principal_sign(signer, &principal, f->arena);
}

static const char *verdict(struct fixture *f, const SignedPrincipal *pass)
{
    Principal *principal = NULL;
    enum status status = principal_verify(f->keyring, pass, f->arena, &principal, &f->error);
    if (status == STATUS_OK)
        return principal->id;
    assert_int_equal(status, STATUS_UNAUTHENTICATED);
    assert_null(principal);
    return f->error.reason;
}

static void identity_vouches_for_users(void **state)
{
    struct fixture *f = *state;
    SignedPrincipal *pass = user_signed_by(f, f->identity, 0, 300);
    for (int i = 0; i < 3; i++) /* the second time from the cache */
        assert_string_equal(verdict(f, pass), "0190a0a0-0000-7000-8000-000000000001");
}

static void a_service_vouches_for_itself_only(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(verdict(f, principal_of_service(f->leads, f->arena)), "leads");
    assert_string_equal(verdict(f, principal_of_service(f->leads, f->arena)), "leads");
    assert_string_equal(verdict(f, user_signed_by(f, f->leads, 0, 300)), "FOREIGN_PRINCIPAL");
    Principal other = PRINCIPAL__INIT;
    other.has_kind = other.has_expires_at_ms = true;
    other.kind = PRINCIPAL__KIND__SERVICE;
    other.id = "contracts";
    other.expires_at_ms = clock_now_us() / 1000 + 10000;
    assert_string_equal(verdict(f, principal_sign(f->leads, &other, f->arena)), "FOREIGN_PRINCIPAL");
}

static void time_is_checked_even_for_what_is_cached(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(verdict(f, user_signed_by(f, f->identity, -600, -1)), "EXPIRED");
    assert_string_equal(verdict(f, user_signed_by(f, f->identity, 300, 600)), "NOT_YET_VALID");
    SignedPrincipal *brief = user_signed_by(f, f->identity, -1, 1);
    assert_string_not_equal(verdict(f, brief), "EXPIRED");
    usleep(1100 * 1000);
    assert_string_equal(verdict(f, brief), "EXPIRED");
}

static void every_changed_bit_is_noticed(void **state)
{
    struct fixture *f = *state;
    SignedPrincipal *pass = user_signed_by(f, f->identity, 0, 300);
    verdict(f, pass);
    for (size_t i = 0; i < pass->claims.len; i++) {
        pass->claims.data[i] ^= 1;
        assert_string_equal(verdict(f, pass), "BAD_SIGNATURE");
        pass->claims.data[i] ^= 1;
    }
    for (size_t i = 0; i < pass->signature.len; i += 7) {
        pass->signature.data[i] ^= 0x40;
        assert_string_equal(verdict(f, pass), "BAD_SIGNATURE");
        pass->signature.data[i] ^= 0x40;
    }
    pass->signer = "leads";
    assert_string_equal(verdict(f, pass), "BAD_SIGNATURE");
    pass->signer = "nobody";
    assert_string_equal(verdict(f, pass), "UNKNOWN_SIGNER");
}

static void shapeless_principals_are_refused(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(verdict(f, NULL), "NO_PRINCIPAL");
    SignedPrincipal *pass = user_signed_by(f, f->identity, 0, 300);
    pass->signature.len = 63;
    assert_string_equal(verdict(f, pass), "MALFORMED");
    pass->signature.len = 64;
    pass->signer = NULL;
    assert_string_equal(verdict(f, pass), "MALFORMED");
    pass = user_signed_by(f, f->identity, 0, 300);
    pass->claims = (ProtobufCBinaryData){0, NULL};
    assert_string_equal(verdict(f, pass), "BAD_SIGNATURE");
    Principal nameless = PRINCIPAL__INIT;
    assert_string_equal(verdict(f, principal_sign(f->identity, &nameless, f->arena)), "MALFORMED");
}

static void a_foreign_key_of_the_same_name_is_not_trusted(void **state)
{
    struct fixture *f = *state;
    char keys[96], trust[96];
    struct signer *foreign;
    snprintf(keys, sizeof keys, "%s.foreign", f->keys);
    snprintf(trust, sizeof trust, "%s.foreign", f->trust);
    assert_int_equal(signer_open(keys, trust, "identity", &foreign, &f->error), STATUS_OK);
    assert_string_equal(verdict(f, user_signed_by(f, foreign, 0, 300)), "BAD_SIGNATURE");
    signer_free(foreign);
    /* Its public half in place of ours stops the owner of the name from starting. */
    assert_int_equal(signer_open(keys, f->trust, "identity", &foreign, &f->error), STATUS_FAILED_PRECONDITION);
}

static void a_signer_that_comes_later_is_found(void **state)
{
    struct fixture *f = *state;
    struct signer *late;
    assert_string_equal(verdict(f, user_signed_by(f, f->leads, 0, 300)), "FOREIGN_PRINCIPAL");
    assert_int_equal(signer_open(f->keys, f->trust, "contracts", &late, &f->error), STATUS_OK);
    assert_string_equal(verdict(f, principal_of_service(late, f->arena)), "contracts");
    signer_free(late);
}

static void keys_are_private_and_kept(void **state)
{
    struct fixture *f = *state;
    char path[96];
    struct stat file;
    struct signer *again;
    snprintf(path, sizeof path, "%s/leads.key", f->keys);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    assert_int_equal(file.st_size, 65);
    assert_int_equal(signer_open(f->keys, f->trust, "leads", &again, &f->error), STATUS_OK);
    assert_string_equal(verdict(f, principal_of_service(again, f->arena)), "leads");
    signer_free(again);
    FILE *damaged = fopen(path, "w");
    fputs("short\n", damaged);
    fclose(damaged);
    assert_int_equal(signer_open(f->keys, f->trust, "leads", &again, &f->error), STATUS_INVALID_ARGUMENT);
}

static void *verify_many(void *argument)
{
    struct fixture *f = argument;
    struct arena *arena = arena_new();
    for (int i = 0; i < 200; i++) {
        Principal *principal;
        struct error error;
        SignedPrincipal *pass = principal_of_service(f->leads, arena);
        if (principal_verify(f->keyring, pass, arena, &principal, &error) != STATUS_OK ||
            strcmp(principal->id, "leads"))
            return "refused";
        arena_reset(arena);
    }
    arena_free(arena);
    return NULL;
}

static void threads_share_a_keyring(void **state)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, verify_many, *state), 0);
    for (int i = 0; i < 4; i++) {
        void *failure;
        pthread_join(threads[i], &failure);
        assert_null(failure);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(identity_vouches_for_users),
        TEST(a_service_vouches_for_itself_only),
        TEST(time_is_checked_even_for_what_is_cached),
        TEST(every_changed_bit_is_noticed),
        TEST(shapeless_principals_are_refused),
        TEST(a_foreign_key_of_the_same_name_is_not_trusted),
        TEST(a_signer_that_comes_later_is_found),
        TEST(keys_are_private_and_kept),
        TEST(threads_share_a_keyring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
