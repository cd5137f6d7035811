// SPDX-License-Identifier: Apache-2.0
// How a call went, in the order of the keys.
export const dispositions = ['INTERESTED', 'CALL_BACK', 'NOT_NOW', 'NOT_INTERESTED', 'NO_ANSWER', 'BUSY', 'VOICEMAIL', 'WRONG_NUMBER', 'DO_NOT_CALL'];
/** They say that somebody was spoken to; the server takes none of them for a call that nobody answered. */
export const spoken = ['INTERESTED', 'CALL_BACK', 'NOT_NOW', 'NOT_INTERESTED'];
