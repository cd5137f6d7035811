// SPDX-License-Identifier: Apache-2.0
// The dialogs in which something is decided about a lead.
import { useState } from 'react';
import { Input, Modal } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { Leads as LeadsApi, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { useCommand } from '../../parts/command';

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
