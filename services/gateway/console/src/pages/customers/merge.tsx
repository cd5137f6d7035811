// SPDX-License-Identifier: Apache-2.0
// One customer recorded twice: find the other record, see both beside each other, say whose values stay, merge.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  Customer_Kind, Customers, MergeCustomersRequest_Field, type Customer, type CustomerHit, type GetCustomerReply, type MergeCustomersReply,
} from '@dealspine/api/dealspine/customers_pb';
import { Leads } from '@dealspine/api/dealspine/leads_pb';
import { Opportunities } from '@dealspine/api/dealspine/opportunities_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Table } from '../../parts/table';
import { When } from '../../parts/values';
import { useMay } from '../../session';
import { Failure, Loading, Nothing } from '../../shell/states';
import { useColumns } from './customers';
import { criterionOf } from './find';

type Field = keyof typeof MergeCustomersRequest_Field;

/** What was merged into a customer and can still be taken back. */
export function Merges({ into }: { into: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const merges = useQuery(Customers.method.listMerges, { customerId: into });
  const undo = useCommand(Customers.method.unmergeCustomers);
  return merges.data?.merges.filter((merge) => merge.canBeUndone).map((merge) => (
    <div key={merge.id} className="notice good" role="status" data-merge={merge.aliasId}>
      {t('customers.mergedUntil', { name: merge.aliasNameMasked || t('customers.noName') })} <When at={merge.unmergeUntil} />
      <Button size="small" loading={undo.isPending} onClick={() => undo.mutate({ mergeId: merge.id }, { onSuccess: (reply) => navigate({ to: `/customers/${reply.restored?.id ?? merge.aliasId}` as never }) })}>{t('customers.unmerge')}</Button>
    </div>
  ));
}

/** `with`: the other record, where it is known already. */
export function MergeDialog({ here, with: known, onClose }: { here: GetCustomerReply; with?: CustomerHit; onClose: (merged?: MergeCustomersReply) => void }) {
  const { t } = useTranslation();
  const find = useCommand(Customers.method.searchCustomers, { quiet: true });
  const merge = useCommand(Customers.method.mergeCustomers);
  const [typed, setTyped] = useState('');
  const [other, setOther] = useState(known);
  const [take, setTake] = useState<Field[]>([]);
  const criterion = criterionOf(typed);
  const columns = useColumns(setOther).filter((column) => column.key !== 'kind');
  const hits = find.data?.hits.filter((hit) => hit.customerId !== here.customer!.id);
  const go = () => merge.mutate({ survivorId: here.customer!.id, aliasId: other!.customerId, take: take.map((field) => MergeCustomersRequest_Field[field]) },
    { onSuccess: (reply) => onClose(reply) });
  return (
    <Modal open width={760} title={t('customers.mergeTitle')} onCancel={() => onClose()} onOk={go} okText={t('customers.mergeDo')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !other, danger: true, loading: merge.isPending }}>
      {other ? (
        <div className="stack">
          <Preview here={here} otherId={other.customerId} take={take} onTake={setTake} />
          <div className="row"><button type="button" className="link" onClick={() => { setOther(undefined); setTake([]); }}>{t('customers.mergeOther')}</button></div>
        </div>
      ) : (
        <div className="stack">
          <p className="quiet">{t('customers.mergeWhy')}</p>
          <form className="row" role="search" onSubmit={(event) => { event.preventDefault(); if (criterion) find.mutate({ ...criterion, pageSize: 20 }); }}>
            <span className="grow"><Input aria-label={t('customers.find')} placeholder={t('customers.find')} value={typed} onChange={(event) => setTyped(event.target.value)} /></span>
            <Button htmlType="submit" disabled={!criterion} loading={find.isPending}>{t('customers.search')}</Button>
          </form>
          {hits && <Table label={t('customers.hits')} rows={hits} columns={columns} id={(hit) => hit.customerId} empty={<Nothing title={t('customers.nobody')} />} />}
        </div>
      )}
    </Modal>
  );
}

function Preview({ here, otherId, take, onTake }: { here: GetCustomerReply; otherId: string; take: Field[]; onTake: (take: Field[]) => void }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const may = useMay();
  const found = useQuery(Customers.method.getCustomer, { id: otherId });
  const leads = useQuery(Leads.method.listLeads, { customerId: otherId, pageSize: 200 }, { enabled: may('leads.read') });
  const deals = useQuery(Opportunities.method.listOpportunities, { customerId: otherId, pageSize: 200 }, { enabled: may('opportunities.read') });
  if (found.error) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data?.customer) return <Loading />;
  const rows: [Field, string, (one: Customer) => string][] = [
    ['NAME', t('customers.name'), (one) => one.nameMasked], ['TIER', t('customers.tier'), (one) => one.tier],
    ['REGISTRATION_NUMBER', t('customers.registrationNumber'), (one) => one.registrationMasked],
    ['INDUSTRY', t('customers.industry'), (one) => one.industry], ['SIZE_BAND', t('customers.sizeBand'), (one) => one.sizeBand],
    ['REGION', t('customers.region'), (one) => [one.region, one.timeZone].filter(Boolean).join(' · ')],
    ['OCCUPATION', t('customers.occupation'), (one) => one.occupation], ['INCOME_BAND', t('customers.incomeBand'), (one) => one.incomeBand],
    ['BIRTH_DATE', t('customers.birthDate'), (one) => (one.birthDateKnown ? '••••-••-••' : '')],
    ['DECISION_CYCLE', t('customers.cycle'), (one) => (one.decisionCycleDays ? t('customers.days', { count: one.decisionCycleDays }) : '')],
    ['OWNER', t('leads.owner'), (one) => nameOf(one.ownerId)],
  ];
  const [ours, theirs] = [here.customer!, found.data.customer];
  const told = rows.filter(([field, , of]) => of(ours) !== of(theirs) || (field === 'NAME' && of(ours)));
  const moves = { points: found.data.contactPoints.length, leads: leads.data?.leads.length ?? 0, deals: deals.data?.opportunities.length ?? 0 };
  return (
    <div className="stack" data-preview={otherId}>
      {ours.kind !== theirs.kind && <p className="notice bad">{t('customers.mergeKinds', { here: t(`customerKind.${Customer_Kind[ours.kind]}`), there: t(`customerKind.${Customer_Kind[theirs.kind]}`) })}</p>}
      <table className="table versus-table">
        <caption className="hidden">{t('customers.mergeTitle')}</caption>
        <thead><tr><th scope="col">{t('customers.field')}</th><th scope="col">{t('customers.stays')}</th><th scope="col">{t('customers.goes')}</th></tr></thead>
        <tbody>{told.map(([field, label, of]) => (
          <tr key={field} data-field={field}><th scope="row">{label}</th>
            {[ours, theirs].map((one, nth) => (
              <td key={nth}><label className="mark"><input type="radio" name={`take-${field}`} checked={take.includes(field) === (nth === 1)} aria-label={`${label}: ${of(one) || t('conflict.empty')}`}
                onChange={() => onTake(nth ? [...take, field] : take.filter((had) => had !== field))} /> {of(one) || <span className="quiet">{t('conflict.empty')}</span>}</label></td>
            ))}
          </tr>
        ))}</tbody>
      </table>
      <p className="notice">{t('customers.mergeMoves', moves)}</p>
    </div>
  );
}
