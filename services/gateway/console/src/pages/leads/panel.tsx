// SPDX-License-Identifier: Apache-2.0
// One lead: what is known, why it stands where it stands, and what may be done with it now.
import { useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { Button, Drawer } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Customers } from '@dealspine/api/dealspine/customers_pb';
import { LeadPolicySchema, Lead_Grade, Lead_State, Leads as LeadsApi } from '@dealspine/api/dealspine/leads_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { ReasonDialog } from '../../parts/reason';
import { Chip, Phone, Until, When } from '../../parts/values';
import { useWhy } from '../../parts/why';
import { useMay, useSession } from '../../session';
import { Failure, Loading } from '../../shell/states';
import { AssignDialog } from './assign';
import { ConvertDialog } from './convert';
import { QualifyDialog, releaseReasons, lostReasons } from './decide';
import { GradeChip } from './grade';

type Dialog = 'assign' | 'qualify' | 'convert' | 'release' | 'disqualify';

export function LeadPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const why = useWhy();
  const found = useQuery(LeadsApi.method.getLead, { leadId: id });
  const lead = found.data?.lead;
  const mayRead = useMay()('customers.read');
  const zone = useQuery(Customers.method.getCustomer, { id: lead?.customerId }, { enabled: mayRead && !!lead?.customerId }).data?.customer?.timeZone;
  return (
    <Drawer open size={520} title={lead?.phoneMasked ? <Phone number={lead.phoneMasked} zone={zone} /> : lead?.emailMasked || t('leads.one')} onClose={onClose}
      closable={{ 'aria-label': t('dialog.close') }}>
      {found.error && !lead ? <Failure error={found.error} again={() => found.refetch()} /> : !lead ? <Loading /> : (
        <div className="stack" data-lead={lead.id} data-state={Lead_State[lead.state]}>
          <div className="row">
            <GradeChip lead={lead} /><Chip set="lead" word={Lead_State[lead.state]} />
            {lead.slaBreached && <span className="chip bad">{t('leads.slaBreached')}</span>}
            {lead.doNotCall && <span className="chip bad">{t('leads.doNotCall')}</span>}
          </div>
          <Acts id={id} onDone={() => found.refetch()} />
          <dl className="facts card">
            <dt>{t('leads.product')}</dt><dd>{lead.product || '–'}{lead.interests.length > 0 && ` · ${lead.interests.join(', ')}`}</dd>
            <dt>{t('leads.source')}</dt><dd>{[lead.source, lead.campaign, lead.medium].filter(Boolean).join(' · ') || '–'}</dd>
            {lead.customerId && <><dt>{t('opportunity.customer')}</dt><dd><Link className="link" to={`/customers/${lead.customerId}` as never}>{t('leads.toCustomer')}</Link></dd></>}
            {lead.opportunityId && lead.state === Lead_State.CONVERTED && <><dt>{t('opportunity.one')}</dt><dd><Link className="link" to={`/pipeline/${lead.opportunityId}` as never}>{t('leads.toOpportunity')}</Link></dd></>}
            <dt>{t('leads.owner')}</dt><dd>{lead.ownerId ? nameOf(lead.ownerId) : t('leads.nobody')}</dd>
            <dt>{t('leads.why')}</dt><dd>{lead.assignmentReason ? why(lead.assignmentReason) : '–'}</dd>
            <dt>{t('leads.sla')}</dt><dd><Until at={lead.slaDueAt} due={!lead.firstContactedAt} /><Hours /></dd>
            <dt>{t('leads.next')}</dt><dd><When at={lead.nextContactAt} /></dd>
            <dt>{t('leads.recycle')}</dt><dd><Until at={lead.recycleAt} due /></dd>
          </dl>
          <section className="card stack">
            <h2>{t('leads.scoreWhy', { score: lead.score })}</h2>
            {found.data!.scoreReasons.map((reason) => (
              <div className="row" key={reason.rule}><b className="number">{reason.points > 0 ? `+${reason.points}` : reason.points}</b><span>{why(reason.sentence)}</span></div>
            ))}
            {lead.priorityReasons.map((reason) => <div className="quiet small" key={reason}>{why(reason)}</div>)}
          </section>
          <section className="card stack">
            <h2>{t('leads.history')}</h2>
            {found.data!.touches.map((touch) => (
              <div className="row" key={touch.seq}><When at={touch.touchedAt} /> <span>{t('leads.touch', { count: touch.seq, ordinal: true })}{(touch.source || touch.campaign) && t('leads.touchFrom', { source: [touch.source, touch.campaign].filter(Boolean).join(' · ') })}</span></div>
            ))}
            {found.data!.assessments.map((one) => (
              <div className="row quiet small" key={one.seq}><When at={one.assessedAt} /> {t(`assessment.${one.cause}`, { defaultValue: one.cause })}: {one.score} ({Lead_Grade[one.grade]})</div>
            ))}
          </section>
        </div>
      )}
    </Drawer>
  );
}

