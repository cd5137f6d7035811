// SPDX-License-Identifier: Apache-2.0
// P3: take, screen, distribute. The tabs are questions to the server; filters and the open lead are in the address.
import { useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { App, Button } from '../../parts/antd';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  LeadSchema, Lead_Grade, Lead_State, Leads as LeadsApi, ListLeadsRequest_Order, ListPoolReplySchema, type Lead,
} from '@dealspine/api/dealspine/leads_pb';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { Channel } from '@dealspine/api/dealspine/wire_pb';
import { useCommand } from '../../parts/command';
import { TextFilter } from '../../parts/filter';
import { useEverything } from '../../parts/everything';
import { usePeople, useUsers } from '../../parts/people';
import { Choice, Table, Tabs, type Column } from '../../parts/table';
import { Chip, Phone, Until, When } from '../../parts/values';
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
const poolFilters = ['grade', 'product', 'channel', 'campaign', 'team', 'least', 'claimable'];

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
  const capturing = search.capture === 'yes' && may('leads.capture');
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
    ownerId: tab === 'mine' ? user.id : tab === 'team' ? search.owner : undefined,
    order: search.order === 'CAPTURED' ? ListLeadsRequest_Order.CAPTURED : ListLeadsRequest_Order.PRIORITY,
  }, { ...paging, enabled: tab !== 'pool' });
  const pool = useInfiniteQuery(LeadsApi.method.listPool, {
    pageSize, pageToken: first, grades, product: search.product, campaign: search.campaign, teamPath: search.team,
    sourceChannel: search.channel ? Channel[search.channel as keyof typeof Channel] : undefined,
    minPriority: /^\d{1,3}$/.test(search.least ?? '') ? Number(search.least) : undefined, claimable: search.claimable === 'yes' ? true : undefined,
  }, { ...paging, enabled: tab === 'pool' });
  const list = tab === 'pool' ? pool : owned;
  const rows = list.data?.pages.flatMap((page) => page.leads);
  const colleagues = useUsers() ?? [];
  const told = tab === 'pool' ? pool.data?.pages.at(-1) : undefined;
  const left = told && isFieldSet(told, ListPoolReplySchema.field.claimsLeftToday) ? told.claimsLeftToday : undefined;
  const columns = useColumns(tab, (lead) => set({ lead: lead.id }), left);
  const bulk = may('leads.assign') && tab !== 'mine';

  return (
    <>
      <div className="head">
        <h1>{t('page.leads')}</h1>
        <span className="grow" />
        {may('leads.capture') && <Button onClick={() => set({ capture: 'yes' })}>{t('leads.capture')}</Button>}
      </div>
      <Tabs label={t('leads.tabs')} now={tab} onChange={(name) => set({ tab: name, state: undefined })}
        names={tabs.map((name) => ({ name, text: t(`leads.tab.${name}`) }))} />
      <div className="row">
        <Views key={tab === 'pool' ? 'pool' : 'leads'} list={tab === 'pool' ? 'pool' : 'leads'} names={tab === 'pool' ? poolFilters : ['tab', 'grade', 'state', 'order', 'owner']} search={search} onChoose={set} />
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
        {tab === 'team' && colleagues.length > 0 && (
          <Choice label={t('leads.owner')} value={search.owner ?? ''} onChange={(value) => set({ owner: value || undefined })}
            options={[{ value: '', text: t('filter.all') }, ...colleagues.map((one) => ({ value: one.id, text: one.name }))]} />
        )}
        {tab === 'pool' && <PoolFilters search={search} set={set} />}
        <span className="grow" />
        {left !== undefined && <span className="quiet" role="status">{t('leads.claimsLeft', { count: left })}</span>}
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
          onDone={() => setPicked(new Set())} onClose={() => setAssigning(false)} />
      )}
      {capturing && <CaptureDialog onClose={(lead) => set({ capture: undefined, lead: lead ?? search.lead })} />}
    </>
  );
}

