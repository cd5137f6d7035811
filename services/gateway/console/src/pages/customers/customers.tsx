// SPDX-License-Identifier: Apache-2.0
// P4, the way in: find a customer by number, last four digits, e-mail or name. Records of others show masked, with their
// owner. Beside it key accounts, target segments, and those that may be one.
import { Suspense, lazy, useEffect, useRef, useState, type FormEvent } from 'react';
import { Button, Input } from '../../parts/antd';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Customers as CustomersApi, Customer_Kind, type CustomerHit } from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Table, Tabs, type Column } from '../../parts/table';
import { Chip, Phone } from '../../parts/values';
import { useMay } from '../../session';
import { Loading, Nothing } from '../../shell/states';
import { criterionOf } from './find';

const KeyAccounts = lazy(() => import('./accounts').then((page) => ({ default: page.KeyAccounts })));
const Segments = lazy(() => import('./segments').then((page) => ({ default: page.Segments })));
const Duplicates = lazy(() => import('./duplicates').then((page) => ({ default: page.Duplicates })));
const lists = ['find', 'accounts', 'segments', 'duplicates'] as const;
const needs: Record<string, string> = { accounts: 'customers.insight', duplicates: 'customers.merge' };

export function Customers() {
  const { t } = useTranslation();
  const may = useMay();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const set = (next: Record<string, string | undefined>) => navigate({ to: '/customers', search: { ...search, ...next } } as never);
  const mine = lists.filter((one) => !needs[one] || may(needs[one]));
  const list = mine.find((one) => one === search.list) ?? 'find';
  return (
    <>
      <div className="head"><h1>{t('page.customers')}</h1></div>
      <Tabs label={t('customers.lists')} now={list} onChange={(name) => navigate({ to: '/customers', search: { list: name } } as never)} names={mine.map((name) => ({ name, text: t(`customers.list.${name}`) }))} />
      {list === 'find' && <Find />}
      <Suspense fallback={<Loading />}>
        {list === 'accounts' && <KeyAccounts search={search} set={set} />}
        {list === 'segments' && <Segments search={search} set={set} />}
        {list === 'duplicates' && <Duplicates search={search} set={set} />}
      </Suspense>
    </>
  );
}

function Find() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const find = useCommand(CustomersApi.method.searchCustomers, { quiet: true });
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLElement>(null);
  const columns = useColumns();
  useEffect(() => { field.current?.querySelector('input')?.focus(); }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const criterion = criterionOf(typed);
    setWrong(!criterion);
    if (criterion) find.mutate({ ...criterion, pageSize: 50 }, {
      onSuccess: ({ hits }) => { if (hits.length === 1 && hits[0].inScope) navigate({ to: `/customers/${hits[0].customerId}` as never }); },
    });
  };
  const hits = find.data?.hits;
  return (
    <>
      {may('customers.search') && (
        <form className="card finder" role="search" onSubmit={submit}>
          <span className="grow" ref={field as never}>
            <Input size="large" aria-label={t('customers.find')} placeholder={t('customers.find')} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          </span>
          <Button type="primary" size="large" htmlType="submit" loading={find.isPending}>{t('customers.search')}</Button>
          <p className={wrong ? 'finder-hint bad' : 'finder-hint quiet'} role={wrong ? 'alert' : undefined}>{wrong ? t('customers.findWrong') : t('customers.findHint')}</p>
        </form>
      )}
      {hits ? (
        <Table label={t('customers.hits')} rows={hits} columns={columns} id={(hit) => hit.customerId}
          empty={<Nothing title={t('customers.nobody')}>{t('customers.nobodyWhy')}</Nothing>} />
      ) : !find.isPending && <div className="card"><Nothing title={t('customers.start')}>{t('customers.startWhy')}</Nothing></div>}
      {find.data?.more && <p className="quiet">{t('customers.more')}</p>}
    </>
  );
}

export function useColumns(pick?: (hit: CustomerHit) => void): Column<CustomerHit>[] {
  const { t } = useTranslation();
  const nameOf = usePeople();
  return [
    {
      key: 'name', title: t('customers.name'),
      show: (hit) => {
        const name = hit.nameMasked || t('customers.noName');
        if (!hit.inScope) return <span className="quiet">{name} · {t('customers.foreign')}</span>;
        if (pick) return <button type="button" className="link" onClick={() => pick(hit)}>{name}</button>;
        return <Link className="link" to={`/customers/${hit.customerId}` as never}>{name}</Link>;
      },
    },
    { key: 'kind', title: t('customers.kind'), kind: 'wide', show: (hit) => <Chip set="customerKind" word={Customer_Kind[hit.kind]} /> },
    { key: 'point', title: t('customers.point'), show: (hit) => (hit.pointMasked ? <Phone number={hit.pointMasked} /> : '–') },
    { key: 'tier', title: t('customers.tier'), show: (hit) => hit.tier || '–' },
    { key: 'owner', title: t('leads.owner'), kind: 'wide', show: (hit) => (hit.ownerId ? nameOf(hit.ownerId) : t('leads.nobody')) },
  ];
}
