// SPDX-License-Identifier: Apache-2.0
// From a lead to an opportunity, a new one or one that the customer has, and who of the customer takes part in it. Another
// service makes the opportunity, so people are put down once it is there; each write is shown.
import { useRef, useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { ConnectError } from '@connectrpc/connect';
import { callUnaryMethod, useQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Contact_Level, Contact_State, Customers } from '@dealspine/api/dealspine/customers_pb';
import { Lead_State, Leads as LeadsApi, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { BuyingRole_Role, Opportunities, Opportunity_State } from '@dealspine/api/dealspine/opportunities_pb';
import { lastPosition, refresh, transport } from '../../api';
import { currencies, minorOf } from '../../parts/amount';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { money } from '../../parts/values';
import { useMay } from '../../session';
import { useErrorText } from '../../shell/states';
import { useHints } from '../customers/hints';
import { TakingPart, isWhole, type Newcomer, type Parts } from './taking';

interface Step { text: string; run: () => Promise<void>; position?: string; error?: string }

const lookMs = 400;
const mostLooks = 50;

const stateOf = async (leadId: string) => (await callUnaryMethod(transport, LeadsApi.method.getLead, { leadId })).lead!;

export function ConvertDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const convert = useCommand(LeadsApi.method.convertLead);
  const existing = useQuery(Opportunities.method.listOpportunities,
    { customerId: lead.customerId, states: [Opportunity_State.OPEN, Opportunity_State.COMMITTED], pageSize: 20 },
    { enabled: may('opportunities.read') && !!lead.customerId });
  const mapping = may('opportunities.work') && may('customers.read') && !!lead.customerId;
  const people = useQuery(Customers.method.listContacts, { customerId: lead.customerId, pageSize: 200 }, { enabled: mapping });
  const [parts, setParts] = useState<Parts>({});
  const [newcomers, setNewcomers] = useState<Newcomer[]>([]);
  const writes = useWrites(lead);
  const [into, setInto] = useState('');
  const [amount, setAmount] = useState('');
  const [chosen, setCurrency] = useState('');
  /* Nothing says the currency of the house but what it sells in. */
  const catalogue = useQuery(Opportunities.method.listProducts, { pageSize: 1 }, { enabled: may('opportunities.products'), staleTime: 300_000 });
  const ours = catalogue.data?.products[0]?.currency || existing.data?.opportunities[0]?.currency || currencies[0];
  const currency = chosen || ours;
  const amountMinor = minorOf(amount, currency);
  const contacts = (people.data?.contacts ?? []).filter((one) => one.state === Contact_State.ACTIVE);
  const request = {
    leadId: lead.id, expectedVersion: lead.version, opportunityId: into || undefined,
    ...(amount.trim() && !into ? { amountMinor, currency } : {}),
  };
  const go = () => {
    const taking = contacts.filter((one) => parts[one.id]);
    if (!taking.length && !newcomers.length) convert.mutate(request, { onSuccess: onClose });
    else writes.begin(request, taking.map((one) => ({ id: one.id, name: one.nameMasked, role: parts[one.id] })), newcomers);
  };
  if (writes.steps) return <Writes {...writes} steps={writes.steps} onClose={onClose} />;
  return (
    <Modal open width={640} title={t('leads.convert')} onCancel={onClose} onOk={go} okText={t('leads.convertDo')} cancelText={t('dialog.cancel')}
      okButtonProps={{ loading: convert.isPending, disabled: (!into && amount.trim() !== '' && amountMinor === undefined) || !newcomers.every(isWhole) }}>
      <div className="stack">
        <Choice label={t('leads.convertInto')} value={into} onChange={setInto}
          options={[{ value: '', text: t('leads.convertNew') }, ...(existing.data?.opportunities ?? []).map((one) => ({
            value: one.id, text: `${one.title || one.product || t('opportunity.one')} · ${money(one.amountMinor, one.currency, i18n.language)}`,
          }))]} />
        {!into && (
          <div className="row guess">
            <label className="field"><span>{t('leads.guess')}</span>
              <Input value={amount} inputMode="decimal" status={amount.trim() && amountMinor === undefined ? 'error' : undefined} onChange={(event) => setAmount(event.target.value)} />
            </label>
            <Choice label={t('accounts.currency')} value={currency} onChange={setCurrency} options={[...new Set([ours, ...currencies])].map((one) => ({ value: one, text: one }))} />
          </div>
        )}
        {mapping && <TakingPart contacts={contacts} parts={parts} onParts={setParts} newcomers={newcomers} onNewcomers={may('customers.write') ? setNewcomers : undefined} />}
      </div>
    </Modal>
  );
}

type Taker = { id: string; name: string; role: keyof typeof BuyingRole_Role };
type Request = { leadId: string; expectedVersion: bigint; opportunityId?: string; amountMinor?: bigint; currency?: string };

/** The writes one after the other, up to the first that is refused; tried again from there. */
function useWrites(lead: Lead) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const hint = useHints();
  const [steps, setSteps] = useState<Step[]>();
  const [busy, setBusy] = useState(false);
  const opportunityId = useRef('');

  async function go(from: Step[]) {
    setBusy(true);
    let now: Step[] = from.map((one) => ({ ...one, error: undefined }));
    setSteps(now);
    for (const [nth, step] of now.entries()) {
      if (step.position !== undefined) continue;
      const outcome = await step.run().then(() => ({ position: lastPosition() }), (error) => ({ error: error instanceof ConnectError ? errorText(error) : String(error.message) }));
      now = now.map((one, at) => (at === nth ? { ...one, ...outcome } : one));
      setSteps(now);
      if ('error' in outcome) break;
    }
    await refresh('leads', 'customers', 'opportunities');
    setBusy(false);
  }

  function begin(request: Request, takers: Taker[], newcomers: Newcomer[]) {
    const customerId = lead.customerId;
    const map = async (contactId: string, role: Taker['role']) => {
      await callUnaryMethod(transport, Opportunities.method.mapBuyingRole, { id: opportunityId.current, customerId, contactId, role: BuyingRole_Role[role] });
    };
    /** Until the opportunity is there; not where it was refused, or does not come for long. */
    const concluded = async () => {
      for (let looks = 0; looks < mostLooks; looks++) {
        const { state } = await stateOf(lead.id);
        if (state === Lead_State.CONVERTED) return;
        if (state !== Lead_State.CONVERTING) throw new Error(t('taking.notConverted'));
        await new Promise((wake) => setTimeout(wake, lookMs));
      }
      throw new Error(t('taking.notYet'));
    };
    const plays = (name: string, role: Taker['role']) => t('taking.step', { name, role: t(`keyRole.${role}`) });
    let before: Lead | undefined = lead;
    go([{
      text: t('leads.convert'),
      run: async () => {
        const now = before ?? await stateOf(lead.id); // tried again, it may have gone on meanwhile
        before = undefined;
        const going = now.state === Lead_State.CONVERTING || now.state === Lead_State.CONVERTED;
        opportunityId.current = going ? now.opportunityId
          : (await callUnaryMethod(transport, LeadsApi.method.convertLead, { ...request, expectedVersion: now.version })).opportunityId;
        await concluded();
      },
    }, ...takers.map((one) => ({ text: plays(one.name, one.role), run: () => map(one.id, one.role) })),
    ...newcomers.flatMap((one) => {
      const name = one.name.trim();
      let contactId = '';
      return [{
        text: t('taking.stepNew', { name }),
        run: async () => {
          const reply = await callUnaryMethod(transport, Customers.method.addContact, {
            customerId, name, phone: one.phone.trim() || undefined, ...(one.level ? { level: Contact_Level[one.level as keyof typeof Contact_Level] } : {}),
          });
          contactId = reply.contact!.id;
          hint(reply.duplicates);
        },
      }, { text: plays(name, one.role as Taker['role']), run: () => map(contactId, one.role as Taker['role']) }];
    })]);
  }
  return { steps, busy, begin, again: () => go(steps!), opportunityId: opportunityId.current };
}

