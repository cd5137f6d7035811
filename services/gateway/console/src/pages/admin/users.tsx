// SPDX-License-Identifier: Apache-2.0
// The users whom one administers: found on the server by name, login, team, role and state; made, and opened one by one.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity, User_State, type User } from '@dealspine/api/dealspine/identity_pb';
import { useCommand } from '../../parts/command';
import { TextFilter } from '../../parts/filter';
import { Choice, Table, type Column } from '../../parts/table';
import { Chip, When } from '../../parts/values';
import { Nothing } from '../../shell/states';
import type { Search } from './admin';
import { RoleChoice, TeamChoice, onePassword, useRoles, useTeams, zones } from './place';
import { UserPanel } from './user';

const states = ['ACTIVE', 'INVITED', 'SUSPENDED', 'LEFT'] as const;

export function Users({ search, set }: { search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const state = states.find((one) => one === search.state);
  const roles = useRoles();
  const list = useInfiniteQuery(Identity.method.listUsers, {
    text: search.text || undefined, teamPath: search.team || undefined, role: search.role || undefined, state: state ? User_State[state] : undefined,
    pageSize: 50, pageToken: undefined as unknown as string,
  }, { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const columns = useColumns((user) => set({ user: user.id }));
  return (
    <>
      <div className="row">
        <TextFilter label={t('admin.find')} value={search.text ?? ''} onChange={(text) => set({ text: text || undefined })} />
        <TeamChoice value={search.team ?? ''} any={t('filter.all')} onChange={(team) => set({ team: team || undefined })} />
        <Choice label={t('admin.role')} value={search.role ?? ''} onChange={(role) => set({ role: role || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...roles.map((one) => ({ value: one.code, text: one.name }))]} />
        <Choice label={t('leads.state')} value={state ?? ''} onChange={(value) => set({ state: value || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...states.map((one) => ({ value: one, text: t(`userState.${one}`) }))]} />
        <span className="grow" />
        <Button type="primary" onClick={() => setAdding(true)}>{t('admin.addUser')}</Button>
      </div>
      <Table label={t('admin.tab.users')} columns={columns} rows={list.data?.pages.flatMap((page) => page.users)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('admin.noUsers')} />} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
      {search.user && <UserPanel key={search.user} id={search.user} onClose={() => set({ user: undefined })} />}
      {adding && <AddUser onClose={(user) => { setAdding(false); if (user) set({ user }); }} />}
    </>
  );
}

function useColumns(onOpen: (user: User) => void): Column<User>[] {
  const { t } = useTranslation();
  const teams = useTeams();
  return [
    { key: 'name', title: t('account.name'), show: (one) => <button type="button" className="link" onClick={() => onOpen(one)}>{one.name}</button> },
    { key: 'login', title: t('signin.login'), show: (one) => one.login },
    { key: 'team', title: t('admin.team'), kind: 'wide', show: (one) => teams.find((team) => team.path === one.teamPath)?.name ?? one.teamPath },
    { key: 'roles', title: t('admin.roles'), kind: 'wide', show: (one) => one.roles.join(', ') },
    { key: 'state', title: t('leads.state'), show: (one) => <Chip set="userState" word={User_State[one.state]} /> },
    { key: 'since', title: t('customers.since'), kind: 'wide', show: (one) => <When at={one.createdAt} /> },
  ];
}

function AddUser({ onClose }: { onClose: (user?: string) => void }) {
  const { t } = useTranslation();
  const create = useCommand(Identity.method.createUser);
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [team, setTeam] = useState('');
  const [roles, setRoles] = useState<string[]>([]);
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [password] = useState(onePassword);
  const go = () => create.mutate({ login: login.trim(), name: name.trim(), teamPath: team, roles, timeZone: zone, password, temporaryPassword: true });
  const made = create.data?.user;
  if (made) {
    return (
      <Modal open title={t('admin.added', { name: made.name })} onCancel={() => onClose(made.id)} onOk={() => onClose(made.id)} okText={t('dialog.close')} cancelButtonProps={{ hidden: true }}>
        <Once what={t('admin.oncePassword')} secret={password} />
      </Modal>
    );
  }
  return (
    <Modal open title={t('admin.addUser')} onCancel={() => onClose()} onOk={go} okText={t('admin.addUser')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !/^[\w.@+-]+$/.test(login.trim()) || !name.trim() || !team || !roles.length, loading: create.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('account.name')}</span><Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} /></label>
        <label className="field"><span>{t('signin.login')}</span><Input value={login} maxLength={64} autoComplete="off" onChange={(event) => setLogin(event.target.value)} /></label>
        <TeamChoice value={team} onChange={setTeam} />
        <RoleChoice roles={roles} onChange={setRoles} />
        <Choice label={t('customers.timeZone')} value={zone} onChange={setZone} options={[...new Set([zone, ...zones()])].map((one) => ({ value: one, text: one }))} />
      </div>
    </Modal>
  );
}

/** Something that is shown this once. */
export function Once({ what, secret }: { what: string; secret: string }) {
  return <div className="stack"><p>{what}</p><p className="payload" data-once tabIndex={0}>{secret}</p></div>;
}
