/* SPDX-License-Identifier: Apache-2.0
 * What the targets share: the entry that libFuzzer calls, and the test proto's schema.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdlib.h>

#include "schema/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

extern const char everything_set[];
extern const uint64_t everything_set_size;

/* One of the message types of the test protos, chosen by the input's first byte. */
static inline const struct schema_message *fuzz_type(uint8_t choice)
{
    static const char *const names[] = {"everything.v3.Everything", "everything.v2.Everything", "google.protobuf.Value"};
    static struct schema *schema;
    if (!schema && schema_open(everything_set, everything_set_size, &schema, NULL) != STATUS_OK)
        abort();
    return schema_message(schema, names[choice % 3]);
}

#endif
