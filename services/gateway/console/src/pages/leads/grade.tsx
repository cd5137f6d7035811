// SPDX-License-Identifier: Apache-2.0
import { Tooltip } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { useWhy } from '../../parts/why';
import { isFieldSet } from '@bufbuild/protobuf';
import { Lead_Grade, LeadSchema, type Lead } from '@dealspine/api/dealspine/leads_pb';

/** Grade and priority; why, when one points at it or tabs to it. */
export function GradeChip({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const why = useWhy();
  const reasons = lead.priorityReasons.map(why).join('; ');
  const grade = isFieldSet(lead, LeadSchema.field.grade) ? Lead_Grade[lead.grade] : '';
  const tone = { A: 'good', B: 'accent' }[grade as string] ?? '';
  return (
    <Tooltip title={reasons || t('leads.noReasons')}>
      <button type="button" className={`chip ${tone}`} aria-label={t('leads.gradeAnd', { grade: grade || '–', priority: lead.priority, reasons })}>
        <b>{grade || '–'}</b> {lead.priority}
      </button>
    </Tooltip>
  );
}
