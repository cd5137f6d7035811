// SPDX-License-Identifier: Apache-2.0
// What the customer needs and what hurts him today, and how far each need has come.
import { useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Customers, Need_State, type Need } from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { Chip, When } from '../../parts/values';
import { useMay } from '../../session';
import { Failure, Loading, Nothing } from '../../shell/states';

const texts = ['pain', 'requirement', 'desiredSolution', 'currentSystem', 'currentProcess'] as const;
const next: Record<number, Need_State[]> = {
  [Need_State.RAISED]: [Need_State.CONFIRMED, Need_State.DROPPED], [Need_State.CONFIRMED]: [Need_State.ADDRESSED, Need_State.DROPPED],
};

export function Needs({ customerId, open }: { customerId: string; open: boolean }) {
  const { t } = useTranslation();
  const may = useMay()('customers.activity') && open;
  const [raising, setRaising] = useState(false);
  const list = useInfiniteQuery(Customers.method.listNeeds, { customerId, pageSize: 30, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const needs = list.data?.pages.flatMap((page) => page.needs);
  return (
    <section className="card stack" aria-label={t('customers.tab.needs')}>
      <div className="row"><h2>{t('customers.tab.needs')}</h2><span className="grow" />
        {may && <Button size="small" type="primary" onClick={() => setRaising(true)}>{t('customers.raiseNeed')}</Button>}</div>
      {list.error && !needs ? <Failure error={list.error} again={() => list.refetch()} /> : !needs ? <Loading />
        : !needs.length ? <Nothing title={t('customers.noNeeds')}>{t('customers.noNeedsWhy')}</Nothing>
          : needs.map((need) => <One key={need.id} need={need} may={may} />)}
      {list.hasNextPage && <Button size="small" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>{t('table.more')}</Button>}
      {raising && <Raise customerId={customerId} onClose={() => setRaising(false)} />}
    </section>
  );
}

function One({ need, may }: { need: Need; may: boolean }) {
  const { t } = useTranslation();
  const move = useCommand(Customers.method.moveNeed);
  return (
    <article className="need" data-need={need.id} data-state={Need_State[need.state]}>
      <div className="row"><Chip set="needState" word={Need_State[need.state]} />
        <span className="quiet small">{t('customers.depth', { depth: need.depth || 1 })}</span><span className="grow" />
        <span className="quiet small"><When at={need.createdAt} /></span>
        {may && next[need.state]?.map((state) => (
          <button key={state} type="button" className="link small" onClick={() => move.mutate({ id: need.id, state, expectedVersion: need.version })}>{t(`needAct.${Need_State[state]}`)}</button>
        ))}
      </div>
      <dl className="facts">{texts.filter((field) => need[field]).map((field) => <div key={field} className="fact"><dt>{t(`need.${field}`)}</dt><dd>{need[field]}</dd></div>)}</dl>
    </article>
  );
}

function Raise({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const raise = useCommand(Customers.method.raiseNeed);
  const [form, setForm] = useState<Record<string, string>>({});
  const [depth, setDepth] = useState('1');
  const given = Object.fromEntries(Object.entries(form).filter(([, text]) => text.trim()));
  return (
    <Modal open title={t('customers.raiseNeed')} onCancel={onClose} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      onOk={() => raise.mutate({ customerId, ...given, depth: Number(depth) }, { onSuccess: onClose })}
      okButtonProps={{ disabled: !given.pain && !given.requirement, loading: raise.isPending }}>
      <div className="stack">
        {texts.map((field) => (
          <label className="field" key={field}><span>{t(`need.${field}`)}</span>
            <textarea className="plain-input" rows={2} maxLength={4000} value={form[field] ?? ''} onChange={(event) => setForm({ ...form, [field]: event.target.value })} />
          </label>
        ))}
        <Choice label={t('customers.depthOf')} value={depth} onChange={setDepth} options={['1', '2', '3', '4', '5'].map((one) => ({ value: one, text: t(`needDepth.${one}`) }))} />
      </div>
    </Modal>
  );
}
