// SPDX-License-Identifier: Apache-2.0
// The profile as a form. Only what was changed is sent, with the version that was read.
import { Input, Modal } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { Customer_Kind, Customers, type Customer } from '@dealspine/api/dealspine/customers_pb';
import { besideConflict, useCommand } from '../../parts/command';
import { Conflict, useEditing, type Values } from '../../parts/conflict';
import { useHints } from './hints';

const common = ['tier', 'industry', 'region', 'timeZone', 'cycle'] as const;
const ofPerson = ['occupation', 'incomeBand'] as const;
const ofOrganisation = ['sizeBand', 'registrationNumber'] as const;
const shapes: Record<string, RegExp> = { region: /^[A-Z]{2}$/, timeZone: /^[A-Za-z_+-]+(\/[A-Za-z0-9_+-]+)*$/, cycle: /^\d{1,4}$/, registrationNumber: /^(?:[\s./-]*[A-Za-z0-9]){4,30}[\s./-]*$/ };
const code = /^[A-Za-z0-9_.-]+$/;

const valuesOf = (customer: Customer): Values => ({
  tier: customer.tier, industry: customer.industry, region: customer.region, timeZone: customer.timeZone,
  cycle: customer.decisionCycleDays ? String(customer.decisionCycleDays) : '',
  ...(customer.kind === Customer_Kind.PERSON ? { occupation: customer.occupation, incomeBand: customer.incomeBand } : { sizeBand: customer.sizeBand, registrationNumber: '' }), // the number itself is not told
});

export function EditCustomer({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const hint = useHints();
  const theirs = valuesOf(customer);
  const editing = useEditing(customer.version, theirs);
  const update = useCommand(Customers.method.updateCustomer, besideConflict);
  const names = [...common, ...(customer.kind === Customer_Kind.PERSON ? ofPerson : ofOrganisation)];
  const labels = Object.fromEntries(names.map((name) => [name, t(`customers.${name}`)]));
  const good = editing.changed.every((name) => (shapes[name] ?? code).test(editing.value(name)));
  const save = () => {
    const { cycle, ...texts } = Object.fromEntries(editing.changed.map((name) => [name, editing.value(name)]));
    update.mutate({ id: customer.id, expectedVersion: customer.version, ...texts, ...(cycle ? { decisionCycleDays: Number(cycle) } : {}) }, { onSuccess: (reply) => { onClose(); hint(reply.duplicates); } });
  };
  return (
    <Modal open title={t('customers.edit')} onCancel={onClose} onOk={save} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !editing.changed.length || !editing.settled || !good, loading: update.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={labels} />
        {names.map((name) => (
          <label className="field" key={name}><span>{labels[name]}</span>
            <Input value={editing.value(name)} maxLength={60} placeholder={name === 'registrationNumber' ? customer.registrationMasked : undefined} status={editing.changed.includes(name) && !(shapes[name] ?? code).test(editing.value(name)) ? 'error' : undefined}
              onChange={(event) => editing.set(name, event.target.value.trim())} />
          </label>
        ))}
        <p className="quiet small">{t('customers.editHint')}</p>
      </div>
    </Modal>
  );
}
