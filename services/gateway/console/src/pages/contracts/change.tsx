// SPDX-License-Identifier: Apache-2.0
// A text is changed: revised before it is signed, amended while it is in effect. Only what differs is sent.
import { useState } from 'react';
import { Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { ContractClause_Group, Contracts, type GetContractReply } from '@dealspine/api/dealspine/contracts_pb';
import { Opportunities } from '@dealspine/api/dealspine/opportunities_pb';
import { besideConflict, useCommand } from '../../parts/command';
import { Conflict, useEditing, type Values } from '../../parts/conflict';
import { Choice } from '../../parts/table';
import { useMay } from '../../session';
import { Alternatives, Clauses, dutiesOf, instalmentsOf, Instalments, Obligations, obligationsOf, partsOf, type Duty, type Part } from './terms';

const textsOf = (all: GetContractReply) => Object.fromEntries(all.clauses.map((clause) => [ContractClause_Group[clause.group], clause.text]));
const termOf = (all: GetContractReply) => (all.contract!.termMonths ? String(all.contract!.termMonths) : '');
const clauseOf = (group: string, text: string) => ({ group: ContractClause_Group[group as keyof typeof ContractClause_Group], text });

/** Clauses, term, payments and obligations under edit, while colleagues may change the contract; `more`: further fields. */
function useTerms(all: GetContractReply, more: Values, moreLabels: Record<string, string>) {
  const { t } = useTranslation();
  const contract = all.contract!;
  const texts = textsOf(all);
  const theirs: Values = {
    ...texts, ...more, term: termOf(all), payments: JSON.stringify(partsOf(all.instalments, contract.currency)), obligations: JSON.stringify(dutiesOf(all.obligations)),
  };
  const labels: Record<string, string> = {
    ...Object.fromEntries(Object.keys(texts).map((group) => [group, t(`clause.${group}`)])), ...moreLabels,
    term: t('opportunity.term'), payments: t('contracts.payments'), obligations: t('contracts.obligations'),
  };
  const editing = useEditing(contract.version, theirs);
  const say = {
    payments: (text: string) => (JSON.parse(text) as Part[]).map((one) => `${one.due} ${one.amount}`).join('; '),
    obligations: (text: string) => (JSON.parse(text) as Duty[]).map((one) => `${one.code} ${one.due}`).join('; '),
  };
  const newTerm = editing.changed.includes('term') ? editing.value('term') : '';
  return {
    editing, labels,
    texts: Object.fromEntries(Object.keys(texts).map((group) => [group, editing.value(group)])),
    clauses: editing.changed.filter((name) => name in texts).map((group) => clauseOf(group, editing.value(group))),
    parts: JSON.parse(editing.value('payments')) as Part[],
    duties: JSON.parse(editing.value('obligations')) as Duty[],
    setParts: (parts: Part[]) => editing.set('payments', JSON.stringify(parts)),
    setDuties: (duties: Duty[]) => editing.set('obligations', JSON.stringify(duties)),
    has: (name: string) => editing.changed.includes(name),
    termMonths: newTerm ? Number(newTerm) : undefined,
    good: editing.settled && editing.changed.every((name) => editing.value(name).trim()) && /^([1-9]\d{0,2})?$/.test(newTerm),
    banner: <Conflict editing={editing} theirs={theirs} labels={labels} say={say} />,
  };
}

export function Revise({ all, onClose }: { all: GetContractReply; onClose: () => void }) {
  const { t } = useTranslation();
  const contract = all.contract!;
  const revise = useCommand(Contracts.method.reviseContract, besideConflict);
  const terms = useTerms(all, { effective: contract.effectiveDate }, { effective: t('contracts.effective') });
  const { editing, labels, parts, duties } = terms;
  const [anew, setAnew] = useState(false);
  const deal = useQuery(Opportunities.method.getOpportunity, { id: contract.opportunityId }, { enabled: useMay()('opportunities.read') && !!contract.opportunityId });
  const total = anew ? deal.data?.opportunity?.amountMinor ?? contract.amountMinor : contract.amountMinor;
  const instalments = instalmentsOf(parts, contract.currency, total);
  const obligations = obligationsOf(duties);
  const good = (editing.changed.length > 0 || anew) && terms.good && instalments && obligations;
  const save = () => revise.mutate({
    id: contract.id, expectedVersion: contract.version, clauses: terms.clauses,
    effectiveDate: terms.has('effective') ? editing.value('effective') : undefined, termMonths: terms.termMonths,
    opportunityId: anew ? contract.opportunityId : undefined, instalments: anew || terms.has('payments') ? instalments : [],
    obligations: terms.has('obligations') ? obligations : [],
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.revise')} width={760} onCancel={onClose} onOk={save} okText={t('contracts.reviseDo')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !good, loading: revise.isPending }}>
      <div className="stack">
        {terms.banner}
        <Alternatives contract={contract} onTake={(taken) => Object.entries(taken).forEach(([group, text]) => editing.set(group, text))} />
        <Clauses texts={terms.texts} onChange={editing.set} />
        <div className="row">
          <label className="field"><span>{labels.effective}</span><input className="plain-input" type="date" value={editing.value('effective')} onChange={(event) => editing.set('effective', event.target.value)} /></label>
          <label className="field"><span>{labels.term}</span><Input value={editing.value('term')} inputMode="numeric" onChange={(event) => editing.set('term', event.target.value.trim())} /></label>
        </div>
        {deal.data && <label className="row"><input type="checkbox" checked={anew} onChange={(event) => setAnew(event.target.checked)} /> {t('contracts.linesAnew')}</label>}
        <Instalments parts={parts} onChange={terms.setParts} currency={contract.currency} total={total} />
        <Obligations duties={duties} onChange={terms.setDuties} />
      </div>
    </Modal>
  );
}

const reasons = ['SCOPE', 'TERM', 'PAYMENT', 'WORDING'];

export function Amend({ all, onClose }: { all: GetContractReply; onClose: () => void }) {
  const { t } = useTranslation();
  const contract = all.contract!;
  const amend = useCommand(Contracts.method.requestAmendment, besideConflict);
  const terms = useTerms(all, {}, {});
  const { editing, labels, parts, duties } = terms;
  const [reason, setReason] = useState('');
  const instalments = instalmentsOf(parts, contract.currency, contract.amountMinor);
  const obligations = obligationsOf(duties);
  const dropsAll = terms.has('obligations') && !duties.length; // an amendment can add and change them alone
  const good = reason && instalments && obligations && editing.changed.length > 0 && terms.good && !dropsAll;
  const go = () => amend.mutate({
    id: contract.id, expectedVersion: contract.version, reason, clauses: terms.clauses, termMonths: terms.termMonths,
    instalments: terms.has('payments') ? instalments : [], obligations: terms.has('obligations') ? obligations : [],
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.amend')} width={760} onCancel={onClose} onOk={go} okText={t('contracts.askFor')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !good, loading: amend.isPending }}>
      <div className="stack">
        <p className="quiet">{t('contracts.amendWhy')}</p>
        {terms.banner}
        <Choice label={t('dialog.reason')} value={reason} onChange={setReason}
          options={[{ value: '', text: t('dialog.choose') }, ...reasons.map((one) => ({ value: one, text: t(`talkReason.${one}`) }))]} />
        <label className="field"><span>{labels.term}</span><Input value={editing.value('term')} inputMode="numeric" onChange={(event) => editing.set('term', event.target.value.trim())} /></label>
        <Alternatives contract={contract} onTake={(taken) => Object.entries(taken).forEach(([group, text]) => editing.set(group, text))} />
        <Clauses texts={terms.texts} onChange={editing.set} />
        <Instalments parts={parts} onChange={terms.setParts} currency={contract.currency} total={contract.amountMinor} />
        <Obligations duties={duties} onChange={terms.setDuties} />
      </div>
    </Modal>
  );
}
