/* SPDX-License-Identifier: Apache-2.0
 * A case that a command holds: locked, within the caller's scope; its clocks; how it is saved and told. Private fields
 * stay sealed in it.
 */
#ifndef AFTERSALES_HANDLING_H
#define AFTERSALES_HANDLING_H

#include "case.h"
#include "held.h"

/* Locks the case `id`, at version `expected` (NULL: any), moved by `verb` (NULL: not). NOT_FOUND outside the scope. */
enum status case_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                      Case *ret_case) MUST_CHECK;

/* Writes it back; its version rises by one. */
enum status case_save(struct call *call, Case *case_file) MUST_CHECK;

/* The clock runs from now on, or anew, as its severity says: a row and a job. */
enum status clock_start(struct call *call, const Case *case_file, const SeverityClass *severity,
                        CaseClock__Name clock) MUST_CHECK;

/* What it waited for has happened. Nothing when it was met before. */
enum status clock_meet(struct call *call, const Case *case_file, CaseClock__Name clock) MUST_CHECK;

/* Its jobs are dropped; what is due stays as it is. */
enum status clocks_halt(struct call *call, const Case *case_file) MUST_CHECK;

/* Clocks that were not met are due as much later as it waited, from `since_us` until now. */
enum status clocks_resume(struct call *call, const Case *case_file, int64_t since_us) MUST_CHECK;

enum status clocks_read(struct call *call, const Case *case_file, CaseClock ***ret_clocks, size_t *ret_n) MUST_CHECK;

/* The class of the case's severity. */
enum status severity_read(struct call *call, const Case *case_file, SeverityClass *ret_class) MUST_CHECK;

/* Counts an escalation and emits complaint.escalated when it is a complaint; the caller saves it. `cause` is static. */
void case_escalate(struct call *call, Case *case_file, const char *cause);

/* case.acknowledged. */
void case_emit_acknowledged(struct call *call, const Case *case_file);

/* Copies for a reply, opened. */
enum status case_answer(struct call *call, const Case *case_file, Case **ret_case) MUST_CHECK;
enum status capa_answer(struct call *call, const PreventiveAction *action, PreventiveAction **ret_action) MUST_CHECK;

/* As case_hold(), of a preventive action. */
enum status capa_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                      PreventiveAction *ret_action) MUST_CHECK;
enum status capa_save(struct call *call, PreventiveAction *action) MUST_CHECK;

#endif
