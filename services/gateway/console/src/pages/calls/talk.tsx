// SPDX-License-Identifier: Apache-2.0
// One conversation: may we call, the call itself, what was said, how it went. Where no adapter attends to calls the agent
// says what happens on the line.
import { Suspense, lazy, useEffect, useState } from 'react';
import { App, Button } from '../../parts/antd';
import { Code, ConnectError } from '@connectrpc/connect';
import { callUnaryMethod, useQuery } from '@connectrpc/connect-query';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import {
  ActivityCompleted_Intent, Call_State, ContactDecision_Reason, ContactPermission_Medium, ContactPermission_State, ContactPoint_Kind, ContactPoint_State,
  Customers, RevealFieldRequest_Field, TimelineItem_Kind, type Call,
} from '@dealspine/api/dealspine/customers_pb';
import { Callback_Reach, Leads as LeadsApi, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { reasonOf, refresh, transport } from '../../api';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { phoneText, span, useNow } from '../../parts/values';
import { clockThere, fieldThere } from '../../parts/zone';
import { useMay, useSession } from '../../session';
import { useErrorText } from '../../shell/states';
import { dispositions, spoken } from './dispositions';
import { useDraft, type Draft } from './draft';
import { useKeys } from './keys';
import { Light } from './light';
import { Line, open } from './line';
import { useTelephone } from './telephone';

const endings = [Call_State.ENDED, Call_State.BUSY, Call_State.NO_ANSWER, Call_State.INVALID, Call_State.FAILED, Call_State.ABANDONED];
const followMs = 1500;
const fields = ['need', 'concern', 'feedback'] as const;
const RecordingLight = lazy(() => import('./recording').then((part) => ({ default: part.RecordingLight })));

/** `callId`: an earlier call that is to be written down; `script`: the version of the script that was opened last. */
export function Talk({ lead, callId, script, onNext, onPresence }: { lead: Lead; callId?: string; script: string; onNext: () => void; onPresence: (presence: string) => void }) {
  const { t, i18n } = useTranslation();
  const { user } = useSession();
  const may = useMay();
  const nameOf = usePeople();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const customer = useQuery(Customers.method.getCustomer, { id: lead.customerId });
  const phones = customer.data?.contactPoints.filter((one) => one.kind === ContactPoint_Kind.PHONE && one.state !== ContactPoint_State.RETIRED) ?? [];
  const [chosen, setChosen] = useState('');
  /* The number of somebody who left the customer is not offered; who wants it has to say so. */
  const point = phones.find((one) => (chosen ? one.id === chosen : !one.personLeft));
  const zone = customer.data?.customer?.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { draft, write, drop } = useDraft(user.id, lead.id, callId);
  const [call, setCall] = useState<Call>();
  const [number, setNumber] = useState('');
  const [saving, setSaving] = useState(false);
  const request = useCommand(Customers.method.requestCall, { quiet: true });
  const report = useCommand(Customers.method.reportCall, { quiet: true });
  const block = useCommand(Customers.method.setPermission);
  const reveal = useCommand(Customers.method.revealField, { quiet: true });
  const now = useNow(1000);

  const { adapter } = useTelephone();
  const state = call?.state;
  const talking = !!state && open.includes(state);
  const over = state === Call_State.WRAPPED || draft.wrapped;
  useCallAgain(lead, draft.callId, (found) => setCall((known) => (known?.id === found.id && known.version > found.version ? known : found)), !over && (!!adapter || state === Call_State.TRANSFERRING));
  const handed = !!call && !over && call.transferredBy === user.id && call.agentId !== user.id;
  const closed = over || handed;
  const wrapping = closed || (!!state && endings.includes(state));
  const past = !!draft.next && draft.next <= fieldThere(now, zone);
  const fits = (code: string) => !!call?.answeredAt || !spoken.includes(code);
  const ready = wrapping && (closed || !!draft.disposition) && !past;
  const active = state === Call_State.REQUESTED || state === Call_State.DIALLING || state === Call_State.RINGING;
  const doing = talking && !handed ? 'TALKING' : wrapping ? 'WRAP_UP' : undefined;
  useEffect(() => { if (doing) onPresence(doing); }, [doing]);

  const dial = () => request.mutate({ customerId: lead.customerId, contactPointId: point?.id, leadId: lead.id }, {
    onSuccess: (reply) => {
      if (reply.call?.state === Call_State.REFUSED) {
        const { decision } = reply.call;
        message.error(t('calls.refused', { cause: decision && t(`decision.${ContactDecision_Reason[decision.reason]}`) }));
        return;
      }
      setCall(reply.call);
      write({ callId: reply.call?.id ?? '' });
      if (!adapter) say(Call_State.DIALLING, reply.call);
    },
  });
  const say = (next: Call_State, of = call) => of && report.mutate({ callId: of.id, state: next }, { onSuccess: (reply) => setCall(reply.call) });

  /** In three steps; those that were done are not done again when a later one failed. */
  async function save() {
    if (!call || !ready || saving) return;
    setSaving(true);
    try {
      const note = noteOf(draft);
      const said = note && JSON.stringify(note);
      if (said && said !== draft.said) {
        const { activity } = await callUnaryMethod(transport, Customers.method.recordActivity, {
          ...note, customerId: lead.customerId, leadId: lead.id, callId: call.id, twoWay: !!call.answeredAt, effectLevel: call.answeredAt ? 1 : 0,
          ...(draft.activityId ? { activityId: draft.activityId, correction: true } : { type: 'TELESALES' }),
        });
        write({ activityId: activity?.id ?? '', said });
      }
      if (!closed) {
        await callUnaryMethod(transport, Customers.method.wrapCall, { callId: call.id, disposition: draft.disposition, scriptVersion: script || undefined })
          .catch((error) => {
            const already = ConnectError.from(error).code === Code.FailedPrecondition && reasonOf(error) === 'WRONG_STATE';
            if (!already) throw error;
            message.info(t('calls.closedAlready'));
          });
        write({ wrapped: true });
      }
      if (draft.next) {
        await callUnaryMethod(transport, LeadsApi.method.scheduleCallback,
          { leadId: lead.id, zone, local: draft.next, reach: draft.anyone ? Callback_Reach.ANYONE : Callback_Reach.MINE });
      }
      drop();
      setCall(undefined);
      onPresence('READY');
      await refresh('customers', 'leads');
      onNext();
    } catch (error) {
      message.error(errorText(error));
    }
    setSaving(false);
  }

  useKeys((key) => {
    const chosen = wrapping && !closed && /^[1-9]$/.test(key) ? dispositions[Number(key) - 1] : '';
    if (chosen) fits(chosen) && write({ disposition: chosen });
    else if (wrapping && key === 'Enter') save();
    else if (!call && key === 'Enter') dial();
    else if (active && !adapter && key.toLowerCase() === 'a') say(Call_State.ANSWERED);
    else if (active && !adapter && key.toLowerCase() === 'n') say(Call_State.NO_ANSWER);
    else if (active && adapter && key.toLowerCase() === 'h') say(Call_State.ABANDONED);
    else if (talking && !handed && key.toLowerCase() === 'h') say(Call_State.ENDED);
    else if (talking && !handed && key.toLowerCase() === 'w') say(state === Call_State.ANSWERED ? Call_State.HELD : Call_State.ANSWERED);
    else if (key === '/') document.getElementById('answers')?.focus();
    else return false;
    return true;
  });

  const stop = () => modal.confirm({
    title: t('calls.blockTitle'), content: t('calls.blockWhy'), okText: t('calls.block'), cancelText: t('dialog.cancel'), okButtonProps: { danger: true },
    onOk: () => point && block.mutateAsync({
      contactPointId: point.id, medium: ContactPermission_Medium.CALL, purpose: '*', state: ContactPermission_State.BLOCKED,
    }),
  });

  return (
    <div className="stack">
      <div className="card stack">
        <div className="row">
          <Light pointId={point?.id} />
          {point?.personLeft && <span className="chip warn">{t('customers.left')}</span>}
          <span className="quiet">{t('calls.there', { time: clockThere(now, zone, i18n.language) })}</span>
          <span className="grow" />
          {point && may('customers.reveal') && (number
            ? <strong className="mono" data-number>{phoneText(number, i18n.language)}</strong>
            : <Button size="small" onClick={() => reveal.mutate({ customerId: lead.customerId, field: RevealFieldRequest_Field.CONTACT_POINT, targetId: point.id, reason: 'call' },
                { onSuccess: (reply) => setNumber(reply.value) })}>{t('calls.reveal')}</Button>)}
          {may('customers.consent') && point && <Button size="small" danger onClick={stop}>{t('calls.block')}</Button>}
        </div>
        {!point && phones.length > 0 && (
          <div className="row notice" data-left><span className="grow">{t('calls.onlyLeft')}</span>
            {phones.map((one) => <Button key={one.id} size="small" onClick={() => setChosen(one.id)}>{t('calls.useLeft', { point: phoneText(one.masked, i18n.language) })}</Button>)}</div>
        )}
        <div className="row" data-call={state ? Call_State[state] : 'none'}>
          {!call && <Button type="primary" onClick={dial} loading={request.isPending} disabled={!point}>{t('calls.dial')} <kbd>↵</kbd></Button>}
          {active && <span className="chip accent">{t(`call.${Call_State[state]}`)}</span>}
          {active && adapter && <Button danger onClick={() => say(Call_State.ABANDONED)}>{t('calls.hangUp')} <kbd>H</kbd></Button>}
          {active && !adapter && (
            <>
              <Button type="primary" onClick={() => say(Call_State.ANSWERED)}>{t('calls.answered')} <kbd>A</kbd></Button>
              <Button onClick={() => say(Call_State.NO_ANSWER)}>{t('calls.noAnswer')} <kbd>N</kbd></Button>
              <Button onClick={() => say(Call_State.BUSY)}>{t('calls.busy')}</Button>
              <Button onClick={() => say(Call_State.INVALID)}>{t('calls.invalid')}</Button>
            </>
          )}
          {talking && !handed && <Line call={call!} now={now} say={say} onCall={setCall} />}
          {handed && <span className="chip good" data-handed-over>{t('calls.handedOver', { who: nameOf(call.agentId) })}</span>}
          {wrapping && !handed && (
            <>
              <span className="chip">{t(`call.${Call_State[state!]}`)}</span>
              {!closed && <span className="chip warn" role="timer">{t('calls.wrapUp')} {span(Math.max(0, (now - timestampDate(call!.endedAt!).getTime()) / 1000))}</span>}
            </>
          )}
          {call?.answeredAt && may('qa.read') && <Suspense fallback={null}><RecordingLight callId={call.id} /></Suspense>}
        </div>
        {wrapping && !closed && (
          <div className="row" role="radiogroup" aria-label={t('calls.howItWent')}>
            {dispositions.map((code, nth) => (
              <button key={code} type="button" role="radio" aria-checked={draft.disposition === code} disabled={!fits(code)}
                className={`pick ${draft.disposition === code ? 'on' : ''}`} onClick={() => write({ disposition: code })}>
                <kbd>{nth + 1}</kbd> {t(`disposition.${code}`)}
              </button>
            ))}
          </div>
        )}
      </div>
      <div className="card stack">
        {fields.map((field) => (
          <label className="field" key={field}><span>{t(`calls.${field}`)}</span>
            <textarea className="plain-input" rows={2} maxLength={4000} value={draft[field]} onChange={(event) => write({ [field]: event.target.value })} />
          </label>
        ))}
        <div className="row">
          <label className="field"><span>{t('calls.next')}</span>
            <input className="plain-input" type="datetime-local" value={draft.next} aria-invalid={past || undefined} aria-describedby={past ? 'next-past' : undefined} onChange={(event) => write({ next: event.target.value })} />
          </label>
          {past && <span className="bad-text small" id="next-past" role="alert">{t('calls.nextPast')}</span>}
          {draft.next && <label className="row small"><input type="checkbox" checked={draft.anyone} onChange={(event) => write({ anyone: event.target.checked })} /> {t('calls.anyone')}</label>}
          <div className="field"><span id="intent">{t('calls.intent')}</span>
            <div className="row" role="radiogroup" aria-labelledby="intent">
              {(['UP', 'SAME', 'DOWN'] as const).map((one) => (
                <button key={one} type="button" role="radio" aria-checked={draft.intent === one} className={`pick ${draft.intent === one ? 'on' : ''}`}
                  onClick={() => write({ intent: draft.intent === one ? '' : one })}>{t(`intent.${one}`)}</button>
              ))}
            </div>
          </div>
          <span className="grow" />
          <Button type="primary" disabled={!ready} loading={saving} onClick={save}>{t('calls.save')} <kbd>↵</kbd></Button>
        </div>
        <p className="quiet small">{t('calls.hint')}</p>
      </div>
    </div>
  );
}

/** What was said, as the ledger takes it; nothing where nothing was written down. */
function noteOf(draft: Draft) {
  if (!fields.some((field) => draft[field]) && !draft.note && !draft.intent) return undefined;
  return {
    need: draft.need || undefined, concern: draft.concern || undefined, feedback: draft.feedback || undefined, note: draft.note || undefined,
    intent: draft.intent ? ActivityCompleted_Intent[draft.intent] : undefined,
  };
}

/**
 * Finds the call that was going on before the browser went away; also one that is closed and whose draft was not saved.
 * `follow`: what an adapter or a colleague does with it is seen.
 */
function useCallAgain(lead: Lead, callId: string, found: (call: Call) => void, follow: boolean) {
  const look = () => callUnaryMethod(transport, Customers.method.getTimeline, { customerId: lead.customerId, kinds: [TimelineItem_Kind.CALL], pageSize: 50 })
    .then((reply) => {
      const call = reply.items.find((item) => item.call?.id === callId)?.call;
      if (call) found(call);
    }, () => {});
  useEffect(() => { if (callId) look(); }, []);
  useEffect(() => {
    if (!callId || !follow) return;
    const again = setInterval(look, followMs);
    return () => clearInterval(again);
  }, [callId, follow]);
}
