/* SPDX-License-Identifier: Apache-2.0
 * Who had his hand in the texts of a contract, so that he does not decide them (CON-06).
 */
#ifndef CONTRACTS_WRITING_H
#define CONTRACTS_WRITING_H

#include "held.h"
#include "slot.h"

enum text_part { TEXT_WRITTEN, TEXT_SUBMITTED };

/* Keeps that the caller wrote or submitted text contract->text_version, which must lie there; the drafter is known. The
 * caller chains it. */
enum status writer_keep(struct call *call, const Contract *contract, enum text_part part) MUST_CHECK;

/* All of them, of whichever of its texts. To be asked for when the contract is locked. */
enum status writers_read(struct call *call, const Contract *contract, struct writers *ret_writers) MUST_CHECK;

#endif
