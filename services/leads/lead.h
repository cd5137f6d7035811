/* SPDX-License-Identifier: Apache-2.0
 * The lead's lifecycle and what can be said about a lead without asking anybody. Pure.
 */
#ifndef LEADS_LEAD_H
#define LEADS_LEAD_H

#include <stdint.h>

#include "base/id.h"
#include "base/lifecycle.h"
#include "condition.h"

extern const struct lifecycle lead_lifecycle;

/* The state's name, as SQL and the lifecycle have it. */
const char *lead_state_name(Lead__State state);

/* Sets `lead->state` to where `verb` leads. FAILED_PRECONDITION WRONG_STATE otherwise. */
enum status lead_step(Lead *lead, const char *verb, struct error *error) MUST_CHECK;

/* Neither over nor disqualified: keeps the customer's slot for its product. */
bool lead_is_open(const Lead *lead);

/* What a person has done with the lead since it came in, as a sentence; NULL: nothing. */
const char *lead_work_since(const Lead *lead);

/* Counts among the open leads of its owner. */
bool lead_is_load(const Lead *lead);

/* The same capture, the same id: by its natural key, or else by who sends it under which idempotency key. */
void lead_derive_id(const char *natural_key, const char *actor, const char *key, char ret_id[ID_TEXT]);

/* The id of the opportunity that a lead becomes. */
void lead_opportunity_id(const char *lead_id, char ret_id[ID_TEXT]);

/* The product as the duplicate rule compares it: trimmed, ASCII lower case; "" if absent. The arena's. */
const char *lead_slot_product(struct arena *arena, const char *product);

/* "/hq/sales/" of "/hq/sales/~<uuid>"; "/" of NULL. The arena's. */
const char *lead_team_of(struct arena *arena, const char *path);

/* What rules may ask of a lead, apart from score, grade and intent. Strings are borrowed from the lead. */
void lead_facts(struct arena *arena, const Lead *lead, LeadAttribute *const *attributes, size_t n, struct facts *ret);

/* Evidence is kept in the open: false when it seems to hold a phone number (ten digits or more) or an e-mail
 * address. */
bool lead_evidence_is_clean(const char *text);

/* A Timestamp of the arena's, and back; 0 for NULL. */
Google__Protobuf__Timestamp *lead_time(struct arena *arena, int64_t us);
int64_t lead_us(const Google__Protobuf__Timestamp *time);

#endif
