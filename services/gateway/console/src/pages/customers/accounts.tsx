// SPDX-License-Identifier: Apache-2.0
// Key accounts: the fewest customers that bring most of the revenue in a currency, the largest first.
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Customers, type KeyAccount } from '@dealspine/api/dealspine/customers_pb';
import { currencies } from '../../parts/amount';
import { usePeople } from '../../parts/people';
import { Choice, Table, type Column } from '../../parts/table';
import { Money, When } from '../../parts/values';
import { Views } from '../../parts/views';
import { Nothing } from '../../shell/states';

const percent = (basisPoints: number) => `${(basisPoints / 100).toFixed(1)} %`;

type Search = Record<string, string | undefined>;

export function KeyAccounts({ search, set }: { search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const chosen = currencies.find((one) => one === search.currency) ?? 'CNY';
  const list = useInfiniteQuery(Customers.method.listKeyAccounts, { currency: chosen, pageSize: 50, afterRank: undefined as unknown as number },
    { pageParamKey: 'afterRank', getNextPageParam: (last) => (last.more ? last.accounts.at(-1)!.rank : undefined) });
  const columns = useColumns(chosen);
  const all = list.data?.pages[0];
  return (
    <>
      <div className="row">
        <Views list="accounts" names={['currency']} search={search} onChoose={set} />
        <Choice label={t('accounts.currency')} value={chosen} onChange={(currency) => set({ currency })} options={currencies.map((one) => ({ value: one, text: one }))} />
        {all?.revenueMinor !== undefined && all.customers > 0 && (
          <p className="quiet">{t('accounts.sum', { keyAccounts: all.keyAccounts, customers: all.customers })} <Money minor={all.revenueMinor} currency={chosen} /> · {t('customers.since')} <When at={all.since} /></p>
        )}
      </div>
      <Table label={t('customers.list.accounts')} columns={columns} rows={list.data?.pages.flatMap((page) => page.accounts)} id={(one) => one.customerId} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('accounts.none')}>{t('accounts.noneWhy')}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
    </>
  );
}

function useColumns(currency: string): Column<KeyAccount>[] {
  const { t } = useTranslation();
  const nameOf = usePeople();
  return [
    { key: 'rank', title: t('accounts.rank'), kind: 'number', show: (one) => one.rank },
    { key: 'name', title: t('customers.name'), show: (one) => <Link className="link" to={`/customers/${one.customerId}` as never}>{one.nameMasked || t('customers.noName')}</Link> },
    { key: 'revenue', title: t('accounts.revenue'), kind: 'number', show: (one) => <Money minor={one.revenueMinor} currency={currency} /> },
    { key: 'share', title: t('accounts.share'), kind: 'number wide', show: (one) => percent(one.shareBasisPoints) },
    { key: 'sum', title: t('accounts.cumulative'), kind: 'number wide', show: (one) => percent(one.cumulativeBasisPoints) },
    { key: 'tier', title: t('customers.tier'), show: (one) => one.tier || '–' },
    { key: 'owner', title: t('leads.owner'), kind: 'wide', show: (one) => (one.ownerId ? nameOf(one.ownerId) : t('leads.nobody')) },
  ];
}
