// SPDX-License-Identifier: Apache-2.0
// P5: see and move deals. Totals come from the server; a column loads its cards page by page, never all of them.
import { useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { Button } from '../../parts/antd';
import { useInfiniteQuery, useQuery } from '@connectrpc/connect-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  GetBoardRequest_Lanes, Opportunities, Opportunity_Grade, Opportunity_PurchaseStage, Opportunity_State, OpportunitySchema,
  type BoardColumn, type BoardTotal, type Opportunity,
} from '@dealspine/api/dealspine/opportunities_pb';
import { usePeople } from '../../parts/people';
import { Choice, Table, Tabs, type Column } from '../../parts/table';
import { Chip, Day, Money, Until } from '../../parts/values';
import { Views } from '../../parts/views';
import { useToday } from '../../parts/zone';
import { useMay, useSession } from '../../session';
import { Failure, Loading, Nothing } from '../../shell/states';
import { ChangeManyDialog } from './many';
import { LoseDialog, MoveDialog } from './move';
import { stages } from './stages';

/** The grade's word; none before it was scored. */
const gradeOf = (card: Opportunity) => isFieldSet(card, OpportunitySchema.field.grade) ? Opportunity_Grade[card.grade] : undefined;
const running = [Opportunity_State.OPEN, Opportunity_State.COMMITTED];
const grades = ['HIGH', 'MEDIUM', 'LOW'] as const;
type Lanes = 'NONE' | 'GRADE' | 'PURCHASE_STAGE';
type Filters = { grade?: Opportunity_Grade; purchaseStage?: Opportunity_PurchaseStage; ownerId?: string; stalled?: boolean; overdue?: boolean };

export function Pipeline() {
  const { t } = useTranslation();
  const { user } = useSession();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const set = (next: Record<string, string | undefined>) => navigate({ to: '/pipeline', search: { ...search, ...next } } as never);
  const lanes = (search.lanes ?? 'NONE') as Lanes;
  const filters: Filters = {
    grade: search.grade ? Opportunity_Grade[search.grade as keyof typeof Opportunity_Grade] : undefined,
    purchaseStage: search.buyer ? Opportunity_PurchaseStage[search.buyer as keyof typeof Opportunity_PurchaseStage] : undefined,
    ownerId: search.whose === 'mine' ? user.id : undefined,
    stalled: search.marks === 'stalled' ? true : undefined,
    overdue: search.marks === 'overdue' ? true : undefined,
  };
  const board = useQuery(Opportunities.method.getBoard, { ...filters, lanes: GetBoardRequest_Lanes[lanes] });
  const all = { value: '', text: t('filter.all') };
  return (
    <>
      <div className="head">
        <h1>{t('page.pipeline')}</h1><span className="grow" />
        <Tabs label={t('pipeline.view')} now={search.view === 'list' ? 'list' : 'board'} onChange={(view) => set({ view })}
          names={[{ name: 'board', text: t('pipeline.board') }, { name: 'list', text: t('pipeline.list') }]} />
      </div>
      <div className="row">
        <Views list="pipeline" names={['view', 'whose', 'grade', 'buyer', 'marks', 'lanes']} search={search} onChoose={set} />
        <Choice label={t('pipeline.whose')} value={search.whose ?? ''} onChange={(value) => set({ whose: value || undefined })}
          options={[all, { value: 'mine', text: t('pipeline.mine') }]} />
        <Choice label={t('pipeline.grade')} value={search.grade ?? ''} onChange={(value) => set({ grade: value || undefined })}
          options={[all, ...grades.map((one) => ({ value: one, text: t(`grade.${one}`) }))]} />
        <Choice label={t('pipeline.buyer')} value={search.buyer ?? ''} onChange={(value) => set({ buyer: value || undefined })}
          options={[all, ...stages.map((one) => ({ value: one, text: t(`buyer.${one}`) }))]} />
        <Choice label={t('pipeline.marks')} value={search.marks ?? ''} onChange={(value) => set({ marks: value || undefined })}
          options={[all, { value: 'stalled', text: t('pipeline.stalled') }, { value: 'overdue', text: t('pipeline.overdue') }]} />
        {search.view !== 'list' && <Choice label={t('pipeline.lanes')} value={lanes} onChange={(value) => set({ lanes: value })}
          options={(['NONE', 'GRADE', 'PURCHASE_STAGE'] as const).map((one) => ({ value: one, text: t(`lanes.${one}`) }))} />}
      </div>
      {board.error && !board.data ? <Failure error={board.error} again={() => board.refetch()} />
        : !board.data ? <Loading />
          : search.view === 'list' ? <List filters={filters} columns={board.data.columns} />
            : <Board columns={board.data.columns} totals={board.data.totals} lanes={lanes} filters={filters} />}
    </>
  );
}

