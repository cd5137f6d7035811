// SPDX-License-Identifier: Apache-2.0
// The pages and what each needs. A page is fetched when somebody goes there; navigation shows those that the user may
// see, and another one says so instead of showing an empty list.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Layout } from './shell/layout';
import { Loading, NotHere, PageFailed } from './shell/states';

export interface Page {
  path: string;
  key: 'day' | 'calls' | 'leads' | 'customers' | 'pipeline' | 'contracts' | 'ops' | 'admin';
  /** Any of these permissions. */
  needs: string[];
  /** The page's code, where it can ask for what stands first on it before it is put up. */
  load?: () => Promise<{ ask: () => unknown }>;
}

/** In the order of the navigation; the first that a user may see is where he starts. */
export const pages: Page[] = [
  { path: '/day', key: 'day', needs: ['leads.work'], load: () => import('./pages/day/day') },
  { path: '/calls', key: 'calls', needs: ['customers.call'] },
  { path: '/leads', key: 'leads', needs: ['leads.read'] },
  { path: '/customers', key: 'customers', needs: ['customers.read'] },
  { path: '/pipeline', key: 'pipeline', needs: ['opportunities.read'] },
  { path: '/contracts', key: 'contracts', needs: ['contracts.read'] },
  { path: '/ops', key: 'ops', needs: ['ops.read'] },
  { path: '/admin', key: 'admin', needs: ['identity.admin', 'leads.rules'] },
];

const root = createRootRoute({ component: Layout, notFoundComponent: NotHere, errorComponent: PageFailed });
type Search = Record<string, string | undefined>;
const plainSearch = (search: Record<string, unknown>): Search =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value != null).map(([name, value]) => [name, String(value)]));
const page = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: plainSearch,
    component: lazyRouteComponent(load as never, name as never),
  });

const start = createRoute({ getParentRoute: () => root, path: '/', component: () => <Loading /> });

export const router = createRouter({
  basepath: '/console',
  routeTree: root.addChildren([
    start,
    page('/day', () => import('./pages/day/day'), 'Day'),
    page('/calls', () => import('./pages/calls/calls'), 'Calls'),
    page('/customers', () => import('./pages/customers/customers'), 'Customers'),
    page('/customers/$id', () => import('./pages/customers/customer'), 'CustomerPage'),
    page('/pipeline', () => import('./pages/pipeline/pipeline'), 'Pipeline'),
    page('/pipeline/$id', () => import('./pages/pipeline/opportunity'), 'OpportunityPage'),
    page('/contracts', () => import('./pages/contracts/contracts'), 'Contracts'),
    page('/contracts/$id', () => import('./pages/contracts/contract'), 'ContractPage'),
    page('/ops', () => import('./pages/ops/ops'), 'Ops'),
    page('/admin', () => import('./pages/admin/admin'), 'Admin'),
    page('/account', () => import('./pages/account/account'), 'Account'),
    page('/leads', () => import('./pages/leads/leads'), 'Leads'),
  ]),
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NotHere,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
