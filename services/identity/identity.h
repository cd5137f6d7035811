/* SPDX-License-Identifier: Apache-2.0
 * What the process holds from its start on: settings and the key that signs principals. Never changed afterwards.
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <stdint.h>

#include "base/status.h"

struct identity_settings {
    const char *bootstrap_key; /* "": nobody can bootstrap */
    int64_t session_hours, source_failures;
    const char *zone; /* IANA: where days begin, for those who ask */
};
extern struct identity_settings identity_settings;

struct signer;
struct signer *identity_signer(void); /* the service's own, borrowed */

/* Opens the signer <DEALSPINE_DIR>/keys/identity.key and readies the password check. */
enum status identity_open(struct error *error) MUST_CHECK;

#endif
