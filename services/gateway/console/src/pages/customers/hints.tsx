// SPDX-License-Identifier: Apache-2.0
// Others that may be the same as what was just entered: said at once, masked, with who owns them.
import { App } from '../../parts/antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerHit } from '@dealspine/api/dealspine/customers_pb';
import { usePeople } from '../../parts/people';

export function HitName({ hit }: { hit: CustomerHit }) {
  const { t } = useTranslation();
  return <Link className="link" to={`/customers/${hit.customerId}` as never}>{hit.nameMasked || hit.pointMasked || t('customers.noName')}</Link>;
}

/** Tells about them, if there are any. */
export function useHints() {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const { modal } = App.useApp();
  return (hits: CustomerHit[]) => {
    if (!hits.length) return;
    modal.warning({
      title: t('duplicates.maybe', { count: hits.length }), okText: t('dialog.close'),
      content: (
        <ul className="hints">
          {hits.map((hit) => <li key={hit.customerId}>{hit.nameMasked || hit.pointMasked || t('customers.noName')} · {hit.ownerId ? nameOf(hit.ownerId) : t('leads.nobody')}</li>)}
        </ul>
      ),
    });
  };
}
