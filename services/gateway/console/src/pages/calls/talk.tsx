// SPDX-License-Identifier: Apache-2.0
// One conversation: may we call, the call itself, what was said, how it went. The telephone is worked by hand: the
// agent says what happens on the line.
import { useEffect, useState } from 'react';
import { App, Button } from '../../parts/antd';
import { callUnaryMethod, useQuery } from '@connectrpc/connect-query';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import {
  ActivityCompleted_Intent, Call_State, ContactPermission_Medium, ContactPermission_State, ContactPoint_Kind, ContactPoint_State,
  Customers, RevealFieldRequest_Field, type Call,
} from '@dealspine/api/dealspine/customers_pb';
import { Callback_Reach, Leads as LeadsApi, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { refresh, transport } from '../../api';
import { useCommand } from '../../parts/command';
import { span, useNow } from '../../parts/values';
import { useMay, useSession } from '../../session';
import { useErrorText } from '../../shell/states';
import { useDraft } from './draft';
import { useKeys } from './keys';
import { Light } from './light';
import { Scripts } from './scripts';
import { clockThere } from './zone';

export const dispositions = ['INTERESTED', 'CALL_BACK', 'NOT_NOW', 'NOT_INTERESTED', 'NO_ANSWER', 'BUSY', 'VOICEMAIL', 'WRONG_NUMBER', 'DO_NOT_CALL'];
const endings = [Call_State.ENDED, Call_State.BUSY, Call_State.NO_ANSWER, Call_State.INVALID, Call_State.FAILED, Call_State.ABANDONED];
const fields = ['need', 'concern', 'feedback'] as const;

export function Talk({ lead, onNext }: { lead: Lead; onNext: () => void }) {
  const { t, i18n } = useTranslation();
  const { user } = useSession();
  const may = useMay();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const customer = useQuery(Customers.method.getCustomer, { id: lead.customerId });
  const point = customer.data?.contactPoints.find((one) => one.kind === ContactPoint_Kind.PHONE && one.state !== ContactPoint_State.RETIRED);
  const zone = customer.data?.customer?.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { draft, write, drop } = useDraft(user.id, lead.id);
  const [call, setCall] = useState<Call>();
  const [number, setNumber] = useState('');
  const [script, setScript] = useState('');
  const [saving, setSaving] = useState(false);
  const request = useCommand(Customers.method.requestCall, { quiet: true });
  const report = useCommand(Customers.method.reportCall, { quiet: true });
  const block = useCommand(Customers.method.setPermission);
  const reveal = useCommand(Customers.method.revealField, { quiet: true });
  const now = useNow(1000);

  useCallAgain(lead, draft.callId, setCall);
  const state = call?.state;
  const wrapping = !!state && endings.includes(state);
  const active = state === Call_State.REQUESTED || state === Call_State.DIALLING || state === Call_State.RINGING;

  const dial = () => request.mutate({ customerId: lead.customerId, contactPointId: point?.id, leadId: lead.id }, {
    onSuccess: (reply) => {
      if (reply.call?.state === Call_State.REFUSED) {
        message.error(t('calls.refused', { cause: reply.call.decision?.sentence }));
        return;
      }
      setCall(reply.call);
      write({ callId: reply.call?.id ?? '' });
      say(Call_State.DIALLING, reply.call);
    },
  });
  const say = (next: Call_State, of = call) => of && report.mutate({ callId: of.id, state: next }, { onSuccess: (reply) => setCall(reply.call) });

  async function save() {
    if (!call || !wrapping || !draft.disposition || saving) return;
    setSaving(true);
    try {
      const answered = call.state === Call_State.ENDED;
      if (fields.some((field) => draft[field]) || draft.note || draft.intent) {
        await callUnaryMethod(transport, Customers.method.recordActivity, {
          customerId: lead.customerId, leadId: lead.id, callId: call.id, type: 'TELESALES', twoWay: answered, effectLevel: answered ? 1 : 0,
          need: draft.need || undefined, concern: draft.concern || undefined, feedback: draft.feedback || undefined,
          note: draft.note || undefined, intent: draft.intent ? ActivityCompleted_Intent[draft.intent] : undefined,
        });
      }
      await callUnaryMethod(transport, Customers.method.wrapCall,
        { callId: call.id, disposition: draft.disposition, scriptVersion: script || undefined });
      if (draft.next) {
        await callUnaryMethod(transport, LeadsApi.method.scheduleCallback,
          { leadId: lead.id, zone, local: draft.next, reach: draft.anyone ? Callback_Reach.ANYONE : Callback_Reach.MINE });
      }
      drop();
      setCall(undefined);
      await refresh('customers', 'leads');
      onNext();
    } catch (error) {
      message.error(errorText(error));
    }
    setSaving(false);
  }

  useKeys((key) => {
    if (wrapping && /^[1-9]$/.test(key)) write({ disposition: dispositions[Number(key) - 1] });
    else if (wrapping && key === 'Enter') save();
    else if (!call && key === 'Enter') dial();
    else if (active && key.toLowerCase() === 'a') say(Call_State.ANSWERED);
    else if (active && key.toLowerCase() === 'n') say(Call_State.NO_ANSWER);
    else if (state === Call_State.ANSWERED && key.toLowerCase() === 'h') say(Call_State.ENDED);
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
          <span className="quiet">{t('calls.there', { time: clockThere(now, zone, i18n.language) })}</span>
          <span className="grow" />
          {point && may('customers.reveal') && (number
            ? <strong className="mono" data-number>{number}</strong>
            : <Button size="small" onClick={() => reveal.mutate({ customerId: lead.customerId, field: RevealFieldRequest_Field.CONTACT_POINT, targetId: point.id, reason: 'call' },
                { onSuccess: (reply) => setNumber(reply.value) })}>{t('calls.reveal')}</Button>)}
          {may('customers.consent') && point && <Button size="small" danger onClick={stop}>{t('calls.block')}</Button>}
        </div>
        <div className="row" data-call={state ? Call_State[state] : 'none'}>
          {!call && <Button type="primary" onClick={dial} loading={request.isPending} disabled={!point}>{t('calls.dial')} <kbd>↵</kbd></Button>}
          {active && (
            <>
              <span className="chip accent">{t(`call.${Call_State[state]}`)}</span>
              <Button type="primary" onClick={() => say(Call_State.ANSWERED)}>{t('calls.answered')} <kbd>A</kbd></Button>
              <Button onClick={() => say(Call_State.NO_ANSWER)}>{t('calls.noAnswer')} <kbd>N</kbd></Button>
              <Button onClick={() => say(Call_State.BUSY)}>{t('calls.busy')}</Button>
              <Button onClick={() => say(Call_State.INVALID)}>{t('calls.invalid')}</Button>
            </>
          )}
          {state === Call_State.ANSWERED && (
            <>
              <span className="chip good" role="timer">{t('calls.talking')} {span(Math.max(0, (now - timestampDate(call!.answeredAt!).getTime()) / 1000))}</span>
              <Button danger type="primary" onClick={() => say(Call_State.ENDED)}>{t('calls.hangUp')} <kbd>H</kbd></Button>
            </>
          )}
          {wrapping && (
            <>
              <span className="chip">{t(`call.${Call_State[state]}`)}</span>
              <span className="chip warn" role="timer">{t('calls.wrapUp')} {span(Math.max(0, (now - timestampDate(call!.endedAt!).getTime()) / 1000))}</span>
            </>
          )}
        </div>
        {wrapping && (
          <div className="row" role="radiogroup" aria-label={t('calls.howItWent')}>
            {dispositions.map((code, nth) => (
              <button key={code} type="button" role="radio" aria-checked={draft.disposition === code}
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
            <input className="plain-input" type="datetime-local" value={draft.next} onChange={(event) => write({ next: event.target.value })} />
          </label>
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
          <Button type="primary" disabled={!wrapping || !draft.disposition} loading={saving} onClick={save}>{t('calls.save')} <kbd>↵</kbd></Button>
        </div>
        <p className="quiet small">{t('calls.hint')}</p>
      </div>
      <Scripts leadId={lead.id} product={lead.product} onUse={setScript} />
    </div>
  );
}

/** Finds the call that was going on before the browser went away. */
function useCallAgain(lead: Lead, callId: string, found: (call: Call) => void) {
  useEffect(() => {
    if (!callId) return;
    callUnaryMethod(transport, Customers.method.getTimeline, { customerId: lead.customerId, pageSize: 50 })
      .then((reply) => {
        const call = reply.items.find((item) => item.call?.id === callId)?.call;
        if (call && call.state !== Call_State.WRAPPED) found(call);
      }, () => {});
  }, []);
}
