/* SPDX-License-Identifier: Apache-2.0
 * Optimistic concurrency: a command says which version of the row it saw.
 */
#ifndef EXPECTED_H
#define EXPECTED_H

#include "service/service.h"

/* ABORTED VERSION_DIFFERS unless the caller named no version (`given` false) or the present one. */
enum status expect_version(struct call *call, bool given, uint64_t expected, int64_t present) MUST_CHECK;

#endif
