// SPDX-License-Identifier: Apache-2.0
// The register of who may sign and seal, and money that came in: each for those who hold its permission.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { ContractMark_Kind, ContractMark_Party, Contracts, type Contract } from '@dealspine/api/dealspine/contracts_pb';
import { minorOf } from '../../parts/amount';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { useToday } from '../../parts/zone';
import { useMay } from '../../session';
import { isCode } from './terms';

export function Registers({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asking, setAsking] = useState<'authority' | 'receipt'>();
  if (!may('contracts.authority') && !may('contracts.payments')) return null;
  return (
    <div className="row">
      {may('contracts.authority') && <Button size="small" onClick={() => setAsking('authority')}>{t('contracts.authority')}</Button>}
      {may('contracts.payments') && <Button size="small" onClick={() => setAsking('receipt')}>{t('contracts.receipt')}</Button>}
      {asking === 'authority' && <Authority contract={contract} onClose={() => setAsking(undefined)} />}
      {asking === 'receipt' && <Receipt contract={contract} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

function Authority({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation();
  const register = useCommand(Contracts.method.registerAuthority);
  const holders = contract.signatoryContactIds;
  const [holder, setHolder] = useState(holders[0] ?? '');
  const [kinds, setKinds] = useState<('SIGN' | 'SEAL')[]>(['SIGN', 'SEAL']);
  const [proof, setProof] = useState('');
  const go = () => register.mutate({
    party: ContractMark_Party.CUSTOMER, holderId: holder, kinds: kinds.map((kind) => ContractMark_Kind[kind]), currency: contract.currency, proofRef: proof,
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.authority')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !holder || !kinds.length || !isCode(proof), loading: register.isPending }}>
      <div className="stack">
        <p className="quiet">{t('contracts.authorityWhy')}</p>
        <Choice label={t('contracts.signer')} value={holder} onChange={setHolder} options={holders.map((id) => ({ value: id, text: t('contracts.contact', { id: id.slice(-6) }) }))} />
        <div className="row">{(['SIGN', 'SEAL'] as const).map((kind) => (
          <label className="mark" key={kind}><input type="checkbox" checked={kinds.includes(kind)} onChange={(event) => setKinds(event.target.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind))} /> {t(`mark.${kind}`)}</label>
        ))}</div>
        <label className="field"><span>{t('contracts.letter')}</span><Input value={proof} onChange={(event) => setProof(event.target.value.trim())} /></label>
      </div>
    </Modal>
  );
}

function Receipt({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const record = useCommand(Contracts.method.recordReceipt);
  const [key, setKey] = useState('');
  const [day, setDay] = useState(() => today());
  const [amount, setAmount] = useState('');
  const minor = minorOf(amount, contract.currency);
  const go = () => record.mutate({ naturalKey: key, receivedOn: day, currency: contract.currency, amountMinor: minor, contractNumber: contract.number }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.receipt')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !key || !day || !minor, loading: record.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('contracts.receiptKey')}</span><Input value={key} maxLength={200} onChange={(event) => setKey(event.target.value.trim())} /></label>
        <label className="field"><span>{t('contracts.receivedOn')}</span><input className="plain-input" type="date" value={day} onChange={(event) => setDay(event.target.value)} /></label>
        <label className="field"><span>{t('contracts.amount')}</span><Input value={amount} inputMode="decimal" suffix={contract.currency} onChange={(event) => setAmount(event.target.value)} /></label>
      </div>
    </Modal>
  );
}
