// SPDX-License-Identifier: Apache-2.0
// What runs, how far behind it is, and above all of it in words: what needs somebody.
import { Fragment, useState } from 'react';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import { InstanceState_Redis, Ops, type GetStatusReply, type InstanceState } from '@dealspine/api/dealspine/ops_pb';
import { useNow, When } from '../../parts/values';
import { Failure, Loading } from '../../shell/states';
import { words, type Go } from './ops';

/** An event should be acted on within a second; this long means that somebody should look. */
const lateMs = 10_000;
const behind = (one: InstanceState) => Math.max(0, ...one.consumers.map((consumer) => Number(consumer.behindMs)));

export function Services({ go }: { go: Go }) {
  const { t } = useTranslation();
  const status = useQuery(Ops.method.getStatus, {}, { refetchInterval: 3000, staleTime: 0 });
  if (!status.data) return status.error ? <Failure error={status.error} again={() => status.refetch()} /> : <Loading />;
  const byService = new Map<string, InstanceState[]>();
  const place = (one: InstanceState) => words.indexOf(one.service);
  for (const one of [...status.data.instances].sort((a, b) => place(a) - place(b) || a.instance.localeCompare(b.instance))) byService.set(one.service, [...(byService.get(one.service) ?? []), one]);
  return (
    <>
      {status.error && <p className="notice bad" role="alert">{t('ops.stale')}</p>}
      <Concerns status={status.data} byService={byService} go={go} />
      <div className="table-frame" tabIndex={0} role="group" aria-label={t('ops.tab.services')}>
        <table className="table">
          <caption className="hidden">{t('ops.tab.services')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('ops.service')}</th><th scope="col">{t('ops.state')}</th>
              <th scope="col" className="number">{t('ops.behind')}</th>
              <th scope="col" className="number wide">{t('ops.inHand')}</th>
              <th scope="col" className="number">{t('ops.deadLetters')}</th>
              <th scope="col" className="number wide">{t('ops.jobs')}</th>
              <th scope="col" className="number wide">{t('ops.log')}</th>
              <th scope="col" className="number wide">{t('ops.memory')}</th>
              <th scope="col" className="wide">{t('ops.since')}</th>
            </tr>
          </thead>
          <tbody>{[...byService].map(([word, all]) => <ServiceRows key={word} word={word} all={all} />)}</tbody>
        </table>
      </div>
    </>
  );
}

function Concerns({ status, byService, go }: { status: GetStatusReply; byService: Map<string, InstanceState[]>; go: Go }) {
  const { t } = useTranslation();
  const concerns: { key: string; text: string; bad?: boolean; letters?: string }[] = status.unreachable.map((word) => ({ key: `away-${word}`, text: t('ops.away', { service: word }), bad: true }));
  for (const [service, all] of byService) {
    const most = (of: (one: InstanceState) => number) => Math.max(...all.map(of));
    for (const one of all) if (one.notReady) concerns.push({ key: `ready-${one.instance}`, text: t('ops.notReady', { service, cause: one.notReady }), bad: true });
    if (most((one) => one.deadLetters)) concerns.push({ key: `dead-${service}`, letters: service, bad: true, text: t('ops.hasLetters', { service, count: most((one) => one.deadLetters), parked: most((one) => one.parkedAggregates) }) });
    if (Math.min(...all.map(behind)) > lateMs) concerns.push({ key: `lag-${service}`, text: t('ops.lags', { service, seconds: Math.round(Math.min(...all.map(behind)) / 1000) }) });
    if (most((one) => one.jobsLate)) concerns.push({ key: `jobs-${service}`, text: t('ops.jobsLate', { service, count: most((one) => one.jobsLate) }) });
    if (all.some((one) => one.redis === InstanceState_Redis.AWAY)) concerns.push({ key: `redis-${service}`, text: t('ops.redisAway', { service }) });
  }
  if (!concerns.length) return <p className="notice good" role="status">{t('ops.allWell', { count: byService.size })}</p>;
  return (
    <ul className="concerns" aria-label={t('ops.concerns')}>
      {concerns.map((one) => (
        <li key={one.key} className={`notice ${one.bad ? 'bad' : ''}`}>
          <span className="grow">{one.text}</span>
          {one.letters && <Button size="small" onClick={() => go({ tab: 'letters', service: one.letters })}>{t('ops.look')}</Button>}
        </li>
      ))}
    </ul>
  );
}

function ServiceRows({ word, all }: { word: string; all: InstanceState[] }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const now = useNow(60_000);
  const number = (value: number | bigint) => new Intl.NumberFormat(i18n.language).format(value);
  const age = (one: InstanceState) => {
    const hours = one.startedAt ? (now - timestampDate(one.startedAt).getTime()) / 3_600_000 : 0;
    return new Intl.NumberFormat(i18n.language, { style: 'unit', unit: hours < 48 ? 'hour' : 'day', maximumFractionDigits: hours < 10 ? 1 : 0 }).format(hours < 48 ? hours : hours / 24);
  };
  return (
    <>
      {all.map((one, nth) => (
        <tr key={one.instance} data-id={one.instance} data-service={word}>
          <th scope="row">
            {nth === 0 ? (
              <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
                {word}{all.length > 1 && ` ×${all.length}`}
              </button>
            ) : <span className="quiet">{t('ops.replica', { nth: nth + 1 })}</span>}
          </th>
          <td>{one.notReady ? <span className="chip bad">{t('ops.notReadyShort')}</span> : <span className="chip good">{t('ops.ready')}</span>}</td>
          <td className="number">{behind(one) > lateMs ? <span className="chip warn">{seconds(behind(one), i18n.language)}</span> : seconds(behind(one), i18n.language)}</td>
          <td className="number wide">{number(one.outstanding)}</td>
          <td className="number">{one.deadLetters ? <span className="chip bad">{number(one.deadLetters)}</span> : '0'}</td>
          <td className="number wide">{number(one.jobsWaiting)}</td>
          <td className="number wide">{number(one.logHead)}</td>
          <td className="number wide">{number(Math.round(Number(one.residentBytes) / 1048576))} MB</td>
          <td className="wide">{age(one)}</td>
        </tr>
      ))}
      {open && (
        <tr>
          <td colSpan={9}>
            {all.map((one) => <Details key={one.instance} one={one} />)}
          </td>
        </tr>
      )}
    </>
  );
}

const seconds = (ms: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 }).format(ms / 1000);

function Details({ one }: { one: InstanceState }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="stack">
      <p className="mono">{one.instance}</p>
      {one.lastError && <p><span className="quiet">{t('ops.lastError')} <When at={one.lastErrorAt} />: </span><span className="mono">{one.lastError}</span></p>}
      {one.consumers.length === 0 ? <p className="quiet">{t('ops.listensToNobody')}</p> : (
        <dl className="facts">
          {one.consumers.map((consumer) => (
            <Fragment key={consumer.domain}>
              <dt>{t('ops.reads', { domain: consumer.domain })}</dt>
              <dd>{t('ops.place', { pos: consumer.pos, head: consumer.head })}, {seconds(Number(consumer.behindMs), i18n.language)}</dd>
            </Fragment>
          ))}
        </dl>
      )}
    </div>
  );
}
