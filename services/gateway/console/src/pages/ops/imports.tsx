// SPDX-License-Identifier: Apache-2.0
// What files brought, one row an import, with what became of it; those that changed last are first.
import { timestampMs } from '@bufbuild/protobuf/wkt';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Leads, type LeadImport } from '@dealspine/api/dealspine/leads_pb';
import { Table, type Column } from '../../parts/table';
import { When } from '../../parts/values';
import { Nothing } from '../../shell/states';

export function Imports() {
  const { t, i18n } = useTranslation();
  const list = useInfiniteQuery(Leads.method.listImports, { pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined, refetchInterval: 5000 });
  const number = (value: bigint) => new Intl.NumberFormat(i18n.language).format(value);
  const rows = list.data?.pages.flatMap((page) => page.imports)
    .sort((a, b) => (b.changedAt ? timestampMs(b.changedAt) : 0) - (a.changedAt ? timestampMs(a.changedAt) : 0));
  const columns: Column<LeadImport>[] = [
    { key: 'id', title: t('ops.importId'), show: (one) => <span className="mono">{one.bulkId}</span> },
    { key: 'leads', title: t('ops.importLeads'), kind: 'number', show: (one) => number(one.leads) },
    { key: 'duplicates', title: t('ops.importDuplicates'), kind: 'number wide', show: (one) => number(one.duplicates) },
    { key: 'open', title: t('ops.importUnassigned'), kind: 'number wide', show: (one) => number(one.unassigned) },
    { key: 'withdrawn', title: t('ops.importWithdrawn'), kind: 'number', show: (one) => (one.withdrawn ? <span className="chip warn">{number(one.withdrawn)}</span> : 0) },
    { key: 'changed', title: t('ops.changed'), kind: 'wide', show: (one) => <When at={one.changedAt} /> },
  ];
  return (
    <Table label={t('ops.tab.imports')} rows={rows} columns={columns} id={(one) => one.bulkId}
      error={list.error} again={() => list.refetch()} empty={<Nothing title={t('ops.noImports')}>{t('ops.noImportsWhy')}</Nothing>}
      more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
  );
}
