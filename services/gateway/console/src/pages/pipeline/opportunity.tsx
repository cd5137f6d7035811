// SPDX-License-Identifier: Apache-2.0
// One deal: how far it is on both sides, what is offered, what was agreed, and the way to its contract.
import { useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Contract_State, Contracts } from '@dealspine/api/dealspine/contracts_pb';
import {
  Opportunities, Opportunity_ForecastCategory, Opportunity_Grade, Opportunity_PurchaseStage, Opportunity_State, OpportunitySchema, type GetOpportunityReply,
} from '@dealspine/api/dealspine/opportunities_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Table } from '../../parts/table';
import { Chip, Day, Money, Until, When } from '../../parts/values';
import { useMay } from '../../session';
import { Failure, Loading, Nothing } from '../../shell/states';
import { DraftDialog } from './draft';
import { ForecastDialog } from './forecast';
import { LinesDialog, PlanDialog } from './offer';
import { TakingPartIn } from './people';
import { stages } from './stages';

export function OpportunityPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery(Opportunities.method.getOpportunity, { id });
  if (found.error && !found.data) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data?.opportunity) return <Loading />;
  const all = found.data;
  const deal = all.opportunity!;
  return (
    <>
      <div className="head" data-opportunity={deal.id} data-state={Opportunity_State[deal.state]} data-version={String(deal.version)}>
        <Link to={'/pipeline' as never} className="link">{t('page.pipeline')}</Link>
        <h1>{deal.title || deal.product || t('opportunity.one')}</h1>
        <Chip set="opportunity" word={Opportunity_State[deal.state]} />
        {isFieldSet(deal, OpportunitySchema.field.grade) && <Chip set="grade" word={Opportunity_Grade[deal.grade]} />}
        {deal.stalledAt && <span className="chip warn">{t('pipeline.stalled')}</span>}
        <Money minor={deal.amountMinor} currency={deal.currency} />
        <span className="grow" />
        <Link className="link" to={`/customers/${deal.customerId}` as never}>{t('opportunity.customer')}</Link>
      </div>
      <Buyer all={all} />
      <Acts all={all} />
      <div className="columns">
        <div className="stack">
          <Table label={t('contracts.lines')} rows={all.lines} id={(line) => String(line.position)} empty={<Nothing title={t('contracts.noLines')}>{t('opportunity.noLinesWhy')}</Nothing>} columns={[
            { key: 'name', title: t('contracts.line'), show: (line) => line.name },
            { key: 'quantity', title: t('contracts.quantity'), kind: 'number', show: (line) => String(line.quantity) },
            { key: 'price', title: t('contracts.price'), kind: 'number wide', show: (line) => <Money minor={line.priceMinor} currency={deal.currency} /> },
            { key: 'discount', title: t('contracts.discount'), kind: 'number wide', show: (line) => (line.discountBasisPoints ? `${line.discountBasisPoints / 100} %` : '–') },
            { key: 'total', title: t('contracts.total'), kind: 'number', show: (line) => <Money minor={line.totalMinor} currency={deal.currency} /> },
          ]} />
          <Plan all={all} />
          <ContractsOf all={all} />
        </div>
        <div className="stack"><Facts all={all} /><TakingPartIn deal={deal} /><Visits all={all} /></div>
      </div>
    </>
  );
}

/** The buyer's own stages as steps; where he stands, and the one before and after to move to. */
function Buyer({ all }: { all: GetOpportunityReply }) {
  const { t } = useTranslation();
  const may = useMay()('opportunities.work');
  const deal = all.opportunity!;
  const move = useCommand(Opportunities.method.movePurchaseStage);
  const now = stages.indexOf(Opportunity_PurchaseStage[deal.purchaseStage] as (typeof stages)[number]);
  const movable = may && deal.state === Opportunity_State.OPEN;
  return (
    <ol className="buyer" aria-label={t('pipeline.buyer')}>
      {stages.map((stage, nth) => (
        <li key={stage} className={nth < now ? 'done' : nth === now ? 'now' : ''} aria-current={nth === now ? 'step' : undefined} data-buyer={stage}>
          {movable && nth !== now && Math.abs(nth - now) === 1 ? (
            <button type="button" className="link" disabled={move.isPending} aria-label={t('opportunity.moveBuyer', { stage: t(`buyer.${stage}`) })}
              onClick={() => move.mutate({ id: deal.id, toStage: Opportunity_PurchaseStage[stage], expectedVersion: deal.version })}>{t(`buyer.${stage}`)}</button>
          ) : <span>{t(`buyer.${stage}`)}</span>}
        </li>
      ))}
    </ol>
  );
}

type Dialog = 'forecast' | 'lines' | 'plan' | 'draft';

