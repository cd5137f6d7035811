/* SPDX-License-Identifier: Apache-2.0
 * Errors as the Connect protocol writes them: HTTP status and a JSON body.
 */
#ifndef GATEWAY_CONNECT_ERROR_H
#define GATEWAY_CONNECT_ERROR_H

#include "base/status.h"
#include "request.h"

/* The HTTP status that Connect pairs with a code. */
unsigned connect_http_of(enum status status);

/* Answers with `error`. Field, reason, retry advice and whether it was executed travel as a detail of type
 * dealspine.wire.v1.Status. What went wrong inside is logged and not told. */
void connect_fail(struct request *request, const struct error *error);
/* The same under another HTTP status: 404, 405 and 415 have no code of their own. */
void connect_fail_as(struct request *request, unsigned http, const struct error *error);

#endif
