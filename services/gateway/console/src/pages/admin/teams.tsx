// SPDX-License-Identifier: Apache-2.0
// The teams and who leads them: whoever leads is the superior whom approvals ask.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity, type Team } from '@dealspine/api/dealspine/identity_pb';
import { useCommand } from '../../parts/command';
import { usePeople, useUsers } from '../../parts/people';
import { Choice, Table } from '../../parts/table';
import { Nothing } from '../../shell/states';
import { TeamChoice } from './place';

export function Teams() {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Team>();
  const list = useInfiniteQuery(Identity.method.listTeams, { pageSize: 100, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  return (
    <>
      <div className="row"><span className="grow" /><Button type="primary" onClick={() => setAdding(true)}>{t('admin.addTeam')}</Button></div>
      <Table label={t('admin.tab.teams')} rows={list.data?.pages.flatMap((page) => page.teams)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('admin.noTeams')} />} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'name', title: t('admin.team'), show: (one) => <button type="button" className="link" onClick={() => setChanging(one)}>{one.name}</button> },
          { key: 'path', title: t('admin.path'), show: (one) => <span className="mono">{one.path}</span> },
          { key: 'leader', title: t('admin.leader'), show: (one) => (one.leaderId ? nameOf(one.leaderId) : <span className="quiet">{t('admin.noLeader')}</span>) },
        ]} />
      {adding && <AddTeam onClose={() => setAdding(false)} />}
      {changing && <ChangeTeam team={changing} onClose={() => setChanging(undefined)} />}
    </>
  );
}

function LeaderChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation();
  return <Choice label={t('admin.leader')} value={value} onChange={onChange}
    options={[{ value: '', text: t('admin.noLeader') }, ...(useUsers() ?? []).map((one) => ({ value: one.id, text: one.name }))]} />;
}

function AddTeam({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCommand(Identity.method.createTeam);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [parent, setParent] = useState('');
  const [leader, setLeader] = useState('');
  return (
    <Modal open title={t('admin.addTeam')} onCancel={onClose} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      onOk={() => create.mutate({ code, name: name.trim(), parentPath: parent, leaderId: leader || undefined }, { onSuccess: onClose })}
      okButtonProps={{ disabled: !/^[a-z0-9][a-z0-9_-]*$/.test(code) || !name.trim() || !parent, loading: create.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('admin.teamName')}</span><Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} /></label>
        <label className="field"><span>{t('admin.teamCode')}</span><Input value={code} maxLength={40} onChange={(event) => setCode(event.target.value.trim())} /></label>
        <TeamChoice value={parent} onChange={setParent} any={t('admin.below')} />
        <LeaderChoice value={leader} onChange={setLeader} />
      </div>
    </Modal>
  );
}

function ChangeTeam({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useCommand(Identity.method.changeTeam);
  const [name, setName] = useState(team.name);
  const [leader, setLeader] = useState(team.leaderId);
  const go = () => change.mutate({
    id: team.id, expectedVersion: team.version, name: name === team.name ? undefined : name.trim(),
    leaderId: leader && leader !== team.leaderId ? leader : undefined, noLeader: !leader && team.leaderId ? true : undefined,
  }, { onSuccess: onClose });
  return (
    <Modal open title={team.path} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !name.trim() || (name === team.name && leader === team.leaderId), loading: change.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('admin.teamName')}</span><Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} /></label>
        <LeaderChoice value={leader} onChange={setLeader} />
      </div>
    </Modal>
  );
}
