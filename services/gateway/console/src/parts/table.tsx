// SPDX-License-Identifier: Apache-2.0
// A dense list, page by page from the server: what is there, a button for more, and a state when there is nothing.
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from './antd';
import { useTranslation } from 'react-i18next';
import { Failure, Loading } from '../shell/states';

export interface Column<Row> {
  key: string;
  title: string;
  show: (row: Row) => ReactNode;
  /** "number", "acts", and "wide": left out on narrow screens. */
  kind?: string;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[] | undefined;
  id: (row: Row) => string;
  error?: unknown;
  again?: () => void;
  empty: ReactNode;
  more?: () => void;
  loadingMore?: boolean;
  picked?: Set<string>;
  onPick?: (ids: Set<string>) => void;
}

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Arrows, J and K go from row to row, to its link. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const by = event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing ? undefined : steps[event.key];
  const from = event.target as HTMLElement;
  if (!by || from.matches('select, textarea, input:not([type=checkbox])')) return;
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')];
  const at = rows.findIndex((row) => row.contains(from));
  if (at < 0 && event.key.length > 1) return; // arrows scroll the list as long as no row has the focus
  const next = rows[at + by];
  (next?.querySelector<HTMLElement>('.link') ?? next?.querySelector<HTMLElement>('a, button'))?.focus();
  event.preventDefault();
}

export function Table<Row>({ label, columns, rows, id, error, again, empty, more, loadingMore, picked, onPick }: Props<Row>) {
  const { t } = useTranslation();
  if (error && !rows) return <div className="table-frame"><Failure error={error} again={again} /></div>;
  if (!rows) return <div className="table-frame"><Loading /></div>;
  if (!rows.length) return <div className="table-frame">{empty}</div>;
  const all = picked && rows.every((row) => picked.has(id(row)));
  const toggle = (ids: string[], on: boolean) => {
    const next = new Set(picked);
    ids.forEach((one) => (on ? next.add(one) : next.delete(one)));
    onPick?.(next);
  };
  return (
    <div className="table-frame" tabIndex={0} role="group" aria-label={label} onKeyDown={walk}>
      <table className="table">
        <caption className="hidden">{label}</caption>
        <thead>
          <tr>
            {onPick && (
              <th scope="col">
                <input type="checkbox" aria-label={t('table.pickAll')} checked={all}
                  onChange={(event) => toggle(rows.map(id), event.target.checked)} />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.kind}>
                {column.kind?.includes('acts') ? <span className="hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={id(row)} data-id={id(row)} className={picked?.has(id(row)) ? 'picked' : undefined}>
              {onPick && (
                <td>
                  <input type="checkbox" aria-label={t('table.pick')} checked={picked?.has(id(row)) ?? false}
                    onChange={(event) => toggle([id(row)], event.target.checked)} />
                </td>
              )}
              {columns.map((column) => <td key={column.key} className={column.kind}>{column.show(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {more && <div className="table-end"><Button onClick={more} loading={loadingMore}>{t('table.more')}</Button></div>}
    </div>
  );
}

/** The tabs above a list. */
export function Tabs<Name extends string>(props: { label: string; names: { name: Name; text: string }[]; now: Name; onChange: (name: Name) => void }) {
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => { chosen.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }, [props.now]); // narrow screens show some
  return (
    <div className="tabs" role="tablist" aria-label={props.label}>
      {props.names.map(({ name, text }) => (
        <button key={name} ref={name === props.now ? chosen : undefined} role="tab" type="button" aria-selected={name === props.now} onClick={() => props.onChange(name)}>{text}</button>
      ))}
    </div>
  );
}

/** A drop-down of the browser's own: light, and good with every keyboard and reader. */
export function Choice(props: { label: string; value: string; options: { value: string; text: string }[]; onChange: (value: string) => void; hideLabel?: boolean }) {
  return (
    <label className="field">
      <span className={props.hideLabel ? 'hidden' : undefined}>{props.label}</span>
      <select className="plain-select" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.options.map((option) => <option key={option.value} value={option.value}>{option.text}</option>)}
      </select>
    </label>
  );
}
