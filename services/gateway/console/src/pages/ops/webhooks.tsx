// SPDX-License-Identifier: Apache-2.0
// Who is told by HTTP: endpoints, what was sent to them and how often it was tried, and sending it once more.
import { useState } from 'react';
import { Button, Drawer } from '../../parts/antd';
import { useInfiniteQuery, useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import {
  Notifications, Subscription_State, WebhookDelivery_State, type Subscription, type WebhookDelivery,
} from '@dealspine/api/dealspine/notifications_pb';
import { useCommand } from '../../parts/command';
import { Choice, Table, type Column } from '../../parts/table';
import { Chip, Until, When } from '../../parts/values';
import { Failure, Loading, Nothing } from '../../shell/states';
import { pretty, type Go } from './ops';

const first = undefined as unknown as string;
const paging = { pageParamKey: 'pageToken' as const, getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined };
const states = ['QUEUED', 'SENDING', 'RETRYING', 'DELIVERED', 'DEAD', 'CANCELLED'] as const;
const problemOf = (status: number, problem: string) => [status || '', problem].filter(Boolean).join(' ');

export function Webhooks({ picked, go }: { picked?: string; go: Go }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(Notifications.method.listSubscriptions, { pageSize: 50, pageToken: first }, paging);
  const columns: Column<Subscription>[] = [
    { key: 'url', title: t('ops.endpoint'), show: (one) => <button type="button" className="link clipped" onClick={() => go({ tab: 'webhooks', hook: one.id })}>{one.url}</button> },
    { key: 'state', title: t('ops.state'), show: (one) => <Chip set="hook" word={Subscription_State[one.state]} /> },
    { key: 'types', title: t('ops.types'), kind: 'wide', show: (one) => one.types.join(', ') },
    { key: 'failures', title: t('ops.failures'), kind: 'number', show: (one) => (one.failures ? <span className="chip warn">{one.failures}</span> : 0) },
    { key: 'at', title: t('ops.changed'), kind: 'wide', show: (one) => <When at={one.changedAt} /> },
  ];
  return (
    <>
      <Table label={t('ops.tab.webhooks')} rows={list.data?.pages.flatMap((page) => page.subscriptions)} columns={columns} id={(one) => one.id}
        error={list.error} again={() => list.refetch()} empty={<Nothing title={t('ops.noHooks')}>{t('ops.noHooksWhy')}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
      {picked && <Endpoint key={picked} id={picked} go={go} />}
    </>
  );
}

function Endpoint({ id, go }: { id: string; go: Go }) {
  const { t } = useTranslation();
  const [state, setState] = useState('');
  const [chosen, setChosen] = useState(new Set<string>());
  const [open, setOpen] = useState('');
  const hook = useQuery(Notifications.method.getSubscription, { id }, { refetchInterval: 5000 });
  const list = useInfiniteQuery(Notifications.method.listDeliveries, {
    subscriptionId: id, states: state ? [WebhookDelivery_State[state as keyof typeof WebhookDelivery_State]] : [], pageSize: 50, pageToken: first,
  }, { ...paging, refetchInterval: 5000 });
  const pause = useCommand(Notifications.method.pauseSubscription);
  const resume = useCommand(Notifications.method.resumeSubscription);
  const resend = useCommand(Notifications.method.resendDeliveries);
  const rows = list.data?.pages.flatMap((page) => page.deliveries);
  const subscription = hook.data?.subscription;
  const mayResend = subscription && subscription.state !== Subscription_State.DISABLED;
  const again = (ids: string[]) => resend.mutate({ subscriptionId: id, ids }, { onSuccess: () => setChosen(new Set()) });
  const columns: Column<WebhookDelivery>[] = [
    { key: 'type', title: t('ops.event'), show: (one) => <button type="button" className="link" onClick={() => setOpen(one.id)}>{one.eventType}</button> },
    { key: 'state', title: t('ops.state'), show: (one) => <Chip set="delivery" word={WebhookDelivery_State[one.state]} /> },
    { key: 'attempts', title: t('ops.attempts'), kind: 'number', show: (one) => one.attempts },
    { key: 'last', title: t('ops.lastAnswer'), kind: 'wide', show: (one) => problemOf(one.lastStatus, one.lastProblem) || '–' },
    { key: 'due', title: t('ops.nextTry'), kind: 'wide', show: (one) => (one.deliveredAt ? <When at={one.deliveredAt} /> : <Until at={one.dueAt} />) },
  ];
  if (hook.error) return <Failure error={hook.error} />;
  return (
    <section className="stack" aria-label={t('ops.deliveries')} data-hook={id}>
      <div className="row">
        <h2 className="mono">{subscription?.url}</h2>
        {subscription && <Chip set="hook" word={Subscription_State[subscription.state]} />}
        {subscription && subscription.waiting > 0n && <span className="quiet">{t('ops.waiting', { count: Number(subscription.waiting) })}</span>}
        <span className="grow" />
        {subscription?.state === Subscription_State.ACTIVE && <Button loading={pause.isPending} onClick={() => pause.mutate({ id })}>{t('ops.pause')}</Button>}
        {subscription?.state === Subscription_State.PAUSED && <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate({ id })}>{t('ops.resume')}</Button>}
        <Button type="text" onClick={() => go({ tab: 'webhooks' })}>{t('ops.close')}</Button>
      </div>
      {subscription?.reason && <p className="notice">{t(`ops.hookReason.${subscription.reason}`)}</p>}
      <div className="row">
        <Choice label={t('ops.state')} value={state} onChange={setState} options={[{ value: '', text: t('filter.all') }, ...states.map((one) => ({ value: one, text: t(`delivery.${one}`) }))]} />
        <span className="grow" />
        {chosen.size > 0 && <Button type="primary" loading={resend.isPending} onClick={() => again([...chosen])}>{t('ops.resendMany', { count: chosen.size })}</Button>}
      </div>
      <Table label={t('ops.deliveries')} rows={rows} columns={columns} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        picked={mayResend ? chosen : undefined} onPick={mayResend ? setChosen : undefined}
        empty={<Nothing title={t('ops.noDeliveries')} />}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
      {open && <Delivery id={open} onClose={() => setOpen('')} onEvent={(event) => go({ tab: 'events', id: event })}
        onResend={mayResend ? () => again([open]) : undefined} sending={resend.isPending} />}
    </section>
  );
}

function Delivery({ id, onClose, onEvent, onResend, sending }: { id: string; onClose: () => void; onEvent: (id: string) => void; onResend?: () => void; sending: boolean }) {
  const { t } = useTranslation();
  const whole = useQuery(Notifications.method.getDelivery, { id }, { refetchInterval: 3000 });
  const delivery = whole.data?.delivery;
  const ended = delivery && [WebhookDelivery_State.DEAD, WebhookDelivery_State.DELIVERED].includes(delivery.state);
  return (
    <Drawer open onClose={onClose} size={560} title={delivery?.eventType ?? ''}
      footer={ended && onResend && <Button type="primary" loading={sending} onClick={onResend}>{t('ops.resend')}</Button>}>
      {whole.error ? <Failure error={whole.error} /> : !whole.data || !delivery ? <Loading /> : (
        <div className="stack">
          <div className="row"><Chip set="delivery" word={WebhookDelivery_State[delivery.state]} />
            <button type="button" className="link" onClick={() => onEvent(delivery.eventId)}>{t('ops.showChain')}</button></div>
          <h3>{t('ops.attempts')}</h3>
          {whole.data.attempts.length === 0 ? <p className="quiet">{t('ops.noAttempts')}</p> : (
            <ol className="attempts">
              {whole.data.attempts.map((one) => (
                <li key={one.nth}>
                  <When at={one.at} /> <span className={`chip ${one.problem ? 'bad' : 'good'}`}>{problemOf(one.status, one.problem)}</span>
                  <span className="quiet"> {one.tookMs} ms</span>
                </li>
              ))}
            </ol>
          )}
          <h3>{t('ops.body')}</h3>
          <pre className="payload" tabIndex={0} aria-label={t('ops.body')}>{pretty(whole.data.body)}</pre>
        </div>
      )}
    </Drawer>
  );
}
