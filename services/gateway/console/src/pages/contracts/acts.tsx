// SPDX-License-Identifier: Apache-2.0
// What may be done with a contract now, by its state and by who looks at it. The server decides again.
import { useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { AddApproverRequest_Place, ApprovalCase_Purpose, ContractAmendment_State, Contract_State, Contracts, type GetContractReply } from '@dealspine/api/dealspine/contracts_pb';
import { useCommand } from '../../parts/command';
import { useColleagues } from '../../parts/people';
import { ReasonDialog } from '../../parts/reason';
import { Choice } from '../../parts/table';
import { useMay, useSession } from '../../session';
import { Amend, Revise } from './change';
import { runningCase, useAsked } from './asked';

const voidReasons = ['MISTAKE', 'CUSTOMER_WITHDRAWAL', 'FRAUD'];
const cancelReasons = ['CUSTOMER_WITHDRAWAL', 'MISTAKE', 'REPLACED'];
const terminateReasons = ['CUSTOMER_WITHDRAWAL', 'UNPAID', 'BREACH', 'MOVED_AWAY', 'REPLACED'];
const talkReasons = ['PRICE', 'DELIVERY_DATE', 'PAYMENT', 'SCOPE', 'WORDING'];
const endable = [Contract_State.SIGNED, Contract_State.EFFECTIVE];
const archivable = [Contract_State.FULFILLED, Contract_State.EXPIRED, Contract_State.TERMINATED];
type Asking = 'return' | 'reject' | 'approver' | 'cancel' | 'negotiate' | 'void' | 'revise' | 'amend' | 'terminate' | 'annul';

export function Acts({ all, onDone }: { all: GetContractReply; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { user } = useSession();
  const decides = useAsked(all);
  const [asking, setAsking] = useState<Asking>();
  const contract = all.contract!;
  const running = runningCase(all);
  const both = { id: contract.id, expectedVersion: contract.version };
  const read = { ...both, textVersion: running?.textVersion ?? contract.textVersion };
  const submit = useCommand(Contracts.method.submitContract);
  const approve = useCommand(Contracts.method.approveContract);
  const giveBack = useCommand(Contracts.method.returnContract);
  const reject = useCommand(Contracts.method.rejectContract);
  const recall = useCommand(Contracts.method.recallContract);
  const cancel = useCommand(Contracts.method.cancelContract);
  const send = useCommand(Contracts.method.sendForSignature);
  const negotiate = useCommand(Contracts.method.negotiateContract);
  const end = useCommand(Contracts.method.requestEnd);
  const annul = useCommand(Contracts.method.voidContract);
  const archive = useCommand(Contracts.method.archiveContract);
  const is = (...states: Contract_State[]) => states.includes(contract.state);
  const drafts = may('contracts.draft');
  const free = !running && !all.amendments.some((one) => one.state === ContractAmendment_State.SIGNING);
  const close = () => { setAsking(undefined); onDone(); };
  return (
    <div className="row">
      {decides && <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(read)}>{t('contracts.approve')}</Button>}
      {decides && <Button onClick={() => setAsking('return')}>{t('contracts.return')}</Button>}
      {decides && <Button danger onClick={() => setAsking('reject')}>{t('contracts.reject')}</Button>}
      {decides && may('identity.read') && <Button onClick={() => setAsking('approver')}>{t('contracts.addApprover')}</Button>}
      {drafts && is(Contract_State.DRAFT) && <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate(both)}>{t('contracts.submit')}</Button>}
      {drafts && is(Contract_State.DRAFT, Contract_State.NEGOTIATING, Contract_State.REJECTED) && <Button onClick={() => setAsking('revise')}>{t('contracts.revise')}</Button>}
      {drafts && !decides && running && <Button loading={recall.isPending} onClick={() => recall.mutate(both)}>{t('contracts.recall')}</Button>}
      {drafts && is(Contract_State.APPROVED, Contract_State.NEGOTIATING) && <Button type="primary" loading={send.isPending} onClick={() => send.mutate(both)}>{t('contracts.send')}</Button>}
      {drafts && is(Contract_State.APPROVED) && <Button onClick={() => setAsking('negotiate')}>{t('contracts.negotiate')}</Button>}
      {drafts && is(Contract_State.DRAFT, Contract_State.DEPT_REVIEW, Contract_State.LEGAL_REVIEW) && <Button danger onClick={() => setAsking('cancel')}>{t('contracts.cancel')}</Button>}
      {drafts && free && is(Contract_State.EFFECTIVE) && <Button onClick={() => setAsking('amend')}>{t('contracts.amend')}</Button>}
      {drafts && !running && is(Contract_State.EFFECTIVE) && <Button danger onClick={() => setAsking('terminate')}>{t('contracts.terminate')}</Button>}
      {drafts && !running && is(...endable) && <Button danger onClick={() => setAsking('annul')}>{t('contracts.annul')}</Button>}
      {may('contracts.void') && contract.drafterId !== user.id && is(...endable) && <Button danger onClick={() => setAsking('void')}>{t('contracts.void')}</Button>}
      {may('contracts.copies') && is(...archivable) && <Button loading={archive.isPending} onClick={() => archive.mutate(both)}>{t('contracts.archive')}</Button>}
      {asking === 'return' && <Remark title={t('contracts.return')} onClose={close} run={(remark) => giveBack.mutateAsync({ ...read, remark })} />}
      {asking === 'reject' && <Remark title={t('contracts.reject')} onClose={close} run={(remark) => reject.mutateAsync({ ...read, remark })} />}
      {asking === 'approver' && <AddApprover all={all} onClose={close} />}
      {asking === 'cancel' && <ReasonDialog title={t('contracts.cancel')} okText={t('contracts.cancel')} danger codes={cancelReasons} set="endReason" onClose={close} run={(reason) => cancel.mutateAsync({ ...both, reason })} />}
      {asking === 'negotiate' && <ReasonDialog title={t('contracts.negotiate')} okText={t('contracts.negotiate')} codes={talkReasons} set="talkReason" onClose={close} run={(reason) => negotiate.mutateAsync({ ...both, reason })} />}
      {asking === 'terminate' && <ReasonDialog title={t('contracts.terminate')} okText={t('contracts.askFor')} danger codes={terminateReasons} set="endReason" onClose={close} run={(reason) => end.mutateAsync({ ...both, purpose: ApprovalCase_Purpose.TERMINATION, reason })} />}
      {asking === 'annul' && <ReasonDialog title={t('contracts.annul')} okText={t('contracts.askFor')} danger codes={voidReasons} set="endReason" onClose={close} run={(reason) => end.mutateAsync({ ...both, purpose: ApprovalCase_Purpose.VOIDING, reason })} />}
      {asking === 'void' && <ReasonDialog title={t('contracts.void')} okText={t('contracts.void')} danger codes={voidReasons} set="endReason" onClose={close} run={(reason) => annul.mutateAsync({ ...both, reason })} />}
      {asking === 'revise' && <Revise all={all} onClose={close} />}
      {asking === 'amend' && <Amend all={all} onClose={close} />}
    </div>
  );
}

