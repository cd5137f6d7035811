/* SPDX-License-Identifier: Apache-2.0 */
#include "permission.h"

bool medium_reaches(ContactPermission__Medium medium, ContactPoint__Kind kind)
{
    switch (medium) {
    case CONTACT_PERMISSION__MEDIUM__CALL:
    case CONTACT_PERMISSION__MEDIUM__SMS:
        return kind == CONTACT_POINT__KIND__PHONE;
    case CONTACT_PERMISSION__MEDIUM__EMAIL:
        return kind == CONTACT_POINT__KIND__EMAIL;
    case CONTACT_PERMISSION__MEDIUM__POST:
    case CONTACT_PERMISSION__MEDIUM__VISIT:
        return kind == CONTACT_POINT__KIND__ADDRESS;
    case CONTACT_PERMISSION__MEDIUM__IM:
        return kind == CONTACT_POINT__KIND__IM || kind == CONTACT_POINT__KIND__PHONE;
    default:
        return false;
    }
}

/* Letters and e-mails disturb nobody at night. */
static bool has_hours(ContactPermission__Medium medium)
{
    return medium != CONTACT_PERMISSION__MEDIUM__EMAIL && medium != CONTACT_PERMISSION__MEDIUM__POST;
}

static bool outside_hours(const struct contact_facts *facts)
{
    if (!has_hours(facts->medium))
        return false;
    return !(facts->weekdays & 1 << facts->local_weekday) || facts->local_minute < facts->from_minute ||
           facts->local_minute >= facts->until_minute;
}

struct decision permission_decide(const struct contact_facts *facts)
{
    const struct {
        bool refuses;
        ContactDecision__Reason reason;
    } rules[] = {
        {!facts->customer_open, CONTACT_DECISION__REASON__CUSTOMER_CLOSED},
        {!facts->point_usable || !medium_reaches(facts->medium, facts->kind), CONTACT_DECISION__REASON__POINT_INVALID},
        {facts->blocked, CONTACT_DECISION__REASON__BLOCKED},
        {facts->withdrawn, CONTACT_DECISION__REASON__WITHDRAWN},
        {facts->needs_grant && !facts->granted, CONTACT_DECISION__REASON__NO_GRANT},
        {outside_hours(facts), CONTACT_DECISION__REASON__OUTSIDE_HOURS},
        {facts->daily_cap > 0 && facts->attempts_today >= facts->daily_cap, CONTACT_DECISION__REASON__DAILY_CAP},
    };
    struct decision decision = {.n = 0};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].refuses)
            decision.reasons[decision.n++] = rules[i].reason;
    return decision;
}

ContactPermission__State permission_state(const struct contact_facts *facts)
{
    if (facts->blocked)
        return CONTACT_PERMISSION__STATE__BLOCKED;
    if (facts->withdrawn)
        return CONTACT_PERMISSION__STATE__WITHDRAWN;
    return facts->granted ? CONTACT_PERMISSION__STATE__GRANTED : CONTACT_PERMISSION__STATE__UNKNOWN;
}

const char *permission_sentence(ContactDecision__Reason reason)
{
    switch (reason) {
    case CONTACT_DECISION__REASON__PERMITTED:
        return "contact is permitted";
    case CONTACT_DECISION__REASON__CUSTOMER_CLOSED:
        return "the customer's record is closed";
    case CONTACT_DECISION__REASON__POINT_INVALID:
        return "the contact point is not valid for this";
    case CONTACT_DECISION__REASON__BLOCKED:
        return "the customer must not be contacted here";
    case CONTACT_DECISION__REASON__WITHDRAWN:
        return "the customer has withdrawn the permission";
    case CONTACT_DECISION__REASON__NO_GRANT:
        return "the policy asks for a permission, and none is in force";
    case CONTACT_DECISION__REASON__OUTSIDE_HOURS:
        return "it is outside the hours of contact at the customer's";
    case CONTACT_DECISION__REASON__DAILY_CAP:
        return "this contact point was tried often enough today";
    default:
        return "contact is refused";
    }
}
