/* SPDX-License-Identifier: Apache-2.0
 * Writing permissions, with their events.
 */
#ifndef CONSENT_H
#define CONSENT_H

#include "record.h"

struct consent {
    const char *point_id, *customer_id, *owner_path;
    ContactPermission__Medium medium;
    const char *purpose; /* "*" every one */
    ContactPermission__State state;
    const char *legal_basis, *proof_ref, *text_version; /* may be NULL */
    int64_t valid_from_us, valid_until_us;              /* until 0: without end */
};

/* Writes it and emits permission.granted, .withdrawn, .blocked or .unblocked. `ret` (may be NULL) is NULL when nothing
 * was written because a block stands. */
enum status consent_write(struct call *call, const struct consent *consent, ContactPermission **ret) MUST_CHECK;
/* Do not call this point any more, for whatever purpose. */
enum status consent_block_calls(struct call *call, const char *point_id, const char *customer_id,
                                const char *owner_path) MUST_CHECK;

#endif
