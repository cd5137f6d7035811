// SPDX-License-Identifier: Apache-2.0
// How the customer and its people can be reached, with a light for each way; and what was agreed to, with its proof.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import {
  ContactPermission_Medium, ContactPermission_State, ContactPoint_Kind, ContactPoint_State, Customers, RevealFieldRequest_Field,
  type ContactPoint, type GetCustomerReply,
} from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { Choice, Table } from '../../parts/table';
import { Chip, When, useNow } from '../../parts/values';
import { clockThere } from '../../parts/zone';
import { useMay } from '../../session';
import { Nothing } from '../../shell/states';
import { Light } from '../calls/light';
import { ContactDialog } from './contact';
import { useHints } from './hints';
import { Reveal } from './reveal';

const media: Record<number, (keyof typeof ContactPermission_Medium)[]> = {
  [ContactPoint_Kind.PHONE]: ['CALL', 'SMS'], [ContactPoint_Kind.EMAIL]: ['EMAIL'], [ContactPoint_Kind.ADDRESS]: ['POST', 'VISIT'],
  [ContactPoint_Kind.IM]: ['IM'], [ContactPoint_Kind.WEB]: [],
};
const pointKinds = ['PHONE', 'EMAIL', 'ADDRESS', 'IM', 'WEB'] as const;
const invalidReasons = ['no_such_number', 'bounced', 'not_theirs'];

/** The points in use of those who left the customer. */
export const pointsLeft = (all: GetCustomerReply) => all.contactPoints.filter((point) => point.personLeft && point.state !== ContactPoint_State.RETIRED);

/** The points in use of this person; without one, the customer's own. */
export const pointsOf = (all: GetCustomerReply, contactId = '') =>
  all.contactPoints.filter((point) => point.contactId === contactId && point.state !== ContactPoint_State.RETIRED);

export function Points({ all, open }: { all: GetCustomerReply; open: boolean }) {
  const { t } = useTranslation();
  const may = useMay()('customers.write') && open;
  const [adding, setAdding] = useState(false);
  const points = pointsOf(all);
  return (
    <section className="card stack" aria-label={t('customers.points')}>
      <div className="row"><h2>{t('customers.points')}</h2><span className="grow" />
        {may && <Button size="small" onClick={() => setAdding(true)}>{t('customers.addPoint')}</Button>}</div>
      {!points.length && <p className="quiet">{t('customers.noPoints')}</p>}
      <PointList points={points} zone={all.customer!.timeZone} open={open} />
      {adding && <AddPoint customerId={all.customer!.id} onClose={() => setAdding(false)} />}
    </section>
  );
}

/** `left`: of somebody who left, who is not to be contacted any more. */
export function PointList({ points, zone, open, left }: { points: ContactPoint[]; zone: string; open: boolean; left?: boolean }) {
  const may = useMay();
  return points.map((point) => <Point key={point.id} point={point} may={may('customers.write') && open} mayContact={may('customers.call') && open && !left} zone={zone} />);
}

