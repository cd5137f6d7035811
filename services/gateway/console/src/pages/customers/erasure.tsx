// SPDX-License-Identifier: Apache-2.0
// A customer is erased for good, and what each service has done about it since.
import { useState } from 'react';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Customers, type Customer } from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { ReasonDialog } from '../../parts/reason';
import { Table } from '../../parts/table';
import { When } from '../../parts/values';
import { Nothing } from '../../shell/states';

const reasons = ['asked_by_person', 'retention'];
const againMs = 3000;

export function Erase({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const erase = useCommand(Customers.method.eraseCustomer);
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>{t('erasure.erase')}</Button>
      {asking && <ReasonDialog title={t('erasure.sure')} okText={t('erasure.erase')} danger codes={reasons} set="erasureReason" onClose={() => setAsking(false)}
        run={(reason) => erase.mutateAsync({ customerId: customer.id, reason })} />}
    </>
  );
}

/** Asked again until every service has said what it did. */
export function Erasure({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const found = useQuery(Customers.method.getErasure, { customerId }, { refetchInterval: (query) => (query.state.data?.complete ? false : againMs) });
  const all = found.data;
  return (
    <section className="stack" aria-label={t('erasure.title')} data-complete={all?.complete}>
      <div className="row"><h2>{t('erasure.title')}</h2><span className="grow" />
        {all && <span className={all.complete ? 'chip good' : 'chip warn'}>{all.complete ? t('erasure.complete') : t('erasure.underWay')}</span>}</div>
      {all && <p className="quiet"><When at={all.erasedAt} /> · {nameOf(all.erasedBy)} · {t(`erasureReason.${all.reason}`, { defaultValue: all.reason })}</p>}
      <Table label={t('erasure.title')} rows={all?.steps} id={(one) => one.service} error={found.error} again={() => found.refetch()} empty={<Nothing title={t('erasure.none')} />} columns={[
        { key: 'service', title: t('ops.service'), show: (one) => one.service },
        { key: 'done', title: t('erasure.done'), show: (one) => (one.doneAt ? <When at={one.doneAt} /> : <span className="chip warn">{t('erasure.waiting')}</span>) },
        { key: 'rows', title: t('erasure.rows'), kind: 'number', show: (one) => (one.doneAt ? one.rows : '–') },
        { key: 'kept', title: t('erasure.kept'), show: (one) => (one.kept ? <>{one.kept} <span className="quiet small">{t(`keptReason.${one.keptReason}`, { defaultValue: one.keptReason })}</span></> : '–') },
      ]} />
    </section>
  );
}