function Remark({ title, run, onClose }: { title: string; run: (remark: string) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation();
  const [remark, setRemark] = useState('');
  return (
    <Modal open title={title} onCancel={onClose} onOk={() => run(remark).then(onClose, () => {})} okText={title} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !remark.trim() }}>
      <label className="field"><span>{t('contracts.comment')}</span>
        <textarea className="plain-input" rows={4} maxLength={2000} autoFocus value={remark} onChange={(event) => setRemark(event.target.value)} />
      </label>
    </Modal>
  );
}

/** One more who is asked, before or after the step that waits. */
function AddApprover({ all, onClose }: { all: GetContractReply; onClose: () => void }) {
  const { t } = useTranslation();
  const colleagues = useColleagues().filter((one) => one.id !== all.contract!.drafterId);
  const add = useCommand(Contracts.method.addApprover);
  const [approver, setApprover] = useState('');
  const [place, setPlace] = useState<'BEFORE' | 'AFTER'>('BEFORE');
  const go = () => add.mutate({ id: all.contract!.id, expectedVersion: all.contract!.version, approverId: approver, place: AddApproverRequest_Place[place] }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.addApprover')} onCancel={onClose} onOk={go} okText={t('contracts.addApprover')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !approver, loading: add.isPending }}>
      <div className="stack">
        <Choice label={t('contracts.approver')} value={approver} onChange={setApprover}
          options={[{ value: '', text: t('dialog.choose') }, ...colleagues.map((one) => ({ value: one.id, text: one.name }))]} />
        <Choice label={t('contracts.place')} value={place} onChange={(value) => setPlace(value as typeof place)}
          options={(['BEFORE', 'AFTER'] as const).map((one) => ({ value: one, text: t(`place.${one}`) }))} />
      </div>
    </Modal>
  );
}
