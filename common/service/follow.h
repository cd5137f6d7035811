/* SPDX-License-Identifier: Apache-2.0
 * What services follow alike.
 *
 * Customers: two that turned out to be one, or two again. A migration names the tables that bear a customer's id,
 * `SELECT alias_bearer('lead', 'customer_id', '{id}')`, with the columns that may name a lead, an opportunity, a
 * contract, a case or a call of his. The rows of an alias are found under the survivor from then on, also those that
 * come in late; each remembers which id it was written with.
 *
 * The working calendars: the table calendar_entry, the view day_off, and the functions working_days_of() and
 * working_day_after() of schema/0006_calendar.sql go by what this service has followed.
 */
#ifndef SERVICE_FOLLOW_H
#define SERVICE_FOLLOW_H

#include "dealspine/customers.pb-c.h"
#include "dealspine/identity.pb-c.h"
#include "service/service.h"

enum status follow_merged(struct call *call, const CustomerMerged *merged) MUST_CHECK;
/* Takes along what was written with an id that is the customer's own again, and what names something that is. */
enum status follow_unmerged(struct call *call, const CustomerUnmerged *unmerged) MUST_CHECK;

enum status follow_calendar(struct call *call, const CalendarChanged *changed) MUST_CHECK;

#endif
