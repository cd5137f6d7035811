/* SPDX-License-Identifier: Apache-2.0
 * Scorecards read from the database, and written.
 */
#ifndef QA_SHELF_H
#define QA_SHELF_H

#include "scorecard.h"
#include "service/service.h"

/* One with its criteria, read only or locked; the call's. NOT_FOUND. */
enum status shelf_get(struct call *call, const char *code, uint32_t version, QaScorecard **ret_scorecard) MUST_CHECK;
enum status shelf_lock(struct call *call, const char *code, uint32_t version, QaScorecard **ret_scorecard) MUST_CHECK;

/* The published one of a code, without its criteria; NULL if there is none. */
enum status shelf_published(struct call *call, const char *code, QaScorecard **ret_scorecard) MUST_CHECK;

/* Fills in the criteria and their anchors. */
enum status shelf_fill(struct call *call, QaScorecard **scorecards, size_t n) MUST_CHECK;

/* Writes its state; and its criteria in place of earlier ones. */
enum status shelf_save(struct call *call, const QaScorecard *scorecard) MUST_CHECK;
enum status shelf_put_criteria(struct call *call, const QaScorecard *scorecard) MUST_CHECK;

#endif
