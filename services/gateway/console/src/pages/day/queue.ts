// SPDX-License-Identifier: Apache-2.0
// What stands in the queue of a day: leads in the order in which PullNext serves them, and among them, by the time since
// when they are due, the decisions that wait for the user and the return visits to his customers.
import { useState } from 'react';
import { timestampMs, type Timestamp } from '@bufbuild/protobuf/wkt';
import { createQueryOptions, useInfiniteQuery, useQuery } from '@connectrpc/connect-query';
import { keepPreviousData } from '@tanstack/react-query';
import { Aftersales, ReturnVisit_State, type ReturnVisit } from '@dealspine/api/dealspine/aftersales_pb';
import { Contracts, ListApprovalsRequest_View, type ApprovalTask } from '@dealspine/api/dealspine/contracts_pb';
import { Leads, type DayItem } from '@dealspine/api/dealspine/leads_pb';
import { queries, transport } from '../../api';
import { useMay } from '../../session';

export interface Thing {
  id: string;
  at?: Timestamp;
  item?: DayItem;
  task?: ApprovalTask;
  visit?: ReturnVisit;
}

const [step, most] = [100, 500];
const pages = { pageParamKey: 'pageToken' as const, getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined };
const first = undefined as unknown as string;
const dueMs = ({ at }: Thing) => (at ? timestampMs(at) : 0);

/** The first list stays in its order; of the second each comes before the first thing that is due later. */
export function among(queue: Thing[], others: Thing[]): Thing[] {
  const rest = [...others].sort((a, b) => dueMs(a) - dueMs(b));
  const all: Thing[] = [];
  for (const thing of queue) {
    while (rest.length && dueMs(rest[0]) <= dueMs(thing)) all.push(rest.shift()!);
    all.push(thing);
  }
  return [...all, ...rest];
}

/** Asks for one's own queue as `useQueue` does at first. */
export const ask = () => queries.prefetchQuery(createQueryOptions(Leads.method.listDay, { limit: step }, { transport }));

/** `agent`: somebody of one's people, into whose day one looks; decisions that wait for him are not shown. */
export function useQueue(agent: string | undefined, own: string) {
  const may = useMay();
  const [limit, setLimit] = useState(step);
  const day = useQuery(Leads.method.listDay, { limit, agentId: agent }, { placeholderData: keepPreviousData });
  const tasks = useInfiniteQuery(Contracts.method.listApprovals, { view: ListApprovalsRequest_View.MINE, pageSize: 50, pageToken: first }, { ...pages, enabled: !agent && may('contracts.read') });
  const visits = useInfiniteQuery(Aftersales.method.listVisits, { states: [ReturnVisit_State.DUE], ownerId: agent ?? own, pageSize: 50, pageToken: first }, { ...pages, enabled: may('aftersales.read') });
  const others: Thing[] = [
    ...(agent ? [] : tasks.data?.pages.flatMap((page) => page.tasks) ?? []).map((task) => ({ id: task.slotId, at: task.waitingSince, task })),
    ...(visits.data?.pages.flatMap((page) => page.visits) ?? []).map((visit) => ({ id: visit.id, at: visit.dueAt, visit })),
  ];
  const hidden = day.data?.more ?? 0;
  const further = [hidden > 0 && limit < most && (() => setLimit(limit + step)), !agent && tasks.hasNextPage && (() => tasks.fetchNextPage()), visits.hasNextPage && (() => visits.fetchNextPage())]
    .filter((one) => !!one);
  return {
    things: day.data && among(day.data.items.map((item) => ({ id: `${item.leadId}${item.kind}${item.callbackId}`, at: item.dueAt, item })), others),
    error: day.error,
    again: () => day.refetch(),
    more: further.length ? () => further.forEach((go) => go()) : undefined,
    loadingMore: day.isPlaceholderData || tasks.isFetchingNextPage || visits.isFetchingNextPage,
    beyond: limit >= most ? hidden : 0,
  };
}
