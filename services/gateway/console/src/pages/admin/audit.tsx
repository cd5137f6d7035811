// SPDX-License-Identifier: Apache-2.0
// What was done to users, teams, roles, sessions and keys, newest first, kept for good.
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { usePeople, useUsers } from '../../parts/people';
import { Choice, Table } from '../../parts/table';
import { When } from '../../parts/values';
import { Nothing } from '../../shell/states';
import type { Search } from './admin';

const verbs = ['sign_in', 'sign_out', 'sign_in.locked', 'session.revoked', 'session.all_revoked', 'password.changed', 'password.reset', 'user.created', 'user.changed', 'user.moved',
  'user.activated', 'user.suspended', 'user.left', 'team.created', 'team.changed', 'role.put', 'role.removed', 'api_key.created', 'api_key.revoked'] as const;

export function Audit({ search, set }: { search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const users = useUsers() ?? [];
  const list = useInfiniteQuery(Identity.method.listAudit, { verb: search.verb || undefined, actor: search.actor || undefined, subjectId: search.subject || undefined, pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  return (
    <>
      <div className="row">
        <Choice label={t('audit.verb')} value={search.verb ?? ''} onChange={(verb) => set({ verb: verb || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...verbs.map((one) => ({ value: one, text: t(`verb.${one}`) }))]} />
        <Choice label={t('audit.actor')} value={search.actor ?? ''} onChange={(actor) => set({ actor: actor || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...users.map((one) => ({ value: one.id, text: one.name }))]} />
        <Choice label={t('audit.subject')} value={search.subject ?? ''} onChange={(subject) => set({ subject: subject || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...users.map((one) => ({ value: one.id, text: one.name }))]} />
      </div>
      <Table label={t('admin.tab.audit')} rows={list.data?.pages.flatMap((page) => page.entries)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('audit.none')} />} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'at', title: t('audit.at'), show: (one) => <When at={one.at} /> },
          { key: 'actor', title: t('audit.actor'), show: (one) => nameOf(one.actor) || '–' },
          { key: 'verb', title: t('audit.verb'), show: (one) => t(`verb.${one.verb}`, { defaultValue: one.verb }) },
          { key: 'subject', title: t('audit.subject'), show: (one) => <>{nameOf(one.subjectId)} <span className="quiet small">{t(`subject.${one.subjectType}`, { defaultValue: one.subjectType })}</span></> },
          { key: 'detail', title: t('audit.detail'), kind: 'wide', show: (one) => <span className="mono">{one.detail}</span> },
        ]} />
    </>
  );
}
