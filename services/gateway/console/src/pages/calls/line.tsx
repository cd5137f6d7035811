// SPDX-License-Identifier: Apache-2.0
// A line that is open: hold the customer and come back, put him through, hang up.
import { useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import { Call_State, Customers, type Call } from '@dealspine/api/dealspine/customers_pb';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { useCommand } from '../../parts/command';
import { useEverything } from '../../parts/everything';
import { useColleagues, usePeople } from '../../parts/people';
import { Choice } from '../../parts/table';
import { span } from '../../parts/values';
import { useMay } from '../../session';

export const open = [Call_State.ANSWERED, Call_State.HELD, Call_State.TRANSFERRING];

/** `say`: reports a step of the telephone; `onCall`: the call as it is now. */
export function Line({ call, now, say, onCall }: { call: Call; now: number; say: (state: Call_State) => void; onCall: (call: Call) => void }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const [through, setThrough] = useState(false);
  const [talking, putting] = [call.state === Call_State.ANSWERED, call.state === Call_State.TRANSFERRING];
  const since = talking ? call.answeredAt : call.heldSince;
  const lasts = since ? span(Math.max(0, (now - timestampDate(since).getTime()) / 1000)) : '';
  const waiting = putting ? t('calls.transferring', { who: call.transferTeamPath || nameOf(call.transferUserId) }) : t('call.HELD');
  return (
    <>
      <span className={`chip ${talking ? 'good' : 'warn'}`} role="timer">{talking ? t('calls.talking') : waiting} {lasts}</span>
      {call.holdS > 0 && <span className="quiet small">{t('calls.held', { time: span(call.holdS) })}</span>}
      {talking ? <Button onClick={() => say(Call_State.HELD)}>{t('calls.hold')} <kbd>W</kbd></Button>
        : <Button type="primary" onClick={() => say(Call_State.ANSWERED)}>{t('calls.resume')} <kbd>W</kbd></Button>}
      {!putting && <Button onClick={() => setThrough(true)}>{t('calls.transfer')}</Button>}
      <Button danger type={talking ? 'primary' : 'default'} onClick={() => say(Call_State.ENDED)}>{t('calls.hangUp')} <kbd>H</kbd></Button>
      {through && <TransferDialog call={call} onClose={() => setThrough(false)} onCall={onCall} />}
    </>
  );
}

const [user, team] = ['user:', 'team:'];

function TransferDialog({ call, onClose, onCall }: { call: Call; onClose: () => void; onCall: (call: Call) => void }) {
  const { t } = useTranslation();
  const transfer = useCommand(Customers.method.transferCall, { quiet: true });
  const colleagues = useColleagues();
  const teams = useEverything(Identity.method.listTeams, (page) => page.teams, { enabled: useMay()('identity.read') }) ?? [];
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const whom = to.startsWith(user) ? { toUserId: to.slice(user.length) } : { toTeamPath: to.slice(team.length) };
  const go = () => transfer.mutate({ callId: call.id, ...whom, note: note.trim() || undefined }, { onSuccess: (reply) => { if (reply.call) onCall(reply.call); onClose(); } });
  return (
    <Modal open width={420} title={t('calls.transferTitle')} onCancel={onClose} onOk={go} okText={t('calls.transfer')} cancelText={t('dialog.cancel')} okButtonProps={{ disabled: !to, loading: transfer.isPending }}>
      <div className="stack">
        <Choice label={t('calls.transferTo')} value={to} onChange={setTo} options={[{ value: '', text: '–' },
          ...colleagues.map((one) => ({ value: user + one.id, text: one.name })),
          ...teams.map((one) => ({ value: team + one.path, text: t('calls.team', { name: one.name }) }))]} />
        <label className="field"><span>{t('calls.handover')}</span><textarea className="plain-input" rows={3} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} /></label>
        <p className="quiet small">{t('calls.transferWhy')}</p>
      </div>
    </Modal>
  );
}
