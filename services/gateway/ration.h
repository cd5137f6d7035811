/* SPDX-License-Identifier: Apache-2.0
 * How many public forms are taken from one address: the setting FORMS a minute, over all gateways where there is a Redis.
 */
#ifndef GATEWAY_RATION_H
#define GATEWAY_RATION_H

#include <stdbool.h>

#include "request.h"

enum status ration_open(struct error *error) MUST_CHECK;
void ration_close(void);

/* May this address send one more? If not, the answer says when. */
bool ration_form(struct request *request);

#endif
