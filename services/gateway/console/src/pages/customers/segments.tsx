// SPDX-License-Identifier: Apache-2.0
// Target segments: what an ideal customer has, and how well those in one's scope fit. A segment is saved in versions.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useInfiniteQuery, useQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Customers, SegmentCriterion_Field, type Segment, type SegmentCriterion } from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { TextFilter } from '../../parts/filter';
import { usePeople } from '../../parts/people';
import { Choice, Table } from '../../parts/table';
import { When } from '../../parts/values';
import { useMay } from '../../session';
import { Nothing } from '../../shell/states';

type Search = Record<string, string | undefined>;
const fields = ['KIND', 'INDUSTRY', 'SIZE_BAND', 'REGION', 'TIER', 'DECISION_CYCLE', 'DECISION_STEP'] as const;
type Row = { field: (typeof fields)[number]; values: string; least: string; most: string; weight: string; must: boolean };
const blank: Row = { field: 'INDUSTRY', values: '', least: '', most: '', weight: '1', must: false };

export function Segments({ search, set }: { search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const may = useMay()('customers.setup');
  const [editing, setEditing] = useState<string | true>();
  const found = useQuery(Customers.method.listSegments, {});
  const chosen = found.data?.segments.find((one) => one.code === search.segment);
  return (
    <>
      <div className="row"><span className="grow quiet">{t('segments.why')}</span>{may && <Button onClick={() => setEditing(true)}>{t('segments.add')}</Button>}</div>
      <Table label={t('customers.list.segments')} rows={found.data?.segments} id={(one) => one.code} error={found.error} again={() => found.refetch()} empty={<Nothing title={t('segments.none')} />} columns={[
        { key: 'name', title: t('segments.segment'), show: (one) => <button type="button" className="link" aria-pressed={one === chosen} onClick={() => set({ segment: one.code })}>{one.name}</button> },
        { key: 'code', title: t('admin.code'), kind: 'wide', show: (one) => <span className="mono">{one.code}</span> },
        { key: 'version', title: t('contracts.version'), kind: 'number', show: (one) => String(one.version) },
        { key: 'put', title: t('customers.changed'), kind: 'wide', show: (one) => <>{nameOf(one.putBy)} · <When at={one.putAt} /></> },
        { key: 'acts', title: t('leads.acts'), kind: 'acts', show: (one) => may && <Button size="small" aria-label={t('segments.changeOf', { name: one.name })} onClick={() => setEditing(one.code)}>{t('segments.change')}</Button> },
      ]} />
      {chosen && <Matches segment={chosen} least={search.least ?? ''} onLeast={(least) => set({ least: least || undefined })} />}
      {editing && <Edit code={editing === true ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function useCriterionText() {
  const { t } = useTranslation();
  return (one: SegmentCriterion) => `${t(`segmentField.${SegmentCriterion_Field[one.field]}`)}: ${one.values.length ? one.values.join(', ') : `${one.least || 0}–${one.most || '…'}`}`;
}

/** 500 customers are looked at for each page; one that finds nobody is no end. */
function Matches({ segment, least, onLeast }: { segment: Segment; least: string; onLeast: (least: string) => void }) {
  const { t } = useTranslation();
  const textOf = useCriterionText();
  const whole = useQuery(Customers.method.getSegment, { code: segment.code });
  const list = useInfiniteQuery(Customers.method.matchSegment, { code: segment.code, leastScore: /^\d+$/.test(least) ? Math.min(100, Number(least)) : undefined, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  const criteria = whole.data?.segment?.criteria ?? [];
  const rows = list.data?.pages.flatMap((page) => page.matches).sort((a, b) => b.score - a.score);
  return (
    <section className="stack" aria-label={t('segments.matches')} data-segment={segment.code}>
      <div className="row"><h2>{segment.name}</h2><span className="grow quiet small">{criteria.map(textOf).join(' · ')}</span>
        <TextFilter numeric label={t('segments.least')} value={least} onChange={onLeast} /></div>
      <Table label={t('segments.matches')} rows={rows} id={(one) => one.customerId} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('segments.nobody')}>{list.hasNextPage && <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>{t('segments.further')}</Button>}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'score', title: t('segments.score'), kind: 'number', show: (one) => one.score },
          { key: 'customer', title: t('opportunity.customer'), show: (one) => <Link className="link" to={`/customers/${one.customerId}` as never}>{t('segments.customer', { id: one.customerId.slice(-6) })}</Link> },
          { key: 'lacks', title: t('segments.lacks'), kind: 'wide', show: (one) => criteria.filter((_, nth) => one.fits[nth] === false).map(textOf).join(' · ') || <span className="chip good">{t('segments.fits')}</span> },
        ]} />
    </section>
  );
}

const rowOf = (one: SegmentCriterion): Row => ({
  field: SegmentCriterion_Field[one.field] as Row['field'], values: one.values.join(', '), least: one.least ? String(one.least) : '', most: one.most ? String(one.most) : '',
  weight: String(one.weight || 1), must: one.must,
});
const valuesOf = (row: Row) => row.values.split(/[,，\s]+/).filter(Boolean);
const isGood = (row: Row) => (row.field === 'DECISION_CYCLE' ? /^\d{0,4}$/.test(row.least) && /^\d{0,4}$/.test(row.most) && row.least + row.most !== '' : valuesOf(row).length > 0) && /^([1-9]\d?|100)$/.test(row.weight);

function Edit({ code, onClose }: { code?: string; onClose: () => void }) {
  const whole = useQuery(Customers.method.getSegment, { code }, { enabled: !!code });
  if (code && !whole.data) return null;
  return <Form segment={whole.data?.segment} onClose={onClose} />;
}

function Form({ segment, onClose }: { segment?: Segment; onClose: () => void }) {
  const { t } = useTranslation();
  const put = useCommand(Customers.method.putSegment);
  const [{ version }] = useState({ version: segment?.version ?? 0n });
  const [code, setCode] = useState(segment?.code ?? '');
  const [name, setName] = useState(segment?.name ?? '');
  const [rows, setRows] = useState<Row[]>(segment?.criteria.map(rowOf) ?? [blank]);
  const change = (nth: number, to: Partial<Row>) => setRows(rows.map((one, at) => (at === nth ? { ...one, ...to } : one)));
  const number = (text: string) => (text ? Number(text) : undefined);
  const go = () => put.mutate({
    code, name: name.trim(), expectedVersion: version,
    criteria: rows.map((row) => ({
      field: SegmentCriterion_Field[row.field], weight: Number(row.weight), must: row.must,
      ...(row.field === 'DECISION_CYCLE' ? { least: number(row.least), most: number(row.most) } : { values: valuesOf(row) }),
    })),
  }, { onSuccess: onClose });
  return (
    <Modal open width={760} title={segment ? segment.name : t('segments.add')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !/^[A-Za-z0-9_.-]+$/.test(code) || !name.trim() || !rows.length || !rows.every(isGood), loading: put.isPending }}>
      <div className="stack">
        <div className="row">
          <label className="field grow"><span>{t('segments.name')}</span><Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} /></label>
          {!segment && <label className="field"><span>{t('admin.code')}</span><Input value={code} maxLength={60} onChange={(event) => setCode(event.target.value.trim())} /></label>}
        </div>
        {rows.map((row, nth) => (
          <div className="row" key={nth} role="group" aria-label={t('segments.criterion', { nth: nth + 1 })}>
            <Choice hideLabel label={t('segments.field')} value={row.field} onChange={(field) => change(nth, { field: field as Row['field'] })} options={fields.map((one) => ({ value: one, text: t(`segmentField.${one}`) }))} />
            {row.field === 'DECISION_CYCLE' ? (
              <><Input aria-label={t('segments.from')} className="filter" value={row.least} inputMode="numeric" onChange={(event) => change(nth, { least: event.target.value.trim() })} /> – <Input aria-label={t('segments.to')} className="filter" value={row.most} inputMode="numeric" onChange={(event) => change(nth, { most: event.target.value.trim() })} /></>
            ) : <span className="grow"><Input aria-label={t('segments.values')} placeholder={t('segments.valuesHint')} value={row.values} onChange={(event) => change(nth, { values: event.target.value })} /></span>}
            <label className="row small">{t('segments.weight')} <Input className="filter" aria-label={t('segments.weight')} value={row.weight} inputMode="numeric" onChange={(event) => change(nth, { weight: event.target.value.trim() })} /></label>
            <label className="row small"><input type="checkbox" checked={row.must} onChange={(event) => change(nth, { must: event.target.checked })} /> {t('segments.must')}</label>
            {rows.length > 1 && <button type="button" className="link" onClick={() => setRows(rows.filter((_, at) => at !== nth))}>{t('opportunity.dropLine')}</button>}
          </div>
        ))}
        <div className="row"><Button size="small" onClick={() => setRows([...rows, blank])}>{t('segments.addCriterion')}</Button></div>
      </div>
    </Modal>
  );
}