function Point({ point, may, mayContact, zone }: { point: ContactPoint; may: boolean; mayContact: boolean; zone: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const mark = useCommand(Customers.method.markContactPoint);
  const [contacting, setContacting] = useState<keyof typeof ContactPermission_Medium>();
  const kind = ContactPoint_Kind[point.kind];
  const set = (state: ContactPoint_State, reason?: string) => mark.mutate({ id: point.id, state, reason, expectedVersion: point.version });
  return (
    <div className="point" data-point={point.id} data-state={ContactPoint_State[point.state]}>
      <div className="row"><span className="quiet small">{t(`pointKind.${kind}`)}</span>
        <Reveal customerId={point.customerId} field={RevealFieldRequest_Field.CONTACT_POINT} targetId={point.id} masked={point.masked} what={t(`pointKind.${kind}`)} />
        {zone && point.kind === ContactPoint_Kind.PHONE && <span className="quiet small" data-there>{t('calls.there', { time: clockThere(now, zone, i18n.language) })}</span>}
        <span className="grow" />
        {point.shared && <span className="chip warn">{t('customers.shared')}</span>}
        <Chip set="pointState" word={ContactPoint_State[point.state]} />
      </div>
      {point.state !== ContactPoint_State.INVALID && media[point.kind].map((medium) => (
        <div className="row small" key={medium}>
          {mayContact && medium !== 'CALL' ? <button type="button" className="link medium" aria-label={t('contact.actOf', { medium: t(`medium.${medium}`), point: point.masked })} onClick={() => setContacting(medium)}>{t('contact.act', { medium: t(`medium.${medium}`) })}</button>
            : <span className="quiet medium">{t(`medium.${medium}`)}</span>}
          <Light pointId={point.id} medium={ContactPermission_Medium[medium]} />
        </div>
      ))}
      {contacting && <ContactDialog point={point} medium={contacting} onClose={() => setContacting(undefined)} />}
      {may && (
        <div className="row small">
          {point.state !== ContactPoint_State.VERIFIED && <button type="button" className="link" onClick={() => set(ContactPoint_State.VERIFIED)}>{t('customers.verify')}</button>}
          {point.state !== ContactPoint_State.INVALID && invalidReasons.slice(point.kind === ContactPoint_Kind.EMAIL ? 1 : 0, point.kind === ContactPoint_Kind.EMAIL ? 2 : 1).map((reason) => (
            <button key={reason} type="button" className="link" onClick={() => set(ContactPoint_State.INVALID, reason)}>{t('customers.invalidate')}</button>
          ))}
          <button type="button" className="link" onClick={() => set(ContactPoint_State.RETIRED)}>{t('customers.retire')}</button>
        </div>
      )}
    </div>
  );
}

export function AddPoint({ customerId, contactId, onClose }: { customerId: string; contactId?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const add = useCommand(Customers.method.addContactPoint);
  const hint = useHints();
  const [kind, setKind] = useState<string>('PHONE');
  const [value, setValue] = useState('');
  const go = () => add.mutate({ customerId, contactId, kind: ContactPoint_Kind[kind as keyof typeof ContactPoint_Kind], value: value.trim() }, { onSuccess: (reply) => { onClose(); hint(reply.duplicates); } });
  return (
    <Modal open title={t('customers.addPoint')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !value.trim(), loading: add.isPending }}>
      <div className="stack">
        <Choice label={t('customers.kind')} value={kind} onChange={setKind} options={pointKinds.map((one) => ({ value: one, text: t(`pointKind.${one}`) }))} />
        <label className="field"><span>{t('customers.value')}</span><Input value={value} maxLength={500} onChange={(event) => setValue(event.target.value)} /></label>
      </div>
    </Modal>
  );
}

/** Every grant, withdrawal and block of the customer's points, with what it rests on. */
export function Permissions({ all, open }: { all: GetCustomerReply; open: boolean }) {
  const { t } = useTranslation();
  const may = useMay()('customers.consent') && open;
  const [changing, setChanging] = useState(false);
  const pointOf = (id: string) => all.contactPoints.find((point) => point.id === id)?.masked ?? '–';
  return (
    <>
      <div className="row"><span className="grow quiet">{t('customers.permissionsWhy')}</span>
        {may && <Button onClick={() => setChanging(true)} disabled={!all.contactPoints.length}>{t('customers.setPermission')}</Button>}</div>
      <Table label={t('customers.tab.permissions')} rows={all.permissions} id={(one) => `${one.contactPointId}${one.medium}${one.purpose}`}
        empty={<Nothing title={t('customers.noPermissions')}>{t('customers.noPermissionsWhy')}</Nothing>} columns={[
          { key: 'point', title: t('customers.point'), show: (one) => pointOf(one.contactPointId) },
          { key: 'medium', title: t('customers.medium'), show: (one) => t(`medium.${ContactPermission_Medium[one.medium]}`) },
          { key: 'purpose', title: t('customers.purpose'), show: (one) => (one.purpose === '*' ? t('purpose.every') : t(`purpose.${one.purpose}`, { defaultValue: one.purpose })) },
          { key: 'state', title: t('leads.state'), show: (one) => <Chip set="permission" word={ContactPermission_State[one.state]} /> },
          { key: 'basis', title: t('customers.basis'), kind: 'wide', show: (one) => (one.legalBasis ? t(`basis.${one.legalBasis}`, { defaultValue: one.legalBasis }) : '–') },
          { key: 'proof', title: t('customers.proof'), kind: 'wide', show: (one) => [one.proofRef, one.textVersion].filter(Boolean).join(' · ') || '–' },
          { key: 'changed', title: t('customers.changed'), kind: 'wide', show: (one) => <When at={one.changedAt} /> },
        ]} />
      {changing && <SetPermission points={all.contactPoints} onClose={() => setChanging(false)} />}
    </>
  );
}

const bases = ['consent', 'contract', 'legitimate_interest', 'legal_obligation'];
const purposes = ['*', 'sales', 'service', 'survey', 'greeting', 'billing'];
const states = ['GRANTED', 'WITHDRAWN', 'BLOCKED', 'UNKNOWN'] as const;

function SetPermission({ points, onClose }: { points: ContactPoint[]; onClose: () => void }) {
  const { t } = useTranslation();
  const set = useCommand(Customers.method.setPermission);
  const usable = points.filter((point) => point.state !== ContactPoint_State.RETIRED && media[point.kind].length);
  const [pointId, setPoint] = useState(usable[0]?.id ?? '');
  const point = usable.find((one) => one.id === pointId);
  const [medium, setMedium] = useState('');
  const [purpose, setPurpose] = useState('*');
  const [state, setState] = useState<string>('GRANTED');
  const [basis, setBasis] = useState('consent');
  const [proof, setProof] = useState('');
  const possible = point ? media[point.kind] : [];
  const used = possible.find((one) => one === medium) ?? possible[0];
  const granted = state === 'GRANTED';
  const go = () => set.mutate({
    contactPointId: pointId, medium: ContactPermission_Medium[used], purpose, state: ContactPermission_State[state as keyof typeof ContactPermission_State],
    legalBasis: granted ? basis : undefined, proofRef: proof.trim() || undefined,
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('customers.setPermission')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !used, loading: set.isPending, danger: state === 'BLOCKED' }}>
      <div className="stack">
        <Choice label={t('customers.point')} value={pointId} onChange={setPoint} options={usable.map((one) => ({ value: one.id, text: one.masked }))} />
        <Choice label={t('customers.medium')} value={used ?? ''} onChange={setMedium} options={possible.map((one) => ({ value: one, text: t(`medium.${one}`) }))} />
        <Choice label={t('customers.purpose')} value={purpose} onChange={setPurpose}
          options={purposes.map((one) => ({ value: one, text: one === '*' ? t('purpose.every') : t(`purpose.${one}`) }))} />
        <Choice label={t('leads.state')} value={state} onChange={setState} options={states.map((one) => ({ value: one, text: t(`permission.${one}`) }))} />
        {granted && <Choice label={t('customers.basis')} value={basis} onChange={setBasis} options={bases.map((one) => ({ value: one, text: t(`basis.${one}`) }))} />}
        <label className="field"><span>{t('customers.proofWhere')}</span><Input value={proof} maxLength={200} onChange={(event) => setProof(event.target.value)} /></label>
      </div>
    </Modal>
  );
}
