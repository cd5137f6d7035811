/* SPDX-License-Identifier: Apache-2.0
 * The public form: GET /forms/<campaign> shows it, POST captures a lead under the gateway's own principal.
 */
#ifndef GATEWAY_FORMS_H
#define GATEWAY_FORMS_H

#include "request.h"

/* `campaign` is the rest of the path. */
void forms_request(struct request *request, const char *campaign);

#endif
