// SPDX-License-Identifier: Apache-2.0
/** The buyer's own process, in its order. */
export const stages = ['NEED_DISCOVERY', 'INTERNAL_DELIBERATION', 'SYSTEM_DESIGN', 'EVALUATION_COMPARISON', 'PURCHASE_COMMITMENT', 'INSTALLATION'] as const;
