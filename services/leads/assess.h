/* SPDX-License-Identifier: Apache-2.0
 * Score, grade, intent and priority put on a lead, with their events and history (LEA-08 to LEA-10, LEA-19).
 */
#ifndef LEADS_ASSESS_H
#define LEADS_ASSESS_H

#include "priority.h"
#include "score.h"
#include "store.h"

/* Assesses `lead` and puts the outcome on it and among `facts`. No SQL, no event. */
struct score assess_put(const LeadRules *rules, struct facts *facts, Lead *lead);

/* Emits lead.scored for what assess_put() gave. `cause` is one of those of message Assessment. */
void assess_emit(struct call *call, const Lead *lead, const struct score *score, const char *cause);

/* Assesses a lead again: when something moved, keeps the assessment and emits lead.scored, lead.grade_changed and
 * lead.priority_changed. The caller stores the lead. */
enum status assess_again(struct call *call, const LeadRules *rules, struct facts *facts, struct held *held,
                         const char *cause) MUST_CHECK;

/* Binds the explanation: reason_rules, reason_points, reason_sentences. */
void assess_bind_reasons(struct call *call, const struct score *score);

#endif