function Board({ columns, totals, lanes, filters }: { columns: BoardColumn[]; totals: BoardTotal[]; lanes: Lanes; filters: Filters }) {
  const { t } = useTranslation();
  const [moving, setMoving] = useState<{ card: Opportunity; to?: string }>();
  const [losing, setLosing] = useState<Opportunity>();
  return (
    <div className="board" role="region" aria-label={t('pipeline.board')} tabIndex={0}>
      {columns.map((column) => (
        <BoardStage key={column.stage} column={column} totals={totals.filter((total) => total.stage === column.stage)} lanes={lanes} filters={filters}
          onMove={(card, to) => setMoving({ card, to })} onLose={setLosing} />
      ))}
      {moving && <MoveDialog card={moving.card} to={moving.to} columns={columns} onClose={() => setMoving(undefined)} />}
      {losing && <LoseDialog card={losing} onClose={() => setLosing(undefined)} />}
    </div>
  );
}

/** The card that is being dragged; browsers do not let a drop target read it before the drop. */
let dragged: Opportunity | undefined;

function BoardStage(props: { column: BoardColumn; totals: BoardTotal[]; lanes: Lanes; filters: Filters; onMove: (card: Opportunity, to?: string) => void; onLose: (card: Opportunity) => void }) {
  const { column, totals, lanes, filters } = props;
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const cards = useInfiniteQuery(Opportunities.method.listOpportunities,
    { ...filters, stage: column.stage, states: running, pageSize: 20, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const shown = cards.data?.pages.flatMap((page) => page.opportunities) ?? [];
  const laneOf = (card: Opportunity) => lanes === 'GRADE' ? gradeOf(card) ?? 'NONE' : lanes === 'PURCHASE_STAGE' ? Opportunity_PurchaseStage[card.purchaseStage] : '';
  const names = lanes === 'GRADE' ? [...grades, 'NONE'] : lanes === 'PURCHASE_STAGE' ? [...stages] : [''];
  return (
    <section className={`stage ${over ? 'over' : ''}`} data-stage={column.stage} aria-label={t(`stage.${column.stage}`, { defaultValue: column.name })}
      onDragOver={(event) => { if (dragged && dragged.stage !== column.stage) { event.preventDefault(); setOver(true); } }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); if (dragged) props.onMove(dragged, column.stage); dragged = undefined; }}>
      <header>
        <div className="row"><h2>{t(`stage.${column.stage}`, { defaultValue: column.name })}</h2><span className="quiet small">{column.probability} %</span><span className="grow" /><b data-count>{String(column.cards)}</b></div>
        <Sums totals={totals} />
        <div className="row small">
          {column.stalled > 0n && <span className="chip warn">{t('pipeline.stalledCount', { count: Number(column.stalled) })}</span>}
          {column.overdue > 0n && <span className="chip bad">{t('pipeline.overdueCount', { count: Number(column.overdue) })}</span>}
        </div>
      </header>
      {names.map((lane) => {
        const inLane = shown.filter((card) => laneOf(card) === lane);
        if (lane && !inLane.length && !totals.some((total) => total.lane === lane)) return null;
        return (
          <div key={lane} className="lane">
            {lane && <div className="lane-head"><Chip set={lanes === 'GRADE' ? 'grade' : 'buyer'} word={lane} /><Sums totals={totals.filter((total) => total.lane === lane)} /></div>}
            {inLane.map((card) => <Card key={card.id} card={card} onMove={() => props.onMove(card)} onLose={() => props.onLose(card)} />)}
          </div>
        );
      })}
      {cards.isLoading && <Loading />}
      {cards.error && !shown.length && <Failure error={cards.error} again={() => cards.refetch()} />}
      {cards.hasNextPage && <Button size="small" onClick={() => cards.fetchNextPage()} loading={cards.isFetchingNextPage}>{t('table.more')}</Button>}
    </section>
  );
}

function Sums({ totals }: { totals: BoardTotal[] }) {
  const { t } = useTranslation();
  const by = new Map<string, { amount: bigint; weighted: bigint }>();
  for (const total of totals) {
    const sum = by.get(total.currency) ?? { amount: 0n, weighted: 0n };
    by.set(total.currency, { amount: sum.amount + total.amountMinor, weighted: sum.weighted + total.weightedMinor });
  }
  return (
    <div className="small sums">
      {[...by].map(([currency, sum]) => (
        <span key={currency}><Money minor={sum.amount} currency={currency} /> <span className="quiet" title={t('pipeline.weighted')}>≈ <Money minor={sum.weighted} currency={currency} /></span></span>
      ))}
    </div>
  );
}

