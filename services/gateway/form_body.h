/* SPDX-License-Identifier: Apache-2.0
 * The body of an HTML form that somebody sends, for the pages that take one.
 */
#ifndef GATEWAY_FORM_BODY_H
#define GATEWAY_FORM_BODY_H

#include "request.h"
#include "urlencoded.h"

/* The request's body, the request's; NULL when it is none and the request was answered so: 415 or 400. */
const struct urlencoded *form_body_read(struct request *request);

/* The hidden key, which makes a form that is sent twice one; NULL if it has none that is a UUID. */
const char *form_body_key(const struct urlencoded *form);

#endif
