// SPDX-License-Identifier: Apache-2.0
// The dialogs in which something is decided about a lead.
import { useState } from 'react';
import { Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Leads as LeadsApi, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { Opportunities, Opportunity_State } from '@dealspine/api/dealspine/opportunities_pb';
import { currencies, minorOf } from '../../parts/amount';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { money } from '../../parts/values';
import { useMay } from '../../session';

export const lostReasons = ['NEED_MISMATCH', 'PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_DECISION', 'TIMING', 'UNREACHABLE', 'COMPLIANCE', 'INVALID'];
export const releaseReasons = ['NO_TIME', 'NOT_MY_FIELD', 'LANGUAGE', 'ABSENT', 'OTHER'];

const factors = ['urgency', 'purchasingPower', 'decisionAuthority', 'competition'] as const;

export function QualifyDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const qualify = useCommand(LeadsApi.method.qualifyLead);
  const [marks, setMarks] = useState<Record<string, number>>({});
  const [notes, setNotes] = useState<Record<string, string>>({});
  const total = factors.reduce((sum, factor) => sum + (marks[factor] ?? 0), 0);
  const complete = factors.every((factor) => marks[factor] != null && notes[factor]?.trim());
  const go = () => qualify.mutate({
    leadId: lead.id, expectedVersion: lead.version,
    urgency: marks.urgency, purchasingPower: marks.purchasingPower, decisionAuthority: marks.decisionAuthority, competition: marks.competition,
    urgencyEvidence: notes.urgency, purchasingPowerEvidence: notes.purchasingPower,
    decisionAuthorityEvidence: notes.decisionAuthority, competitionEvidence: notes.competition,
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('leads.qualify')} onCancel={onClose} onOk={go} okText={t('leads.qualifyDo', { total })} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !complete, loading: qualify.isPending }}>
      <div className="stack">
        <p className="quiet small">{t('leads.qualifyHint')}</p>
        {factors.map((factor) => (
          <fieldset key={factor} className="factor">
            <legend>{t(`factor.${factor}`)}</legend>
            <div className="row" role="radiogroup" aria-label={t(`factor.${factor}`)}>
              {[0, 1, 2, 3, 4, 5].map((mark) => (
                <label key={mark} className="mark">
                  <input type="radio" name={factor} checked={marks[factor] === mark} onChange={() => setMarks({ ...marks, [factor]: mark })} />{mark}
                </label>
              ))}
            </div>
            <Input aria-label={t('leads.evidence', { factor: t(`factor.${factor}`) })} placeholder={t('leads.evidenceHint')} maxLength={300}
              value={notes[factor] ?? ''} onChange={(event) => setNotes({ ...notes, [factor]: event.target.value })} />
          </fieldset>
        ))}
      </div>
    </Modal>
  );
}

/** Into a new opportunity, or into one that the customer has already. */
export function ConvertDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const convert = useCommand(LeadsApi.method.convertLead);
  const existing = useQuery(Opportunities.method.listOpportunities,
    { customerId: lead.customerId, states: [Opportunity_State.OPEN, Opportunity_State.COMMITTED], pageSize: 20 },
    { enabled: may('opportunities.read') && !!lead.customerId });
  const [into, setInto] = useState('');
  const [amount, setAmount] = useState('');
  const [chosen, setCurrency] = useState('');
  /* Nothing says the currency of the house but what it sells in. */
  const catalogue = useQuery(Opportunities.method.listProducts, { pageSize: 1 }, { enabled: may('opportunities.products'), staleTime: 300_000 });
  const ours = catalogue.data?.products[0]?.currency || existing.data?.opportunities[0]?.currency || currencies[0];
  const currency = chosen || ours;
  const amountMinor = minorOf(amount, currency);
  const go = () => convert.mutate({
    leadId: lead.id, expectedVersion: lead.version, opportunityId: into || undefined,
    ...(amount.trim() && !into ? { amountMinor, currency } : {}),
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('leads.convert')} onCancel={onClose} onOk={go} okText={t('leads.convertDo')} cancelText={t('dialog.cancel')}
      okButtonProps={{ loading: convert.isPending, disabled: !into && amount.trim() !== '' && amountMinor === undefined }}>
      <div className="stack">
        <Choice label={t('leads.convertInto')} value={into} onChange={setInto}
          options={[{ value: '', text: t('leads.convertNew') }, ...(existing.data?.opportunities ?? []).map((one) => ({
            value: one.id, text: `${one.title || one.product || t('opportunity.one')} · ${money(one.amountMinor, one.currency, i18n.language)}`,
          }))]} />
        {!into && (
          <div className="row guess">
            <label className="field"><span>{t('leads.guess')}</span>
              <Input value={amount} inputMode="decimal" status={amount.trim() && amountMinor === undefined ? 'error' : undefined} onChange={(event) => setAmount(event.target.value)} />
            </label>
            <Choice label={t('accounts.currency')} value={currency} onChange={setCurrency} options={[...new Set([ours, ...currencies])].map((one) => ({ value: one, text: one }))} />
          </div>
        )}
      </div>
    </Modal>
  );
}
