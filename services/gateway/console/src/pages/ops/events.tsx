// SPDX-License-Identifier: Apache-2.0
// One id, of an event or of a request: everything that came of the same request, as what caused what.
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button, Input } from '../../parts/antd';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Ops } from '@dealspine/api/dealspine/ops_pb';
import type { Event } from '@dealspine/api/dealspine/events_pb';
import { transport } from '../../api';
import { usePeople } from '../../parts/people';
import { When } from '../../parts/values';
import { Failure, Loading, Nothing } from '../../shell/states';
import { at, chainOf, type Link, type Origin } from './chain';
import { pretty, type Go } from './ops';

const most = 1000;
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

interface Found { events: Event[]; more: boolean; unreachable: string[] }

async function ofRequest(correlationId: string): Promise<Found> {
  const found: Found = { events: [], more: false, unreachable: [] };
  for (let pageToken = ''; ;) {
    const page = await callUnaryMethod(transport, Ops.method.findEvents, { correlationId, pageSize: 200, pageToken });
    found.events.push(...page.events);
    found.unreachable.push(...page.unreachable);
    pageToken = page.nextPageToken;
    found.more = Boolean(pageToken);
    if (!pageToken || found.events.length >= most) return found;
  }
}

async function find(id: string): Promise<Found> {
  const { events, unreachable } = await callUnaryMethod(transport, Ops.method.findEvents, { id });
  const whole = await ofRequest(events[0]?.correlationId || id);
  if (events[0] && !whole.events.some((one) => one.id === id)) whole.events.push(events[0]);
  return { ...whole, unreachable: [...new Set([...unreachable, ...whole.unreachable])] };
}

export function EventSearch({ asked, go }: { asked?: string; go: Go }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(asked ?? '');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLElement>(null);
  useEffect(() => { setTyped(asked ?? ''); if (!asked) field.current?.querySelector('input')?.focus(); }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const id = typed.trim().toLowerCase();
    setWrong(!isId(id));
    if (isId(id)) go({ tab: 'events', id });
  };
  const found = useQuery({ queryKey: ['ops.chain', asked], queryFn: () => find(asked!), enabled: Boolean(asked), staleTime: 0 });
  return (
    <>
      <form className="card finder" role="search" onSubmit={submit}>
        <span className="grow" ref={field as never}>
          <Input size="large" aria-label={t('ops.eventId')} placeholder={t('ops.eventId')} value={typed} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
        </span>
        <Button type="primary" size="large" htmlType="submit" loading={found.isFetching}>{t('ops.find')}</Button>
        <p className={wrong ? 'finder-hint bad' : 'finder-hint quiet'} role={wrong ? 'alert' : undefined}>{wrong ? t('ops.noId') : t('ops.eventIdHint')}</p>
      </form>
      {!asked ? null : found.error ? <Failure error={found.error} again={() => found.refetch()} /> : !found.data ? <Loading /> : <Chain found={found.data} asked={asked} />}
    </>
  );
}

function Chain({ found, asked }: { found: Found; asked: string }) {
  const { t } = useTranslation();
  const { events } = found;
  if (!events.length) return <div className="card"><Nothing title={t('ops.noEvent')}>{t('ops.noEventWhy')}</Nothing></div>;
  const origins = chainOf(events);
  const begin = Math.min(...events.map(at));
  return (
    <div className="card stack">
      <p>{t('ops.chainSum', { count: events.length, services: [...new Set(events.map((one) => one.domain))].join(', ') })}</p>
      {found.unreachable.length > 0 && <p className="notice">{t('ops.unasked', { services: found.unreachable.join(', ') })}</p>}
      {found.more && <p className="notice">{t('ops.chainMore', { count: events.length })}</p>}
      <ol className="chain" aria-label={t('ops.chain')}>
        {origins.map((origin) => <OriginItem key={origin.id} origin={origin} begin={begin} asked={asked} />)}
      </ol>
    </div>
  );
}

function OriginItem({ origin, begin, asked }: { origin: Origin; begin: number; asked: string }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  return (
    <li>
      <p className={`origin ${origin.id === asked ? 'asked' : ''}`}>
        <span className={`chip ${origin.kind === 'request' ? 'accent' : ''}`}>{t(`ops.origin.${origin.kind}`)}</span>
        <span>{origin.kind === 'request' ? nameOf(origin.actor) : origin.actor}</span>
        <span className="mono quiet">{origin.id}</span>
      </p>
      <Links links={origin.links} begin={begin} asked={asked} />
    </li>
  );
}

function Links({ links, begin, asked }: { links: Link[]; begin: number; asked: string }) {
  return <ol className="chain">{links.map((link) => <LinkItem key={link.event.id} link={link} begin={begin} asked={asked} />)}</ol>;
}

function LinkItem({ link, begin, asked }: { link: Link; begin: number; asked: string }) {
  const { t, i18n } = useTranslation();
  const { event, effects } = link;
  const after = (at(event) - begin) / 1000;
  const late = `+${new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: after < 10 ? 3 : 0 }).format(after)}`;
  return (
    <li data-event={event.id}>
      <details className={event.id === asked ? 'link-card asked' : 'link-card'} open={event.id === asked}>
        <summary>
          <span className={`chip domain-${event.domain}`}>{event.domain}</span>
          <strong>{event.type}</strong>
          {event.id === asked && <span className="chip accent">{t('ops.askedFor')}</span>}
          <span className="quiet">{event.aggType} …{event.aggId.slice(-6)}</span>
          <span className="grow" />
          <span className="quiet number">{late}</span>
        </summary>
        <dl className="facts">
          <dt>{t('ops.event')}</dt><dd className="mono">{event.id}</dd>
          <dt>{t('ops.about')}</dt><dd className="mono">{event.aggType} {event.aggId} #{String(event.aggVer)}</dd>
          <dt>{t('ops.logPlace')}</dt><dd className="mono">{event.domain}/{String(event.pos)}</dd>
          <dt>{t('ops.at')}</dt><dd><When at={event.recordedAt} /></dd>
        </dl>
        <pre className="payload" tabIndex={0} aria-label={t('ops.payload')}>{pretty(event.payloadJson)}</pre>
      </details>
      {effects.length > 0 && <Links links={effects} begin={begin} asked={asked} />}
    </li>
  );
}
