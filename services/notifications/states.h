/* SPDX-License-Identifier: Apache-2.0
 * The lifecycles of what this service owns.
 */
#ifndef NOTIFICATIONS_STATES_H
#define NOTIFICATIONS_STATES_H

#include "base/lifecycle.h"

extern const struct lifecycle notification_lifecycle, subscription_lifecycle, delivery_lifecycle;

#endif
