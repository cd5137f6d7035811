// SPDX-License-Identifier: Apache-2.0
// A follow-up was done other than by a call from here: what it was goes into the ledger, and the next contact moves on.
import { useState } from 'react';
import { Modal } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { Customers } from '@dealspine/api/dealspine/customers_pb';
import type { DayItem } from '@dealspine/api/dealspine/leads_pb';
import { refresh } from '../../api';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';

const types = ['TELESALES', 'VISIT', 'TECHNICAL_EXCHANGE', 'TEST_AND_SAMPLE', 'BUSINESS_EVENT'];

export function DoneDialog({ item, onClose }: { item: DayItem; onClose: () => void }) {
  const { t } = useTranslation();
  const record = useCommand(Customers.method.recordActivity);
  const [type, setType] = useState(item.channel === 'VISIT' ? 'VISIT' : 'TELESALES');
  const [twoWay, setTwoWay] = useState(true);
  const [said, setSaid] = useState('');
  const go = () => record.mutate(
    { customerId: item.customerId, leadId: item.leadId, type, twoWay, effectLevel: twoWay ? 1 : 0, feedback: said.trim() || undefined },
    { onSuccess: async () => { await refresh('leads'); onClose(); } },
  );
  return (
    <Modal open width={420} title={t('day.doneTitle')} onCancel={onClose} onOk={go} okText={t('day.done')} cancelText={t('dialog.cancel')} okButtonProps={{ disabled: !said.trim(), loading: record.isPending }}>
      <div className="stack">
        <Choice label={t('day.what')} value={type} onChange={setType} options={types.map((one) => ({ value: one, text: t(`activityType.${one}`) }))} />
        <label className="field"><span>{t('day.said')}</span><textarea className="plain-input" rows={3} maxLength={4000} value={said} onChange={(event) => setSaid(event.target.value)} /></label>
        <label className="row"><input type="checkbox" checked={twoWay} onChange={(event) => setTwoWay(event.target.checked)} /> {t('day.reached')}</label>
      </div>
    </Modal>
  );
}
