// SPDX-License-Identifier: Apache-2.0
// What was and is going on with the customer: leads, opportunities, contracts and what is paid of them, deliveries,
// complaints; each as far as the reader may see it.
import type { ReactNode } from 'react';
import { useInfiniteQuery, useQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Aftersales, Case_Kind, Case_Severity, Case_State, DeliveryPlan_State } from '@dealspine/api/dealspine/aftersales_pb';
import { Contract_State, Contracts, Payment_State, type Contract } from '@dealspine/api/dealspine/contracts_pb';
import { Lead_State, Leads } from '@dealspine/api/dealspine/leads_pb';
import { Opportunities, Opportunity_State } from '@dealspine/api/dealspine/opportunities_pb';
import { usePeople } from '../../parts/people';
import { Table, type Column } from '../../parts/table';
import { Chip, Day, Money, When } from '../../parts/values';
import { useToday } from '../../parts/zone';
import { useMay } from '../../session';
import { GradeChip } from '../leads/grade';

const paging = { pageParamKey: 'pageToken' as const, getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined };
const first = undefined as unknown as string;

interface Listed<Row> {
  rows?: Row[];
  error: unknown;
  again: () => void;
  more?: () => void;
  loadingMore: boolean;
}

function listed<Page, Row>(query: { data?: { pages: Page[] }; error: unknown; refetch: () => unknown; hasNextPage: boolean; fetchNextPage: () => unknown; isFetchingNextPage: boolean }, of: (page: Page) => Row[]): Listed<Row> {
  return {
    rows: query.data?.pages.flatMap(of), error: query.error, again: () => query.refetch(), loadingMore: query.isFetchingNextPage,
    more: query.hasNextPage ? () => query.fetchNextPage() : undefined,
  };
}

function Part<Row extends { id: string }>({ title, list, columns, none }: { title: string; list: Listed<Row>; columns: Column<Row>[]; none: string }) {
  return (
    <section className="stack" aria-label={title}>
      <h2>{title}</h2>
      <Table label={title} columns={columns} rows={list.rows} id={(row) => row.id} error={list.error} again={list.again}
        empty={<p className="quiet empty-line">{none}</p>} more={list.more} loadingMore={list.loadingMore} />
    </section>
  );
}

export function Deals({ customerId }: { customerId: string }) {
  const may = useMay();
  return (
    <>
      {may('opportunities.read') && <OpportunityPart customerId={customerId} />}
      {may('contracts.read') && <ContractPart customerId={customerId} />}
      {may('leads.read') && <LeadPart customerId={customerId} />}
      {may('aftersales.read') && <AfterPart customerId={customerId} />}
    </>
  );
}

