// SPDX-License-Identifier: Apache-2.0
// One user: name and zone, team and roles, whether he may sign in, and where he is signed in.
import { useState } from 'react';
import { App, Button, Drawer, Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity, User_State, type User } from '@dealspine/api/dealspine/identity_pb';
import { besideConflict, useCommand } from '../../parts/command';
import { Conflict, useEditing } from '../../parts/conflict';
import { Sessions } from '../../parts/sessions';
import { Choice } from '../../parts/table';
import { Chip, When } from '../../parts/values';
import { useSession } from '../../session';
import { Failure, Loading } from '../../shell/states';
import { RoleChoice, TeamChoice, onePassword, zones } from './place';
import { Once } from './users';

export function UserPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const found = useQuery(Identity.method.getUser, { id });
  const user = found.data?.user;
  return (
    <Drawer open size={560} title={user?.name ?? t('admin.user')} onClose={onClose} closable={{ 'aria-label': t('dialog.close') }}>
      {found.error && !user ? <Failure error={found.error} again={() => found.refetch()} /> : !user ? <Loading /> : (
        <div className="stack" data-user={user.id} data-state={User_State[user.state]}>
          <div className="row"><Chip set="userState" word={User_State[user.state]} />{user.mustChangePassword && <span className="chip warn">{t('admin.mustChange')}</span>}</div>
          <Acts user={user} />
          <dl className="facts card">
            <dt>{t('signin.login')}</dt><dd>{user.login}</dd>
            <dt>{t('admin.team')}</dt><dd>{user.teamPath}</dd>
            <dt>{t('admin.roles')}</dt><dd>{user.roles.join(', ')}</dd>
            <dt>{t('customers.timeZone')}</dt><dd>{user.timeZone}</dd>
            <dt>{t('customers.since')}</dt><dd><When at={user.createdAt} /></dd>
          </dl>
          <Sessions userId={user.id} empty={t('admin.notSignedIn')} />
        </div>
      )}
    </Drawer>
  );
}

function Acts({ user }: { user: User }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const own = useSession().user.id === user.id;
  const [dialog, setDialog] = useState<'edit' | 'move'>();
  const [given, setGiven] = useState('');
  const suspend = useCommand(Identity.method.suspendUser);
  const activate = useCommand(Identity.method.activateUser);
  const leave = useCommand(Identity.method.offboardUser);
  const reset = useCommand(Identity.method.resetPassword);
  const both = { id: user.id, expectedVersion: user.version };
  const is = (...states: User_State[]) => states.includes(user.state);
  if (is(User_State.LEFT)) return null;
  const sure = (title: string, why: string, run: () => Promise<unknown>) => modal.confirm({
    title, content: why, okText: t('dialog.do'), cancelText: t('dialog.cancel'), okButtonProps: { danger: true }, onOk: () => run().catch(() => {}),
  });
  const letIn = () => {
    const password = is(User_State.INVITED) ? onePassword() : undefined;
    activate.mutate({ ...both, password, temporaryPassword: password ? true : undefined }, { onSuccess: () => setGiven(password ?? '') });
  };
  const renew = () => {
    const password = onePassword();
    return reset.mutateAsync({ ...both, password }).then(() => setGiven(password));
  };
  return (
    <div className="row">
      <Button size="small" onClick={() => setDialog('edit')}>{t('admin.edit')}</Button>
      <Button size="small" onClick={() => setDialog('move')}>{t('admin.move')}</Button>
      {is(User_State.ACTIVE, User_State.SUSPENDED) && <Button size="small" onClick={() => sure(t('admin.reset'), t('admin.resetWhy'), renew)}>{t('admin.reset')}</Button>}
      {is(User_State.INVITED, User_State.SUSPENDED) && <Button size="small" type="primary" loading={activate.isPending} onClick={letIn}>{t('admin.activate')}</Button>}
      {!own && is(User_State.ACTIVE, User_State.INVITED) && <Button size="small" danger loading={suspend.isPending} onClick={() => suspend.mutate(both)}>{t('admin.suspend')}</Button>}
      {!own && <Button size="small" danger onClick={() => sure(t('admin.offboard'), t('admin.offboardWhy'), () => leave.mutateAsync(both))}>{t('admin.offboard')}</Button>}
      {dialog === 'edit' && <Edit user={user} onClose={() => setDialog(undefined)} />}
      {dialog === 'move' && <Move user={user} onClose={() => setDialog(undefined)} />}
      {given && <Modal open title={t('admin.reset')} onCancel={() => setGiven('')} onOk={() => setGiven('')} okText={t('dialog.close')} cancelButtonProps={{ hidden: true }}><Once what={t('admin.oncePassword')} secret={given} /></Modal>}
    </div>
  );
}

function Edit({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useCommand(Identity.method.changeUser, besideConflict);
  const theirs = { name: user.name, zone: user.timeZone };
  const labels = { name: t('account.name'), zone: t('customers.timeZone') };
  const editing = useEditing(user.version, theirs);
  const given = (name: string) => (editing.changed.includes(name) ? editing.value(name).trim() : undefined);
  return (
    <Modal open title={t('admin.edit')} onCancel={onClose} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      onOk={() => change.mutate({ id: user.id, expectedVersion: user.version, name: given('name'), timeZone: given('zone') }, { onSuccess: onClose })}
      okButtonProps={{ disabled: !editing.changed.length || !editing.settled || !editing.value('name').trim(), loading: change.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={labels} />
        <label className="field"><span>{labels.name}</span><Input value={editing.value('name')} maxLength={100} onChange={(event) => editing.set('name', event.target.value)} /></label>
        <Choice label={labels.zone} value={editing.value('zone')} onChange={(zone) => editing.set('zone', zone)}
          options={[...new Set([user.timeZone, ...zones()])].map((one) => ({ value: one, text: one }))} />
      </div>
    </Modal>
  );
}

/** Another team, other roles. What he owns stays with the team it was worked in. */
function Move({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const move = useCommand(Identity.method.moveUser);
  const [{ version }] = useState(user);
  const [team, setTeam] = useState(user.teamPath);
  const [roles, setRoles] = useState(user.roles);
  const go = () => move.mutate({ id: user.id, expectedVersion: version, teamPath: team === user.teamPath ? undefined : team, roles }, { onSuccess: onClose });
  return (
    <Modal open title={t('admin.move')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !team || !roles.length, loading: move.isPending }}>
      <div className="stack">
        <p className="quiet">{t('admin.moveWhy')}</p>
        <TeamChoice value={team} onChange={setTeam} />
        <RoleChoice roles={roles} onChange={setRoles} />
      </div>
    </Modal>
  );
}
