/* SPDX-License-Identifier: Apache-2.0
 * Takes unknown fields out of a message. libprotobuf-c reads one of number 0 when its tag is longer than it need be, and
 * does not read what it writes of it.
 */
#ifndef TESTS_FUZZ_STRIP_H
#define TESTS_FUZZ_STRIP_H

#include <protobuf-c/protobuf-c.h>

static inline void strip(ProtobufCMessage *message)
{
    const ProtobufCMessageDescriptor *type = message->descriptor;
    message->n_unknown_fields = 0;
    for (unsigned i = 0; i < type->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &type->fields[i];
        char *at = (char *)message + field->offset;
        ProtobufCMessage **list = field->label == PROTOBUF_C_LABEL_REPEATED ? *(ProtobufCMessage ***)(void *)at
                                                                           : (ProtobufCMessage **)(void *)at;
        size_t n = field->label == PROTOBUF_C_LABEL_REPEATED
                       ? *(size_t *)(void *)((char *)message + field->quantifier_offset)
                       : 1;
        for (size_t k = 0; field->type == PROTOBUF_C_TYPE_MESSAGE && k < n; k++)
            if (list[k])
                strip(list[k]);
    }
}

#endif
