// SPDX-License-Identifier: Apache-2.0
// Who is who at the customer: departments as a tree, people in them with level, function, the part they play and how to
// reach them.
import { useState } from 'react';
import { isFieldSet } from '@bufbuild/protobuf';
import { Button, Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import {
  ContactSchema, Contact_Function, Contact_Level, Customer_Kind, Customers, KeyPerson_Role, RevealFieldRequest_Field,
  type Contact, type Department, type GetCustomerReply, type GetOrgChartReply,
} from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { useMay } from '../../session';
import { Failure, Loading, Nothing } from '../../shell/states';
import { useHints } from './hints';
import { AddPoint, PointList, pointsLeft, pointsOf } from './points';
import { Reveal } from './reveal';

const levels = ['EXECUTIVE', 'MANAGEMENT', 'OPERATIONAL'] as const;
const functions = ['USER', 'TECHNICAL', 'FINANCE_PURCHASING', 'SUPPORT'] as const;
/** Of more people the points show on demand: each light is asked for by itself, and again every minute. */
const atOnce = 20;

export function People({ all, open }: { all: GetCustomerReply; open: boolean }) {
  const { t } = useTranslation();
  const customer = all.customer!;
  const may = useMay()('customers.write') && open;
  const [adding, setAdding] = useState<'contact' | 'department'>();
  const chart = useQuery(Customers.method.getOrgChart, { customerId: customer.id });
  if (chart.error && !chart.data) return <Failure error={chart.error} again={() => chart.refetch()} />;
  if (!chart.data) return <Loading />;
  const { departments, contacts } = chart.data;
  const person = (one: Contact) => <Person key={one.id} contact={one} chart={chart.data} all={all} open={open} />;
  const unplaced = contacts.filter((one) => !departments.some((department) => department.id === one.departmentId));
  return (
    <section className="card stack" aria-label={t('customers.tab.people')}>
      <div className="row"><h2>{t('customers.tab.people')}</h2><span className="grow" />
        {may && customer.kind === Customer_Kind.ORGANISATION && <Button size="small" onClick={() => setAdding('department')}>{t('customers.addDepartment')}</Button>}
        {may && <Button size="small" type="primary" onClick={() => setAdding('contact')}>{t('customers.addContact')}</Button>}
      </div>
      {!departments.length && !contacts.length && <Nothing title={t('customers.noPeople')}>{t('customers.noPeopleWhy')}</Nothing>}
      <ul className="tree">
        {departments.map((department) => (
          <li key={department.id} style={{ '--depth': department.depth } as never} data-department={department.name}>
            <div className="row department"><b>{department.name}</b><span className="chip">{t(`function.${Contact_Function[department.kind]}`)}</span>
              {department.closed && <span className="chip bad">{t('customers.closed')}</span>}</div>
            {contacts.filter((one) => one.departmentId === department.id).map(person)}
          </li>
        ))}
        {unplaced.length > 0 && (
          <li style={{ '--depth': 0 } as never} data-department="">
            {departments.length > 0 && <div className="row department quiet">{t('customers.noDepartment')}</div>}
            {unplaced.map(person)}
          </li>
        )}
      </ul>
      {pointsLeft(all).length > 0 && <Gone all={all} open={open} />}
      {adding === 'contact' && <AddContact customerId={customer.id} departments={departments} onClose={() => setAdding(undefined)} />}
      {adding === 'department' && <AddDepartment customerId={customer.id} departments={departments} onClose={() => setAdding(undefined)} />}
    </section>
  );
}

function Person({ contact, chart, all, open }: { contact: Contact; chart: GetOrgChartReply; all: GetCustomerReply; open: boolean }) {
  const { t } = useTranslation();
  const may = useMay()('customers.write') && open;
  const [adding, setAdding] = useState(false);
  const many = chart.contacts.length > atOnce;
  const [reaching, setReaching] = useState(!many);
  const points = pointsOf(all, contact.id);
  const reach = t('customers.pointsOf', { name: contact.nameMasked });
  const update = useCommand(Customers.method.updateContact);
  const roles = chart.keyPeople.filter((one) => one.contactId === contact.id);
  return (
    <div className="person stack" data-contact={contact.id}>
      <div className="row">
        <Reveal customerId={contact.customerId} field={RevealFieldRequest_Field.CONTACT_NAME} targetId={contact.id} masked={contact.nameMasked} what={t('customers.nameOfContact')} />
        {isFieldSet(contact, ContactSchema.field.level) && <span className="chip accent">{t(`level.${Contact_Level[contact.level]}`)}</span>}
        {isFieldSet(contact, ContactSchema.field.function) && <span className="chip">{t(`function.${Contact_Function[contact.function]}`)}</span>}
        {contact.jobRole && <span className="quiet">{contact.jobRole}</span>}
        {roles.map((one) => <span key={one.role} className="chip warn">{t(`keyRole.${KeyPerson_Role[one.role]}`)}</span>)}
        <span className="grow" />
        {points.length > 0 && (many || !reaching) && <button type="button" className="link small" aria-label={reach} aria-expanded={reaching} onClick={() => setReaching(!reaching)}>{t('customers.points')}</button>}
        {may && <button type="button" className="link small" onClick={() => setAdding(true)}>{t('customers.addPoint')}</button>}
        {may && chart.departments.length > 0 && (
          <Choice label={t('customers.moveTo')} hideLabel value={contact.departmentId} onChange={(departmentId) => departmentId && update.mutate({ id: contact.id, departmentId, expectedVersion: contact.version })}
            options={[{ value: '', text: t('customers.moveTo') }, ...chart.departments.filter((one) => !one.closed).map((one) => ({ value: one.id, text: one.name }))]} />
        )}
        {may && <button type="button" className="link small" onClick={() => update.mutate({ id: contact.id, left: true, expectedVersion: contact.version })}>{t('customers.left')}</button>}
      </div>
      {points.length > 0 && reaching && <div role="group" aria-label={reach} className="stack"><PointList points={points} zone={all.customer!.timeZone} open={open} /></div>}
      {adding && <AddPoint customerId={contact.customerId} contactId={contact.id} onClose={() => setAdding(false)} />}
    </div>
  );
}

/** Those who left and whose numbers are still on record: out of the way, and nobody is offered to contact them. */
function Gone({ all, open }: { all: GetCustomerReply; open: boolean }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const customerId = all.customer!.id;
  const people = useQuery(Customers.method.listContacts, { customerId, pageSize: 200 }, { enabled: shown });
  const points = pointsLeft(all);
  const ids = [...new Set(points.map((point) => point.contactId))];
  return (
    <div className="stack" data-gone>
      <div><button type="button" className="link small" aria-expanded={shown} onClick={() => setShown(!shown)}>{t('customers.whoLeft', { count: ids.length })}</button></div>
      {shown && people.error && !people.data && <Failure error={people.error} again={() => people.refetch()} />}
      {shown && people.data && ids.map((id) => {
        const name = people.data.contacts.find((one) => one.id === id)?.nameMasked ?? '–';
        return (
          <div className="person stack" key={id} data-contact-left={id}>
            <div className="row"><span>{name}</span><span className="chip">{t('customers.left')}</span></div>
            <div role="group" aria-label={t('customers.pointsOf', { name })} className="stack"><PointList points={points.filter((point) => point.contactId === id)} zone={all.customer!.timeZone} open={open} left /></div>
          </div>
        );
      })}
    </div>
  );
}

function AddContact({ customerId, departments, onClose }: { customerId: string; departments: Department[]; onClose: () => void }) {
  const { t } = useTranslation();
  const add = useCommand(Customers.method.addContact);
  const hint = useHints();
  const [form, setForm] = useState({ name: '', level: '', fn: '', role: '', phone: '', email: '', department: '' });
  const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value });
  const none = { value: '', text: t('dialog.choose') };
  const go = () => add.mutate({
    customerId, name: form.name.trim(), jobRole: form.role.trim() || undefined, phone: form.phone.trim() || undefined, email: form.email.trim() || undefined,
    departmentId: form.department || undefined,
    ...(form.level ? { level: Contact_Level[form.level as keyof typeof Contact_Level] } : {}),
    ...(form.fn ? { function: Contact_Function[form.fn as keyof typeof Contact_Function] } : {}),
  }, { onSuccess: (reply) => { onClose(); hint(reply.duplicates); } });
  return (
    <Modal open title={t('customers.addContact')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !form.name.trim() || (!!form.role && !/^[A-Za-z0-9_.-]+$/.test(form.role)), loading: add.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('customers.nameOfContact')}</span><Input value={form.name} maxLength={100} autoFocus onChange={(event) => set('name')(event.target.value)} /></label>
        <div className="row">
          <Choice label={t('customers.level')} value={form.level} onChange={set('level')} options={[none, ...levels.map((one) => ({ value: one, text: t(`level.${one}`) }))]} />
          <Choice label={t('customers.function')} value={form.fn} onChange={set('fn')} options={[none, ...functions.map((one) => ({ value: one, text: t(`function.${one}`) }))]} />
          {departments.length > 0 && <Choice label={t('customers.department')} value={form.department} onChange={set('department')} options={[none, ...departments.map((one) => ({ value: one.id, text: one.name }))]} />}
        </div>
        <label className="field"><span>{t('customers.jobRole')}</span><Input value={form.role} maxLength={60} onChange={(event) => set('role')(event.target.value)} /></label>
        <label className="field"><span>{t('leads.phone')}</span><Input value={form.phone} inputMode="tel" onChange={(event) => set('phone')(event.target.value)} /></label>
        <label className="field"><span>{t('pointKind.EMAIL')}</span><Input value={form.email} inputMode="email" onChange={(event) => set('email')(event.target.value)} /></label>
      </div>
    </Modal>
  );
}

function AddDepartment({ customerId, departments, onClose }: { customerId: string; departments: Department[]; onClose: () => void }) {
  const { t } = useTranslation();
  const put = useCommand(Customers.method.putDepartment);
  const [name, setName] = useState('');
  const [kind, setKind] = useState('USER');
  const [parent, setParent] = useState('');
  const go = () => put.mutate({ customerId, name: name.trim(), kind: Contact_Function[kind as keyof typeof Contact_Function], parentId: parent || undefined }, { onSuccess: onClose });
  return (
    <Modal open title={t('customers.addDepartment')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !name.trim(), loading: put.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('customers.department')}</span><Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} /></label>
        <Choice label={t('customers.function')} value={kind} onChange={setKind} options={functions.map((one) => ({ value: one, text: t(`function.${one}`) }))} />
        <Choice label={t('customers.below')} value={parent} onChange={setParent} options={[{ value: '', text: t('customers.atTop') }, ...departments.map((one) => ({ value: one.id, text: one.name }))]} />
      </div>
    </Modal>
  );
}
