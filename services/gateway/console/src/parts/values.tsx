// SPDX-License-Identifier: Apache-2.0
// How values are written, by the language of the page: times, money, spans, states.
import { useEffect, useState } from 'react';
import { timestampDate, type Timestamp } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import { clockThere } from './zone';

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

/** A day without a time, "2026-11-24", as the language writes it; what is no day stays as it is. */
export function dayText(on: string, language: string) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(on);
  if (!found) return on;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
}

export function Day({ on }: { on?: string }) {
  const { i18n } = useTranslation();
  if (!on) return <span className="quiet">–</span>;
  return <time dateTime={on}>{dayText(on, i18n.language)}</time>;
}

const international = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})([\d*]+)$/;

/** A number as it came, "+86138****5678", in groups: "+86 138 **** 5678"; in Chinese one of China without its country. */
export function phoneText(number: string, language: string) {
  const found = international.exec(number);
  if (!found) return number;
  const [, country, rest] = found;
  const groups = country === '1' && rest.length === 10 ? rest.replace(/^(.{3})(.{3})/, '$1 $2 ') : rest.replace(/(?=(?:.{4})+$)/g, ' ').trim();
  return country === '86' && language === 'zh-CN' ? groups : `+${country} ${groups}`;
}

/** A number, and what the clock shows where it rings. */
export function Phone({ number, zone }: { number: string; zone?: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  return <>{phoneText(number, i18n.language)}{zone && <span className="quiet small" data-there> {t('calls.there', { time: clockThere(now, zone, i18n.language) })}</span>}</>;
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

const unitOf = (seconds: number) => ([['day', 86400], ['hour', 3600], ['minute', 60]] as const).find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60] as const;

/** A length of time in its largest unit: "3 hours", "1分钟". */
export function lengthText(seconds: number, language: string) {
  const [unit, size] = unitOf(seconds);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.trunc(Math.max(0, seconds) / size));
}

/** How long until `at`, or how long ago: "in 5 min", "3 天前". Red when it is over and `due`. */
export function Until({ at, due }: { at?: Timestamp; due?: boolean }) {
  const { i18n } = useTranslation();
  const now = useNow(30_000);
  if (!at) return <span className="quiet">–</span>;
  const date = timestampDate(at);
  const seconds = (date.getTime() - now) / 1000;
  const [unit, size] = unitOf(seconds);
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
  RETRYING: 'warn', FULFILLED: 'good', BREACHED: 'bad', PAID: 'good', OVERDUE: 'bad', DUE: 'warn', PARTIAL: 'warn', MATCHED: 'good', OVERPAID: 'warn',
  IN_EFFECT: 'good', IN_APPROVAL: 'warn', RUNNING: 'warn', GOOD: 'good',
};

/** A word of a closed set as a chip: <Chip set="lead" word="ASSIGNED" />. */
export function Chip({ set, word }: { set: string; word?: string }) {
  const { t, i18n } = useTranslation();
  if (!word) return null;
  const key = `${set}.${word}`;
  return <span className={`chip ${tones[word] ?? ''}`}>{i18n.exists(key) ? t(key) : word}</span>;
}
