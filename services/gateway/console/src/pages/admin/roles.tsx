// SPDX-License-Identifier: Apache-2.0
// What each role allows, and how far. Nobody grants more than he holds; the administrator's own role stays as it is.
import { useState } from 'react';
import { App, Button, Input, Modal } from '../../parts/antd';
import { isFieldSet } from '@bufbuild/protobuf';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity, PermissionInfoSchema, type Role } from '@dealspine/api/dealspine/identity_pb';
import { Scope } from '@dealspine/api/dealspine/wire_pb';
import { useCommand } from '../../parts/command';
import { Choice, Table } from '../../parts/table';
import { Failure, Loading, Nothing } from '../../shell/states';

const scopes = ['OWN', 'TEAM', 'SUBTREE', 'ALL'] as const;
const fixed = 'admin';

export function Roles({ everywhere }: { everywhere: boolean }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const found = useQuery(Identity.method.listRoles, {});
  const remove = useCommand(Identity.method.removeRole);
  const [editing, setEditing] = useState<Role | true>();
  const drop = (role: Role) => modal.confirm({
    title: t('admin.removeRole', { name: role.name }), okText: t('dialog.do'), cancelText: t('dialog.cancel'), okButtonProps: { danger: true },
    onOk: () => remove.mutateAsync({ code: role.code, expectedVersion: role.version }).catch(() => {}),
  });
  return (
    <>
      <div className="row"><span className="grow quiet">{t('admin.rolesWhy')}</span>{everywhere && <Button type="primary" onClick={() => setEditing(true)}>{t('admin.addRole')}</Button>}</div>
      <Table label={t('admin.tab.roles')} rows={found.data?.roles} id={(one) => one.code} error={found.error} again={() => found.refetch()} empty={<Nothing title={t('admin.noRoles')} />} columns={[
        { key: 'name', title: t('admin.role'), show: (one) => (everywhere && one.code !== fixed ? <button type="button" className="link" onClick={() => setEditing(one)}>{one.name}</button> : one.name) },
        { key: 'code', title: t('admin.code'), kind: 'wide', show: (one) => <span className="mono">{one.code}</span> },
        { key: 'grants', title: t('admin.grants'), show: (one) => (one.grants.some((grant) => grant.permission === '*') ? t('admin.everything') : t('admin.grantCount', { count: one.grants.length })) },
        { key: 'acts', title: t('leads.acts'), kind: 'acts', show: (one) => everywhere && one.code !== fixed && <Button size="small" aria-label={t('admin.removeRole', { name: one.name })} onClick={() => drop(one)}>{t('admin.remove')}</Button> },
      ]} />
      {editing && <RoleDialog role={editing === true ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function RoleDialog({ role, onClose }: { role?: Role; onClose: () => void }) {
  const { t } = useTranslation();
  const put = useCommand(Identity.method.putRole);
  const known = useQuery(Identity.method.listPermissions, {});
  const [code, setCode] = useState(role?.code ?? '');
  const [name, setName] = useState(role?.name ?? '');
  const [grants, setGrants] = useState<Record<string, string>>(() => Object.fromEntries((role?.grants ?? []).map((grant) => [grant.permission, Scope[grant.scope]])));
  const [sought, setSought] = useState('');
  const shown = (known.data?.permissions ?? []).filter((one) => one.permission.includes(sought) || one.methods.some((method) => method.toLowerCase().includes(sought.toLowerCase())));
  const go = () => put.mutate({
    code, name: name.trim(), expectedVersion: role?.version,
    grants: Object.entries(grants).filter(([, scope]) => scope).map(([permission, scope]) => ({ permission, scope: Scope[scope as keyof typeof Scope] })),
  }, { onSuccess: onClose });
  return (
    <Modal open width={820} title={role ? role.name : t('admin.addRole')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !/^[a-z][a-z0-9_]*$/.test(code) || !name.trim(), loading: put.isPending }}>
      <div className="stack">
        <div className="row">
          <label className="field grow"><span>{t('admin.roleName')}</span><Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} /></label>
          {!role && <label className="field"><span>{t('admin.code')}</span><Input value={code} maxLength={40} onChange={(event) => setCode(event.target.value.trim())} /></label>}
        </div>
        <label className="field"><span>{t('admin.findPermission')}</span><input type="search" className="plain-input" value={sought} onChange={(event) => setSought(event.target.value.trim())} /></label>
        {known.error ? <Failure error={known.error} again={() => known.refetch()} /> : !known.data ? <Loading /> : (
          <div className="role-grants">
            {shown.map((one) => {
              const held = isFieldSet(one, PermissionInfoSchema.field.held) ? one.held : 0;
              const now = grants[one.permission] ?? '';
              return (
                <div className="row" key={one.permission} data-permission={one.permission}>
                  <Choice hideLabel label={one.permission} value={now} onChange={(scope) => setGrants({ ...grants, [one.permission]: scope })}
                    options={[{ value: '', text: t('scope.NONE') }, ...scopes.filter((scope) => Scope[scope] <= held || scope === now).map((scope) => ({ value: scope, text: t(`scope.${scope}`) }))]} />
                  <b>{one.permission}</b><span className="quiet small clipped" title={one.methods.join(', ')}>{one.methods.join(', ')}</span>
                </div>
              );
            })}
          </div>
        )}
      </div>
    </Modal>
  );
}
