/* SPDX-License-Identifier: Apache-2.0
 * Activities: rows into messages.
 */
#ifndef ACTIVITIES_H
#define ACTIVITIES_H

#include "record.h"

/* A row with the columns of sql/list_activities.sql, its texts unsealed and masked; the call's. */
enum status activity_of_row(struct call *call, const struct rows *rows, size_t row, const struct subject *subject,
                            Activity **ret) MUST_CHECK; /* customer_id is the record's that it was written under */
/* Fills participants and costs of the newest versions. */
enum status activities_complete(struct call *call, Activity **activities, size_t n) MUST_CHECK;

#endif
