/* SPDX-License-Identifier: Apache-2.0
 * The pages behind a customer's link: GET /links/<token> shows a delivery plan or a survey, POST answers it; under the
 * gateway's own principal, since the token is all that the customer has.
 */
#ifndef GATEWAY_LINKS_H
#define GATEWAY_LINKS_H

#include "request.h"

/* `token` is the rest of the path; it stays out of the logs. */
void links_request(struct request *request, const char *token);

#endif
