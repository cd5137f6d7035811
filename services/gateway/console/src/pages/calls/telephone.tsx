// SPDX-License-Identifier: Apache-2.0
// By what calls are made: an adapter dials and reports what happens on the line, or the agent says so by hand.
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Customers, Telephone_Mode } from '@dealspine/api/dealspine/customers_pb';

const againMs = 30_000;

/** Not known yet: by hand. */
export function useTelephone() {
  const { data } = useQuery(Customers.method.getTelephone, {}, { refetchInterval: againMs });
  return { known: !!data, adapter: data?.telephone?.mode === Telephone_Mode.ADAPTER ? data.telephone.adapter : undefined };
}

export function TelephoneChip() {
  const { t } = useTranslation();
  const { known, adapter } = useTelephone();
  if (!known) return null;
  return <span className={`chip ${adapter ? 'good' : ''}`} data-telephone={adapter ? 'ADAPTER' : 'MANUAL'} title={t(adapter ? 'calls.byAdapterWhy' : 'calls.byHandWhy')}>
    {adapter ? t('calls.byAdapter', { adapter }) : t('calls.byHand')}</span>;
}
