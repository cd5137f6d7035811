/* SPDX-License-Identifier: Apache-2.0
 * What the gateway adds to every attempt to sign in, whichever way it comes.
 */
#ifndef GATEWAY_SIGN_IN_H
#define GATEWAY_SIGN_IN_H

#include "base/status.h"
#include "request.h"

/* Takes one from the ration of the request's address, and says in `body`, a packed SignInRequest, where it comes from;
 * what the caller said of that is overwritten. RESOURCE_EXHAUSTED with retry_after: too many from this address. */
enum status sign_in_mark(struct request *request, struct bytes *body, struct error *error) MUST_CHECK;

#endif
