/* SPDX-License-Identifier: Apache-2.0 */
#include "identity.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "password.h"
#include "wire/principal.h"

struct identity_settings identity_settings;
static struct signer *signer;

struct signer *identity_signer(void)
{
    return signer;
}

enum status identity_open(struct error *error)
{
    const char *dir = getenv("DEALSPINE_DIR");
    char keys[4096], trust[4096];
    if (sodium_init() < 0)
        return fail_with(error, STATUS_INTERNAL, "libsodium cannot be initialised");
    snprintf(keys, sizeof keys, "%s/keys", dir ? dir : "./var");
    snprintf(trust, sizeof trust, "%s/trust", dir ? dir : "./var");
    TRY(signer_open(keys, trust, "identity", &signer, error));
    return password_open(error);
}
