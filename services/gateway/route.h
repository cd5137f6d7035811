/* SPDX-License-Identifier: Apache-2.0
 * Who answers which path.
 */
#ifndef GATEWAY_ROUTE_H
#define GATEWAY_ROUTE_H

#include "request.h"

/* As http_settings.route. */
void route_request(void *context, struct request *request);

#endif
