// SPDX-License-Identifier: Apache-2.0
// Decisions that wait: mine, also those that I take for somebody else; those on what I drafted; all that I may see.
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApprovalCase_Purpose, Contracts, ListApprovalsRequest_View, type ApprovalTask } from '@dealspine/api/dealspine/contracts_pb';
import { usePeople } from '../../parts/people';
import { Choice, Table, type Column } from '../../parts/table';
import { Chip, Money, Until } from '../../parts/values';
import { Views } from '../../parts/views';
import { Nothing } from '../../shell/states';
import { useAskedText } from './way';

const views = ['MINE', 'SUBMITTED', 'SCOPE'] as const;

type Search = Record<string, string | undefined>;

export function Approvals({ search, set }: { search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const chosen = views.find((one) => one === search.view) ?? 'MINE';
  const list = useInfiniteQuery(Contracts.method.listApprovals, { view: ListApprovalsRequest_View[chosen], pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const columns = useColumns();
  return (
    <>
      <div className="row">
        <Views list="approvals" names={['view']} search={search} onChoose={set} />
        <Choice label={t('approvals.whose')} value={chosen} onChange={(view) => set({ view })} options={views.map((one) => ({ value: one, text: t(`approvals.${one}`) }))} />
      </div>
      <Table label={t('contracts.toDecide')} columns={columns} rows={list.data?.pages.flatMap((page) => page.tasks)} id={(one) => one.slotId}
        error={list.error} again={() => list.refetch()} empty={<Nothing title={t('approvals.none')}>{t('approvals.noneWhy')}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
    </>
  );
}

function useColumns(): Column<ApprovalTask>[] {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const asked = useAskedText();
  return [
    { key: 'number', title: t('contracts.number'), show: (one) => <Link className="link" to={`/contracts/${one.contractId}` as never}>{one.number}</Link> },
    {
      key: 'purpose', title: t('approvals.what'),
      show: (one) => <>{t(`purposeOf.${ApprovalCase_Purpose[one.purpose]}`)} {one.reason && <span className="quiet small">{t(`endReason.${one.reason}`, { defaultValue: one.reason })}</span>}</>,
    },
    { key: 'next', title: t('contracts.next'), show: (one) => <>{asked(one.kind, one.ref)} {one.onBehalfOf && <span className="chip accent">{t('contracts.behalf', { name: nameOf(one.onBehalfOf) })}</span>}</> },
    { key: 'step', title: t('approvals.step'), kind: 'wide', show: (one) => t('approvals.stepOf', { step: one.step, steps: one.steps }) },
    { key: 'waiting', title: t('approvals.since'), show: (one) => <Until at={one.waitingSince} /> },
    { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
    { key: 'deviates', title: t('contracts.deviates'), kind: 'wide', show: (one) => one.deviatingGroups.map((group) => <Chip key={group} set="clause" word={group} />) },
    { key: 'drafter', title: t('contracts.drafter'), kind: 'wide', show: (one) => nameOf(one.drafterId) },
  ];
}
