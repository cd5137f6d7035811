// SPDX-License-Identifier: Apache-2.0
// Occasions to show that one cares: days that are near, what the customer achieved, and who recommended us to whom.
import { useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  CareTask_Action, CareTask_Occasion, CareTask_State, CustomerReferral_Outcome, CustomerReferral_Role, Customers, type CareTask,
} from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Choice, Table } from '../../parts/table';
import { Chip, Day } from '../../parts/values';
import { useToday } from '../../parts/zone';
import { useMay } from '../../session';

const paging = { pageParamKey: 'pageToken' as const, getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined };
const first = undefined as unknown as string;
const kinds = ['NEW_BUSINESS', 'HONOUR', 'RELOCATION', 'LISTING'];

/** Of one customer, or of all that the user owns. */
export function CareTasks({ customerId }: { customerId?: string }) {
  const { t } = useTranslation();
  const may = useMay()('customers.activity');
  const today = useToday();
  const close = useCommand(Customers.method.closeCareTask);
  const list = useInfiniteQuery(Customers.method.listCareTasks, { customerId, mine: customerId ? undefined : true, pageSize: 30, pageToken: first }, paging);
  const end = (task: CareTask, state: CareTask_State) => close.mutate({ id: task.id, state, expectedVersion: task.version });
  return (
    <section className="stack" aria-label={t('care.tasks')}>
      <h2>{t('care.tasks')}</h2>
      <Table label={t('care.tasks')} rows={list.data?.pages.flatMap((page) => page.tasks)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<p className="quiet empty-line">{t('care.noTasks')}</p>} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'due', title: t('day.due'), show: (one) => <span className={one.dueOn.length === 10 && one.dueOn < today() ? 'chip bad' : undefined}><Day on={one.dueOn} /></span> },
          ...(customerId ? [] : [{ key: 'customer', title: t('opportunity.customer'), show: (one: CareTask) => <Link className="link" to={`/customers/${one.customerId}` as never} search={{ tab: 'care' } as never}>{t('segments.customer', { id: one.customerId.slice(-6) })}</Link> }]),
          { key: 'occasion', title: t('care.occasion'), show: (one) => <>{t(`occasion.${CareTask_Occasion[one.occasion]}`)} <span className="quiet small">{t(`milestone.${one.subject}`, { defaultValue: one.subject })}</span></> },
          { key: 'action', title: t('care.action'), show: (one) => t(`careAction.${CareTask_Action[one.action]}`) },
          {
            key: 'acts', title: t('leads.acts'), kind: 'acts',
            show: (one) => may && (
              <>
                <Button size="small" onClick={() => end(one, CareTask_State.DONE)}>{t('care.done')}</Button>{' '}
                <Button size="small" type="text" onClick={() => end(one, CareTask_State.SKIPPED)}>{t('care.skip')}</Button>
              </>
            ),
          },
        ]} />
    </section>
  );
}

export function Milestones({ customerId, open }: { customerId: string; open: boolean }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const may = useMay()('customers.activity') && open;
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery(Customers.method.listMilestones, { customerId, pageSize: 20, pageToken: first }, paging);
  return (
    <section className="stack" aria-label={t('care.milestones')}>
      <div className="row"><h2>{t('care.milestones')}</h2><span className="grow" />{may && <Button size="small" onClick={() => setAdding(true)}>{t('care.addMilestone')}</Button>}</div>
      <Table label={t('care.milestones')} rows={list.data?.pages.flatMap((page) => page.milestones)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<p className="quiet empty-line">{t('care.noMilestones')}</p>} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'day', title: t('care.reached'), show: (one) => <Day on={one.reachedOn} /> },
          { key: 'kind', title: t('customers.kind'), show: (one) => t(`milestone.${one.kind}`, { defaultValue: one.kind }) },
          { key: 'text', title: t('customers.said'), show: (one) => one.text || '–' },
          { key: 'by', title: t('leads.owner'), kind: 'wide', show: (one) => nameOf(one.recordedBy) },
        ]} />
      {adding && <AddMilestone customerId={customerId} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AddMilestone({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const record = useCommand(Customers.method.recordMilestone);
  const [kind, setKind] = useState(kinds[0]);
  const [day, setDay] = useState(() => today());
  const [text, setText] = useState('');
  return (
    <Modal open title={t('care.addMilestone')} onCancel={onClose} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      onOk={() => record.mutate({ customerId, kind, reachedOn: day, text: text.trim() || undefined }, { onSuccess: onClose })} okButtonProps={{ disabled: !day || day > today(), loading: record.isPending }}>
      <div className="stack">
        <Choice label={t('customers.kind')} value={kind} onChange={setKind} options={kinds.map((one) => ({ value: one, text: t(`milestone.${one}`) }))} />
        <label className="field"><span>{t('care.reached')}</span><input className="plain-input" type="date" value={day} max={today()} onChange={(event) => setDay(event.target.value)} /></label>
        <label className="field"><span>{t('customers.said')}</span><textarea className="plain-input" rows={3} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} /></label>
      </div>
    </Modal>
  );
}

export function Referrals({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(Customers.method.listCustomerReferrals, { customerId, pageSize: 20, pageToken: first }, paging);
  const rows = list.data?.pages.flatMap((page) => page.referrals);
  return (
    <section className="stack" aria-label={t('care.referrals')}>
      <h2>{t('care.referrals')}</h2>
      <Table label={t('care.referrals')} rows={rows} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<p className="quiet empty-line">{t('care.noReferrals')}</p>} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'way', title: t('care.way'), show: (one) => (one.customerId === customerId ? t('care.toHim') : t('care.byHim')) },
          {
            key: 'who', title: t('opportunity.customer'),
            show: (one) => {
              const [id, name] = one.customerId === customerId ? [one.referrerId, one.referrerNameMasked] : [one.customerId, one.customerNameMasked];
              return <Link className="link" to={`/customers/${id}` as never}>{name || t('customers.noName')}</Link>;
            },
          },
          { key: 'role', title: t('admin.role'), kind: 'wide', show: (one) => t(`referrer.${CustomerReferral_Role[one.role]}`) },
          { key: 'outcome', title: t('receipts.outcome'), show: (one) => <Chip set="referral" word={CustomerReferral_Outcome[one.outcome]} /> },
        ]} />
    </section>
  );
}
