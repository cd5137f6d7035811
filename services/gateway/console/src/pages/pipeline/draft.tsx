// SPDX-License-Identifier: Apache-2.0
// From a committed deal to the draft of its contract: who signs for the customer, from when it binds, and how it is paid.
import { useState } from 'react';
import { Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Contact_Level, Contact_State, ContactSchema, Customers } from '@dealspine/api/dealspine/customers_pb';
import { Contracts } from '@dealspine/api/dealspine/contracts_pb';
import type { GetOpportunityReply } from '@dealspine/api/dealspine/opportunities_pb';
import { isFieldSet } from '@bufbuild/protobuf';
import { majorOf } from '../../parts/amount';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { useToday } from '../../parts/zone';
import { Instalments, Obligations, instalmentsOf, obligationsOf, type Duty } from '../contracts/terms';

export function DraftDialog({ all, onClose }: { all: GetOpportunityReply; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const today = useToday();
  const deal = all.opportunity!;
  const draft = useCommand(Contracts.method.draftContract);
  const people = useQuery(Customers.method.listContacts, { customerId: deal.customerId, pageSize: 200 });
  const templates = useQuery(Contracts.method.listTemplates, {});
  const [template, setTemplate] = useState('');
  const [signers, setSigners] = useState<string[]>([]);
  const [effective, setEffective] = useState(today());
  const [term, setTerm] = useState('12');
  const [payments, setPayments] = useState([{ due: today(30), amount: majorOf(deal.amountMinor, deal.currency) }]);
  const [duties, setDuties] = useState<Duty[]>([]);
  const instalments = instalmentsOf(payments, deal.currency, deal.amountMinor);
  const obligations = obligationsOf(duties);
  const contacts = (people.data?.contacts ?? []).filter((one) => one.state === Contact_State.ACTIVE);
  const good = signers.length > 0 && effective && instalments && obligations && /^(\d{1,3})?$/.test(term) && term !== '0';
  const go = () => draft.mutate({
    opportunityId: deal.id, templateCode: template || undefined, signatoryContactIds: signers, effectiveDate: effective, termMonths: term ? Number(term) : undefined,
    instalments, obligations,
  }, { onSuccess: (reply) => navigate({ to: `/contracts/${reply.contract!.id}` as never }) });
  return (
    <Modal open width={640} title={t('opportunity.draft')} onCancel={onClose} onOk={go} okText={t('opportunity.draftDo')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !good, loading: draft.isPending }}>
      <div className="stack">
        {(templates.data?.templates.length ?? 0) > 1 && <Choice label={t('opportunity.template')} value={template} onChange={setTemplate}
          options={[{ value: '', text: t('opportunity.standard') }, ...templates.data!.templates.filter((one) => one.active).map((one) => ({ value: one.code, text: one.name || one.code }))]} />}
        <fieldset className="factor"><legend>{t('opportunity.signers')}</legend>
          {people.data && !contacts.length && <p className="notice">{t('opportunity.noContacts')}</p>}
          {contacts.map((one) => (
            <label className="row" key={one.id}><input type="checkbox" checked={signers.includes(one.id)}
              onChange={(event) => setSigners(event.target.checked ? [...signers, one.id] : signers.filter((id) => id !== one.id))} />
              {one.nameMasked} {isFieldSet(one, ContactSchema.field.level) && <span className="chip">{t(`level.${Contact_Level[one.level]}`)}</span>}</label>
          ))}
        </fieldset>
        <div className="row">
          <label className="field"><span>{t('contracts.effective')}</span><input className="plain-input" type="date" value={effective} onChange={(event) => setEffective(event.target.value)} /></label>
          <label className="field"><span>{t('opportunity.term')}</span><Input value={term} inputMode="numeric" onChange={(event) => setTerm(event.target.value.trim())} /></label>
        </div>
        <Instalments parts={payments} onChange={setPayments} currency={deal.currency} total={deal.amountMinor} />
        <Obligations duties={duties} onChange={setDuties} />
      </div>
    </Modal>
  );
}
