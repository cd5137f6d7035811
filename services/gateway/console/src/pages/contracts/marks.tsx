// SPDX-License-Identifier: Apache-2.0
// Signatures and seals of both sides: what is there, what is awaited, and the form in which one is recorded.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import {
  ContractAmendment_State, ContractMark_Kind, ContractMark_Party, ContractMark_State, Contract_State, Contracts, type ContractMark, type GetContractReply,
} from '@dealspine/api/dealspine/contracts_pb';
import { useCommand } from '../../parts/command';
import { ReasonDialog } from '../../parts/reason';
import { Choice } from '../../parts/table';
import { Chip, When } from '../../parts/values';
import { useMay, useSession } from '../../session';

const methods = ['INK', 'CHOP', 'E_SIGNATURE'];
const declineReasons = ['TERMS', 'PRICE', 'LATER'];
const revokeReasons = ['MISTAKE', 'WRONG_SIGNER', 'TERMS'];

export function Marks({ all, onDone }: { all: GetContractReply; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay()('contracts.sign');
  const [asked, setAsked] = useState<{ mark: ContractMark; what: 'record' | 'decline' | 'revoke' }>();
  const decline = useCommand(Contracts.method.declineMark);
  const revoke = useCommand(Contracts.method.revokeMark);
  const signing = all.contract!.state === Contract_State.SIGNING || all.amendments.some((one) => one.state === ContractAmendment_State.SIGNING);
  const round = Math.max(0, ...all.marks.map((mark) => mark.round));
  const now = all.marks.filter((mark) => mark.round === round);
  const place = (mark: ContractMark) => ({ id: all.contract!.id, party: mark.party, kind: mark.kind, expectedVersion: all.contract!.version });
  const close = () => { setAsked(undefined); onDone(); };
  if (!now.length) return null;
  return (
    <section className="card stack">
      <h2>{t('contracts.marks')}</h2>
      {now.map((mark) => {
        const name = `${t(`party.${ContractMark_Party[mark.party]}`)} · ${t(`mark.${ContractMark_Kind[mark.kind]}`)}`;
        return (
          <div className="row" key={`${mark.party}${mark.kind}`} data-mark={`${ContractMark_Party[mark.party]} ${ContractMark_Kind[mark.kind]}`}>
            <span>{name}</span><span className="grow" />
            <Chip set="markState" word={ContractMark_State[mark.state]} />
            {mark.state === ContractMark_State.DONE && <span className="quiet small"><When at={mark.recordedAt} /></span>}
            {may && signing && mark.state === ContractMark_State.REQUESTED && (
              <>
                <Button size="small" aria-label={t('contracts.recordOf', { name })} onClick={() => setAsked({ mark, what: 'record' })}>{t('contracts.record')}</Button>
                <Button size="small" type="text" aria-label={t('contracts.declineOf', { name })} onClick={() => setAsked({ mark, what: 'decline' })}>{t('contracts.decline')}</Button>
              </>
            )}
            {may && signing && mark.state === ContractMark_State.DONE && <Button size="small" type="text" aria-label={t('contracts.revokeOf', { name })} onClick={() => setAsked({ mark, what: 'revoke' })}>{t('contracts.revoke')}</Button>}
          </div>
        );
      })}
      {asked?.what === 'record' && <Record all={all} mark={asked.mark} onClose={close} />}
      {asked?.what === 'decline' && <ReasonDialog title={t('contracts.decline')} okText={t('contracts.decline')} danger codes={declineReasons} set="markReason" onClose={close} run={(reason) => decline.mutateAsync({ ...place(asked.mark), reason })} />}
      {asked?.what === 'revoke' && <ReasonDialog title={t('contracts.revoke')} okText={t('contracts.revoke')} danger codes={revokeReasons} set="markReason" onClose={close} run={(reason) => revoke.mutateAsync({ ...place(asked.mark), reason })} />}
    </section>
  );
}

function Record({ all, mark, onClose }: { all: GetContractReply; mark: ContractMark; onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const record = useCommand(Contracts.method.recordMark);
  const ours = mark.party === ContractMark_Party.OUR;
  const signers = ours ? [user.id] : all.contract!.signatoryContactIds;
  const [signer, setSigner] = useState(signers[0] ?? '');
  const [method, setMethod] = useState(mark.kind === ContractMark_Kind.SEAL ? 'CHOP' : 'INK');
  const [hash, setHash] = useState('');
  const place = { id: all.contract!.id, party: mark.party, kind: mark.kind, expectedVersion: all.contract!.version };
  async function weigh(file?: File) {
    if (!file || !crypto.subtle) return;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    setHash(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  return (
    <Modal open title={t('contracts.record')} onCancel={onClose} okText={t('contracts.record')} cancelText={t('dialog.cancel')}
      onOk={() => record.mutate({ ...place, signerId: signer, method, evidenceHash: hash }, { onSuccess: onClose })}
      okButtonProps={{ disabled: !signer || !/^[0-9a-f]{64}$/.test(hash), loading: record.isPending }}>
      <div className="stack">
        <Choice label={t('contracts.signer')} value={signer} onChange={setSigner}
          options={signers.map((id) => ({ value: id, text: ours ? user.name : t('contracts.contact', { id: id.slice(-6) }) }))} />
        <Choice label={t('contracts.method')} value={method} onChange={setMethod} options={methods.map((one) => ({ value: one, text: t(`method.${one}`) }))} />
        <label className="field"><span>{t('contracts.scan')}</span><input type="file" onChange={(event) => weigh(event.target.files?.[0])} /></label>
        <label className="field"><span>{t('contracts.evidence')}</span><Input className="mono" value={hash} onChange={(event) => setHash(event.target.value.trim().toLowerCase())} /></label>
      </div>
    </Modal>
  );
}
