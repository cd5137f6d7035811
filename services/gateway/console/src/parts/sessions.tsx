// SPDX-License-Identifier: Apache-2.0
// Where somebody is signed in, and how each of these sessions is ended: one's own, or those of a user one administers.
import { Button } from './antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { useCommand } from './command';
import { Table } from './table';
import { When } from './values';
import { Nothing } from '../shell/states';

export function Sessions({ userId, empty }: { userId?: string; empty: string }) {
  const { t } = useTranslation();
  const found = useQuery(Identity.method.listSessions, { userId });
  const end = useCommand(Identity.method.revokeSession);
  const all = useCommand(Identity.method.signOutEverywhere);
  const sessions = found.data?.sessions;
  const others = (sessions ?? []).filter((one) => !one.current).length;
  return (
    <section className="stack" aria-label={t('sessions.title')}>
      <div className="row"><h2>{t('sessions.title')}</h2><span className="grow" />
        {others > 0 && <Button size="small" danger loading={all.isPending} onClick={() => all.mutate({ userId, keepThis: true })}>{userId ? t('sessions.endAll') : t('sessions.endOthers')}</Button>}</div>
      <Table label={t('sessions.title')} rows={sessions} id={(one) => one.id} error={found.error} again={() => found.refetch()} empty={<Nothing title={empty} />} columns={[
        { key: 'client', title: t('sessions.client'), show: (one) => <>{clientOf(one.client) || t('sessions.unknown')} {one.current && <span className="chip good">{t('sessions.this')}</span>}</> },
        { key: 'since', title: t('sessions.since'), show: (one) => <When at={one.createdAt} /> },
        { key: 'until', title: t('sessions.until'), kind: 'wide', show: (one) => <When at={one.expiresAt} /> },
        { key: 'acts', title: t('leads.acts'), kind: 'acts', show: (one) => !one.current && <Button size="small" onClick={() => end.mutate({ id: one.id })}>{t('sessions.end')}</Button> },
      ]} />
    </section>
  );
}

/** What a browser calls itself, said shortly: "Chrome 120, Linux". */
export function clientOf(name: string): string {
  const browser = /(Edg|OPR|Firefox|HeadlessChrome|Chrome)\/(\d+)/.exec(name) ?? (/Version\/(\d+).*Safari/.test(name) ? ['', 'Safari', /Version\/(\d+)/.exec(name)![1]] : null);
  if (!browser) return name;
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(name)?.[0] ?? '';
  return `${{ Edg: 'Edge', OPR: 'Opera', HeadlessChrome: 'Chrome' }[browser[1]] ?? browser[1]} ${browser[2]}${system && `, ${system === 'Mac OS X' ? 'macOS' : system}`}`;
}
