/* SPDX-License-Identifier: Apache-2.0
 * What a contact that is told of later than it was counts for (LEA-12, LEA-26). Pure.
 */
#ifndef LEADS_SINCE_H
#define LEADS_SINCE_H

#include <stdbool.h>
#include <stdint.h>

enum { SINCE_GRACE_S = 15 * 60 };

/* When the first response counts as given: when it was, if it was told of within SINCE_GRACE_S; else when it was told,
 * for anybody can say that he called in time. */
int64_t since_response_us(int64_t at_us, int64_t told_us);

/* The later of two moments; 0 is none. */
int64_t since_latest(int64_t a_us, int64_t b_us);

/* Does a contact at `at_us` begin the clock of recycling anew, which runs since the last contact or, if that was later,
 * the assignment? What came before that is a fact of the past. */
bool since_begins_anew(int64_t at_us, int64_t last_contact_us, int64_t assigned_us);

#endif
