// SPDX-License-Identifier: Apache-2.0
// How values are written, by the language of the page: times, money, spans, states.
import { useEffect, useState } from 'react';
import { timestampDate, type Timestamp } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';

export function clock(at: Timestamp | undefined, language: string) {
  return at ? new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(timestampDate(at)) : '';
}

export function When({ at }: { at?: Timestamp }) {
  const { i18n } = useTranslation();
  if (!at) return <span className="quiet">–</span>;
  const date = timestampDate(at);
  const thisYear = date.getFullYear() === new Date().getFullYear();
  const text = new Intl.DateTimeFormat(i18n.language, {
    year: thisYear ? undefined : 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit',
  }).format(date);
  return <time dateTime={date.toISOString()}>{text}</time>;
}

/** Money in minor units, as its currency writes it. */
export function money(minor: bigint | undefined, currency: string | undefined, language: string) {
  if (minor == null || !currency) return '–';
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const major = Number(minor) / 10 ** digits;
  return Number.isInteger(major)
    ? new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0 }).format(major)
    : format.format(major);
}

export function Money({ minor, currency }: { minor?: bigint; currency?: string }) {
  const { i18n } = useTranslation();
  return <span className="number">{money(minor, currency, i18n.language)}</span>;
}

/** Seconds that pass: 75 gives "1:15". */
export const span = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** The present moment, anew every `everyMs`. */
export function useNow(everyMs: number) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** How long until `at`, or how long ago: "in 5 min", "3 天前". Red when it is over and `due`. */
export function Until({ at, due }: { at?: Timestamp; due?: boolean }) {
  const { i18n } = useTranslation();
  const now = useNow(30_000);
  if (!at) return <span className="quiet">–</span>;
  const date = timestampDate(at);
  const seconds = (date.getTime() - now) / 1000;
  const [unit, size] = ([['day', 86400], ['hour', 3600], ['minute', 60]] as const)
    .find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
  const text = new Intl.RelativeTimeFormat(i18n.language, { style: 'short', numeric: Math.abs(seconds) < 60 ? 'auto' : 'always' })
    .format(Math.trunc(seconds / size), unit);
  const tone = due && seconds < 0 ? 'bad' : due && seconds < 900 ? 'warn' : '';
  const title = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
  return <time dateTime={date.toISOString()} title={title} className={tone ? `chip ${tone}` : undefined}>{text}</time>;
}

const tones: Record<string, string> = {
  A: 'good', B: 'accent', HIGH: 'good', MEDIUM: 'accent', WON: 'good', LOST: 'bad', EFFECTIVE: 'good', SIGNED: 'good',
  REJECTED: 'bad', CANCELLED: 'bad', VOID: 'bad', DEPT_REVIEW: 'warn', LEGAL_REVIEW: 'warn', SIGNING: 'accent',
  APPROVED: 'accent', QUALIFIED: 'good', WORKING: 'accent', CONVERTED: 'good', DISQUALIFIED: 'bad', COMMITTED: 'good',
  GRANTED: 'good', BLOCKED: 'bad', WITHDRAWN: 'bad', PASS: 'good', FAIL: 'bad', DONE: 'good', DECLINED: 'bad', FAILED: 'bad',
  WAITING: 'warn', RETURNED: 'warn', ready: 'good', down: 'bad', ACTIVE: 'good', PAUSED: 'warn', PENDING_VERIFICATION: 'warn', DELIVERED: 'good', DEAD: 'bad',
  RETRYING: 'warn',
};

/** A word of a closed set as a chip: <Chip set="lead" word="ASSIGNED" />. */
export function Chip({ set, word }: { set: string; word?: string }) {
  const { t, i18n } = useTranslation();
  if (!word) return null;
  const key = `${set}.${word}`;
  return <span className={`chip ${tones[word] ?? ''}`}>{i18n.exists(key) ? t(key) : word}</span>;
}