function OpportunityPart({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const query = useInfiniteQuery(Opportunities.method.listOpportunities, { customerId, pageSize: 10, pageToken: first }, paging);
  return <Part title={t('customers.opportunities')} list={listed(query, (page) => page.opportunities)} none={t('customers.noOpportunities')} columns={[
    { key: 'name', title: t('opportunity.one'), show: (one) => <Link className="link" to={`/pipeline/${one.id}` as never}>{one.title || one.product || t('opportunity.one')}</Link> },
    { key: 'state', title: t('leads.state'), show: (one) => <Chip set="opportunity" word={Opportunity_State[one.state]} /> },
    { key: 'stage', title: t('pipeline.stage'), kind: 'wide', show: (one) => t(`stage.${one.stage}`, { defaultValue: one.stage }) },
    { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
    { key: 'owner', title: t('leads.owner'), kind: 'wide', show: (one) => nameOf(one.ownerId) },
  ]} />;
}

function ContractPart({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(Contracts.method.listContracts, { customerId, pageSize: 10, pageToken: first }, paging);
  const contracts = listed(query, (page) => page.contracts);
  return (
    <>
      <Part title={t('page.contracts')} list={contracts} none={t('customers.noContracts')} columns={[
        { key: 'number', title: t('contracts.number'), show: (one) => <Link className="link" to={`/contracts/${one.id}` as never}>{one.number}</Link> },
        { key: 'state', title: t('leads.state'), show: (one) => <Chip set="contract" word={Contract_State[one.state]} /> },
        { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
        { key: 'effective', title: t('contracts.effective'), kind: 'wide', show: (one) => <Day on={one.effectiveDate} /> },
        { key: 'ends', title: t('customers.ends'), kind: 'wide', show: (one) => <Day on={one.termEndsOn} /> },
      ]} />
      <PaymentPart contracts={contracts} />
    </>
  );
}

/** Of each contract that is or was in effect: before, nothing is to be paid. */
function PaymentPart({ contracts }: { contracts: Listed<Contract> }) {
  const { t } = useTranslation();
  const list = { ...contracts, rows: contracts.rows?.filter((one) => one.effectiveAt), more: undefined };
  return <Part title={t('contracts.payments')} list={list} none={t('customers.noPayments')} columns={[
    { key: 'number', title: t('contracts.number'), show: (one) => <Link className="link" to={`/contracts/${one.id}` as never}>{one.number}</Link> },
    { key: 'planned', title: t('customers.toPay'), kind: 'number wide', show: (one) => <Paid of={one} what="planned" /> },
    { key: 'received', title: t('contracts.received'), kind: 'number', show: (one) => <Paid of={one} what="received" /> },
    { key: 'due', title: t('customers.dueNow'), kind: 'number', show: (one) => <Paid of={one} what="due" /> },
    { key: 'overdue', title: t('customers.overdue'), kind: 'number', show: (one) => <Paid of={one} what="overdue" /> },
    { key: 'next', title: t('customers.nextPayment'), kind: 'wide', show: (one) => <NextPayment of={one} /> },
  ]} />;
}

/** One question for all cells of a row. */
function usePayments(contract: Contract) {
  const found = useQuery(Contracts.method.getContract, { id: contract.id });
  return { failed: !!found.error && !found.data, payments: found.data?.payments };
}

const late = [Payment_State.DUE, Payment_State.OVERDUE];

/** What is late in part is due once its day has come; what is overdue is due, too. What was cancelled is not to be paid. */
function Paid({ of, what }: { of: Contract; what: 'planned' | 'received' | 'due' | 'overdue' }) {
  const { t } = useTranslation();
  const { failed, payments } = usePayments(of);
  const today = useToday();
  if (failed) return <span className="chip bad">{t('state.failed')}</span>;
  if (!payments) return <span className="quiet">…</span>;
  const sum = payments.reduce((all, one) => {
    const open = one.amountMinor - one.receivedMinor;
    switch (what) {
      case 'planned': return one.state === Payment_State.CANCELLED ? all : all + one.amountMinor;
      case 'received': return all + one.receivedMinor;
      case 'due': return late.includes(one.state) || (one.state === Payment_State.PARTIAL && one.dueOn <= today()) ? all + open : all;
      case 'overdue': return one.state === Payment_State.OVERDUE ? all + open : all;
    }
  }, 0n);
  const money = <Money minor={sum} currency={of.currency} />;
  return <span data-paid={what} className={what === 'overdue' && sum > 0n ? 'chip bad' : undefined}>{money}</span>;
}

function NextPayment({ of }: { of: Contract }) {
  const { payments } = usePayments(of);
  const today = useToday();
  const days = (payments ?? []).filter((one) => one.state === Payment_State.PLANNED || (one.state === Payment_State.PARTIAL && one.dueOn > today())).map((one) => one.dueOn).sort();
  return <Day on={days[0]} />;
}

function LeadPart({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const query = useInfiniteQuery(Leads.method.listLeads, { customerId, pageSize: 10, pageToken: first }, paging);
  return <Part title={t('page.leads')} list={listed(query, (page) => page.leads)} none={t('customers.noLeads')} columns={[
    { key: 'grade', title: t('leads.grade'), show: (one) => <GradeChip lead={one} /> },
    { key: 'product', title: t('leads.product'), show: (one) => <Link className="link" to={'/leads' as never} search={{ lead: one.id } as never}>{one.product || t('leads.one')}</Link> },
    { key: 'state', title: t('leads.state'), show: (one) => <Chip set="lead" word={Lead_State[one.state]} /> },
    { key: 'owner', title: t('leads.owner'), kind: 'wide', show: (one) => (one.ownerId ? nameOf(one.ownerId) : t('leads.nobody')) },
    { key: 'captured', title: t('leads.captured'), kind: 'wide', show: (one) => <When at={one.capturedAt} /> },
  ]} />;
}

function AfterPart({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const plans = useInfiniteQuery(Aftersales.method.listPlans, { customerId, pageSize: 10, pageToken: first }, paging);
  const cases = useInfiniteQuery(Aftersales.method.listCases, { customerId, pageSize: 10, pageToken: first }, paging);
  return (
    <>
      <Part title={t('customers.deliveries')} list={listed(plans, (page) => page.plans)} none={t('customers.noDeliveries')} columns={[
        { key: 'contract', title: t('contracts.number'), show: (one): ReactNode => <Link className="link" to={`/contracts/${one.contractId}` as never}>{one.contractNumber}</Link> },
        { key: 'state', title: t('leads.state'), show: (one) => <Chip set="plan" word={DeliveryPlan_State[one.state]} /> },
        { key: 'created', title: t('customers.changed'), kind: 'wide', show: (one) => <When at={one.completedAt ?? one.confirmedAt ?? one.createdAt} /> },
      ]} />
      <Part title={t('customers.cases')} list={listed(cases, (page) => page.cases)} none={t('customers.noCases')} columns={[
        { key: 'number', title: t('contracts.number'), show: (one) => one.number },
        { key: 'kind', title: t('customers.kind'), show: (one) => t(`caseKind.${Case_Kind[one.kind]}`) },
        { key: 'severity', title: t('customers.severity'), kind: 'wide', show: (one) => <Chip set="severity" word={Case_Severity[one.severity]} /> },
        { key: 'state', title: t('leads.state'), show: (one) => <Chip set="case" word={Case_State[one.state]} /> },
        { key: 'received', title: t('customers.received'), kind: 'wide', show: (one) => <When at={one.receivedAt} /> },
      ]} />
    </>
  );
}
