// SPDX-License-Identifier: Apache-2.0
// Who of the customer takes part in an opportunity, and which part each plays: people who are known, and such as are
// met now.
import { Button, Input } from '../../parts/antd';
import { isFieldSet } from '@bufbuild/protobuf';
import { useTranslation } from 'react-i18next';
import { ContactSchema, Contact_Level, type Contact } from '@dealspine/api/dealspine/customers_pb';
import type { BuyingRole_Role } from '@dealspine/api/dealspine/opportunities_pb';
import { Choice } from '../../parts/table';

export const buyingRoles = ['INITIATOR', 'DESIGNER', 'EVALUATOR', 'DECISION_MAKER', 'USER'] as const;
const levels = ['EXECUTIVE', 'MANAGEMENT', 'OPERATIONAL'] as const;

export type Parts = Record<string, keyof typeof BuyingRole_Role>;
export interface Newcomer { name: string; phone: string; level: string; role: string }

/** Who is added has a name and a part. */
export const isWhole = (one: Newcomer) => !!one.name.trim() && !!one.role;

/** Without `onNewcomers` nobody can be added. */
export function TakingPart({ contacts, parts, onParts, newcomers, onNewcomers }: {
  contacts: Contact[]; parts: Parts; onParts: (parts: Parts) => void; newcomers: Newcomer[]; onNewcomers?: (newcomers: Newcomer[]) => void;
}) {
  const { t } = useTranslation();
  const roles = buyingRoles.map((one) => ({ value: one, text: t(`keyRole.${one}`) }));
  const change = (nth: number, next: Partial<Newcomer>) => onNewcomers?.(newcomers.map((one, at) => (at === nth ? { ...one, ...next } : one)));
  return (
    <fieldset className="factor stack"><legend>{t('taking.title')}</legend>
      {!contacts.length && !newcomers.length && <p className="quiet">{t('taking.nobody')}</p>}
      {contacts.map((one) => (
        <div className="row" key={one.id} data-contact={one.id}>
          <span className="grow">{one.nameMasked} {isFieldSet(one, ContactSchema.field.level) && <span className="chip">{t(`level.${Contact_Level[one.level]}`)}</span>}</span>
          <Choice label={t('taking.partOf', { name: one.nameMasked })} hideLabel value={parts[one.id] ?? ''} onChange={(role) => onParts({ ...parts, [one.id]: role as Parts[string] })}
            options={[{ value: '', text: t('taking.none') }, ...roles]} />
        </div>
      ))}
      {newcomers.map((one, nth) => (
        <div className="row newcomer" key={nth} role="group" aria-label={t('taking.newcomer', { number: nth + 1 })}>
          <label className="field"><span>{t('customers.nameOfContact')}</span><Input value={one.name} maxLength={100} autoFocus onChange={(event) => change(nth, { name: event.target.value })} /></label>
          <label className="field"><span>{t('leads.phone')}</span><Input value={one.phone} inputMode="tel" maxLength={100} onChange={(event) => change(nth, { phone: event.target.value })} /></label>
          <Choice label={t('customers.level')} value={one.level} onChange={(level) => change(nth, { level })}
            options={[{ value: '', text: t('dialog.choose') }, ...levels.map((level) => ({ value: level, text: t(`level.${level}`) }))]} />
          <Choice label={t('taking.part')} value={one.role} onChange={(role) => change(nth, { role })} options={[{ value: '', text: t('dialog.choose') }, ...roles]} />
          <Button size="small" type="text" aria-label={t('taking.dropOf', { number: nth + 1 })} onClick={() => onNewcomers?.(newcomers.filter((_, at) => at !== nth))}>{t('taking.drop')}</Button>
        </div>
      ))}
      {onNewcomers && <div><Button size="small" onClick={() => onNewcomers([...newcomers, { name: '', phone: '', level: '', role: '' }])}>{t('customers.addContact')}</Button></div>}
    </fieldset>
  );
}
