// SPDX-License-Identifier: Apache-2.0
// The figures are reckoned from the logs: how far they have taken them in, and reckoning them anew.
import { App, Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Insights } from '@dealspine/api/dealspine/insights_pb';
import { useCommand } from '../../parts/command';
import { Table } from '../../parts/table';
import { When } from '../../parts/values';
import { Failure, Loading, Nothing } from '../../shell/states';

const againMs = 2000;

export function Figures() {
  const { t, i18n } = useTranslation();
  const { modal } = App.useApp();
  const found = useQuery(Insights.method.getRebuildProgress, {}, { refetchInterval: againMs, staleTime: 0 });
  const rebuild = useCommand(Insights.method.rebuildProjections);
  const all = found.data;
  if (!all) return found.error ? <Failure error={found.error} again={() => found.refetch()} /> : <Loading />;
  const number = (value: bigint) => new Intl.NumberFormat(i18n.language).format(value);
  const ask = () => modal.confirm({
    title: t('figures.sure'), content: t('figures.sureWhy'), okText: t('figures.rebuild'), cancelText: t('dialog.cancel'), okButtonProps: { danger: true },
    onOk: () => rebuild.mutateAsync({}).then(() => found.refetch()).catch(() => {}),
  });
  return (
    <>
      <div className="row" data-rebuilding={all.rebuilding}>
        {all.rebuilding ? <span className="chip warn" role="status">{t('figures.rebuilding', { percent: all.percent })}</span> : <span className="chip good" role="status">{t('figures.whole')}</span>}
        {all.startedAt && <span className="quiet">{t('figures.last')} <When at={all.startedAt} />{all.finishedAt && !all.rebuilding && <> – <When at={all.finishedAt} /></>}</span>}
        <span className="grow" />
        <Button danger disabled={all.rebuilding} onClick={ask}>{t('figures.rebuild')}</Button>
      </div>
      <Table label={t('ops.tab.figures')} rows={all.domains} id={(one) => one.domain} empty={<Nothing title={t('ops.listensToNobody')} />} columns={[
        { key: 'domain', title: t('figures.log'), show: (one) => one.domain },
        { key: 'place', title: t('figures.place'), kind: 'number', show: (one) => t('ops.place', { pos: number(one.pos), head: number(one.head) }) },
        { key: 'percent', title: t('figures.done'), kind: 'wide', show: (one) => <progress aria-label={t('figures.doneOf', { domain: one.domain })} max={100} value={one.percent} /> },
      ]} />
    </>
  );
}
