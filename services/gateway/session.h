/* SPDX-License-Identifier: Apache-2.0
 * Sessions of browsers: the token lies in a cookie that no script can read, and counts for pages of ours alone
 * (origin.h). Everybody else sends `Authorization: Bearer …`, which wins over a cookie.
 */
#ifndef GATEWAY_SESSION_H
#define GATEWAY_SESSION_H

#include "base/status.h"
#include "request.h"

/* POST /session signs in: an identity.SignInRequest as JSON; the reply is SignInReply without its token, which becomes
 * the cookie. DELETE /session signs out and drops the cookie. Both under the guard of origin.h. */
void session_request(struct request *request);

/* The token that a request brings, NULL if it brings none; the request's. UNAUTHENTICATED: Authorization is not Bearer.
 * PERMISSION_DENIED, reason CROSS_SITE: there is a cookie, but the request is not from a page of ours. */
enum status session_token(const struct request *request, const char **ret_token, struct error *error) MUST_CHECK;

/* The answer will drop the cookie, if the request brought one. */
void session_forget(struct request *request);

#endif
