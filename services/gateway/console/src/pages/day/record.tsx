// SPDX-License-Identifier: Apache-2.0
// Is the day written down? A tick, or what is missing: calls and contacts of today without a record, promises and
// follow-ups of which the time is over and that were neither done nor moved.
import { Button } from '../../parts/antd';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { useInfiniteQuery, useQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Customers, Unrecorded_Kind, type Unrecorded } from '@dealspine/api/dealspine/customers_pb';
import { DayItem_Kind, Leads } from '@dealspine/api/dealspine/leads_pb';
import { Phone, When } from '../../parts/values';
import { dayStart } from '../../parts/zone';
import { useSession } from '../../session';

const againMs = 60_000;
const planned = [DayItem_Kind.CALLBACK, DayItem_Kind.FOLLOW_UP];

/** One's own call is finished where calls are made; all else is written down at the customer. */
const leadTo = (one: Unrecorded, own: boolean) => (own && one.leadId && one.kind !== Unrecorded_Kind.CONTACT_UNUSED
  ? { to: '/calls', search: { lead: one.leadId, call: one.id } } : { to: `/customers/${one.customerId}`, search: {} });

export function DayRecord({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const from = timestampFromMs(dayStart(Date.now(), user.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone));
  const own = userId === user.id;
  const found = useInfiniteQuery(Customers.method.listUnrecorded, { agentId: userId, from, pageSize: 20, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined, refetchInterval: againMs });
  const missing = found.data?.pages.flatMap((page) => page.items);
  const due = useQuery(Leads.method.listDay, { limit: 100, agentId: own ? undefined : userId }).data?.items;
  if (!missing || !due) return null;
  const late = due.filter((item) => item.overdue && planned.includes(item.kind));
  const all = missing.length + late.length;
  return (
    <section className="card stack" aria-label={t('record.title')} data-complete={!all}>
      <div className="row"><h2>{t('record.title')}</h2><span className="grow" />{all ? <span className="chip warn">{t(found.hasNextPage ? 'record.missingMore' : 'record.missing', { count: all })}</span> : <span className="chip good">✓ {t('record.complete')}</span>}</div>
      {all > 0 && (
        <ul className="concerns small">
          {missing.map((one) => (
            <li key={one.id} className="row" data-missing={one.id}>
              <Link className="link" {...(leadTo(one, own) as { to: never; search: never })}><Phone number={one.pointMasked} /></Link>
              <span>{t(`record.${Unrecorded_Kind[one.kind]}`)}</span><span className="quiet"><When at={one.at} /></span>
            </li>
          ))}
          {late.map((item) => (
            <li key={`${item.leadId}${item.kind}${item.callbackId}`} className="row" data-late={item.leadId}>
              <Link className="link" to={'/calls' as never} search={{ lead: item.leadId } as never}>{item.phoneMasked ? <Phone number={item.phoneMasked} /> : t('leads.noContact')}</Link>
              <span>{t('record.late', { what: t(`day.${DayItem_Kind[item.kind]}`) })}</span>
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && <Button size="small" onClick={() => found.fetchNextPage()} loading={found.isFetchingNextPage}>{t('record.more')}</Button>}
    </section>
  );
}
