// SPDX-License-Identifier: Apache-2.0
// Money as people type it, and as the server keeps it: whole minor units of its currency.
/** What may be chosen where no deal says its currency. */
export const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY'];

const digitsOf = (currency: string) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** "1,200.50" in CNY gives 120050n; undefined for what is no amount of this currency. */
export function minorOf(text: string, currency: string): bigint | undefined {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(text.replace(/[,，\s]/g, ''));
  const digits = digitsOf(currency);
  if (!found || (found[2]?.length ?? 0) > digits) return undefined;
  return BigInt(found[1] + (found[2] ?? '').padEnd(digits, '0'));
}

/** 120050n in CNY gives "1200.50". */
export function majorOf(minor: bigint, currency: string): string {
  const digits = digitsOf(currency);
  if (!digits) return String(minor);
  const text = String(minor).padStart(digits + 1, '0');
  const fraction = text.slice(-digits);
  return text.slice(0, -digits) + (/^0*$/.test(fraction) ? '' : `.${fraction}`);
}
