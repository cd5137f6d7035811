// SPDX-License-Identifier: Apache-2.0
// Times at the customer's place.

/** What the customer's clock shows: "Thu 15:30". */
export const clockThere = (at: number, zone: string, language: string) =>
  new Intl.DateTimeFormat(language, { timeZone: zone || undefined, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at);

/** The same as a field for date and time has it: "2026-11-26T15:30". */
export const fieldThere = (at: number, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone || undefined, dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T');
