// SPDX-License-Identifier: Apache-2.0
// What is offered: lines of the catalogue. And the plan that says how much, until when and who answers for it.
import { Button, Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Opportunities, type GetOpportunityReply } from '@dealspine/api/dealspine/opportunities_pb';
import { besideConflict, useCommand } from '../../parts/command';
import { Conflict, useEditing } from '../../parts/conflict';
import { Choice } from '../../parts/table';
import { money } from '../../parts/values';
import { useToday } from '../../parts/zone';

type Line = { code: string; quantity: string; discount: string };
const blank: Line = { code: '', quantity: '1', discount: '' };
const linesOf = (all: GetOpportunityReply): Line[] => all.lines.map((line) => ({
  code: line.productCode, quantity: String(line.quantity), discount: line.discountBasisPoints ? String(line.discountBasisPoints / 100) : '',
}));

export function LinesDialog({ all, onClose }: { all: GetOpportunityReply; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const deal = all.opportunity!;
  const set = useCommand(Opportunities.method.setLines, besideConflict);
  const products = useQuery(Opportunities.method.listProducts, { currency: deal.currency, pageSize: 200, validOn: useToday()() });
  const theirs = { lines: JSON.stringify(linesOf(all)) };
  const editing = useEditing(deal.version, theirs);
  const written = JSON.parse(editing.value('lines')) as Line[];
  const lines = written.length ? written : [blank];
  const setLines = (to: Line[]) => editing.set('lines', JSON.stringify(to));
  const say = (text: string) => (JSON.parse(text) as Line[]).map((line) => `${line.quantity} × ${line.code}${line.discount && ` −${line.discount} %`}`).join('; ');
  const change = (nth: number, part: Partial<Line>) => setLines(lines.map((line, at) => (at === nth ? { ...line, ...part } : line)));
  const good = editing.changed.length > 0 && editing.settled && lines.every((line) => line.code && /^[1-9]\d*$/.test(line.quantity) && /^(\d{1,2}(\.\d{1,2})?|100)?$/.test(line.discount));
  const go = () => set.mutate({
    id: deal.id, expectedVersion: deal.version,
    lines: lines.map((line) => ({ productCode: line.code, quantity: BigInt(line.quantity), discountBasisPoints: line.discount ? Math.round(Number(line.discount) * 100) : undefined })),
  }, { onSuccess: onClose });
  return (
    <Modal open width={720} title={t('opportunity.lines')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !good, loading: set.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={{ lines: t('opportunity.lines') }} say={{ lines: say }} />
        {lines.map((line, nth) => (
          <div className="row offer-line" key={nth}>
            <Choice label={t('contracts.line')} value={line.code} onChange={(code) => change(nth, { code })} options={[{ value: '', text: t('dialog.choose') },
              ...(products.data?.products ?? []).map((one) => ({ value: one.code, text: `${one.name} · ${money(one.listMinor, one.currency, i18n.language)}` }))]} />
            <label className="field"><span>{t('contracts.quantity')}</span><Input value={line.quantity} inputMode="numeric" onChange={(event) => change(nth, { quantity: event.target.value.trim() })} /></label>
            <label className="field"><span>{t('opportunity.discountPercent')}</span><Input value={line.discount} inputMode="decimal" onChange={(event) => change(nth, { discount: event.target.value.trim() })} /></label>
            <button type="button" className="link" disabled={lines.length === 1} onClick={() => setLines(lines.filter((_, at) => at !== nth))}>{t('opportunity.dropLine')}</button>
          </div>
        ))}
        <div><Button size="small" onClick={() => setLines([...lines, blank])}>{t('opportunity.addLine')}</Button></div>
      </div>
    </Modal>
  );
}

export function PlanDialog({ all, onClose }: { all: GetOpportunityReply; onClose: () => void }) {
  const { t } = useTranslation();
  const deal = all.opportunity!;
  const agree = useCommand(Opportunities.method.agreePlan, besideConflict);
  const plan = all.plan;
  const theirs = {
    target: plan ? String(plan.target) : '1', unit: plan?.unit || 'DEALS', deadline: plan?.deadline || deal.expectedClose, reference: plan?.teamTargetRef ?? '',
  };
  const labels = { target: t('opportunity.target'), unit: t('opportunity.unit'), deadline: t('opportunity.deadline'), reference: t('opportunity.teamTarget') };
  const editing = useEditing(deal.version, theirs);
  const [target, unit, deadline, reference] = (['target', 'unit', 'deadline', 'reference'] as const).map(editing.value);
  const good = editing.settled && /^[1-9]\d*$/.test(target) && deadline && /^[A-Za-z0-9_.-]+$/.test(reference) && all.lines.length > 0;
  const go = () => agree.mutate({
    id: deal.id, expectedVersion: deal.version, target: BigInt(target), unit, deadline, ownerId: deal.ownerId, teamTargetRef: reference,
    lines: [...new Set(all.lines.map((line) => line.productCode))].map((productCode) => ({ productCode })),
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('opportunity.plan')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !good, loading: agree.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={labels} />
        {!all.lines.length && <p className="notice">{t('opportunity.linesFirst')}</p>}
        <div className="row">
          <label className="field"><span>{labels.target}</span><Input value={target} inputMode="numeric" onChange={(event) => editing.set('target', event.target.value.trim())} /></label>
          <Choice label={labels.unit} value={unit} onChange={(value) => editing.set('unit', value)} options={[...new Set(['DEALS', 'PIECES', unit])].map((one) => ({ value: one, text: t(`unit.${one}`, { count: 2, defaultValue: one }) }))} />
        </div>
        <label className="field"><span>{labels.deadline}</span><input className="plain-input" type="date" value={deadline} onChange={(event) => editing.set('deadline', event.target.value)} /></label>
        <label className="field"><span>{labels.reference}</span><Input value={reference} placeholder="T-2026-Q4" onChange={(event) => editing.set('reference', event.target.value.trim())} /></label>
      </div>
    </Modal>
  );
}
