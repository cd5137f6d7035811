/* SPDX-License-Identifier: Apache-2.0
 * Every lifecycle of the services, from their own <noun>.c.
 */
#ifndef CLI_LIFECYCLES_H
#define CLI_LIFECYCLES_H

#include "base/lifecycle.h"

extern const struct lifecycle *const lifecycles[]; /* ended by NULL */

#endif
