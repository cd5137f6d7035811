// SPDX-License-Identifier: Apache-2.0
// P4: one customer whole, to know before making contact. What is always wanted stands beside the tabs.
import { useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  CustomerSchema, Customers, Customer_Kind, Customer_State, RevealFieldRequest_Field, type GetCustomerReply,
} from '@dealspine/api/dealspine/customers_pb';
import { usePeople } from '../../parts/people';
import { Tabs } from '../../parts/table';
import { Chip } from '../../parts/values';
import { useMay } from '../../session';
import { Failure, Loading } from '../../shell/states';
import { Care } from './care';
import { Deals } from './deals';
import { EditCustomer } from './edit';
import { Erase, Erasure } from './erasure';
import { MergeDialog, Merges } from './merge';
import { Needs } from './needs';
import { People } from './people';
import { Permissions, Points } from './points';
import { Around } from './record';
import { Reveal } from './reveal';
import { Timeline } from './timeline';

const tabs = ['timeline', 'people', 'needs', 'deals', 'care', 'around', 'permissions'] as const;

export function CustomerPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery(Customers.method.getCustomer, { id });
  if (found.error && !found.data) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data?.customer) return <Loading />;
  return <Whole key={id} all={found.data} />;
}

function Whole({ all }: { all: GetCustomerReply }) {
  const { t } = useTranslation();
  const customer = all.customer!;
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const tab = tabs.find((one) => one === search.tab) ?? 'timeline';
  const [wide] = useState(() => matchMedia('(min-width: 721px)').matches);
  const open = customer.state !== Customer_State.MERGED && customer.state !== Customer_State.ERASED;
  return (
    <>
      <Head all={all} open={open} />
      <div className="columns three-sixty">
        <div className="stack">
          <Tabs label={t('customers.tabs')} now={tab} names={tabs.map((name) => ({ name, text: t(`customers.tab.${name}`) }))}
            onChange={(name) => navigate({ to: `/customers/${customer.id}`, search: { ...search, tab: name } } as never)} />
          {tab === 'timeline' && <Timeline customerId={customer.id} />}
          {tab === 'people' && <People all={all} open={open} />}
          {tab === 'needs' && <Needs customerId={customer.id} open={open} />}
          {tab === 'deals' && <Deals customerId={customer.id} />}
          {tab === 'care' && <Care customerId={customer.id} open={open} />}
          {tab === 'around' && <Around customer={customer} open={open} />}
          {tab === 'permissions' && <Permissions all={all} open={open} />}
        </div>
        <aside className="stack" aria-label={t('customers.profile')}>
          <details className="fold" open={wide}>
            <summary>{t('customers.profile')}</summary>
            <div className="stack"><Points all={all} open={open} /><Profile all={all} /></div>
          </details>
        </aside>
      </div>
    </>
  );
}

function Head({ all, open }: { all: GetCustomerReply; open: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const customer = all.customer!;
  const [dialog, setDialog] = useState<'edit' | 'merge'>();
  const name = customer.nameMasked || all.contactPoints[0]?.masked || t('customers.noName');
  return (
    <>
      <div className="head" data-customer={customer.id} data-version={String(customer.version)}>
        <Link to={'/customers' as never} className="link">{t('page.customers')}</Link>
        <h1>{name}</h1>
        {isFieldSet(customer, CustomerSchema.field.kind) && <Chip set="customerKind" word={Customer_Kind[customer.kind]} />}
        {customer.tier && <span className="chip accent">{t('customers.tierOf', { tier: customer.tier })}</span>}
        <Chip set="customerState" word={Customer_State[customer.state]} />
        <span className="grow" />
        {open && may('customers.merge') && <Button onClick={() => setDialog('merge')}>{t('customers.merge')}</Button>}
        {open && may('customers.erase') && <Erase customer={customer} />}
        {open && may('customers.write') && <Button type="primary" onClick={() => setDialog('edit')}>{t('customers.edit')}</Button>}
      </div>
      {customer.state === Customer_State.MERGED && (
        <div className="notice" role="status">{t('customers.alias')} <Link className="link" to={`/customers/${customer.aliasOf}` as never}>{t('customers.toSurvivor')}</Link></div>
      )}
      {customer.state === Customer_State.ERASED && <div className="notice bad" role="status">{t('customers.erased')}</div>}
      {customer.state === Customer_State.ERASED && may('customers.erase') && <Erasure customerId={customer.id} />}
      {open && may('customers.merge') && <Merges into={customer.id} />}
      {dialog === 'edit' && <EditCustomer customer={customer} onClose={() => setDialog(undefined)} />}
      {dialog === 'merge' && <MergeDialog here={all} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function Profile({ all }: { all: GetCustomerReply }) {
  const { t, i18n } = useTranslation();
  const nameOf = usePeople();
  const customer = all.customer!;
  const regions = new Intl.DisplayNames([i18n.language], { type: 'region' });
  const region = /^[A-Z]{2}$/.test(customer.region) ? regions.of(customer.region) : customer.region;
  const person = customer.kind === Customer_Kind.PERSON;
  return (
    <section className="card stack">
      <h2>{t('customers.profile')}</h2>
      <dl className="facts">
        <dt>{t('customers.name')}</dt><dd><Reveal customerId={customer.id} field={RevealFieldRequest_Field.NAME} masked={customer.nameMasked} what={t('customers.name')} /></dd>
        <dt>{t('leads.owner')}</dt><dd>{customer.ownerId ? nameOf(customer.ownerId) : t('leads.nobody')}</dd>
        <dt>{t('customers.tier')}</dt><dd>{customer.tier || '–'} {customer.tier && <span className="quiet small">{customer.tierByHand ? t('customers.tierByHand') : t('customers.tierByRule')}</span>}</dd>
        <dt>{t('customers.industry')}</dt><dd>{customer.industry || '–'}</dd>
        {!person && <><dt>{t('customers.registrationNumber')}</dt><dd><Reveal customerId={customer.id} field={RevealFieldRequest_Field.REGISTRATION_NUMBER} masked={customer.registrationMasked} what={t('customers.registrationNumber')} /></dd>
          <dt>{t('customers.sizeBand')}</dt><dd>{customer.sizeBand || '–'}</dd></>}
        {person && <><dt>{t('customers.occupation')}</dt><dd>{customer.occupation || '–'}</dd>
          <dt>{t('customers.incomeBand')}</dt><dd>{customer.incomeBand || '–'}</dd>
          <dt>{t('customers.birthDate')}</dt><dd><Reveal customerId={customer.id} field={RevealFieldRequest_Field.BIRTH_DATE} masked={customer.birthDateKnown ? '••••-••-••' : ''} what={t('customers.birthDate')} /></dd></>}
        <dt>{t('customers.region')}</dt><dd>{region || '–'}</dd>
        <dt>{t('customers.timeZone')}</dt><dd>{customer.timeZone || '–'}</dd>
        <dt>{t('customers.cycle')}</dt><dd>{customer.decisionCycleDays ? t('customers.days', { count: customer.decisionCycleDays }) : '–'}</dd>
        <dt>{t('customers.since')}</dt><dd>{customer.createdAt ? new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(timestampDate(customer.createdAt)) : '–'}</dd>
      </dl>
    </section>
  );
}