function Writes({ steps, busy, again, opportunityId, onClose }: { steps: Step[]; busy: boolean; again: () => void; opportunityId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const failed = steps.find((one) => one.error);
  const rest = steps.some((one) => one.position === undefined);
  const working = steps.findIndex((one) => one.position === undefined);
  return (
    <Modal open title={t('leads.convert')} onCancel={onClose} closable={!busy} mask={{ closable: !busy }} keyboard={!busy} footer={[
      ...(failed && !busy ? [<Button key="again" type="primary" onClick={again}>{t('state.again')}</Button>] : []),
      <Button key="close" type={rest ? 'default' : 'primary'} disabled={busy} onClick={onClose}>{rest && !busy ? t('taking.leave') : t('dialog.close')}</Button>,
    ]}>
      <div className="stack">
        <ol className="stack" aria-live="polite">
          {steps.map((one, nth) => (
            <li key={nth} data-step={one.position !== undefined ? 'done' : one.error ? 'failed' : 'open'}>
              <div className="row"><span className="grow">{one.text}</span>
                {one.position !== undefined ? <span className="chip good">{one.position ? t('saved.at', { position: one.position }) : t('saved.plain')}</span>
                  : one.error ? <span className="chip bad">{t('taking.refused')}</span>
                    : <span className="quiet small">{busy && nth === working ? t('taking.doing') : t('taking.waits')}</span>}</div>
              {one.error && <div className="notice bad" role="alert">{one.error}</div>}
            </li>
          ))}
        </ol>
        {!rest && opportunityId && <Link className="link" to={`/pipeline/${opportunityId}` as never}>{t('leads.toOpportunity')}</Link>}
      </div>
    </Modal>
  );
}
