/* SPDX-License-Identifier: Apache-2.0 */
#include "proposal.h"

enum { PATIENCE = 6 }; /* attempts after which a lead without intent is given up rather than kept warm */

const char *proposal_of(const struct impression *seen)
{
    if (seen->state == LEAD__STATE__QUALIFIED)
        return seen->change < 0 ? "HANDLE_OBJECTION" : "CONVERT";
    if (!seen->effective)
        return "CONTACT";
    if (seen->concern && seen->intent != LEAD__INTENT__NONE)
        return "HANDLE_OBJECTION";
    switch (seen->intent) {
    case LEAD__INTENT__READY:
        return "QUALIFY";
    case LEAD__INTENT__CONSIDERING:
        return seen->change > 0 ? "QUALIFY" : seen->change < 0 ? "HANDLE_OBJECTION" : "CONTACT";
    case LEAD__INTENT__VAGUE:
        return seen->change > 0 ? "CONTACT" : "NURTURE";
    default:
        return seen->attempts >= PATIENCE ? "DISQUALIFY" : "NURTURE";
    }
}
