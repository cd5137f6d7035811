/* SPDX-License-Identifier: Apache-2.0
 * Calls of the time before us: rows into messages.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "record.h"

/* Gives each of these calls, in whatever order, its facts. */
enum status history_complete(struct call *call, HistoricCall *const *calls, size_t n) MUST_CHECK;

#endif
