/* SPDX-License-Identifier: Apache-2.0 */
#include "identity.h"

#include "password.h"
#include "service/declare.h"
#include "wire/principal.h"

struct identity_settings identity_settings;
static struct signer *signer;

struct signer *identity_signer(void)
{
    return signer;
}

enum status identity_open(struct error *error)
{
    TRY(signer_open(keys_dir(), trust_dir(), "identity", &signer, error));
    return password_open(error);
}
