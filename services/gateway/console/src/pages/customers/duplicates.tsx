// SPDX-License-Identifier: Apache-2.0
// Customers that may be one: a queue in which somebody looks at both and merges them, or says that they are two.
import { useState } from 'react';
import { App, Button } from '../../parts/antd';
import { callUnaryMethod, useInfiniteQuery } from '@connectrpc/connect-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  Customers, DuplicatePair_Reason, DuplicatePair_State, type CustomerHit, type DuplicatePair, type GetCustomerReply,
} from '@dealspine/api/dealspine/customers_pb';
import { transport } from '../../api';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Choice, Table } from '../../parts/table';
import { When } from '../../parts/values';
import { Views } from '../../parts/views';
import { Nothing, useErrorText } from '../../shell/states';
import { HitName } from './hints';
import { MergeDialog } from './merge';

const states = ['OPEN', 'MERGED', 'DISMISSED'] as const;

type Search = Record<string, string | undefined>;

export function Duplicates({ search, set }: { search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const chosen = states.find((one) => one === search.state) ?? 'OPEN';
  const [merging, setMerging] = useState<{ here: GetCustomerReply; other: CustomerHit }>();
  const dismiss = useCommand(Customers.method.dismissDuplicate);
  const list = useInfiniteQuery(Customers.method.listDuplicates, { state: DuplicatePair_State[chosen], pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const merge = (pair: DuplicatePair) => callUnaryMethod(transport, Customers.method.getCustomer, { id: pair.first!.customerId })
    .then((here) => setMerging({ here, other: pair.second! }), (error) => message.error(errorText(error)));
  const other = (hit?: CustomerHit) => hit && <span className="row"><HitName hit={hit} /><span className="quiet small">{hit.ownerId ? nameOf(hit.ownerId) : t('leads.nobody')}</span></span>;
  const namesOf = (pair: DuplicatePair) => [pair.first, pair.second].map((hit) => hit?.nameMasked || hit?.pointMasked || t('customers.noName')).join(', ');
  return (
    <>
      <div className="row">
        <Views list="duplicates" names={['state']} search={search} onChoose={set} />
        <Choice label={t('leads.state')} value={chosen} onChange={(state) => set({ state })} options={states.map((one) => ({ value: one, text: t(`duplicateState.${one}`) }))} />
        <span className="grow quiet">{t('duplicates.why')}</span>
      </div>
      <Table label={t('customers.list.duplicates')} rows={list.data?.pages.flatMap((page) => page.pairs)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('duplicates.none')}>{t('duplicates.noneWhy')}</Nothing>} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'first', title: t('duplicates.older'), show: (one) => other(one.first) },
          { key: 'second', title: t('duplicates.newer'), show: (one) => other(one.second) },
          { key: 'reason', title: t('dialog.reason'), show: (one) => <span className="chip warn">{t(`duplicateReason.${DuplicatePair_Reason[one.reason]}`)}</span> },
          { key: 'found', title: t('duplicates.found'), kind: 'wide', show: (one) => <When at={one.closedAt ?? one.foundAt} /> },
          {
            key: 'acts', title: t('leads.acts'), kind: 'acts',
            show: (one) => chosen === 'OPEN' && (
              <span className="day-acts">
                <Button size="small" aria-label={t('duplicates.mergeOf', { names: namesOf(one) })} onClick={() => merge(one)}>{t('duplicates.merge')}</Button>
                <Button size="small" aria-label={t('duplicates.twoOf', { names: namesOf(one) })} onClick={() => dismiss.mutate({ id: one.id })}>{t('duplicates.two')}</Button>
              </span>
            ),
          },
        ]} />
      {merging && <MergeDialog here={merging.here} with={merging.other} onClose={(reply) => { setMerging(undefined); if (reply) navigate({ to: `/customers/${merging.here.customer!.id}` as never }); }} />}
    </>
  );
}
