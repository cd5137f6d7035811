// SPDX-License-Identifier: Apache-2.0
// Search before create: a phone number shows who has it already, then the lead is captured.
import { useState } from 'react';
import { Alert, Input, Modal } from '../../parts/antd';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Customers, type CustomerHit } from '@dealspine/api/dealspine/customers_pb';
import { Leads as LeadsApi } from '@dealspine/api/dealspine/leads_pb';
import { Channel } from '@dealspine/api/dealspine/wire_pb';
import { transport } from '../../api';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Choice } from '../../parts/table';
import { useMay } from '../../session';

export function CaptureDialog({ onClose }: { onClose: (leadId?: string) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const nameOf = usePeople();
  const capture = useCommand(LeadsApi.method.captureLead);
  const [phone, setPhone] = useState('');
  const [name, setName] = useState('');
  const [product, setProduct] = useState('');
  const [need, setNeed] = useState('');
  const [channel, setChannel] = useState('PHONE');
  const [hits, setHits] = useState<CustomerHit[]>();

  async function look() {
    if (phone.trim().length < 7 || !may('customers.search')) return;
    const found = await callUnaryMethod(transport, Customers.method.searchCustomers, { phone }).catch(() => undefined);
    setHits(found?.hits);
  }

  const save = () => capture.mutate({
    phone, name: name || undefined, product: product || undefined, need: need || undefined,
    sourceChannel: Channel[channel as keyof typeof Channel],
  }, { onSuccess: (reply) => onClose(reply.lead?.duplicateOf || reply.lead?.id) });

  return (
    <Modal open title={t('leads.capture')} onCancel={() => onClose()} onOk={save} okText={t('leads.captureDo')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !phone.trim(), loading: capture.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('leads.phone')}</span>
          <Input value={phone} inputMode="tel" autoFocus onChange={(event) => { setPhone(event.target.value); setHits(undefined); }} onBlur={look} />
        </label>
        {hits && (hits.length
          ? <Alert type="warning" title={t('leads.known')} description={hits.map((hit) => (
              <div key={hit.customerId}>{hit.nameMasked || hit.pointMasked} · {hit.ownerId ? nameOf(hit.ownerId) : t('leads.nobody')}</div>))} />
          : <Alert type="info" title={t('leads.unknown')} />)}
        <label className="field"><span>{t('leads.name')}</span><Input value={name} onChange={(event) => setName(event.target.value)} /></label>
        <label className="field"><span>{t('leads.product')}</span><Input value={product} onChange={(event) => setProduct(event.target.value)} /></label>
        <Choice label={t('leads.channel')} value={channel} onChange={setChannel}
          options={['PHONE', 'WEB', 'STORE'].map((one) => ({ value: one, text: t(`channel.${one}`) }))} />
        <label className="field"><span>{t('leads.need')}</span>
          <textarea className="plain-input" rows={3} value={need} onChange={(event) => setNeed(event.target.value)} />
        </label>
      </div>
    </Modal>
  );
}
