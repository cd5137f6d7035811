/* SPDX-License-Identifier: Apache-2.0
 * Message types for targets that work on any: those of the test protos, and some of the project's own.
 */
#ifndef TESTS_FUZZ_TYPES_H
#define TESTS_FUZZ_TYPES_H

#include "fuzz.h"
#include "schema/schema.h"

extern const char everything_set[];
extern const uint64_t everything_set_size;

struct type {
    const struct schema_message *message;
    bool closed; /* its enums have no other values than those declared */
};

/* The one of this number. */
static inline struct type type_of(uint8_t choice)
{
    static const char *const tests[] = {"everything.v3.Everything", "everything.v2.Everything", "google.protobuf.Value"};
    static const char *const own[] = {"dealspine.leads.v1.CaptureLeadRequest", "dealspine.events.v1.FetchRequest",
                                      "dealspine.leads.v1.PublishRulesRequest", "dealspine.events.v1.Event",
                                      "dealspine.contracts.v1.DraftContractRequest"};
    enum { TESTS = sizeof tests / sizeof *tests, OWN = sizeof own / sizeof *own };
    static struct schema *schema;
    unsigned nth = choice % (TESTS + OWN);
    if (!schema)
        claim(schema_open(everything_set, everything_set_size, &schema, NULL) == STATUS_OK, "the test protos are read");
    struct type type = {.closed = nth == 1 || nth >= TESTS};
    type.message = nth < TESTS ? schema_message(schema, tests[nth]) : schema_message(schema_own(), own[nth - TESTS]);
    claim(type.message, "the type is there");
    return type;
}

#endif
