// SPDX-License-Identifier: Apache-2.0
// What may be done with a contract now, by its state and by who looks at it. The server decides again.
import { useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { Code, ConnectError } from '@connectrpc/connect';
import { useTranslation } from 'react-i18next';
import { ContractClause_Group, Contract_State, Contracts, type GetContractReply } from '@dealspine/api/dealspine/contracts_pb';
import { useCommand } from '../../parts/command';
import { Conflict, useEditing } from '../../parts/conflict';
import { Choice } from '../../parts/table';
import { useMay, useSession } from '../../session';

const voidReasons = ['MISTAKE', 'CUSTOMER_WITHDRAWAL', 'FRAUD'];
const cancelReasons = ['CUSTOMER_WITHDRAWAL', 'MISTAKE', 'REPLACED'];
type Asking = 'return' | 'reject' | 'cancel' | 'void' | 'revise';

export function Acts({ all, onDone }: { all: GetContractReply; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { user } = useSession();
  const [asking, setAsking] = useState<Asking>();
  const contract = all.contract!;
  const both = { id: contract.id, expectedVersion: contract.version };
  const read = { ...both, textVersion: contract.textVersion };
  const submit = useCommand(Contracts.method.submitContract);
  const approve = useCommand(Contracts.method.approveContract);
  const giveBack = useCommand(Contracts.method.returnContract);
  const reject = useCommand(Contracts.method.rejectContract);
  const recall = useCommand(Contracts.method.recallContract);
  const cancel = useCommand(Contracts.method.cancelContract);
  const send = useCommand(Contracts.method.sendForSignature);
  const annul = useCommand(Contracts.method.voidContract);
  const is = (...states: Contract_State[]) => states.includes(contract.state);
  const drafts = may('contracts.draft');
  const decides = contract.drafterId !== user.id
    && ((is(Contract_State.DEPT_REVIEW) && may('contracts.approve')) || (is(Contract_State.LEGAL_REVIEW) && may('contracts.legal')));
  const close = () => { setAsking(undefined); onDone(); };
  return (
    <div className="row">
      {decides && <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(read)}>{t('contracts.approve')}</Button>}
      {decides && <Button onClick={() => setAsking('return')}>{t('contracts.return')}</Button>}
      {decides && <Button danger onClick={() => setAsking('reject')}>{t('contracts.reject')}</Button>}
      {drafts && is(Contract_State.DRAFT) && <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate(both)}>{t('contracts.submit')}</Button>}
      {drafts && is(Contract_State.DRAFT, Contract_State.NEGOTIATING, Contract_State.REJECTED) && <Button onClick={() => setAsking('revise')}>{t('contracts.revise')}</Button>}
      {drafts && !decides && is(Contract_State.DEPT_REVIEW, Contract_State.LEGAL_REVIEW) && <Button loading={recall.isPending} onClick={() => recall.mutate(both)}>{t('contracts.recall')}</Button>}
      {drafts && is(Contract_State.APPROVED, Contract_State.NEGOTIATING) && <Button type="primary" loading={send.isPending} onClick={() => send.mutate(both)}>{t('contracts.send')}</Button>}
      {drafts && is(Contract_State.DRAFT, Contract_State.DEPT_REVIEW, Contract_State.LEGAL_REVIEW) && <Button danger onClick={() => setAsking('cancel')}>{t('contracts.cancel')}</Button>}
      {may('contracts.void') && contract.drafterId !== user.id && is(Contract_State.SIGNED, Contract_State.EFFECTIVE) && <Button danger onClick={() => setAsking('void')}>{t('contracts.void')}</Button>}
      {asking === 'return' && <Remark title={t('contracts.return')} onClose={close} run={(remark) => giveBack.mutateAsync({ ...read, remark })} />}
      {asking === 'reject' && <Remark title={t('contracts.reject')} onClose={close} run={(remark) => reject.mutateAsync({ ...read, remark })} />}
      {asking === 'cancel' && <Why title={t('contracts.cancel')} codes={cancelReasons} onClose={close} run={(reason) => cancel.mutateAsync({ ...both, reason })} />}
      {asking === 'void' && <Why title={t('contracts.void')} codes={voidReasons} onClose={close} run={(reason) => annul.mutateAsync({ ...both, reason })} />}
      {asking === 'revise' && <Revise all={all} onClose={close} />}
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

function Why({ title, codes, run, onClose }: { title: string; codes: string[]; run: (reason: string) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal open title={title} onCancel={onClose} onOk={() => run(reason).then(onClose, () => {})} okText={title} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !reason, danger: true }}>
      <Choice label={t('dialog.reason')} value={reason} onChange={setReason}
        options={[{ value: '', text: t('dialog.choose') }, ...codes.map((code) => ({ value: code, text: t(`endReason.${code}`) }))]} />
    </Modal>
  );
}

/** The clauses as they stand, to be changed. Only those that differ are sent. */
function Revise({ all, onClose }: { all: GetContractReply; onClose: () => void }) {
  const { t } = useTranslation();
  const contract = all.contract!;
  const revise = useCommand(Contracts.method.reviseContract, { quietWhen: (error) => ConnectError.from(error).code === Code.Aborted });
  const theirs = Object.fromEntries(all.clauses.map((clause) => [ContractClause_Group[clause.group], clause.text]));
  const labels = Object.fromEntries(Object.keys(theirs).map((group) => [group, t(`clause.${group}`)]));
  const editing = useEditing(contract.version, theirs);
  const save = () => revise.mutate({
    id: contract.id, expectedVersion: contract.version,
    clauses: editing.changed.map((group) => ({ group: ContractClause_Group[group as keyof typeof ContractClause_Group], text: editing.value(group) })),
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.revise')} width={760} onCancel={onClose} onOk={save} okText={t('contracts.reviseDo')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !editing.changed.length || !editing.settled || editing.changed.some((group) => !editing.value(group).trim()), loading: revise.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={labels} />
        {Object.keys(theirs).map((group) => (
          <label className="field" key={group}><span>{labels[group]}</span>
            <textarea className="plain-input" rows={4} value={editing.value(group)} onChange={(event) => editing.set(group, event.target.value)} />
          </label>
        ))}
      </div>
    </Modal>
  );
}
