// SPDX-License-Identifier: Apache-2.0
// What the seller expects of a deal. The amount is the lines' where there are lines.
import { Input, Modal } from '../../parts/antd';
import { isFieldSet } from '@bufbuild/protobuf';
import { useTranslation } from 'react-i18next';
import { Opportunities, Opportunity_ForecastCategory, OpportunitySchema, type GetOpportunityReply } from '@dealspine/api/dealspine/opportunities_pb';
import { majorOf, minorOf } from '../../parts/amount';
import { besideConflict, useCommand } from '../../parts/command';
import { Conflict, useEditing, type Values } from '../../parts/conflict';
import { Choice } from '../../parts/table';

const categories = ['PIPELINE', 'BEST_CASE', 'COMMIT'] as const;

export function ForecastDialog({ all, onClose }: { all: GetOpportunityReply; onClose: () => void }) {
  const { t } = useTranslation();
  const deal = all.opportunity!;
  const priced = all.lines.length > 0;
  const theirs: Values = {
    ...(priced ? {} : { amount: majorOf(deal.amountMinor, deal.currency) }), probability: String(deal.probability), expectedClose: deal.expectedClose,
    category: isFieldSet(deal, OpportunitySchema.field.forecastCategory) ? Opportunity_ForecastCategory[deal.forecastCategory] : '',
  };
  const labels: Record<string, string> = {
    amount: t('contracts.amount'), probability: t('opportunity.probability'), expectedClose: t('pipeline.close'), category: t('opportunity.category'),
  };
  const editing = useEditing(deal.version, theirs);
  const forecast = useCommand(Opportunities.method.forecastOpportunity, besideConflict);
  const has = (name: string) => editing.changed.includes(name);
  const amount = has('amount') ? minorOf(editing.value('amount'), deal.currency) : undefined;
  const probability = editing.value('probability');
  const good = (!has('amount') || amount != null) && /^(100|\d{1,2})$/.test(probability);
  const save = () => forecast.mutate({
    id: deal.id, expectedVersion: deal.version, amountMinor: amount,
    probability: has('probability') ? Number(probability) : undefined,
    expectedClose: has('expectedClose') ? editing.value('expectedClose') : undefined,
    ...(has('category') && editing.value('category') ? { category: Opportunity_ForecastCategory[editing.value('category') as keyof typeof Opportunity_ForecastCategory] } : {}),
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('opportunity.forecast')} onCancel={onClose} onOk={save} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !editing.changed.length || !editing.settled || !good, loading: forecast.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={labels} />
        {!priced && <label className="field"><span>{labels.amount}</span><Input value={editing.value('amount')} inputMode="decimal" suffix={deal.currency} onChange={(event) => editing.set('amount', event.target.value.trim())} /></label>}
        <label className="field"><span>{labels.probability}</span><Input value={probability} inputMode="numeric" suffix="%" onChange={(event) => editing.set('probability', event.target.value.trim())} /></label>
        <label className="field"><span>{labels.expectedClose}</span><input className="plain-input" type="date" value={editing.value('expectedClose')} onChange={(event) => editing.set('expectedClose', event.target.value)} /></label>
        <Choice label={labels.category} value={editing.value('category')} onChange={(value) => editing.set('category', value)}
          options={[...(theirs.category ? [] : [{ value: '', text: t('dialog.choose') }]), ...categories.map((one) => ({ value: one, text: t(`forecast.${one}`) }))]} />
      </div>
    </Modal>
  );
}
