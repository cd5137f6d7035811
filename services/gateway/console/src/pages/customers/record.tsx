// SPDX-License-Identifier: Apache-2.0
// What lies around the profile: the installed base, competitors, how the customer decides, notes, goods' addresses and accounts.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import {
  CustomerNote_Topic, Customers, RevealFieldRequest_Field, type Customer, type GetCustomerRecordReply, type InstalledProduct,
} from '@dealspine/api/dealspine/customers_pb';
import { useCommand } from '../../parts/command';
import { Conflict, useEditing, type Values } from '../../parts/conflict';
import { usePeople } from '../../parts/people';
import { Choice, Table } from '../../parts/table';
import { Day, When } from '../../parts/values';
import { useMay } from '../../session';
import { Failure, Loading } from '../../shell/states';
import { Reveal } from './reveal';

export function Around({ customer, open }: { customer: Customer; open: boolean }) {
  const may = useMay();
  const found = useQuery(Customers.method.getCustomerRecord, { customerId: customer.id });
  if (found.error && !found.data) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data) return <Loading />;
  const write = may('customers.write') && open;
  return (
    <>
      <Installed customerId={customer.id} record={found.data} may={write} />
      {may('customers.competition') && <Competition customerId={customer.id} may={open} />}
      <Decides record={found.data} />
      <Notes customerId={customer.id} record={found.data} may={write} />
      <Sealed customerId={customer.id} record={found.data} />
    </>
  );
}

function Stars({ of }: { of: number }) {
  const { t } = useTranslation();
  return of ? <span className="stars" role="img" aria-label={t('customers.satisfied', { of })}>{'●'.repeat(of)}{'○'.repeat(5 - of)}</span> : <span className="quiet">–</span>;
}

function Installed({ customerId, record, may }: { customerId: string; record: GetCustomerRecordReply; may: boolean }) {
  const { t } = useTranslation();
  const [putting, setPutting] = useState<string>(); // the id of one; empty: a new one
  return (
    <section className="stack" aria-label={t('customers.installed')}>
      <div className="row"><h2>{t('customers.installed')}</h2><span className="grow" />
        {may && <Button size="small" onClick={() => setPutting('')}>{t('customers.addInstalled')}</Button>}</div>
      <Table label={t('customers.installed')} rows={record.installed} id={(one) => one.id} empty={<p className="quiet empty-line">{t('customers.noInstalled')}</p>} columns={[
        { key: 'product', title: t('leads.product'), show: (one) => (may ? <button type="button" className="link" onClick={() => setPutting(one.id)}>{one.product}</button> : one.product) },
        { key: 'whose', title: t('customers.whose'), show: (one) => (one.competitor ? <span className="chip warn">{one.competitor}</span> : <span className="chip good">{t('customers.ours')}</span>) },
        { key: 'quantity', title: t('contracts.quantity'), kind: 'number', show: (one) => one.quantity },
        { key: 'since', title: t('customers.since'), kind: 'wide', show: (one) => <Day on={one.since} /> },
        { key: 'satisfaction', title: t('customers.satisfaction'), show: (one) => <Stars of={one.satisfaction} /> },
        { key: 'closed', title: t('leads.state'), kind: 'wide', show: (one) => (one.closed ? <span className="chip">{t('customers.gone')}</span> : <span className="chip accent">{t('customers.inUse')}</span>) },
      ]} />
      {putting !== undefined && <PutInstalled customerId={customerId} before={record.installed.find((one) => one.id === putting)} onClose={() => setPutting(undefined)} />}
    </section>
  );
}

const isCode = (text: string) => /^[A-Za-z0-9_.-]+$/.test(text);
const installedOf = (one?: InstalledProduct): Values => ({
  product: one?.product ?? '', competitor: one?.competitor ?? '', quantity: String(one?.quantity ?? 1), since: one?.since ?? '',
  satisfaction: one?.satisfaction ? String(one.satisfaction) : '', closed: one?.closed ? 'yes' : '',
});

