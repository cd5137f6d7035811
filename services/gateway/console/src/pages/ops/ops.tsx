// SPDX-License-Identifier: Apache-2.0
// P12, the half of those who keep it running: what runs, what waits for somebody, what happened and why, who was told.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../parts/table';
import { useMay } from '../../session';
import { Backups } from './backups';
import { EventSearch } from './events';
import { Figures } from './figures';
import { Imports } from './imports';
import { Letters } from './letters';
import { Services } from './services';
import { Webhooks } from './webhooks';

const tabNames = ['services', 'letters', 'events', 'webhooks', 'imports', 'figures', 'backups'] as const;
const needs = { services: 'ops.read', letters: 'ops.read', events: 'ops.read', webhooks: 'notifications.webhooks', imports: 'ops.read', figures: 'insights.rebuild', backups: 'ops.read' };

export function Ops() {
  const { t } = useTranslation();
  const may = useMay();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const tabs = tabNames.filter((name) => may(needs[name]));
  const tab = tabs.find((name) => name === search.tab) ?? 'services';
  const go = (next: Record<string, string | undefined>) => navigate({ to: '/ops', search: next } as never);
  return (
    <>
      <div className="head"><h1>{t('page.ops')}</h1></div>
      <Tabs label={t('page.ops')} now={tab} onChange={(name) => go({ tab: name })} names={tabs.map((name) => ({ name, text: t(`ops.tab.${name}`) }))} />
      <p className="quiet explain">{t(`ops.explain.${tab}`)}</p>
      {tab === 'services' && <Services go={go} />}
      {tab === 'letters' && <Letters service={search.service} go={go} />}
      {tab === 'events' && <EventSearch asked={search.id} go={go} />}
      {tab === 'webhooks' && <Webhooks picked={search.hook} go={go} />}
      {tab === 'imports' && <Imports />}
      {tab === 'figures' && <Figures />}
      {tab === 'backups' && <Backups />}
    </>
  );
}

export type Go = (next: Record<string, string | undefined>) => void;

/** The names of the services that run, for a choice. */
export const words = ['identity', 'customers', 'leads', 'opportunities', 'contracts', 'aftersales', 'qa', 'notifications', 'insights'];

/** JSON for reading: indented, and as it is where it is none. */
export function pretty(text: string) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}
