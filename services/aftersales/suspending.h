/* SPDX-License-Identifier: Apache-2.0
 * A plan stops because its contract has.
 */
#ifndef AFTERSALES_SUSPENDING_H
#define AFTERSALES_SUSPENDING_H

#include "delivery.h"

/* Nothing more is delivered, nobody is asked or visited any more: its surveys expire and its visits are refused with
 * `cause`, DEAL_REVERSED or CONTRACT_TERMINATED. `reason` is the contract's. Emits delivery.suspended.
 * FAILED_PRECONDITION where it has stopped already. */
enum status delivery_suspend(struct call *call, struct delivery *delivery, const char *cause,
                             const char *reason) MUST_CHECK;

#endif
