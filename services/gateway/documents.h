/* SPDX-License-Identifier: Apache-2.0
 * What there is for builders, written from the descriptors at the first request and kept: /openapi.json, /asyncapi.json, and
 * pages to read under /api.
 */
#ifndef GATEWAY_DOCUMENTS_H
#define GATEWAY_DOCUMENTS_H

#include <jansson.h>

#include "request.h"

void documents_openapi(struct request *request);
void documents_asyncapi(struct request *request);
void documents_close(void);

/* The trees; whoever calls owns them. */
json_t *openapi_new(void);
json_t *asyncapi_new(void);

#endif