/** What the pool may be narrowed to; the server does it. */
function PoolFilters({ search, set }: { search: Record<string, string | undefined>; set: (next: Record<string, string | undefined>) => void }) {
  const { t } = useTranslation();
  const teams = useEverything(Identity.method.listTeams, (page) => page.teams, { enabled: useMay()('identity.read') }) ?? [];
  const all = { value: '', text: t('filter.all') };
  return (
    <>
      <TextFilter label={t('leads.product')} value={search.product ?? ''} onChange={(value) => set({ product: value || undefined })} />
      <Choice label={t('leads.channel')} value={search.channel ?? ''} onChange={(value) => set({ channel: value || undefined })}
        options={[all, ...channels.filter(Boolean).map((one) => ({ value: one, text: t(`channel.${one}`) }))]} />
      <TextFilter label={t('leads.campaign')} value={search.campaign ?? ''} onChange={(value) => set({ campaign: value || undefined })} />
      {teams.length > 0 && <Choice label={t('leads.poolOf')} value={search.team ?? ''} onChange={(value) => set({ team: value || undefined })}
        options={[all, ...teams.map((one) => ({ value: one.path, text: one.name }))]} />}
      <TextFilter numeric label={t('leads.leastPriority')} value={search.least ?? ''} onChange={(value) => set({ least: value || undefined })} />
      <label className="row"><input type="checkbox" checked={search.claimable === 'yes'} onChange={(event) => set({ claimable: event.target.checked ? 'yes' : undefined })} /> {t('leads.claimable')}</label>
    </>
  );
}

function useColumns(tab: Tab, onOpen: (lead: Lead) => void, claimsLeft?: number): Column<Lead>[] {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const columns: Column<Lead>[] = [
    { key: 'grade', title: t('leads.grade'), kind: 'wide', show: (lead) => <GradeChip lead={lead} /> },
    {
      key: 'who', title: t('leads.contact'),
      show: (lead) => (
        <><button type="button" className="link" onClick={() => onOpen(lead)}>
          {lead.phoneMasked ? <Phone number={lead.phoneMasked} /> : lead.emailMasked || t('leads.noContact')}
        </button>
        <div className="narrow row small"><span className="chip">{isFieldSet(lead, LeadSchema.field.grade) ? Lead_Grade[lead.grade] : '–'} {lead.priority}</span>
          <Chip set="lead" word={Lead_State[lead.state]} /><span className="quiet">{[lead.product, tab === 'team' && lead.ownerId && nameOf(lead.ownerId)].filter(Boolean).join(' · ')}</span></div></>
      ),
    },
    { key: 'product', title: t('leads.product'), kind: 'wide', show: (lead) => lead.product || <span className="quiet">–</span> },
    { key: 'channel', title: t('leads.channel'), kind: 'wide', show: (lead) => <Chip set="channel" word={channelOf(lead)} /> },
    { key: 'state', title: t('leads.state'), kind: 'wide', show: (lead) => <Chip set="lead" word={Lead_State[lead.state]} /> },
    { key: 'sla', title: t('leads.sla'), kind: 'wide', show: (lead) => (lead.firstContactedAt ? <span className="quiet">{t('leads.reached')}</span> : <Until at={lead.slaDueAt} due />) },
    { key: 'captured', title: t('leads.captured'), kind: 'wide', show: (lead) => <When at={lead.capturedAt} /> },
  ];
  if (tab === 'mine' || tab === 'team') {
    columns.splice(6, 0, { key: 'recycle', title: t('leads.recycle'), kind: 'wide', show: (lead) => <Until at={lead.recycleAt} due /> });
  }
  if (tab === 'team') columns.splice(5, 0, { key: 'owner', title: t('leads.owner'), kind: 'wide', show: (lead) => nameOf(lead.ownerId) });
  if (tab === 'pool') columns.push({ key: 'acts', title: t('leads.acts'), kind: 'acts', show: (lead) => <Claim lead={lead} none={claimsLeft === 0} onDone={onOpen} /> });
  return columns;
}

const channels = ['', 'PHONE', 'WEB', 'STORE', 'SYSTEM', 'IMPORT', 'API'];
export const channelOf = (lead: Lead) => channels[lead.sourceChannel];

/** Takes a lead out of the pool; of two who press at once one is told that he was late. */
function Claim({ lead, none, onDone }: { lead: Lead; none: boolean; onDone: (lead: Lead) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const claim = useCommand(LeadsApi.method.claimLead, { quiet: true });
  if (lead.claimableAt) return <span className="quiet small">{t('leads.coolsUntil')} <When at={lead.claimableAt} /></span>;
  return (
    <Button size="small" loading={claim.isPending} disabled={none}
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
