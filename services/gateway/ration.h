/* SPDX-License-Identifier: Apache-2.0
 * How often one address may do something: public forms (the setting FORMS a minute) and attempts to sign in (SIGN_INS a
 * minute), over all gateways where there is a Redis, else in each by itself.
 */
#ifndef GATEWAY_RATION_H
#define GATEWAY_RATION_H

#include <stdbool.h>

#include "request.h"

enum status ration_open(struct error *error) MUST_CHECK;
void ration_close(void);

/* May this address send one more? If not, the answer says when. */
bool ration_form(struct request *request);

/* May this address try once more? If not, `ret_retry_ms` says when. */
bool ration_sign_in(struct request *request, uint32_t *ret_retry_ms);

/* A keyed hash of the request's address, hex: the same in all gateways of a stack, and nobody else can make it. */
const char *ration_subject(const struct request *request);

#endif