/** `before`: as it is now; it may change while the form is open. */
function PutInstalled({ customerId, before, onClose }: { customerId: string; before?: InstalledProduct; onClose: () => void }) {
  const { t } = useTranslation();
  const put = useCommand(Customers.method.putInstalledProduct);
  const theirs = installedOf(before);
  const editing = useEditing(before?.version ?? 0n, theirs);
  const { value, set } = editing;
  const labels: Record<string, string> = {
    product: t('customers.productCode'), competitor: t('customers.competitorCode'), quantity: t('contracts.quantity'), since: t('customers.since'),
    satisfaction: t('customers.satisfaction'), closed: t('customers.gone'),
  };
  const good = editing.settled && isCode(value('product')) && (!value('competitor') || isCode(value('competitor'))) && /^\d+$/.test(value('quantity'));
  const go = () => put.mutate({
    customerId, id: before?.id, product: value('product'), competitor: value('competitor') || undefined, quantity: Number(value('quantity')), since: value('since') || undefined,
    satisfaction: value('satisfaction') ? Number(value('satisfaction')) : undefined, closed: !!value('closed'),
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('customers.addInstalled')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !good, loading: put.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={labels} />
        {(['product', 'competitor', 'quantity'] as const).map((name) => (
          <label className="field" key={name}><span>{labels[name]}</span><Input value={value(name)} inputMode={name === 'quantity' ? 'numeric' : undefined} onChange={(event) => set(name, event.target.value.trim())} /></label>
        ))}
        <label className="field"><span>{labels.since}</span><input type="date" className="plain-input" value={value('since')} onChange={(event) => set('since', event.target.value)} /></label>
        <Choice label={labels.satisfaction} value={value('satisfaction')} onChange={(satisfaction) => set('satisfaction', satisfaction)}
          options={[{ value: '', text: t('dialog.choose') }, ...['1', '2', '3', '4', '5'].map((one) => ({ value: one, text: one }))]} />
        {before && <label className="row"><input type="checkbox" checked={!!value('closed')} onChange={(event) => set('closed', event.target.checked ? 'yes' : '')} /> {labels.closed}</label>}
      </div>
    </Modal>
  );
}

function Competition({ customerId, may }: { customerId: string; may: boolean }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const found = useQuery(Customers.method.getCompetition, { customerId });
  return (
    <section className="stack" aria-label={t('customers.competition')}>
      <div className="row"><h2>{t('customers.competition')}</h2><span className="grow" />
        {may && <Button size="small" onClick={() => setAdding(true)}>{t('customers.addPresence')}</Button>}</div>
      <Table label={t('customers.competition')} rows={found.data?.presences} id={(one) => one.competitor} error={found.error} again={() => found.refetch()}
        empty={<p className="quiet empty-line">{t('customers.noCompetition')}</p>} columns={[
          { key: 'competitor', title: t('customers.competitor'), show: (one) => one.competitor },
          { key: 'product', title: t('leads.product'), show: (one) => one.product || '–' },
          { key: 'satisfaction', title: t('customers.satisfaction'), show: (one) => <Stars of={one.satisfaction} /> },
          { key: 'note', title: t('calls.note'), kind: 'wide', show: (one) => one.note || '–' },
        ]} />
      {adding && <AddPresence customerId={customerId} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AddPresence({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const register = useQuery(Customers.method.listCompetitors, {});
  const put = useCommand(Customers.method.putCompetitorPresence);
  const [competitor, setCompetitor] = useState('');
  const [product, setProduct] = useState('');
  const [satisfaction, setSatisfaction] = useState('');
  const [note, setNote] = useState('');
  const known = register.data?.competitors ?? [];
  return (
    <Modal open title={t('customers.addPresence')} onCancel={onClose} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      onOk={() => put.mutate({ customerId, competitor, product: product || undefined, satisfaction: satisfaction ? Number(satisfaction) : undefined, note: note || undefined }, { onSuccess: onClose })}
      okButtonProps={{ disabled: !competitor, loading: put.isPending }}>
      <div className="stack">
        {register.data && !known.length && <p className="notice">{t('customers.noRegister')}</p>}
        <Choice label={t('customers.competitor')} value={competitor} onChange={setCompetitor}
          options={[{ value: '', text: t('dialog.choose') }, ...known.map((one) => ({ value: one.code, text: one.name }))]} />
        <label className="field"><span>{t('leads.product')}</span><Input value={product} maxLength={200} onChange={(event) => setProduct(event.target.value)} /></label>
        <Choice label={t('customers.satisfaction')} value={satisfaction} onChange={setSatisfaction}
          options={[{ value: '', text: t('dialog.choose') }, ...['1', '2', '3', '4', '5'].map((one) => ({ value: one, text: one }))]} />
        <label className="field"><span>{t('calls.note')}</span><textarea className="plain-input" rows={2} maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} /></label>
      </div>
    </Modal>
  );
}

function Decides({ record }: { record: GetCustomerRecordReply }) {
  const { t } = useTranslation();
  const profile = record.decisionProfile;
  if (!profile?.steps.length) return null;
  return (
    <section className="card stack">
      <h2>{t('customers.decides')}</h2>
      <ol className="steps">{profile.steps.map((step) => (
        <li key={step.code}><b>{t(`decisionStep.${step.code}`, { defaultValue: step.code })}</b>{step.days > 0 && <span className="quiet"> · {t('customers.days', { count: step.days })}</span>}</li>
      ))}</ol>
      {profile.cycleDays > 0 && <p className="quiet">{t('customers.cycle')}: {t('customers.days', { count: profile.cycleDays })}</p>}
    </section>
  );
}

function Notes({ customerId, record, may }: { customerId: string; record: GetCustomerRecordReply; may: boolean }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const put = useCommand(Customers.method.putCustomerNote);
  const [text, setText] = useState('');
  const [topic, setTopic] = useState('BUSINESS_SITUATION');
  return (
    <section className="card stack" aria-label={t('customers.notes')}>
      <h2>{t('customers.notes')}</h2>
      {record.attributes.length > 0 && <dl className="facts">{record.attributes.map((one) => <div className="fact" key={one.code}><dt>{one.code}</dt><dd>{one.value}</dd></div>)}</dl>}
      {!record.notes.length && <p className="quiet">{t('customers.noNotes')}</p>}
      {record.notes.map((note) => (
        <article key={note.id} className="need"><div className="row small"><b>{t(`noteTopic.${CustomerNote_Topic[note.topic]}`)}</b><span className="grow" /><span className="quiet">{nameOf(note.writtenBy)} · <When at={note.writtenAt} /></span></div>
          <p className="clause">{note.text}</p></article>
      ))}
      {may && (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); put.mutate({ customerId, topic: CustomerNote_Topic[topic as keyof typeof CustomerNote_Topic], text }, { onSuccess: () => setText('') }); }}>
          <textarea className="plain-input" rows={2} maxLength={4000} aria-label={t('customers.newNote')} placeholder={t('customers.newNote')} value={text} onChange={(event) => setText(event.target.value)} />
          <div className="row">
            <Choice label={t('customers.topic')} hideLabel value={topic} onChange={setTopic} options={(['BUSINESS_SITUATION', 'MAIN_APPLICATION'] as const).map((one) => ({ value: one, text: t(`noteTopic.${one}`) }))} />
            <span className="grow" /><Button size="small" htmlType="submit" disabled={!text.trim()} loading={put.isPending}>{t('dialog.save')}</Button>
          </div>
        </form>
      )}
    </section>
  );
}

/** Addresses for goods and bank accounts: sealed, shown one at a time. */
function Sealed({ customerId, record }: { customerId: string; record: GetCustomerRecordReply }) {
  const { t } = useTranslation();
  if (!record.shipTos.length && !record.bankAccounts.length) return null;
  return (
    <section className="card stack">
      <h2>{t('customers.sealed')}</h2>
      {record.shipTos.map((one) => <div className="row" key={one.id}><span className="quiet">{t('customers.shipTo')}</span>
        <Reveal customerId={customerId} field={RevealFieldRequest_Field.SHIP_TO} targetId={one.id} masked={one.addressMasked} what={t('customers.shipTo')} />{one.preferred && <span className="chip accent">{t('customers.preferred')}</span>}</div>)}
      {record.bankAccounts.map((one) => <div className="row" key={one.id}><span className="quiet">{one.bank}</span>
        <Reveal customerId={customerId} field={RevealFieldRequest_Field.BANK_ACCOUNT} targetId={one.id} masked={one.numberMasked} what={one.bank} /></div>)}
    </section>
  );
}
