/* SPDX-License-Identifier: Apache-2.0 */
#include "lifecycles.h"

#include "identity/user.h"
#include "leads/lead.h"
#include "opportunities/opportunity.h"

const struct lifecycle *const lifecycles[] = {&user_lifecycle, &lead_lifecycle, &opportunity_lifecycle, NULL};
