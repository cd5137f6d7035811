// SPDX-License-Identifier: Apache-2.0
// One field from everywhere (Ctrl K): to a page, to a customer by number, address or name, to a new lead. A customer is asked
// for when somebody says so, not at every key.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Modal } from '../parts/antd';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Customers, type CustomerHit } from '@dealspine/api/dealspine/customers_pb';
import { transport } from '../api';
import { criterionOf } from '../pages/customers/find';
import { usePeople } from '../parts/people';
import { pages } from '../router';
import { useMay } from '../session';
import { useErrorText } from './states';

interface Choice { key: string; text: string; more?: string; run?: () => void }

export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const nameOf = usePeople();
  const errorText = useErrorText();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<{ hits: CustomerHit[]; of: string }>();
  const [refusal, setRefusal] = useState('');
  useEffect(() => { const timer = setTimeout(() => field.current?.focus()); return () => clearTimeout(timer); }, []);
  const go = (to: string, search: object = {}) => { onClose(); navigate({ to, search } as never); };
  const criterion = may('customers.search') ? criterionOf(typed) : undefined;
  const look = () => {
    setRefusal('');
    callUnaryMethod(transport, Customers.method.searchCustomers, { ...criterion, pageSize: 10 }).then((reply) => { setFound({ hits: reply.hits, of: typed }); setAt(0); }, (error) => setRefusal(errorText(error)));
  };
  const has = (text: string) => text.toLowerCase().includes(typed.trim().toLowerCase());
  const hits = found?.of === typed ? found.hits : undefined;
  const choices: Choice[] = [
    ...(hits ?? []).map((hit) => ({
      key: hit.customerId, text: hit.nameMasked || hit.pointMasked || t('customers.noName'), run: hit.inScope ? () => go(`/customers/${hit.customerId}`) : undefined,
      more: [hit.nameMasked && hit.pointMasked, hit.ownerId ? nameOf(hit.ownerId) : t('leads.nobody'), !hit.inScope && t('customers.foreign')].filter(Boolean).join(' · '),
    })),
    ...pages.filter((page) => page.needs.some(may) && has(t(`page.${page.key}`))).map((page) => ({ key: page.key, text: t(`page.${page.key}`), more: t('palette.page'), run: () => go(page.path) })),
    ...(may('leads.capture') && may('leads.read') && (hits || has(t('leads.capture'))) ? [{ key: 'capture', text: t('leads.capture'), more: t('palette.act'), run: () => go('/leads', { capture: 'yes' }) }] : []),
    ...(has(t('account.title')) ? [{ key: 'account', text: t('account.title'), more: t('palette.page'), run: () => go('/account') }] : []),
    ...(criterion && !hits ? [{ key: 'find', text: t('palette.find', { text: typed.trim() }), run: look }] : []),
  ];
  const now = Math.min(at, choices.length - 1);
  const hear = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setAt(Math.max(0, Math.min(choices.length - 1, now + by)));
    else if (event.key === 'Enter') choices[now]?.run?.();
    else return;
    event.preventDefault();
  };
  return (
    <Modal open footer={null} width={560} title={t('palette.title')} onCancel={onClose} className="palette">
      <div className="stack">
        <input ref={field} className="plain-input" role="combobox" aria-expanded aria-controls="palette-choices" aria-activedescendant={choices[now] && `palette-${choices[now].key}`} aria-label={t('palette.hint')}
          placeholder={t('palette.hint')} autoComplete="off" value={typed} onKeyDown={hear} onChange={(event) => { setTyped(event.target.value); setAt(0); }} />
        {refusal && <p className="notice bad" role="alert">{refusal}</p>}
        {hits && <p className={hits.length ? 'hidden' : 'quiet'} role="status">{hits.length ? t('palette.count', { count: hits.length }) : t('customers.nobody')}</p>}
        <ul className="choices" id="palette-choices" role="listbox" aria-label={t('palette.title')}>
          {choices.map((one, nth) => (
            <li key={one.key} id={`palette-${one.key}`} role="option" aria-selected={nth === now} aria-disabled={!one.run || undefined} onClick={one.run} onMouseMove={() => setAt(nth)}>
              <span className="grow">{one.text}</span>{one.more && <span className="quiet small">{one.more}</span>}
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
