// SPDX-License-Identifier: Apache-2.0
// What happened with the customer over all channels, by kind.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { History } from '../calls/history';

const kinds = ['', 'CALL', 'ACTIVITY', 'CAPTURE', 'HISTORIC_CALL'] as const;

export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<(typeof kinds)[number]>('');
  return (
    <>
      <div className="row" role="group" aria-label={t('customers.kinds')}>
        {kinds.map((one) => (
          <button key={one} type="button" className={`pick ${kind === one ? 'on' : ''}`} aria-pressed={kind === one} onClick={() => setKind(one)}>
            {one ? t(`timeline.${one}`) : t('filter.all')}
          </button>
        ))}
      </div>
      <History customerId={customerId} kind={kind || undefined} />
    </>
  );
}
