/* SPDX-License-Identifier: Apache-2.0
 * Connections, messages and calls that were turned away before any work, counted by why: the metric
 * dealspine_refusals_total. Any thread; takes no lock.
 */
#ifndef WIRE_REFUSALS_H
#define WIRE_REFUSALS_H

#define REFUSAL_KEY "KEY_NOT_LISTED"      /* connections: a CURVE key that is not in the folder */
#define REFUSAL_HANDSHAKE "HANDSHAKE"     /* connections: no CURVE, not our key, or it ended on the way */
#define REFUSAL_MESSAGE "MALFORMED_MESSAGE" /* messages: not two frames, no header, nobody to answer to */

/* One more for this reason: one of those above, or the reason of the error that the caller gets. */
void refusal_count(const char *reason);

#endif
