/* SPDX-License-Identifier: Apache-2.0
 * The rules in force, read once per worker and version.
 */
#ifndef LEADS_RULES_H
#define LEADS_RULES_H

#include "rooms.h"

/* Reads one version from the tables; the call's. NOT_FOUND. */
enum status rules_read(struct call *call, int64_t version, LeadRules **ret) MUST_CHECK;

/* The rules that the first of `rows` names in its columns rules_version and rules_since, from this worker's cache or
 * from the tables when they are not there yet. Stays valid for the rest of the call. */
enum status rules_of(struct call *call, const struct rows *rows, const LeadRules **ret) MUST_CHECK;

/* The rules in force; asks the tables for the version. */
enum status rules_active(struct call *call, const LeadRules **ret) MUST_CHECK;

#endif
