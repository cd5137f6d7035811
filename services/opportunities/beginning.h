/* SPDX-License-Identifier: Apache-2.0
 * A fresh opportunity: in the first stage of its pipeline, its clock running, told by opportunity.created.
 */
#ifndef OPPORTUNITIES_BEGINNING_H
#define OPPORTUNITIES_BEGINNING_H

#include "held.h"

/* Makes it from what is bound for sql/insert_opportunity.sql. `ret_made` is left without an id where one of this id is
 * there already, or the pipeline has no active stage. */
enum status opportunity_begin(struct call *call, const char *id, Opportunity *ret_made) MUST_CHECK;

/* opportunity.created, out of lead `lead_id` (NULL: no lead stands behind it). `linked`: it was there before, and the lead
 * was added to it. */
void opportunity_tell_created(struct call *call, const Opportunity *made, const char *lead_id, bool linked);

#endif
