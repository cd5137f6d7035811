// SPDX-License-Identifier: Apache-2.0
// Times at the customer's place, days at the organisation's.
import { useSession } from '../session';

/** What the customer's clock shows: "Thu 15:30". */
export const clockThere = (at: number, zone: string, language: string) =>
  new Intl.DateTimeFormat(language, { timeZone: zone || undefined, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at);

/** The same as a field for date and time has it: "2026-11-26T15:30". */
export const fieldThere = (at: number, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone || undefined, dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T');

/** The day there, "2026-11-26", or so many days later. */
export function dayThere(at: number, zone: string, days = 0) {
  const [year, month, day] = fieldThere(at, zone || 'UTC').split(/\D/).map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** Today where the organisation is, as its server counts days, and days from then: today(), today(30). */
export function useToday() {
  const { zone } = useSession();
  return (days = 0) => dayThere(Date.now(), zone, days);
}

/** When the day that it is there began, in milliseconds; on a day of 23 or 25 hours it may be an hour off. */
export function dayStart(at: number, zone: string) {
  const [hours, minutes, seconds] = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at).split(':').map(Number);
  return Math.floor(at / 1000) * 1000 - ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
