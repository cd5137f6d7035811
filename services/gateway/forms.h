/* SPDX-License-Identifier: Apache-2.0
 * The public form: GET /forms/<campaign> shows it, POST captures a lead under the gateway's own principal.
 */
#ifndef GATEWAY_FORMS_H
#define GATEWAY_FORMS_H

#include "request.h"

/* `campaign` is the rest of the path. Consent is kept under the version that the form shows; who agreed to another one,
 * because it changed meanwhile, is asked again: 409. */
void forms_request(struct request *request, const char *campaign);

/* The form's script, form.js; browsers keep it for an hour. */
void forms_script(struct request *request);

#endif
