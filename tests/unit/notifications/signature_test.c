/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>
#include <sodium.h>
#include <stdio.h>

#include "base/text.h"
#include "notifications/signature.h"

static const char vectors[] = SOURCE_DIR "/../shared/data/standard_webhooks/vectors.json";

/* The public vectors, where they lie beside the tree. */
static void NOT_06_signatures_are_those_of_the_vectors(void **unused)
{
    struct arena *arena = arena_new();
    json_error_t error;
    (void)unused;
    json_t *all = json_load_file(vectors, 0, &error), *one;
    size_t i;
    assert_non_null(all);
    assert_true(json_array_size(json_object_get(all, "sign")) > 0);
    json_array_foreach(json_object_get(all, "sign"), i, one) {
        const char *body = json_string_value(json_object_get(one, "payload"));
        struct signed_message message = {json_string_value(json_object_get(one, "msg_id")),
                                         json_integer_value(json_object_get(one, "timestamp")), body, strlen(body)};
        const char *secret = json_string_value(json_object_get(one, "secret"));
        const char *expected = json_string_value(json_object_get(one, "expected"));
        assert_string_equal(signature_of(&message, secret, arena), expected);
        assert_string_equal(signature_of(&message, strchr(secret, '_') + 1, arena), expected);
    }
    json_decref(all);
    arena_free(arena);
}

static void NOT_06_a_signature_covers_id_time_and_every_byte(void **unused)
{
    struct arena *arena = arena_new();
    struct signed_message message = {"msg_1", 1614265330, "{\"a\":1}", 7}, other = message;
    const char *secret = signature_secret(arena), *signature = signature_of(&message, secret, arena);
    (void)unused;
    assert_string_equal(signature_of(&message, secret, arena), signature);
    other.id = "msg_2";
    assert_string_not_equal(signature_of(&other, secret, arena), signature);
    other = message;
    other.timestamp++;
    assert_string_not_equal(signature_of(&other, secret, arena), signature);
    other = message;
    other.size--;
    assert_string_not_equal(signature_of(&other, secret, arena), signature);
    assert_string_not_equal(signature_of(&message, signature_secret(arena), arena), signature);
    arena_free(arena);
}

static void NOT_06_secrets_are_random_and_of_the_right_form(void **unused)
{
    struct arena *arena = arena_new();
    uint8_t *bytes;
    size_t n;
    (void)unused;
    const char *first = signature_secret(arena), *second = signature_secret(arena);
    assert_string_not_equal(first, second);
    assert_memory_equal(first, "whsec_", 6);
    assert_true(base64_decode(arena, first + 6, strlen(first + 6), &bytes, &n));
    assert_int_equal(n, 32);
    struct signed_message message = {"m", 1, "", 0};
    assert_null(signature_of(&message, "whsec_", arena));
    assert_null(signature_of(&message, "", arena));
    assert_null(signature_of(&message, "whsec_!!", arena));
    assert_non_null(signature_of(&message, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", arena)); /* unpadded */
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest own[] = {
        cmocka_unit_test(NOT_06_a_signature_covers_id_time_and_every_byte),
        cmocka_unit_test(NOT_06_secrets_are_random_and_of_the_right_form),
    };
    const struct CMUnitTest public[] = {cmocka_unit_test(NOT_06_signatures_are_those_of_the_vectors)};
    FILE *file = fopen(vectors, "r");
    if (sodium_init() < 0)
        return 1;
    int failed = cmocka_run_group_tests(own, NULL, NULL);
    if (!file) {
        printf("skipped: %s is not there\n", vectors);
        return failed ? failed : 77;
    }
    fclose(file);
    return failed + cmocka_run_group_tests(public, NULL, NULL);
}