function Acts({ all }: { all: GetOpportunityReply }) {
  const { t } = useTranslation();
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog>();
  const commit = useCommand(Opportunities.method.commitOpportunity);
  const deal = all.opportunity!;
  const works = may('opportunities.work');
  const open = deal.state === Opportunity_State.OPEN;
  const committed = deal.state === Opportunity_State.COMMITTED;
  const ready = open && !!all.plan && all.lines.length > 0 && deal.purchaseStage === Opportunity_PurchaseStage.PURCHASE_COMMITMENT;
  const close = () => setDialog(undefined);
  if (!works && !may('contracts.draft')) return null;
  return (
    <div className="row">
      {works && open && <Button type={ready ? 'primary' : 'default'} disabled={!ready} title={ready ? undefined : t('opportunity.commitNeeds')} loading={commit.isPending}
        onClick={() => commit.mutate({ id: deal.id, expectedVersion: deal.version })}>{t('opportunity.commit')}</Button>}
      {committed && may('contracts.draft') && <Button type="primary" onClick={() => setDialog('draft')}>{t('opportunity.draft')}</Button>}
      {works && open && <Button onClick={() => setDialog('lines')}>{t('opportunity.lines')}</Button>}
      {works && open && <Button onClick={() => setDialog('plan')}>{t('opportunity.plan')}</Button>}
      {works && (open || committed) && <Button onClick={() => setDialog('forecast')}>{t('opportunity.forecast')}</Button>}
      {dialog === 'lines' && <LinesDialog all={all} onClose={close} />}
      {dialog === 'plan' && <PlanDialog all={all} onClose={close} />}
      {dialog === 'forecast' && <ForecastDialog all={all} onClose={close} />}
      {dialog === 'draft' && <DraftDialog all={all} onClose={close} />}
    </div>
  );
}

function Facts({ all }: { all: GetOpportunityReply }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const deal = all.opportunity!;
  return (
    <dl className="facts card">
      <dt>{t('leads.owner')}</dt><dd>{nameOf(deal.ownerId)}</dd>
      <dt>{t('pipeline.stage')}</dt><dd>{t(`stage.${deal.stage}`, { defaultValue: deal.stage })} · <Until at={deal.stageSince} /></dd>
      <dt>{t('opportunity.probability')}</dt><dd>{deal.probability} %</dd>
      <dt>{t('pipeline.close')}</dt><dd><Day on={deal.expectedClose} /></dd>
      <dt>{t('opportunity.category')}</dt><dd>{isFieldSet(deal, OpportunitySchema.field.forecastCategory) ? t(`forecast.${Opportunity_ForecastCategory[deal.forecastCategory]}`) : '–'}</dd>
      <dt>{t('opportunity.lastActivity')}</dt><dd><When at={deal.lastActivityAt} /></dd>
      {all.score && <><dt>{t('opportunity.score')}</dt><dd>{all.score.total} / 20</dd></>}
    </dl>
  );
}

function Plan({ all }: { all: GetOpportunityReply }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const plan = all.plan;
  return (
    <section className="card stack" data-plan={!!plan}>
      <h2>{t('opportunity.planTitle')}</h2>
      {!plan ? <p className="quiet">{t('opportunity.noPlan')}</p> : (
        <dl className="facts">
          <dt>{t('opportunity.target')}</dt><dd>{/^[A-Z]{3}$/.test(plan.unit) ? <Money minor={plan.target} currency={plan.unit} /> : `${plan.target} ${t(`unit.${plan.unit}`, { count: Number(plan.target), defaultValue: plan.unit })}`}</dd>
          <dt>{t('opportunity.deadline')}</dt><dd><Day on={plan.deadline} /></dd>
          <dt>{t('opportunity.answers')}</dt><dd>{nameOf(plan.ownerId)}</dd>
          <dt>{t('opportunity.teamTarget')}</dt><dd>{plan.teamTargetRef}</dd>
        </dl>
      )}
    </section>
  );
}

function ContractsOf({ all }: { all: GetOpportunityReply }) {
  const { t } = useTranslation();
  const may = useMay()('contracts.read');
  const list = useQuery(Contracts.method.listContracts, { opportunityId: all.opportunity!.id, pageSize: 20 }, { enabled: may });
  if (!list.data?.contracts.length) return null;
  return (
    <Table label={t('page.contracts')} rows={list.data.contracts} id={(one) => one.id} empty={null} columns={[
      { key: 'number', title: t('contracts.number'), show: (one) => <Link className="link" to={`/contracts/${one.id}` as never}>{one.number}</Link> },
      { key: 'state', title: t('leads.state'), show: (one) => <Chip set="contract" word={Contract_State[one.state]} /> },
      { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
    ]} />
  );
}

function Visits({ all }: { all: GetOpportunityReply }) {
  const { t } = useTranslation();
  if (!all.stageHistory.length) return null;
  return (
    <section className="card stack">
      <h2>{t('leads.history')}</h2>
      {all.stageHistory.map((visit, nth) => <div key={nth} className="row small"><span className="grow">{t(`stage.${visit.toStage}`, { defaultValue: visit.toStage })}</span><span className="quiet"><When at={visit.movedAt} /></span></div>)}
    </section>
  );
}
