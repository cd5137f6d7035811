/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "notifications/seal.h"

static void sealed_values_open_for_their_owner_alone(void **unused)
{
    char dir[] = "/tmp/dealspine-seal-XXXXXX", path[100];
    struct arena *arena = arena_new();
    struct seal_keys keys, again;
    struct error error;
    (void)unused;
    assert_non_null(mkdtemp(dir));
    assert_int_equal(seal_keys_open(dir, &keys, &error), STATUS_OK);
    assert_int_equal(seal_keys_open(dir, &again, &error), STATUS_OK);
    assert_memory_equal(keys.key[0], again.key[0], SEAL_KEY);
    struct sealed sealed = seal_text(&keys, "email", "u-1", "a@b.example", arena);
    assert_string_equal(unseal_text(&again, "email", "u-1", sealed, arena), "a@b.example");
    assert_null(unseal_text(&keys, "email", "u-2", sealed, arena));
    assert_null(unseal_text(&keys, "secret", "u-1", sealed, arena));
    ((uint8_t *)(uintptr_t)sealed.data)[sealed.size - 1] ^= 1;
    assert_null(unseal_text(&keys, "email", "u-1", sealed, arena));
    assert_null(unseal_text(&keys, "email", "u-1", (struct sealed){sealed.data, 3}, arena));
    snprintf(path, sizeof path, "%s/notifications.master.1", dir);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(seal_keys_open(dir, &again, &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(unlink(path) | rmdir(dir), 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sealed_values_open_for_their_owner_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
