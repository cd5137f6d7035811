// SPDX-License-Identifier: Apache-2.0
// What somebody typed to find a customer: a phone number, its last four digits, an e-mail address, a unified social
// credit code, or the beginning of a name.
export function criterionOf(typed: string): { phone?: string; email?: string; lastFour?: string; namePrefix?: string; registrationNumber?: string } | undefined {
  const text = typed.trim();
  if (text.includes('@')) return { email: text };
  const digits = text.replace(/\D/g, '');
  if (/^[\d\s()+.-]+$/.test(text)) {
    if (digits.length === 4) return { lastFour: digits };
    return digits.length >= 7 ? { phone: text } : undefined;
  }
  if (/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/i.test(text)) return { registrationNumber: text };
  return [...text.replace(/\s/g, '')].length >= 2 ? { namePrefix: text } : undefined;
}
