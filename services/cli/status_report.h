/* SPDX-License-Identifier: Apache-2.0
 * What the services say of themselves, in words: who follows whom and how far behind, what waits for somebody.
 */
#ifndef CLI_STATUS_REPORT_H
#define CLI_STATUS_REPORT_H

#include <jansson.h>

/* Prints a reply of ops.GetStatus. */
void status_report(const json_t *reply);

/* "3 s", "5 min", "2 h 7 min". */
void age_text(int64_t seconds, char *ret, size_t room);

#endif
