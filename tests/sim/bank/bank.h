/* SPDX-License-Identifier: Apache-2.0
 * Two services for the simulation: a till that takes deposits, reminds of them and hears of their posting, and a book
 * that posts what the till tells. Small, but with all that the skeleton has: commands, a query, events both ways, jobs.
 */
#ifndef BANK_BANK_H
#define BANK_BANK_H

#include "service/service.h"

enum { BANK_POISON = 13 }; /* a deposit of this amount can't be posted */

extern const struct service bank_till, bank_book;

#endif