/** When the clock of the first contact runs, to who may read the rules. */
function Hours() {
  const { t } = useTranslation();
  const policy = useQuery(LeadsApi.method.getRules, {}, { enabled: useMay()('leads.rules'), staleTime: 300_000 }).data?.rules?.policy;
  if (!policy || !isFieldSet(policy, LeadPolicySchema.field.workUntilMinute)) return null;
  const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return <span className="quiet small" data-hours> {t('leads.slaHours', { from: clock(policy.workFromMinute), until: clock(policy.workUntilMinute) })}</span>;
}

function Acts({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { user } = useSession();
  const [dialog, setDialog] = useState<Dialog>();
  const found = useQuery(LeadsApi.method.getLead, { leadId: id });
  const release = useCommand(LeadsApi.method.releaseLead);
  const disqualify = useCommand(LeadsApi.method.disqualifyLead);
  const nurture = useCommand(LeadsApi.method.nurtureLead);
  const claim = useCommand(LeadsApi.method.claimLead);
  const lead = found.data?.lead;
  if (!lead) return null;
  const close = () => { setDialog(undefined); onDone(); };
  const ours = may('leads.work') && (lead.ownerId === user.id || may('leads.assign'));
  const is = (...states: Lead_State[]) => states.includes(lead.state);
  const both = { leadId: lead.id, expectedVersion: lead.version };
  return (
    <div className="row">
      {ours && is(Lead_State.ASSIGNED, Lead_State.WORKING, Lead_State.QUALIFIED, Lead_State.NURTURING) && may('customers.call') && (
        <Link to={`/calls` as never} search={{ lead: lead.id } as never} className="link">{t('leads.toCalls')}</Link>
      )}
      {ours && is(Lead_State.WORKING) && <Button type="primary" size="small" onClick={() => setDialog('qualify')}>{t('leads.qualify')}</Button>}
      {ours && is(Lead_State.QUALIFIED) && <Button type="primary" size="small" onClick={() => setDialog('convert')}>{t('leads.convert')}</Button>}
      {ours && is(Lead_State.WORKING, Lead_State.QUALIFIED) && <Button size="small" onClick={() => nurture.mutate(both)}>{t('leads.nurture')}</Button>}
      {is(Lead_State.POOLED) && may('leads.claim') && <Button type="primary" size="small" onClick={() => claim.mutate(both)}>{t('leads.claim')}</Button>}
      {may('leads.assign') && is(Lead_State.UNASSIGNED, Lead_State.ASSIGNED, Lead_State.WORKING, Lead_State.QUALIFIED, Lead_State.NURTURING, Lead_State.POOLED) && (
        <Button size="small" onClick={() => setDialog('assign')}>{t('leads.assign')}</Button>
      )}
      {ours && is(Lead_State.ASSIGNED, Lead_State.WORKING, Lead_State.NURTURING) && <Button size="small" onClick={() => setDialog('release')}>{t('leads.release')}</Button>}
      {ours && is(Lead_State.ASSIGNED, Lead_State.WORKING, Lead_State.QUALIFIED, Lead_State.NURTURING) && (
        <Button size="small" danger onClick={() => setDialog('disqualify')}>{t('leads.disqualify')}</Button>
      )}
      {dialog === 'assign' && <AssignDialog leads={[lead]} onClose={close} />}
      {dialog === 'qualify' && <QualifyDialog lead={lead} onClose={close} />}
      {dialog === 'convert' && <ConvertDialog lead={lead} onClose={close} />}
      {dialog === 'release' && (
        <ReasonDialog title={t('leads.release')} codes={releaseReasons} set="releaseReason" onClose={close}
          run={(reason) => release.mutateAsync({ ...both, reason })} />
      )}
      {dialog === 'disqualify' && (
        <ReasonDialog title={t('leads.disqualify')} codes={lostReasons} set="lostReason" onClose={close}
          run={(reason) => disqualify.mutateAsync({ ...both, reason })} />
      )}
    </div>
  );
}
