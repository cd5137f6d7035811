// SPDX-License-Identifier: Apache-2.0
// Beside the queue: one's own targets and how far one is, what one did today, and whether all of it is written down.
import { Suspense, lazy, useEffect, useState } from 'react';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { InsightMetric_Code, Insights, Target_State, type Ratio, type Target } from '@dealspine/api/dealspine/insights_pb';
import { useCommand } from '../../parts/command';
import { dayText, money, span } from '../../parts/values';
import { useMay, useSession } from '../../session';

const DayRecord = lazy(() => import('./record').then((part) => ({ default: part.DayRecord })));
const againMs = 60_000;
const restMs = 1500; // until the record is asked for: it weighs as much as a tenth of all that the first page needs
const percent = (ratio?: Ratio) => (ratio?.decimal ? Math.round(Number(ratio.decimal) * 100) : 0);

/** `of`: somebody of one's people, into whose day one looks. */
export function Beside({ of }: { of?: string }) {
  const may = useMay();
  const own = useSession().user.id;
  const userId = of ?? own;
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="stack">
      {may('insights.read') && <Targets userId={userId} own={userId === own} />}
      {may('insights.read') && may('customers.call') && <Today userId={userId} />}
      {rested && may('customers.call') && may('leads.read') && <Suspense fallback={null}><DayRecord userId={userId} /></Suspense>}
    </div>
  );
}

/** The day it is where the user works: "2026-11-24". */
function useToday() {
  const { user } = useSession();
  return new Intl.DateTimeFormat('en-CA', { timeZone: user.timeZone || undefined, year: 'numeric', month: '2-digit', day: '2-digit' }).format();
}

function Targets({ userId, own }: { userId: string; own: boolean }) {
  const { t } = useTranslation();
  const found = useQuery(Insights.method.listTargets, { userId, day: useToday(), states: [Target_State.PUBLISHED, Target_State.ACKNOWLEDGED], pageSize: 10 }, { refetchInterval: againMs });
  if (!found.data) return null;
  return (
    <section className="card stack" aria-label={t('targets.title')}>
      <h2>{t('targets.title')}</h2>
      {found.data.targets.length ? found.data.targets.map((one) => <OneTarget key={one.id} target={one} own={own} />) : <p className="quiet">{t('targets.none')}</p>}
    </section>
  );
}

function OneTarget({ target, own }: { target: Target; own: boolean }) {
  const { t, i18n } = useTranslation();
  const acknowledge = useCommand(Insights.method.acknowledgeTarget);
  const found = useQuery(Insights.method.getAttainment, { targetId: target.id }, { refetchInterval: againMs }).data?.attainment;
  const metric = t(`metric.${InsightMetric_Code[target.metric]}`);
  const say = (value: bigint) => target.metric === InsightMetric_Code.REVENUE ? money(value, target.currency, i18n.language)
    : target.metric === InsightMetric_Code.TALK_SECONDS ? span(Number(value)) : new Intl.NumberFormat(i18n.language).format(value);
  return (
    <div className="target stack" data-target={target.id}>
      <div className="row"><b>{metric}</b><span className="grow" /><span className="quiet small">{t('targets.until', { day: dayText(target.until, i18n.language) })}</span></div>
      {found && (
        <>
          <progress aria-label={t('targets.of', { metric })} max={100} value={Math.min(100, percent(found.attainment))} />
          <div className="row small"><span><b>{say(found.actual)}</b> / {say(target.value)}</span><span className="quiet">{percent(found.attainment)} %</span><span className="grow" />
            {found.gap > 0n ? <span className="quiet">{t('targets.gap', { gap: say(found.gap) })}</span> : <span className="chip good">{t('targets.reached')}</span>}
            {found.atRisk && <span className="chip warn">{t('targets.atRisk', { percent: percent(found.runRate) })}</span>}</div>
        </>
      )}
      {own && target.state === Target_State.PUBLISHED && <div><Button size="small" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ targetId: target.id, expectedVersion: target.version })}>{t('targets.acknowledge')}</Button></div>}
    </div>
  );
}

function Today({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const day = useToday();
  const total = useQuery(Insights.method.getTelesalesFigures, { from: day, until: day, userId }, { refetchInterval: againMs }).data?.total;
  if (!total) return null;
  const figures = [[t('today.dials'), String(total.dials)], [t('today.connects'), String(total.connects)], [t('today.talk'), span(Number(total.talkS))], [t('today.contacts'), String(total.rightPartyContacts)]];
  return (
    <section className="card stack" aria-label={t('today.title')}>
      <h2>{t('today.title')}</h2>
      <dl className="tiles">{figures.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
