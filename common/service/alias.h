/* SPDX-License-Identifier: Apache-2.0
 * Requests that name a customer by the id it had before it was merged. What is written goes to the survivor anyway
 * (follow.h); a statement that reads by such an id says `customer_id = (SELECT alias_head(:customer_id::uuid))`: the
 * SELECT lets it be asked once and not for each row.
 */
#ifndef SERVICE_ALIAS_H
#define SERVICE_ALIAS_H

#include "service/service.h"

/* Whom the id stands for as far as this service has followed, for what is compared with it or told of it before it is
 * written; itself where it is nobody's alias. NULL stays NULL. The call's. */
enum status alias_head(struct call *call, const char *id, const char **ret_head) MUST_CHECK;

#endif
