// SPDX-License-Identifier: Apache-2.0
// P2: call, record, next. Enter pulls the next lead; after the call a digit says how it went and Enter saves it.
import { useEffect, useState } from 'react';
import { Button } from '../../parts/antd';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Call_State } from '@dealspine/api/dealspine/customers_pb';
import { Leads as LeadsApi, Lead_State } from '@dealspine/api/dealspine/leads_pb';
import { useCommand } from '../../parts/command';
import { Chip, Phone } from '../../parts/values';
import { useWhy } from '../../parts/why';
import { useSession } from '../../session';
import { Failure, Loading, Nothing } from '../../shell/states';
import { GradeChip } from '../leads/grade';
import { kept } from './draft';
import { useKeys } from './keys';
import { Handed, Offered, useHanded } from './handed';
import { PresenceChoice, usePresence } from './presence';
import { Scripts } from './scripts';
import { TelephoneChip } from './telephone';
import { Talk } from './talk';
import { History } from './history';

export function Calls() {
  const { t } = useTranslation();
  const { user } = useSession();
  const search = useSearch({ strict: false }) as { lead?: string; call?: string };
  const navigate = useNavigate();
  const pull = useCommand(LeadsApi.method.pullNext, { quiet: true });
  const [reason, setReason] = useState('');
  const why = useWhy();
  const presence = usePresence();
  const id = search.lead ?? '';
  const { offered, taken } = useHanded();
  useEffect(() => { if (taken) presence.change(taken.call?.state === Call_State.ANSWERED ? 'TALKING' : 'WRAP_UP'); }, [taken?.call?.state]);
  const show = (lead: string) => {
    kept.write(user.id, lead);
    navigate({ to: '/calls', search: lead ? { lead } : {}, replace: true } as never);
  };
  useEffect(() => {
    const before = kept.read(user.id);
    if (!id && before) show(before);
    else if (id) kept.write(user.id, id);
  }, []);
  const next = () => {
    if (pull.isPending) return;
    pull.mutate({}, { onSuccess: (reply) => { setReason(reply.reason); show(reply.lead?.id ?? ''); } });
  };
  useKeys((key) => {
    if (id || taken || key !== 'Enter') return false;
    next();
    return true;
  });
  return (
    <>
      <div className="head">
        <h1>{t('page.calls')}</h1>
        {reason && <span className="chip accent" data-reason={reason}>{why(reason)}</span>}
        <span className="grow" />
        <TelephoneChip />
        <PresenceChoice {...presence} />
        <Button type={id ? 'default' : 'primary'} onClick={next} disabled={!!taken} loading={pull.isPending}>{t('calls.pull')} <kbd>↵</kbd></Button>
      </div>
      <Offered transfers={offered} busy={!!taken || presence.now === 'TALKING'} />
      {taken ? <Handed key={taken.call!.id} transfer={taken} onPresence={presence.change} /> : id ? <Workbench key={id} id={id} callId={search.call} onNext={next} onDrop={() => show('')} onPresence={presence.change} />
        : <div className="card"><Nothing title={t('calls.none')}>{reason ? why(reason) : t('calls.noneWhy')}</Nothing></div>}
    </>
  );
}

function Workbench({ id, callId, onNext, onDrop, onPresence }: { id: string; callId?: string; onNext: () => void; onDrop: () => void; onPresence: (presence: string) => void }) {
  const { t } = useTranslation();
  const why = useWhy();
  const found = useQuery(LeadsApi.method.getLead, { leadId: id });
  const lead = found.data?.lead;
  const [script, setScript] = useState('');
  if (found.error && !lead) return <><Failure error={found.error} again={() => found.refetch()} /><div className="row"><Button onClick={onDrop}>{t('calls.drop')}</Button></div></>;
  if (!lead) return <Loading />;
  return (
    <div className="columns" data-lead={lead.id}>
      <div className="stack">
        <div className="card row">
          <strong>{lead.phoneMasked ? <Phone number={lead.phoneMasked} /> : t('leads.noContact')}</strong>
          {lead.customerId && <Link className="link" to={`/customers/${lead.customerId}` as never}>{t('leads.toCustomer')}</Link>}
          <GradeChip lead={lead} /><Chip set="lead" word={Lead_State[lead.state]} />
          <span>{lead.product}</span>
          {lead.interests.map((one) => <span className="chip" key={one}>{one}</span>)}
          <span className="grow" />
          <span className="quiet small">{lead.priorityReasons.map(why).join(' · ')}</span>
        </div>
        {lead.customerId ? <Talk lead={lead} callId={callId} script={script} onNext={onNext} onPresence={onPresence} /> : <div className="card"><Nothing title={t('calls.noCustomer')} /></div>}
      </div>
      <div className="stack">
        {lead.customerId && <Scripts leadId={lead.id} product={lead.product} onUse={setScript} />}
        {lead.customerId && <History customerId={lead.customerId} />}
      </div>
    </div>
  );
}
