// SPDX-License-Identifier: Apache-2.0
// P1: what now, in the order in which PullNext serves it, each with its reason; and the contracts that wait for me.
import { isFieldSet } from '@bufbuild/protobuf';
import { useQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Contract_State, Contracts } from '@dealspine/api/dealspine/contracts_pb';
import { DayItem_Kind, DayItemSchema, Lead_Grade, Leads, type DayItem } from '@dealspine/api/dealspine/leads_pb';
import { Table, type Column } from '../../parts/table';
import { Chip, Money, Until } from '../../parts/values';
import { useMay } from '../../session';
import { Nothing } from '../../shell/states';

export function Day() {
  const { t } = useTranslation();
  const may = useMay();
  const day = useQuery(Leads.method.listDay, { limit: 100 });
  const waiting = useQuery(Contracts.method.listContracts, { awaitingMe: true, pageSize: 10 }, { enabled: may('contracts.read') });
  const columns: Column<DayItem>[] = [
    { key: 'kind', title: t('day.what'), show: (item) => <span className={`chip ${item.overdue ? 'bad' : ''}`}>{t(`day.${DayItem_Kind[item.kind]}`)}</span> },
    { key: 'who', title: t('leads.contact'), show: (item) => <Link className="link" to={'/calls' as never} search={{ lead: item.leadId } as never}>{item.phoneMasked || t('leads.noContact')}</Link> },
    { key: 'product', title: t('leads.product'), kind: 'wide', show: (item) => item.product || '–' },
    { key: 'grade', title: t('leads.grade'), show: (item) => <span className="chip"><b>{isFieldSet(item, DayItemSchema.field.grade) ? Lead_Grade[item.grade] : '–'}</b> {item.priority}</span> },
    { key: 'due', title: t('day.due'), show: (item) => <Until at={item.dueAt} due /> },
    { key: 'why', title: t('day.why'), kind: 'wide', show: (item) => <span className="quiet">{item.reason}</span> },
  ];
  return (
    <>
      <div className="head"><h1>{t('page.day')}</h1></div>
      <Table label={t('page.day')} columns={columns} rows={day.data?.items} id={(item) => `${item.leadId}${item.kind}${item.callbackId}`}
        error={day.error} again={() => day.refetch()} empty={<Nothing title={t('day.empty')}>{t('day.emptyWhy')}</Nothing>} />
      {day.data && day.data.more > 0 && <p className="quiet">{t('day.more', { count: day.data.more })}</p>}
      {waiting.data && waiting.data.contracts.length > 0 && (
        <section className="stack">
          <h2>{t('contracts.inbox')}</h2>
          <Table label={t('contracts.inbox')} rows={waiting.data.contracts} id={(one) => one.id} empty={null} columns={[
            { key: 'number', title: t('contracts.number'), show: (one) => <Link className="link" to={`/contracts/${one.id}` as never}>{one.number}</Link> },
            { key: 'state', title: t('leads.state'), show: (one) => <Chip set="contract" word={Contract_State[one.state]} /> },
            { key: 'next', title: t('contracts.next'), kind: 'wide', show: (one) => t(`contracts.next.${Contract_State[one.state]}`) },
            { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
          ]} />
        </section>
      )}
    </>
  );
}