function Card({ card, onMove, onLose }: { card: Opportunity; onMove: () => void; onLose: () => void }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const may = useMay()('opportunities.work');
  const today = useToday();
  const name = card.title || card.product || t('opportunity.one');
  return (
    <article className="deal" data-id={card.id} draggable={may && card.state === Opportunity_State.OPEN}
      onDragStart={(event) => { dragged = card; event.dataTransfer.setData('text/plain', card.id); }} onDragEnd={() => { dragged = undefined; }}>
      <div className="row"><Link className="link deal-name grow" to={`/pipeline/${card.id}` as never} draggable={false}>{name}</Link><Chip set="grade" word={gradeOf(card)} /></div>
      <div className="row small"><Money minor={card.amountMinor} currency={card.currency} /><span className="grow" />{card.expectedClose && <span className="quiet"><Day on={card.expectedClose} /></span>}</div>
      <div className="row small">
        <span className="quiet">{nameOf(card.ownerId)}</span>
        <span className="quiet">{t(`buyer.${Opportunity_PurchaseStage[card.purchaseStage]}`)}</span>
        {card.state === Opportunity_State.COMMITTED && <span className="chip good">{t('opportunity.COMMITTED')}</span>}
        {card.stalledAt && <span className="chip warn">{t('pipeline.stalled')}</span>}
        {card.nextMilestoneOn && card.nextMilestoneOn < today() && <span className="chip bad">{t('pipeline.overdue')}</span>}
      </div>
      <div className="row small">
        <span className="quiet">{t('pipeline.since')} <Until at={card.stageSince} /></span><span className="grow" />
        {may && card.state === Opportunity_State.OPEN && <button type="button" className="link" aria-label={t('pipeline.moveOf', { name })} onClick={onMove}>{t('pipeline.move')}</button>}
        {may && <button type="button" className="link" aria-label={t('pipeline.loseOf', { name })} onClick={onLose}>{t('pipeline.lose')}</button>}
      </div>
    </article>
  );
}

function List({ filters, columns }: { filters: Filters; columns: BoardColumn[] }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const bulk = useMay()('opportunities.work');
  const [picked, setPicked] = useState(new Set<string>());
  const [changing, setChanging] = useState<Opportunity[]>();
  const list = useInfiniteQuery(Opportunities.method.listOpportunities, { ...filters, states: running, pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const rows = list.data?.pages.flatMap((page) => page.opportunities);
  const chosen = (rows ?? []).filter((one) => picked.has(one.id)); // what is not shown any more is not changed
  const shown: Column<Opportunity>[] = [
    { key: 'name', title: t('opportunity.one'), show: (one) => <Link className="link" to={`/pipeline/${one.id}` as never}>{one.title || one.product || one.id.slice(-6)}</Link> },
    { key: 'grade', title: t('pipeline.grade'), show: (one) => <Chip set="grade" word={gradeOf(one) ?? 'NONE'} /> },
    { key: 'stage', title: t('pipeline.stage'), show: (one) => t(`stage.${one.stage}`, { defaultValue: columns.find((column) => column.stage === one.stage)?.name ?? one.stage }) },
    { key: 'buyer', title: t('pipeline.buyer'), kind: 'wide', show: (one) => t(`buyer.${Opportunity_PurchaseStage[one.purchaseStage]}`) },
    { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
    { key: 'close', title: t('pipeline.close'), kind: 'wide', show: (one) => <Day on={one.expectedClose} /> },
    { key: 'owner', title: t('leads.owner'), kind: 'wide', show: (one) => nameOf(one.ownerId) },
  ];
  return (
    <>
      {chosen.length > 0 && <div className="row"><span className="grow" /><Button type="primary" onClick={() => setChanging(chosen)}>{t('pipeline.changeMany', { count: chosen.length })}</Button></div>}
      <Table label={t('page.pipeline')} columns={shown} rows={rows} id={(one) => one.id} picked={bulk ? picked : undefined} onPick={bulk ? setPicked : undefined}
        error={list.error} again={() => list.refetch()} empty={<Nothing title={t('pipeline.empty')}>{t('pipeline.emptyWhy')}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
      {changing && <ChangeManyDialog deals={changing} onClose={() => { setChanging(undefined); setPicked(new Set()); }} />}
    </>
  );
}
