// SPDX-License-Identifier: Apache-2.0
// The parts of a contract that people write: its clauses with the alternatives agreed in the house, how it is paid, what is
// owed. Used where it is drafted, revised and amended.
import { Button, Input } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { ContractClause_Group, ContractObligation_Group, Contracts, type Contract, type ContractObligation, type Instalment } from '@dealspine/api/dealspine/contracts_pb';
import { majorOf, minorOf } from '../../parts/amount';
import { Choice } from '../../parts/table';
import { money } from '../../parts/values';
import { useToday } from '../../parts/zone';

export const isCode = (text: string) => /^[A-Za-z0-9_.-]+$/.test(text);

export type Part = { due: string; amount: string };
export type Duty = { group: string; code: string; due: string; description: string };

export const partsOf = (instalments: Instalment[], currency: string): Part[] =>
  instalments.map((one) => ({ due: one.dueOn, amount: majorOf(one.amountMinor, currency) }));
export const dutiesOf = (obligations: ContractObligation[]): Duty[] =>
  obligations.map((one) => ({ group: ContractObligation_Group[one.group], code: one.code, due: one.dueOn, description: one.description }));

/** As the server takes them; undefined unless every row is filled in and the sum is the total. */
export function instalmentsOf(parts: Part[], currency: string, total: bigint) {
  const amounts = parts.map((one) => minorOf(one.amount, currency));
  if (!parts.every((one, nth) => one.due && amounts[nth]) || amounts.reduce<bigint>((sum, one) => sum + one!, 0n) !== total) return undefined;
  return parts.map((one, nth) => ({ dueOn: one.due, amountMinor: amounts[nth]! }));
}

export function obligationsOf(duties: Duty[]) {
  if (!duties.every((one) => isCode(one.code)) || new Set(duties.map((one) => one.code)).size < duties.length) return undefined;
  return duties.map((one) => ({
    group: ContractObligation_Group[one.group as keyof typeof ContractObligation_Group], code: one.code, dueOn: one.due || undefined,
    description: one.description || undefined,
  }));
}

export function Instalments({ parts, onChange, currency, total }: { parts: Part[]; onChange: (parts: Part[]) => void; currency: string; total: bigint }) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const sum = parts.reduce((all, one) => all + (minorOf(one.amount, currency) ?? 0n), 0n);
  const change = (nth: number, to: Partial<Part>) => onChange(parts.map((one, at) => (at === nth ? { ...one, ...to } : one)));
  return (
    <fieldset className="factor"><legend>{t('contracts.payments')}</legend>
      {parts.map((one, nth) => (
        <div className="row" key={nth}>
          <input className="plain-input" type="date" aria-label={t('opportunity.dueOn', { nth: nth + 1 })} value={one.due} onChange={(event) => change(nth, { due: event.target.value })} />
          <span className="grow"><Input aria-label={t('opportunity.amountOf', { nth: nth + 1 })} value={one.amount} inputMode="decimal" suffix={currency} onChange={(event) => change(nth, { amount: event.target.value })} /></span>
          {parts.length > 1 && <button type="button" className="link" onClick={() => onChange(parts.filter((_, at) => at !== nth))}>{t('opportunity.dropLine')}</button>}
        </div>
      ))}
      <div className="row"><Button size="small" onClick={() => onChange([...parts, { due: today(30 * (parts.length + 1)), amount: '' }])}>{t('opportunity.addInstalment')}</Button>
        {sum !== total && <span className="quiet small">{t('opportunity.sumDiffers', { sum: money(sum, currency, i18n.language), amount: money(total, currency, i18n.language) })}</span>}</div>
    </fieldset>
  );
}

const groups = ['DELIVERY', 'SERVICE', 'PAYMENT', 'CONDITION'] as const;

export function Obligations({ duties, onChange }: { duties: Duty[]; onChange: (duties: Duty[]) => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const change = (nth: number, to: Partial<Duty>) => onChange(duties.map((one, at) => (at === nth ? { ...one, ...to } : one)));
  return (
    <fieldset className="factor"><legend>{t('contracts.obligations')}</legend>
      {duties.map((one, nth) => (
        <div className="row" key={nth}>
          <Choice hideLabel label={t('contracts.dutyGroup', { nth: nth + 1 })} value={one.group} onChange={(group) => change(nth, { group })} options={groups.map((group) => ({ value: group, text: t(`obligation.${group}`) }))} />
          <span className="grow"><Input aria-label={t('contracts.dutyCode', { nth: nth + 1 })} placeholder={t('contracts.dutyCodeHint')} value={one.code} maxLength={64} status={one.code && !isCode(one.code) ? 'error' : undefined} onChange={(event) => change(nth, { code: event.target.value.trim() })} /></span>
          <input className="plain-input" type="date" aria-label={t('contracts.dutyDue', { nth: nth + 1 })} value={one.due} onChange={(event) => change(nth, { due: event.target.value })} />
          <button type="button" className="link" onClick={() => onChange(duties.filter((_, at) => at !== nth))}>{t('opportunity.dropLine')}</button>
        </div>
      ))}
      <div className="row"><Button size="small" onClick={() => onChange([...duties, { group: 'DELIVERY', code: '', due: today(30), description: '' }])}>{t('contracts.addDuty')}</Button></div>
    </fieldset>
  );
}

/** Clauses agreed in the house that may stand instead of the template's; those prepared for this deal come first. */
export function Alternatives({ contract, onTake }: { contract: Contract; onTake: (texts: Record<string, string>) => void }) {
  const { t } = useTranslation();
  const found = useQuery(Contracts.method.listClauseSets, { templateCode: contract.templateCode }, { staleTime: 60_000 });
  const rank = (code: string) => (contract.preparedClauseSets.includes(code) ? contract.preparedClauseSets.indexOf(code) : 1000);
  const sets = (found.data?.clauseSets ?? []).filter((one) => one.active).sort((a, b) => rank(a.code) - rank(b.code));
  if (!sets.length) return null;
  return (
    <fieldset className="factor"><legend>{t('contracts.alternatives')}</legend>
      {sets.map((one) => (
        <div className="row" key={one.code} data-clause-set={one.code}>
          <span className="grow">{one.name || one.code} <span className="quiet small">{one.clauses.map((clause) => t(`clause.${ContractClause_Group[clause.group]}`)).join(' · ')}</span></span>
          {contract.preparedClauseSets.includes(one.code) && <span className="chip accent">{t('contracts.prepared')}</span>}
          <Button size="small" aria-label={t('contracts.takeSetOf', { name: one.name || one.code })} onClick={() => onTake(Object.fromEntries(one.clauses.map((clause) => [ContractClause_Group[clause.group], clause.text])))}>{t('contracts.takeSet')}</Button>
        </div>
      ))}
    </fieldset>
  );
}

export function Clauses({ texts, onChange }: { texts: Record<string, string>; onChange: (group: string, text: string) => void }) {
  const { t } = useTranslation();
  return Object.keys(texts).map((group) => (
    <label className="field" key={group}><span>{t(`clause.${group}`)}</span>
      <textarea className="plain-input" rows={4} maxLength={20000} value={texts[group]} onChange={(event) => onChange(group, event.target.value)} />
    </label>
  ));
}
