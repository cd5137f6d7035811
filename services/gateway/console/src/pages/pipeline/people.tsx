// SPDX-License-Identifier: Apache-2.0
// Who of the customer takes part in a deal and which part each plays, and the parts that nobody plays.
import { useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Contact_State, Customers } from '@dealspine/api/dealspine/customers_pb';
import { BuyingRole_Role, CoverageGapSchema, CoverageGap_Kind, Opportunities, Opportunity_State, type Opportunity } from '@dealspine/api/dealspine/opportunities_pb';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { useMay } from '../../session';
import { buyingRoles } from '../leads/taking';

export function TakingPartIn({ deal }: { deal: Opportunity }) {
  const { t } = useTranslation();
  const may = useMay();
  const [contactId, setContact] = useState('');
  const [role, setRole] = useState('');
  const map = useCommand(Opportunities.method.mapBuyingRole);
  const found = useQuery(Opportunities.method.getBuyingRoles, { id: deal.id });
  const people = useQuery(Customers.method.listContacts, { customerId: deal.customerId, pageSize: 200 }, { enabled: may('customers.read') });
  if (!found.data) return null;
  const nameOf = (id: string) => people.data?.contacts.find((one) => one.id === id)?.nameMasked ?? `…${id.slice(-6)}`;
  const active = (people.data?.contacts ?? []).filter((one) => one.state === Contact_State.ACTIVE);
  const writes = may('opportunities.work') && [Opportunity_State.OPEN, Opportunity_State.COMMITTED].includes(deal.state);
  const missing = found.data.gaps.filter((one) => one.kind === CoverageGap_Kind.NO_CONTACT && isFieldSet(one, CoverageGapSchema.field.role));
  const put = (more: { contactId: string; role: BuyingRole_Role; remove?: boolean }) =>
    map.mutate({ id: deal.id, customerId: deal.customerId, expectedVersion: deal.version, ...more }, { onSuccess: () => { setContact(''); setRole(''); } });
  return (
    <section className="card stack" aria-label={t('taking.title')}>
      <h2>{t('taking.title')}</h2>
      {!found.data.roles.length && <p className="quiet">{t('taking.nobodyYet')}</p>}
      {found.data.roles.map((one) => (
        <div className="row" key={`${one.contactId}${one.role}`} data-part={BuyingRole_Role[one.role]}><span>{nameOf(one.contactId)}</span><span className="chip accent">{t(`keyRole.${BuyingRole_Role[one.role]}`)}</span>
          <span className="grow" />
          {writes && <button type="button" className="link small" aria-label={t('taking.notOf', { name: nameOf(one.contactId), role: t(`keyRole.${BuyingRole_Role[one.role]}`) })} disabled={map.isPending}
            onClick={() => put({ contactId: one.contactId, role: one.role, remove: true })}>{t('taking.drop')}</button>}</div>
      ))}
      {missing.length > 0 && <p className="quiet small">{t('taking.missing')} {missing.map((one) => t(`keyRole.${BuyingRole_Role[one.role]}`)).join(t('text.comma'))}</p>}
      {writes && active.length > 0 && (
        <div className="row">
          <Choice label={t('taking.who')} hideLabel value={contactId} onChange={setContact} options={[{ value: '', text: t('taking.who') }, ...active.map((one) => ({ value: one.id, text: one.nameMasked }))]} />
          <Choice label={t('taking.part')} hideLabel value={role} onChange={setRole} options={[{ value: '', text: t('taking.part') }, ...buyingRoles.map((one) => ({ value: one, text: t(`keyRole.${one}`) }))]} />
          <Button size="small" disabled={!contactId || !role} loading={map.isPending} onClick={() => put({ contactId, role: BuyingRole_Role[role as keyof typeof BuyingRole_Role] })}>{t('taking.put')}</Button>
        </div>
      )}
    </section>
  );
}
