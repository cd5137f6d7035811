// SPDX-License-Identifier: Apache-2.0
// What was before: calls, activities and captures of the customer, newest first.
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { Button } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { Activity_State, Call_State, Customers, TimelineItem_Kind, type TimelineItem } from '@dealspine/api/dealspine/customers_pb';
import { usePeople } from '../../parts/people';
import { Chip, Phone, When, phoneText, span } from '../../parts/values';
import { Failure, Loading, Nothing } from '../../shell/states';

export function History({ customerId, kind }: { customerId: string; kind?: keyof typeof TimelineItem_Kind }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(Customers.method.getTimeline, { customerId, kinds: kind ? [TimelineItem_Kind[kind]] : [], pageSize: 30, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <section className="card stack" aria-label={t('history.title')}>
      <h2>{t('history.title')}</h2>
      {list.error && !items ? <Failure error={list.error} again={() => list.refetch()} /> : !items ? <Loading />
        : !items.length ? <Nothing title={t('history.none')} />
          : <ol className="timeline">{items.map((item) => <Item key={item.id} item={item} />)}</ol>}
      {list.hasNextPage && <Button size="small" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>{t('table.more')}</Button>}
    </section>
  );
}

function Item({ item }: { item: TimelineItem }) {
  const { t, i18n } = useTranslation();
  const nameOf = usePeople();
  const { call, activity, capture, historicCall } = item;
  return (
    <li data-kind={TimelineItem_Kind[item.kind]}>
      <div className="row small">
        <b>{t(`timeline.${TimelineItem_Kind[item.kind]}`)}</b>
        {call && <Chip set="call" word={Call_State[call.state]} />}
        {call?.disposition && <Chip set="disposition" word={call.disposition} />}
        {activity && <Chip set="activity" word={Activity_State[activity.state]} />}
        {activity?.decisionId && <span className="chip good">{t('contact.decided')}</span>}
        {historicCall?.disposition && <Chip set="disposition" word={historicCall.disposition} />}
        <span className="grow" />
        <span className="quiet"><When at={item.at} /></span>
      </div>
      <div className="small">
        {call && <span><Phone number={call.pointMasked} />{call.talkS > 0 && ` · ${span(call.talkS)}`}</span>}
        {activity && (['need', 'concern', 'feedback', 'note'] as const).map((field) => activity[field] &&
          <div key={field}><span className="quiet">{t(`calls.${field}`)}:</span> {activity[field]}</div>)}
        {capture && <span>{[capture.nameMasked, phoneText(capture.phoneMasked, i18n.language), capture.emailMasked].filter(Boolean).join(' · ')}</span>}
        {item.actor && <span className="quiet"> {nameOf(item.actor)}</span>}
      </div>
    </li>
  );
}
