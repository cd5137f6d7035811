/* SPDX-License-Identifier: Apache-2.0 */
#include "pass.h"
#include "rooms.h"

RPC(Identity, authenticate, AuthenticateRequest, AuthenticateReply)
{
    struct rows rows;
    int64_t expires_us;
    TRY(pass_of_token(call, in->token, NULL, &out->principal, &expires_us, &rows));
    row_into(call, &rows, 0, out);
    return STATUS_OK;
}
