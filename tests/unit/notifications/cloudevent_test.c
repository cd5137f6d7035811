/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#include "dealspine/contracts.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "notifications/cloudevent.h"
#include "wire/pack.h"

static struct arena *arena;

static enum status body_of(Event *event, const char **ret_body)
{
    struct error error;
    return cloudevent_body(event, schema_event(schema_own(), "contract.cancelled"), arena, ret_body, &error);
}

static void NOT_06_a_body_has_the_attributes_of_cloudevents_1_0(void **unused)
{
    ContractCancelled cancelled = CONTRACT_CANCELLED__INIT;
    Event event = EVENT__INIT;
    Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    const char *body;
    (void)unused;
    cancelled.contract_id = "c-1";
    cancelled.reason = "a \"quoted\" </script> reason";
    struct bytes packed = wire_pack(arena, &cancelled);
    at.seconds = 1770120000;
    event.id = "e-1";
    event.type = "contract.cancelled";
    event.domain = "contracts";
    event.agg_type = "contract";
    event.agg_id = "c-1";
    event.has_schema = event.has_pos = event.has_agg_ver = event.has_channel = event.has_payload = true;
    event.schema = 1;
    event.pos = 9007199254740993;
    event.agg_ver = 4;
    event.channel = CHANNEL__PHONE;
    event.occurred_at = &at;
    event.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    event.payload = (ProtobufCBinaryData){packed.size, (uint8_t *)(uintptr_t)packed.data};
    assert_int_equal(body_of(&event, &body), STATUS_OK);
    json_error_t error;
    json_t *read = json_loads(body, JSON_REJECT_DUPLICATES, &error), *data;
    assert_non_null(read);
    static const char *const expected[][2] = {
        {"specversion", "1.0"}, {"id", "e-1"}, {"source", "/dealspine/contracts"}, {"type", "contract.cancelled"},
        {"subject", "c-1"}, {"time", "2026-02-03T12:00:00.000000Z"}, {"datacontenttype", "application/json"},
        {"dataschema", "urn:dealspine:dealspine.contracts.v1.ContractCancelled:1"}, {"domain", "contracts"},
        {"pos", "9007199254740993"}, {"aggtype", "contract"}, {"aggver", "4"}, {"channel", "PHONE"},
        {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_string_equal(json_string_value(json_object_get(read, expected[i][0])), expected[i][1]);
    data = json_object_get(read, "data");
    assert_string_equal(json_string_value(json_object_get(data, "reason")), cancelled.reason);
    assert_null(json_object_get(read, "correlationid"));
    assert_int_equal(json_object_size(read), sizeof expected / sizeof *expected + 1);
    json_decref(read);
}

static void a_payload_of_another_kind_is_refused(void **unused)
{
    Event event = EVENT__INIT;
    const char *body;
    (void)unused;
    event.id = event.type = event.domain = event.agg_id = event.agg_type = "x";
    event.payload = (ProtobufCBinaryData){2, (uint8_t *)(uintptr_t)"\x0a\xff"};
    assert_int_equal(body_of(&event, &body), STATUS_INTERNAL);
}

static int set_up(void **unused)
{
    (void)unused;
    arena = arena_new();
    return 0;
}

static int tear_down(void **unused)
{
    (void)unused;
    arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(NOT_06_a_body_has_the_attributes_of_cloudevents_1_0, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_payload_of_another_kind_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
