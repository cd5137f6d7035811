// SPDX-License-Identifier: Apache-2.0
// Filters of a list under a name, kept by the server: one's own and those that the team shares. A view is what the page
// writes into its address, so that choosing one is going there.
import { useState } from 'react';
import { App, Button, Input, Modal } from './antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity, type SavedView } from '@dealspine/api/dealspine/identity_pb';
import { useCommand } from './command';

type Search = Record<string, string | undefined>;

const written = (search: Search, names: readonly string[]) =>
  new URLSearchParams([...names].sort().flatMap((name) => (search[name] ? [[name, search[name]]] : []))).toString();

/** `names` are the parameters of the address that make a view of this list; others stay as they are. */
export function Views({ list, names, search, onChoose }: { list: string; names: readonly string[]; search: Search; onChoose: (search: Search) => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [saving, setSaving] = useState(false);
  const found = useQuery(Identity.method.listViews, { list });
  const forget = useCommand(Identity.method.deleteView);
  const now = written(search, names);
  const views = found.data?.views ?? [];
  const chosen = views.find((view) => view.filters === now);
  const choose = (id: string) => {
    const filters = new URLSearchParams(views.find((view) => view.id === id)?.filters ?? '');
    onChoose(Object.fromEntries(names.map((name) => [name, filters.get(name) ?? undefined])));
  };
  const drop = (view: SavedView) => modal.confirm({
    title: t('views.forgetTitle', { name: view.name }), okText: t('views.forget'), cancelText: t('dialog.cancel'), okButtonProps: { danger: true },
    onOk: () => forget.mutateAsync({ id: view.id }).catch(() => {}),
  });
  return (
    <div className="views">
      <label className="field"><span>{t('views.view')}</span>
        <select className="plain-select" value={chosen?.id ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{now ? t('views.unsaved') : t('views.all')}</option>
          {views.map((view) => <option key={view.id} value={view.id}>{view.teamPath ? t('views.ofTeam', { name: view.name }) : view.name}</option>)}
        </select>
      </label>
      {now && !chosen && <Button onClick={() => setSaving(true)}>{t('views.save')}</Button>}
      {chosen?.mine && <Button type="text" aria-label={t('views.forgetOf', { name: chosen.name })} onClick={() => drop(chosen)}>{t('views.forget')}</Button>}
      {saving && <Save list={list} filters={now} onClose={() => setSaving(false)} />}
    </div>
  );
}

function Save({ list, filters, onClose }: { list: string; filters: string; onClose: () => void }) {
  const { t } = useTranslation();
  const put = useCommand(Identity.method.putView);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  return (
    <Modal open title={t('views.save')} onCancel={onClose} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      onOk={() => put.mutate({ list, name: name.trim(), filters, shared }, { onSuccess: onClose })} okButtonProps={{ disabled: !name.trim(), loading: put.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('views.name')}</span><Input value={name} maxLength={60} autoFocus onChange={(event) => setName(event.target.value)} /></label>
        <label className="row"><input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} /> {t('views.share')}</label>
      </div>
    </Modal>
  );
}
