// SPDX-License-Identifier: Apache-2.0
// Before a message, a letter or a visit: may it be? The answer is kept, a refusal too; what was permitted is recorded with it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactDecision_Reason, ContactPermission_Medium, Customers, type ContactPoint } from '@dealspine/api/dealspine/customers_pb';
import { Modal } from '../../parts/antd';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { When } from '../../parts/values';
import { useMay } from '../../session';

const purposes = ['sales', 'service', 'survey', 'greeting', 'billing'];

export function ContactDialog({ point, medium, onClose }: { point: ContactPoint; medium: keyof typeof ContactPermission_Medium; onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay()('customers.activity');
  const ask = useCommand(Customers.method.requestContact, { quiet: true });
  const record = useCommand(Customers.method.recordActivity);
  const [purpose, setPurpose] = useState(purposes[0]);
  const [said, setSaid] = useState('');
  const attempt = ask.data?.attempt;
  const decision = attempt?.decision;
  const where = { customerId: point.customerId, contactPointId: point.id, medium: ContactPermission_Medium[medium] };
  const keep = () => record.mutate({ ...where, type: medium === 'VISIT' ? 'VISIT' : 'TELESALES', decisionId: attempt!.id, note: said.trim(), twoWay: medium === 'VISIT' }, { onSuccess: onClose });
  const button = decision?.permitted
    ? { onOk: keep, okText: t('contact.record'), okButtonProps: { disabled: !may || !said.trim(), loading: record.isPending } }
    : { onOk: () => ask.mutate({ ...where, purpose }), okText: t('contact.ask'), okButtonProps: { disabled: !!decision, loading: ask.isPending } };
  return (
    <Modal open width={420} title={t('contact.title', { medium: t(`medium.${medium}`), point: point.masked })} onCancel={onClose} cancelText={t('dialog.cancel')} {...button}>
      <div className="stack">
        {!decision && <p className="quiet">{t('contact.why')}</p>}
        {decision?.permitted ? <p className="small"><span className="quiet">{t('customers.purpose')}</span> {t(`purpose.${purpose}`)}</p>
          : <Choice label={t('customers.purpose')} value={purpose} onChange={(next) => { setPurpose(next); ask.reset(); }} options={purposes.map((one) => ({ value: one, text: t(`purpose.${one}`) }))} />}
        {decision && !decision.permitted && (
          <div className="notice bad" role="alert" data-refused>{t('contact.refused', { why: decision.reasons.map((one) => t(`decision.${ContactDecision_Reason[one]}`)).join(t('text.comma')) })}</div>
        )}
        {decision?.permitted && (
          <>
            <div className="notice" role="status" data-permitted>{t('contact.permitted')} <When at={attempt!.usableUntil} /></div>
            <label className="field"><span>{t('contact.said')}</span><textarea className="plain-input" rows={4} maxLength={4000} value={said} onChange={(event) => setSaid(event.target.value)} /></label>
          </>
        )}
      </div>
    </Modal>
  );
}
