// SPDX-License-Identifier: Apache-2.0
// P7, the inbox: what waits for me first, what is to be decided, all that I may see, money, and who decides for whom.
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Contract_State, Contracts as ContractsApi, type Contract } from '@dealspine/api/dealspine/contracts_pb';
import { usePeople } from '../../parts/people';
import { Choice, Table, Tabs, type Column } from '../../parts/table';
import { Chip, Money, When } from '../../parts/values';
import { Views } from '../../parts/views';
import { useMay } from '../../session';
import { Nothing } from '../../shell/states';
import { Approvals } from './approvals';
import { Deputies } from './deputies';
import { Receipts } from './receipts';

const states = ['DRAFT', 'DEPT_REVIEW', 'LEGAL_REVIEW', 'APPROVED', 'NEGOTIATING', 'SIGNING', 'SIGNED', 'EFFECTIVE',
  'FULFILLED', 'EXPIRED', 'TERMINATED', 'ARCHIVED', 'REJECTED', 'CANCELLED', 'VOID', 'WITHDRAWN'] as const;
const tabs = ['inbox', 'toDecide', 'all', 'receipts', 'deputies'] as const;

type Search = Record<string, string | undefined>;

export function Contracts() {
  const { t } = useTranslation();
  const may = useMay();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = (next: Search) => navigate({ to: '/contracts', search: { ...search, ...next } } as never);
  const mine = tabs.filter((one) => one !== 'receipts' || may('contracts.payments'));
  const tab = mine.find((one) => one === search.tab) ?? 'inbox';
  return (
    <>
      <div className="head"><h1>{t('page.contracts')}</h1></div>
      <Tabs label={t('contracts.tabs')} now={tab} onChange={(name) => set({ tab: name })} names={mine.map((name) => ({ name, text: t(`contracts.${name}`) }))} />
      {tab === 'toDecide' && <Approvals search={search} set={set} />}
      {tab === 'receipts' && <Receipts search={search} set={set} />}
      {tab === 'deputies' && <Deputies />}
      {(tab === 'inbox' || tab === 'all') && <List tab={tab} search={search} set={set} />}
    </>
  );
}

function List({ tab, search, set }: { tab: 'inbox' | 'all'; search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const state = states.find((one) => one === search.state);
  const list = useInfiniteQuery(ContractsApi.method.listContracts, {
    awaitingMe: tab === 'inbox', states: state ? [Contract_State[state]] : [], pageSize: 50, pageToken: undefined as unknown as string,
  }, { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const columns = useColumns();
  return (
    <>
      <div className="row">
        <Views list="contracts" names={['tab', 'state']} search={search} onChoose={set} />
        <Choice label={t('leads.state')} value={state ?? ''} onChange={(value) => set({ state: value || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...states.map((one) => ({ value: one, text: t(`contract.${one}`) }))]} />
      </div>
      <Table label={t('page.contracts')} columns={columns} rows={list.data?.pages.flatMap((page) => page.contracts)} id={(one) => one.id}
        error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t(`contracts.empty.${tab}`)}>{t(`contracts.emptyWhy.${tab}`)}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
    </>
  );
}

function useColumns(): Column<Contract>[] {
  const { t } = useTranslation();
  const nameOf = usePeople();
  return [
    { key: 'number', title: t('contracts.number'), show: (one) => <Link className="link" to={`/contracts/${one.id}` as never}>{one.number}</Link> },
    { key: 'state', title: t('leads.state'), show: (one) => <Chip set="contract" word={Contract_State[one.state]} /> },
    { key: 'next', title: t('contracts.next'), kind: 'wide', show: (one) => t(`contracts.next.${Contract_State[one.state]}`) },
    { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
    { key: 'version', title: t('contracts.version'), kind: 'number wide', show: (one) => one.textVersion },
    { key: 'drafter', title: t('contracts.drafter'), kind: 'wide', show: (one) => nameOf(one.drafterId) },
    { key: 'created', title: t('contracts.created'), kind: 'wide', show: (one) => <When at={one.createdAt} /> },
  ];
}
