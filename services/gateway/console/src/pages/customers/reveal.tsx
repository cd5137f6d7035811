// SPDX-License-Identifier: Apache-2.0
// A masked value, and the button that shows it: the server writes who looked before it answers. It hides again by itself.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Customers, RevealFieldRequest_Field } from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { phoneText } from '../../parts/values';
import { useMay } from '../../session';

const shownMs = 60_000;

export function Reveal({ customerId, field, targetId, masked, what }: {
  customerId: string; field: RevealFieldRequest_Field; targetId?: string; masked: string; what: string;
}) {
  const { t, i18n } = useTranslation();
  const may = useMay()('customers.reveal');
  const reveal = useCommand(Customers.method.revealField, { quiet: true });
  const [value, setValue] = useState('');
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setValue(''), shownMs);
    return () => clearTimeout(timer);
  }, [value]);
  if (value) return <b className="revealed" data-revealed>{phoneText(value, i18n.language)}</b>;
  return (
    <span className="revealable">
      <span>{masked ? phoneText(masked, i18n.language) : '–'}</span>
      {may && masked && <button type="button" className="link small" aria-label={t('customers.revealOf', { what })} disabled={reveal.isPending}
        onClick={() => reveal.mutate({ customerId, field, targetId, reason: 'look_up' }, { onSuccess: (reply) => setValue(reply.value) })}>{t('customers.reveal')}</button>}
    </span>
  );
}
