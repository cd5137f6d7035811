// SPDX-License-Identifier: Apache-2.0
// Care: days that are near, milestones, who recommended us, and the return visits that are due and those that were made.
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Aftersales, ReturnVisit_State } from '@dealspine/api/dealspine/aftersales_pb';
import { usePeople } from '../../parts/people';
import { Table } from '../../parts/table';
import { Chip, Until, When } from '../../parts/values';
import { useMay } from '../../session';
import { CareTasks, Milestones, Referrals } from './occasions';

export function Care({ customerId, open }: { customerId: string; open: boolean }) {
  return (
    <>
      <CareTasks customerId={customerId} />
      <Milestones customerId={customerId} open={open} />
      <Visits customerId={customerId} />
      <Referrals customerId={customerId} />
    </>
  );
}

function Visits({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const may = useMay()('aftersales.read');
  const nameOf = usePeople();
  const list = useInfiniteQuery(Aftersales.method.listVisits, { customerId, pageSize: 30, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined, enabled: may });
  if (!may) return null;
  return (
    <section className="stack" aria-label={t('care.visits')}>
    <h2>{t('care.visits')}</h2>
    <Table label={t('care.visits')} rows={list.data?.pages.flatMap((page) => page.visits)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
      empty={<p className="quiet empty-line">{t('customers.noCare')} {t('customers.noCareWhy')}</p>}
      more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
        { key: 'due', title: t('day.due'), show: (one) => <>{one.state === ReturnVisit_State.PLANNED || one.state === ReturnVisit_State.DUE ? <Until at={one.dueAt} due /> : <When at={one.doneAt ?? one.dueAt} />}</> },
        { key: 'state', title: t('leads.state'), show: (one) => <Chip set="visit" word={ReturnVisit_State[one.state]} /> },
        { key: 'owner', title: t('leads.owner'), kind: 'wide', show: (one) => nameOf(one.doneBy || one.ownerId) },
        { key: 'said', title: t('customers.said'), show: (one) => [one.need, one.problem, one.suggestion].filter(Boolean).join(' · ') || '–' },
      ]} />
    </section>
  );
}
