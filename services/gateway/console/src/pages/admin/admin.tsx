// SPDX-License-Identifier: Apache-2.0
// P12, administration: who works here, in which team, what their roles allow, keys of programs, and what was done to them.
// And the hours of work, for who makes the rules. One who administers a part sees that part alone; nobody hands on more than he holds.
import { Suspense, lazy } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Scope } from '@dealspine/api/dealspine/wire_pb';
import { Tabs } from '../../parts/table';
import { useMay, useSession } from '../../session';
import { Loading } from '../../shell/states';
import { Users } from './users';

const Teams = lazy(() => import('./teams').then((page) => ({ default: page.Teams })));
const Roles = lazy(() => import('./roles').then((page) => ({ default: page.Roles })));
const Keys = lazy(() => import('./keys').then((page) => ({ default: page.Keys })));
const Hours = lazy(() => import('./hours').then((page) => ({ default: page.Hours })));
const Audit = lazy(() => import('./audit').then((page) => ({ default: page.Audit })));

const tabs = ['users', 'teams', 'roles', 'keys', 'hours', 'audit'] as const;
export type Search = Record<string, string | undefined>;

export function Admin() {
  const { t } = useTranslation();
  const { grants } = useSession();
  const may = useMay();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = (next: Search) => navigate({ to: '/admin', search: { ...search, ...next } } as never);
  const everywhere = grants.some((one) => ['identity.admin', '*'].includes(one.permission) && one.scope === Scope.ALL);
  const mine = tabs.filter((one) => (one === 'hours' ? may('leads.rules') : may('identity.admin') && (one !== 'audit' || everywhere)));
  const tab = mine.find((one) => one === search.tab) ?? mine[0];
  return (
    <>
      <div className="head"><h1>{t('page.admin')}</h1></div>
      <Tabs label={t('admin.tabs')} now={tab} onChange={(name) => navigate({ to: '/admin', search: { tab: name } } as never)} names={mine.map((name) => ({ name, text: t(`admin.tab.${name}`) }))} />
      <Suspense fallback={<Loading />}>
        {tab === 'users' && <Users search={search} set={set} />}
        {tab === 'teams' && <Teams />}
        {tab === 'roles' && <Roles everywhere={everywhere} />}
        {tab === 'keys' && <Keys />}
        {tab === 'hours' && <Hours />}
        {tab === 'audit' && <Audit search={search} set={set} />}
      </Suspense>
    </>
  );
}
