// SPDX-License-Identifier: Apache-2.0
// Calls that colleagues put through: who takes one has the customer, what the colleague wrote and the line, also where
// the customer is not his own; the result goes into the call with a note.
import { useState } from 'react';
import { App, Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Call_State, Customers, type Call, type CallTransfer } from '@dealspine/api/dealspine/customers_pb';
import { refresh } from '../../api';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Phone, useNow } from '../../parts/values';
import { dispositions, spoken } from './dispositions';
import { History } from './history';
import { useKeys } from './keys';
import { Line, open } from './line';
import { Scripts } from './scripts';

const againMs = 2000;

/** What is put through to the user, and what he took: `taken` is gone through first. */
export function useHanded() {
  const { data } = useQuery(Customers.method.listTransfers, {}, { refetchInterval: againMs, staleTime: 0 });
  const all = data?.transfers ?? [];
  const [offered, taken] = [all.filter((one) => one.call?.state === Call_State.TRANSFERRING), all.filter((one) => one.call?.state !== Call_State.TRANSFERRING)];
  return { offered, taken: taken[0] as CallTransfer | undefined };
}

function Who({ transfer }: { transfer: CallTransfer }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  return (
    <>
      <strong>{transfer.customerNameMasked || t('leads.noContact')}</strong>
      <Phone number={transfer.call!.pointMasked} />
      <span className="quiet">{t('calls.from', { who: nameOf(transfer.call!.transferredBy) })}</span>
    </>
  );
}

export function Offered({ transfers, busy }: { transfers: CallTransfer[]; busy: boolean }) {
  const { t } = useTranslation();
  const take = useCommand(Customers.method.takeCall, { quiet: true });
  return transfers.map((one) => (
    <div className="card row" role="alert" key={one.call!.id} data-offered={one.call!.id}>
      <span className="chip accent">{t('calls.offered')}</span>
      <Who transfer={one} />
      {one.note && <span>{one.note}</span>}
      <span className="grow" />
      <Button type="primary" disabled={busy} loading={take.isPending} onClick={() => take.mutate({ callId: one.call!.id })}>{t('calls.take')}</Button>
    </div>
  ));
}

export function Handed({ transfer, onPresence }: { transfer: CallTransfer; onPresence: (presence: string) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const now = useNow(1000);
  const [after, setAfter] = useState<Call>();
  const [disposition, setDisposition] = useState('');
  const [note, setNote] = useState('');
  const [script, setScript] = useState('');
  const report = useCommand(Customers.method.reportCall, { quiet: true });
  const wrap = useCommand(Customers.method.wrapCall, { quiet: true });
  const listed = transfer.call!;
  const call = after && after.version > listed.version ? after : listed;
  const seen = useQuery(Customers.method.getCustomer, { id: call.customerId }).data?.customer;
  const talking = open.includes(call.state);
  const say = (state: Call_State) => report.mutate({ callId: call.id, state }, { onSuccess: (reply) => setAfter(reply.call) });
  const save = () => disposition && !wrap.isPending && wrap.mutate({ callId: call.id, disposition, note: note.trim() || undefined, scriptVersion: script || undefined }, {
    onSuccess: async () => { message.success(t('calls.handedDone')); onPresence('READY'); await refresh('customers', 'leads'); },
  });
  useKeys((key) => {
    if (talking && key.toLowerCase() === 'h') say(Call_State.ENDED);
    else if (talking && key.toLowerCase() === 'w') say(call.state === Call_State.ANSWERED ? Call_State.HELD : Call_State.ANSWERED);
    else if (!talking && /^[1-9]$/.test(key)) setDisposition(dispositions[Number(key) - 1]);
    else if (!talking && key === 'Enter') save();
    else return key === 'Enter';
    return true;
  });
  return (
    <div className="columns" data-handed={call.id}>
      <div className="stack">
        <div className="card stack">
          <div className="row">
            <Who transfer={transfer} />
            {seen && <Link className="link" to={`/customers/${call.customerId}` as never}>{t('leads.toCustomer')}</Link>}
          </div>
          {transfer.note && <p>{transfer.note}</p>}
          <div className="row" data-call={Call_State[call.state]}>
            {talking ? <Line call={call} now={now} say={say} onCall={setAfter} /> : <span className="chip">{t(`call.${Call_State[call.state]}`)}</span>}
          </div>
          {!talking && (
            <div className="row" role="radiogroup" aria-label={t('calls.howItWent')}>
              {dispositions.map((code, nth) => (
                <button key={code} type="button" role="radio" aria-checked={disposition === code} disabled={!call.answeredAt && spoken.includes(code)}
                  className={`pick ${disposition === code ? 'on' : ''}`} onClick={() => setDisposition(code)}><kbd>{nth + 1}</kbd> {t(`disposition.${code}`)}</button>
              ))}
            </div>
          )}
          <label className="field"><span>{t('calls.note')}</span><textarea className="plain-input" rows={3} maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} /></label>
          {!talking && <div className="row"><span className="grow" /><Button type="primary" disabled={!disposition} loading={wrap.isPending} onClick={save}>{t('calls.handedSave')} <kbd>↵</kbd></Button></div>}
        </div>
      </div>
      <div className="stack">
        {seen && call.leadId && <Scripts leadId={call.leadId} product="" onUse={setScript} />}
        {seen && <History customerId={call.customerId} />}
      </div>
    </div>
  );
}
