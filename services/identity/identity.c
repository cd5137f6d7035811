/* SPDX-License-Identifier: Apache-2.0 */
#include "identity.h"

#include "password.h"
#include "schema/check.h"
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
    if (!format_is_valid("zone", identity_settings.zone))
        return fail_with(error, STATUS_INVALID_ARGUMENT,
                         "DEALSPINE_IDENTITY_ZONE must be an IANA zone, as Asia/Shanghai");
    TRY(signer_open(keys_dir(), trust_dir(), "identity", &signer, error));
    return password_open(error);
}
