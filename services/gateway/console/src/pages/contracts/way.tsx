// SPDX-License-Identifier: Apache-2.0
// The way of approval: who is asked now and since when, who was and what they said, and what else was asked for.
import { timestampMs } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import {
  ApprovalCase_Purpose, ApprovalCase_State, ApprovalSlot_Kind, ApprovalSlot_State, ApprovalStep_Decision, ApprovalStep_Role, Contract_State,
  type ApprovalSlot, type GetContractReply,
} from '@dealspine/api/dealspine/contracts_pb';
import { usePeople } from '../../parts/people';
import { Chip, Until, When, lengthText, useNow } from '../../parts/values';
import { activeSlots, runningCase } from './asked';

/** "legal decides", "Guan Li decides". */
export function useAskedText() {
  const { t } = useTranslation();
  const nameOf = usePeople();
  return (kind: ApprovalSlot_Kind, ref: string) => {
    const person = kind === ApprovalSlot_Kind.PERSON || kind === ApprovalSlot_Kind.SUPERIOR;
    return t(`contracts.asks.${person ? 'PERSON' : ApprovalSlot_Kind[kind]}`, { name: person ? nameOf(ref) : ref });
  };
}

export function Next({ all }: { all: GetContractReply }) {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const asked = useAskedText();
  const running = runningCase(all);
  const slots = activeSlots(all, running);
  return (
    <div className="notice good" role="status" data-next>
      <b>{t('contracts.next')}{t('text.colon')}</b>
      {!running && t(`contracts.next.${Contract_State[all.contract!.state]}`)}
      {running && running.purpose !== ApprovalCase_Purpose.CONTRACT && <span>{t(`purposeOf.${ApprovalCase_Purpose[running.purpose]}`)}{running.reason && ` (${t(`endReason.${running.reason}`, { defaultValue: t(`talkReason.${running.reason}`, { defaultValue: running.reason }) })})`}{t('text.colon')}</span>}
      {slots.map((one) => <span key={one.id}>{asked(one.kind, one.ref)}{t('text.comma')}{t('contracts.waiting', { span: one.waitingSince ? lengthText((now - timestampMs(one.waitingSince)) / 1000, i18n.language) : '–' })}</span>)}
    </div>
  );
}

export function Decisions({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const cases = all.cases.filter((one) => one.purpose !== ApprovalCase_Purpose.CONTRACT || all.slots.some((slot) => slot.caseId === one.id));
  if (!cases.length) return null;
  return (
    <section className="card stack" aria-label={t('contracts.decisions')}>
      <h2>{t('contracts.decisions')}</h2>
      {[...cases].reverse().map((one) => (
        <div key={one.id} className="need" data-case={ApprovalCase_Purpose[one.purpose]}>
          <div className="row small">
            <b>{t(`purposeOf.${ApprovalCase_Purpose[one.purpose]}`)}</b><Chip set="caseState" word={ApprovalCase_State[one.state]} />
            <span className="grow" /><span className="quiet">{t('contracts.textVersion', { version: one.textVersion })} · <When at={one.openedAt} /></span>
          </div>
          {all.slots.filter((slot) => slot.caseId === one.id).map((slot) => <Place key={slot.id} slot={slot} all={all} />)}
        </div>
      ))}
    </section>
  );
}

function Place({ slot, all }: { slot: ApprovalSlot; all: GetContractReply }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const asked = useAskedText();
  const said = all.approvals.find((one) => one.caseId === slot.caseId && one.approverId === slot.approverId && one.role === slot.role);
  return (
    <div className="small" data-slot={ApprovalSlot_State[slot.state]}>
      <div className="row">
        {said ? <Chip set="decision7" word={ApprovalStep_Decision[said.decision]} /> : <Chip set="slot" word={ApprovalSlot_State[slot.state]} />}
        <span>{t(`role.${ApprovalStep_Role[slot.role]}`)} · {slot.approverId ? nameOf(slot.approverId) : asked(slot.kind, slot.ref)}</span>
        {slot.onBehalfOf && <span className="quiet">{t('contracts.behalf', { name: nameOf(slot.onBehalfOf) })}</span>}
        <span className="grow" /><span className="quiet">{slot.decidedAt ? <When at={slot.decidedAt} /> : slot.state === ApprovalSlot_State.ACTIVE && <Until at={slot.waitingSince} />}</span>
      </div>
      {said?.remark && <blockquote>{said.remark}</blockquote>}
    </div>
  );
}
