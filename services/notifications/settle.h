/* SPDX-License-Identifier: Apache-2.0
 * The steps of the sender: what is claimed, and what is written down of an attempt.
 */
#ifndef NOTIFICATIONS_SETTLE_H
#define NOTIFICATIONS_SETTLE_H

#include "parcel.h"

struct claim {
    int64_t limit;     /* at most so many */
    struct rows rows;  /* of claim_deliveries or claim_mail */
};

/* Steps for errand_run(): `in` is a struct claim … */
enum status claim_deliveries(struct call *call, void *in);
enum status claim_mail(struct call *call, void *in);
/* … or a struct parcel that has ended. State, attempt and events are one transaction; nothing of the state when
 * somebody else has claimed it since. */
enum status settle_delivery(struct call *call, void *in);
enum status settle_mail(struct call *call, void *in);

#endif
