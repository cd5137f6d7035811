/* SPDX-License-Identifier: Apache-2.0
 * GET /: what is here, and the methods one may call.
 */
#ifndef GATEWAY_INDEX_H
#define GATEWAY_INDEX_H

#include "request.h"

void index_page(struct request *request);

#endif
