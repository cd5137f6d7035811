// SPDX-License-Identifier: Apache-2.0
// P3: take, screen, distribute. The tabs are questions to the server; filters and the open lead are in the address.
import { useState } from 'react';
import { App, Button } from '../../parts/antd';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  Lead_Grade, Lead_State, Leads as LeadsApi, ListLeadsRequest_Order, type Lead,
} from '@dealspine/api/dealspine/leads_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Choice, Table, Tabs, type Column } from '../../parts/table';
import { Chip, Until, When } from '../../parts/values';
import { Views } from '../../parts/views';
import { useMay, useSession } from '../../session';
import { Nothing } from '../../shell/states';
import { AssignDialog } from './assign';
import { LeadPanel } from './panel';
import { CaptureDialog } from './capture';
import { GradeChip } from './grade';

const tabNames = ['mine', 'team', 'pool', 'unassigned'] as const;
type Tab = (typeof tabNames)[number];
const needs: Record<Tab, string> = { mine: 'leads.work', team: 'leads.read', pool: 'leads.claim', unassigned: 'leads.assign' };
const open = [Lead_State.ASSIGNED, Lead_State.WORKING, Lead_State.QUALIFIED, Lead_State.CONVERTING, Lead_State.NURTURING];
const pageSize = 50;

export function Leads() {
  const { t } = useTranslation();
  const may = useMay();
  const { user } = useSession();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const tabs = tabNames.filter((name) => may(needs[name]));
  const tab = tabs.find((name) => name === search.tab) ?? tabs[0];
  const [picked, setPicked] = useState(new Set<string>());
  const [assigning, setAssigning] = useState(false);
  const [capturing, setCapturing] = useState(false);
  const set = (next: Record<string, string | undefined>) => {
    setPicked(new Set());
    navigate({ to: '/leads', search: { ...search, ...next } } as never);
  };

  const grades = search.grade ? [Lead_Grade[search.grade as keyof typeof Lead_Grade]] : [];
  const state = search.state ? Lead_State[search.state as keyof typeof Lead_State] : undefined;
  const paging = {
    pageParamKey: 'pageToken' as const,
    getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined,
  };
  const first = undefined as unknown as string;
  const owned = useInfiniteQuery(LeadsApi.method.listLeads, {
    pageSize, pageToken: first, grades,
    states: tab === 'unassigned' ? [Lead_State.UNASSIGNED] : state ? [state] : open,
    ownerId: tab === 'mine' ? user.id : undefined,
    order: search.order === 'CAPTURED' ? ListLeadsRequest_Order.CAPTURED : ListLeadsRequest_Order.PRIORITY,
  }, { ...paging, enabled: tab !== 'pool' });
  const pool = useInfiniteQuery(LeadsApi.method.listPool, { pageSize, pageToken: first, grades }, { ...paging, enabled: tab === 'pool' });
  const list = tab === 'pool' ? pool : owned;
  const rows = list.data?.pages.flatMap((page) => page.leads);
  const columns = useColumns(tab, (lead) => set({ lead: lead.id }));
  const bulk = may('leads.assign') && tab !== 'mine';

  return (
    <>
      <div className="head">
        <h1>{t('page.leads')}</h1>
        <span className="grow" />
        {may('leads.capture') && <Button onClick={() => setCapturing(true)}>{t('leads.capture')}</Button>}
      </div>
      <Tabs label={t('leads.tabs')} now={tab} onChange={(name) => set({ tab: name, state: undefined })}
        names={tabs.map((name) => ({ name, text: t(`leads.tab.${name}`) }))} />
      <div className="row">
        <Views key={tab === 'pool' ? 'pool' : 'leads'} list={tab === 'pool' ? 'pool' : 'leads'} names={tab === 'pool' ? ['grade'] : ['tab', 'grade', 'state', 'order']} search={search} onChoose={set} />
        <Choice label={t('leads.grade')} value={search.grade ?? ''} onChange={(value) => set({ grade: value || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...['A', 'B', 'C', 'D'].map((grade) => ({ value: grade, text: grade }))]} />
        {(tab === 'mine' || tab === 'team') && (
          <>
            <Choice label={t('leads.state')} value={search.state ?? ''} onChange={(value) => set({ state: value || undefined })}
              options={[{ value: '', text: t('leads.open') },
                ...[...open, Lead_State.DISQUALIFIED, Lead_State.CONVERTED].map((one) => ({ value: Lead_State[one], text: t(`lead.${Lead_State[one]}`) }))]} />
            <Choice label={t('leads.order')} value={search.order ?? 'PRIORITY'} onChange={(value) => set({ order: value })}
              options={[{ value: 'PRIORITY', text: t('leads.byPriority') }, { value: 'CAPTURED', text: t('leads.byAge') }]} />
          </>
        )}
        <span className="grow" />
        {bulk && picked.size > 0 && (
          <Button type="primary" onClick={() => setAssigning(true)}>{t('leads.assignMany', { count: picked.size })}</Button>
        )}
      </div>
      <Table label={t(`leads.tab.${tab}`)} columns={columns} rows={rows} id={(lead) => lead.id}
        error={list.error} again={() => list.refetch()}
        picked={bulk ? picked : undefined} onPick={bulk ? setPicked : undefined}
        empty={<Nothing title={t(`leads.empty.${tab}`)}>{t(`leads.emptyWhy.${tab}`)}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
      {search.lead && <LeadPanel id={search.lead} onClose={() => set({ lead: undefined })} />}
      {assigning && (
        <AssignDialog leads={(rows ?? []).filter((lead) => picked.has(lead.id))}
          onClose={() => { setAssigning(false); setPicked(new Set()); }} />
      )}
      {capturing && <CaptureDialog onClose={(lead) => { setCapturing(false); if (lead) set({ lead }); }} />}
    </>
  );
}

function useColumns(tab: Tab, onOpen: (lead: Lead) => void): Column<Lead>[] {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const columns: Column<Lead>[] = [
    { key: 'grade', title: t('leads.grade'), show: (lead) => <GradeChip lead={lead} /> },
    {
      key: 'who', title: t('leads.contact'),
      show: (lead) => (
        <button type="button" className="link" onClick={() => onOpen(lead)}>
          {lead.phoneMasked || lead.emailMasked || t('leads.noContact')}
        </button>
      ),
    },
    { key: 'product', title: t('leads.product'), show: (lead) => lead.product || <span className="quiet">–</span> },
    { key: 'channel', title: t('leads.channel'), kind: 'wide', show: (lead) => <Chip set="channel" word={channelOf(lead)} /> },
    { key: 'state', title: t('leads.state'), kind: tab === 'pool' ? 'wide' : undefined, show: (lead) => <Chip set="lead" word={Lead_State[lead.state]} /> },
    { key: 'sla', title: t('leads.sla'), kind: 'wide', show: (lead) => (lead.firstContactedAt ? <span className="quiet">{t('leads.reached')}</span> : <Until at={lead.slaDueAt} due />) },
    { key: 'captured', title: t('leads.captured'), kind: 'wide', show: (lead) => <When at={lead.capturedAt} /> },
  ];
  if (tab === 'mine' || tab === 'team') {
    columns.splice(6, 0, { key: 'recycle', title: t('leads.recycle'), kind: 'wide', show: (lead) => <Until at={lead.recycleAt} due /> });
  }
  if (tab === 'team') columns.splice(5, 0, { key: 'owner', title: t('leads.owner'), show: (lead) => nameOf(lead.ownerId) });
  if (tab === 'pool') columns.push({ key: 'acts', title: t('leads.acts'), kind: 'acts', show: (lead) => <Claim lead={lead} onDone={onOpen} /> });
  return columns;
}

const channels = ['', 'PHONE', 'WEB', 'STORE', 'SYSTEM', 'IMPORT', 'API'];
export const channelOf = (lead: Lead) => channels[lead.sourceChannel];

/** Takes a lead out of the pool; of two who press at once one is told that he was late. */
function Claim({ lead, onDone }: { lead: Lead; onDone: (lead: Lead) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const claim = useCommand(LeadsApi.method.claimLead, { quiet: true });
  return (
    <Button size="small" type="primary" ghost loading={claim.isPending}
      onClick={() => claim.mutate({ leadId: lead.id, expectedVersion: lead.version }, {
        onSuccess: (reply) => {
          message.success(t('leads.claimed', { count: reply.claimsLeftToday }));
          if (reply.lead) onDone(reply.lead);
        },
      })}>
      {t('leads.claim')}
    </Button>
  );
}
