// SPDX-License-Identifier: Apache-2.0
// P1: what now, each with its reason: leads, decisions and visits in one queue; then the contracts that one drafted.
// Beside it how far one is, which is fetched after the queue.
import { Suspense, lazy, useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { useQuery } from '@connectrpc/connect-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApprovalCase_Purpose, Contract_State, Contracts } from '@dealspine/api/dealspine/contracts_pb';
import { Callback_Reach, DayItem_Kind, DayItemSchema, Lead_Grade, Leads, type DayItem } from '@dealspine/api/dealspine/leads_pb';
import { useColleagues } from '../../parts/people';
import { Choice, Table, Tabs, type Column } from '../../parts/table';
import { Chip, Money, Phone, Until } from '../../parts/values';
import { useWhy } from '../../parts/why';
import { useMay, useSession } from '../../session';
import { Loading, Nothing } from '../../shell/states';
import { Acts } from './later';
import { useQueue, type Thing } from './queue';

export { ask } from './queue';
const Care = lazy(() => import('./care').then((part) => ({ default: part.Care })));
const VisitActs = lazy(() => import('./visits').then((part) => ({ default: part.VisitActs })));
const Beside = lazy(() => import('./beside').then((part) => ({ default: part.Beside })));

/** Of contracts that wait for one: those on which nobody decides now. */
const undecided = [Contract_State.DRAFT, Contract_State.REJECTED, Contract_State.APPROVED, Contract_State.NEGOTIATING];

export function Day() {
  const { t } = useTranslation();
  const may = useMay();
  const { user } = useSession();
  const { agent, tab } = useSearch({ strict: false }) as { agent?: string; tab?: string };
  const navigate = useNavigate();
  const queue = useQueue(agent, user.id);
  const [there, setThere] = useState(false); /* nothing else is asked for before the queue stood once */
  if (!there && (queue.things || queue.error)) setThere(true);
  const mine = useQuery(Contracts.method.listContracts, { awaitingMe: true, states: undecided, pageSize: 10 }, { enabled: there && !agent && may('contracts.draft') });
  const anybodys = useQuery(Leads.method.listCallbacks, { reach: Callback_Reach.ANYONE, pageSize: 200 }, { enabled: there && may('leads.claim') }).data?.callbacks;
  const columns = useColumns((item) => !!anybodys?.some((one) => one.id === item.callbackId));
  return (
    <>
      <div className="head">
        <h1>{t('page.day')}</h1><span className="grow" />
        {there && may('leads.assign') && <Whose agent={agent} onChange={(value) => navigate({ to: '/day', search: { tab, agent: value || undefined } } as never)} />}
      </div>
      <Tabs label={t('day.tabs')} now={tab === 'care' ? 'care' : 'queue'} onChange={(name) => navigate({ to: '/day', search: { agent, tab: name } } as never)}
        names={[{ name: 'queue', text: t('day.queue') }, { name: 'care', text: t('day.care') }]} />
      <div className="columns">
        <div className="stack">
          {tab === 'care' ? <Suspense fallback={<Loading />}><Care /></Suspense> : (
            <>
              <Table label={t('page.day')} columns={columns} rows={queue.things} id={(thing) => thing.id} error={queue.error} again={queue.again}
                empty={<Nothing title={t('day.empty')}>{t('day.emptyWhy')}</Nothing>} more={queue.more} loadingMore={queue.loadingMore} />
              {queue.beyond > 0 && <p className="quiet">{t('day.more', { count: queue.beyond })}</p>}
              {mine.data && mine.data.contracts.length > 0 && (
                <section className="stack" aria-label={t('day.papers')}>
                  <h2>{t('day.papers')}</h2>
                  <Table label={t('day.papers')} rows={mine.data.contracts} id={(one) => one.id} empty={null} columns={[
                    { key: 'number', title: t('contracts.number'), show: (one) => <Link className="link" to={`/contracts/${one.id}` as never}>{one.number}</Link> },
                    { key: 'state', title: t('leads.state'), show: (one) => <Chip set="contract" word={Contract_State[one.state]} /> },
                    { key: 'next', title: t('contracts.next'), kind: 'wide', show: (one) => t(`contracts.next.${Contract_State[one.state]}`) },
                    { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
                  ]} />
                </section>
              )}
            </>
          )}
        </div>
        {there && <Suspense fallback={null}><Beside of={agent} /></Suspense>}
      </div>
    </>
  );
}

function Whose({ agent, onChange }: { agent?: string; onChange: (agent: string) => void }) {
  const { t } = useTranslation();
  const colleagues = useColleagues();
  if (!colleagues.length) return null;
  return <Choice label={t('day.whose')} value={agent ?? ''} onChange={onChange} options={[{ value: '', text: t('day.mine') }, ...colleagues.map((one) => ({ value: one.id, text: one.name }))]} />;
}

/** What a thing is called, where it leads, what it is about and why it stands where it stands. */
function useColumns(free: (item: DayItem) => boolean): Column<Thing>[] {
  const { t, i18n } = useTranslation();
  const why = useWhy();
  const way = (item?: DayItem) => item?.kind === DayItem_Kind.FOLLOW_UP && i18n.exists(`medium.${item.channel}`) && ` · ${t(`medium.${item.channel}`)}`;
  const kind = ({ item, task }: Thing) => <span className={`chip ${item?.overdue ? 'bad' : ''}`}>{t(`day.${item ? DayItem_Kind[item.kind] : task ? 'APPROVAL' : 'VISIT'}`)}{way(item)}</span>;
  const who = ({ item, task, visit }: Thing) => (item ? <Link className="link" to={'/calls' as never} search={{ lead: item.leadId } as never}>{item.phoneMasked ? <Phone number={item.phoneMasked} zone={item.zone} /> : t('leads.noContact')}</Link>
    : task ? <Link className="link" to={`/contracts/${task.contractId}` as never}>{task.number}</Link>
      : <Link className="link" to={`/customers/${visit!.customerId}` as never} search={{ tab: 'care' } as never}>{t('segments.customer', { id: visit!.customerId.slice(-6) })}</Link>);
  const about = ({ item, task, visit }: Thing) => (item ? item.product || '–' : task ? <Money minor={task.amountMinor} currency={task.currency} /> : visit!.customerTier ? t('customers.tierOf', { tier: visit!.customerTier }) : '–');
  const due = ({ at, task }: Thing) => <Until at={at} due={!task} />;
  const reason = ({ item, task }: Thing) => (item ? why(item.reason) : task ? t('day.whyApproval', { what: t(`purposeOf.${ApprovalCase_Purpose[task.purpose]}`), step: task.step, steps: task.steps }) : t('day.whyVisit'));
  return [
    { key: 'kind', title: t('day.what'), kind: 'wide', show: kind },
    { key: 'who', title: t('leads.contact'), show: (thing) => <><div>{who(thing)}</div><div className="narrow row small">{kind(thing)} {due(thing)}</div><div className="narrow quiet small">{reason(thing)}</div></> },
    { key: 'product', title: t('leads.product'), kind: 'wide', show: about },
    { key: 'grade', title: t('leads.grade'), kind: 'wide', show: ({ item }) => item && <span className="chip"><b>{isFieldSet(item, DayItemSchema.field.grade) ? Lead_Grade[item.grade] : '–'}</b> {item.priority}</span> },
    { key: 'due', title: t('day.due'), kind: 'wide', show: due },
    { key: 'why', title: t('day.why'), kind: 'wide', show: (thing) => <span className="quiet">{reason(thing)}</span> },
    { key: 'acts', title: t('leads.acts'), kind: 'acts', show: ({ item, visit }) => (item ? <Acts item={item} free={free(item)} /> : visit && <Suspense fallback={null}><VisitActs visit={visit} /></Suspense>) },
  ];
}
