// SPDX-License-Identifier: Apache-2.0
// P7, the inbox: what waits for me first, then all that I may see.
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Contract_State, Contracts as ContractsApi, type Contract } from '@dealspine/api/dealspine/contracts_pb';
import { usePeople } from '../../parts/people';
import { Choice, Table, Tabs, type Column } from '../../parts/table';
import { Chip, Money, When } from '../../parts/values';
import { Views } from '../../parts/views';
import { Nothing } from '../../shell/states';

const states = ['DRAFT', 'DEPT_REVIEW', 'LEGAL_REVIEW', 'APPROVED', 'NEGOTIATING', 'SIGNING', 'SIGNED', 'EFFECTIVE', 'REJECTED', 'CANCELLED', 'VOID'] as const;

export function Contracts() {
  const { t } = useTranslation();
  const search = useSearch({ strict: false }) as { tab?: string; state?: string };
  const navigate = useNavigate();
  const set = (next: Record<string, string | undefined>) => navigate({ to: '/contracts', search: { ...search, ...next } } as never);
  const tab = search.tab === 'all' ? 'all' : 'inbox';
  const state = states.find((one) => one === search.state);
  const list = useInfiniteQuery(ContractsApi.method.listContracts, {
    awaitingMe: tab === 'inbox', states: state ? [Contract_State[state]] : [], pageSize: 50, pageToken: undefined as unknown as string,
  }, { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const columns = useColumns();
  return (
    <>
      <div className="head"><h1>{t('page.contracts')}</h1></div>
      <Tabs label={t('contracts.tabs')} now={tab} onChange={(name) => set({ tab: name })}
        names={[{ name: 'inbox', text: t('contracts.inbox') }, { name: 'all', text: t('contracts.all') }]} />
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
