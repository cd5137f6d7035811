/* SPDX-License-Identifier: Apache-2.0
 * What there is to call and to hear, for people: pages without scripts, written from the descriptors and their comments.
 */
#ifndef GATEWAY_READER_H
#define GATEWAY_READER_H

#include "request.h"

void reader_front(struct request *request); /* GET /api: all services, methods and events */
/* GET /api/<word>: methods with their fields, events with an example. 404: no such service. */
void reader_service(struct request *request, const char *word);

#endif
