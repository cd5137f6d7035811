// SPDX-License-Identifier: Apache-2.0
// Keys of programs: what each may do and in whose name it writes. A secret is shown once, when its key is made.
import { useState } from 'react';
import { App, Button, Input, Modal } from '../../parts/antd';
import { timestampFromDate, timestampMs } from '@bufbuild/protobuf/wkt';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity, type ApiKey } from '@dealspine/api/dealspine/identity_pb';
import { Channel } from '@dealspine/api/dealspine/wire_pb';
import { useCommand } from '../../parts/command';
import { Choice, Table } from '../../parts/table';
import { When } from '../../parts/values';
import { Nothing } from '../../shell/states';
import { RoleChoice, TeamChoice } from './place';
import { Once } from './users';

const stateOf = (key: ApiKey) => (key.revokedAt ? 'revoked' : key.expiresAt && timestampMs(key.expiresAt) < Date.now() ? 'expired' : 'used');
const channels = ['API', 'WEB', 'STORE', 'PHONE', 'SYSTEM', 'IMPORT'] as const;

export function Keys() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const revoke = useCommand(Identity.method.revokeApiKey);
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery(Identity.method.listApiKeys, { pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const drop = (key: ApiKey) => modal.confirm({
    title: t('admin.revokeKey', { name: key.name }), content: t('admin.revokeKeyWhy'), okText: t('admin.revoke'), cancelText: t('dialog.cancel'), okButtonProps: { danger: true },
    onOk: () => revoke.mutateAsync({ id: key.id }).catch(() => {}),
  });
  return (
    <>
      <div className="row"><span className="grow" /><Button type="primary" onClick={() => setAdding(true)}>{t('admin.addKey')}</Button></div>
      <Table label={t('admin.tab.keys')} rows={list.data?.pages.flatMap((page) => page.apiKeys)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('admin.noKeys')} />} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'name', title: t('admin.key'), show: (one) => one.name },
          { key: 'roles', title: t('admin.roles'), kind: 'wide', show: (one) => one.roles.join(', ') },
          { key: 'team', title: t('admin.team'), kind: 'wide', show: (one) => <span className="mono">{one.teamPath}</span> },
          { key: 'state', title: t('leads.state'), show: (one) => <span className={stateOf(one) === 'used' ? 'chip good' : 'chip'}>{t(`keyState.${stateOf(one)}`)}</span> },
          { key: 'until', title: t('sessions.until'), kind: 'wide', show: (one) => <When at={one.revokedAt ?? one.expiresAt} /> },
          { key: 'acts', title: t('leads.acts'), kind: 'acts', show: (one) => stateOf(one) === 'used' && <Button size="small" aria-label={t('admin.revokeKey', { name: one.name })} onClick={() => drop(one)}>{t('admin.revoke')}</Button> },
        ]} />
      {adding && <AddKey onClose={() => setAdding(false)} />}
    </>
  );
}

function AddKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCommand(Identity.method.createApiKey);
  const [name, setName] = useState('');
  const [team, setTeam] = useState('');
  const [roles, setRoles] = useState<string[]>([]);
  const [channel, setChannel] = useState<(typeof channels)[number]>('API');
  const [until, setUntil] = useState('');
  if (create.data) {
    return (
      <Modal open title={t('admin.addKey')} onCancel={onClose} onOk={onClose} okText={t('dialog.close')} cancelButtonProps={{ hidden: true }}>
        <Once what={t('admin.onceKey')} secret={create.data.secret} />
      </Modal>
    );
  }
  const go = () => create.mutate({ name: name.trim(), roles, teamPath: team, channel: Channel[channel], expiresAt: until ? timestampFromDate(new Date(until)) : undefined });
  return (
    <Modal open title={t('admin.addKey')} onCancel={onClose} onOk={go} okText={t('admin.addKey')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !name.trim() || !team || !roles.length, loading: create.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('admin.key')}</span><Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} /></label>
        <TeamChoice value={team} onChange={setTeam} />
        <RoleChoice roles={roles} onChange={setRoles} />
        <Choice label={t('leads.channel')} value={channel} onChange={(value) => setChannel(value as typeof channel)} options={channels.map((one) => ({ value: one, text: t(`channel.${one}`) }))} />
        <label className="field"><span>{t('admin.keyUntil')}</span><input className="plain-input" type="date" value={until} onChange={(event) => setUntil(event.target.value)} /></label>
      </div>
    </Modal>
  );
}
