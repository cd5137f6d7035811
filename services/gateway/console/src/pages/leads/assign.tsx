// SPDX-License-Identifier: Apache-2.0
// One or many leads to an agent: what would happen is said before it does.
import { useState } from 'react';
import { App, Modal } from '../../parts/antd';
import { callUnaryMethod, useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { LeadAgent_State, Leads as LeadsApi, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { refresh, transport } from '../../api';
import { usePeople } from '../../parts/people';
import { Choice } from '../../parts/table';
import { useErrorText } from '../../shell/states';

export function AssignDialog({ leads, onClose }: { leads: Lead[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const nameOf = usePeople();
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<string[]>([]);
  const agents = useQuery(LeadsApi.method.listAgents, { pageSize: 200 });
  const able = (agents.data?.agents ?? []).filter((agent) => agent.state === LeadAgent_State.ACTIVE);
  const agent = able.find((one) => one.userId === to);
  const moving = leads.filter((lead) => lead.ownerId !== to);

  async function run() {
    setBusy(true);
    const refused: string[] = [];
    for (const lead of moving) {
      try {
        await callUnaryMethod(transport, LeadsApi.method.assignLead, { leadId: lead.id, ownerId: to, expectedVersion: lead.version });
      } catch (error) {
        refused.push(`${lead.phoneMasked || lead.id.slice(-6)}: ${errorText(error)}`);
      }
    }
    await refresh('leads');
    setBusy(false);
    if (moving.length > refused.length) message.success(t('leads.assigned', { count: moving.length - refused.length }));
    if (refused.length) setRefusals(refused);
    else onClose();
  }

  return (
    <Modal open title={t('leads.assignTitle', { count: leads.length })} onCancel={onClose} onOk={run} okText={t('leads.assignDo')}
      cancelText={t('dialog.cancel')} okButtonProps={{ disabled: !agent || !moving.length, loading: busy }}>
      <div className="stack">
        <Choice label={t('leads.agent')} value={to} onChange={setTo}
          options={[{ value: '', text: t('dialog.choose') }, ...able.map((one) => ({
            value: one.userId,
            text: t('leads.agentLine', { name: nameOf(one.userId), open: one.openLeads, capacity: one.capacity }),
          }))]} />
        {agent && (
          <p role="status">
            {t('leads.assignPreview', { count: moving.length, name: nameOf(to), already: leads.length - moving.length,
              open: agent.openLeads + moving.length, capacity: agent.capacity })}
            {agent.openLeads + moving.length > agent.capacity && <> <b className="chip warn">{t('leads.overCapacity')}</b></>}
          </p>
        )}
        {refusals.length > 0 && <div className="notice bad" role="alert">{refusals.map((line) => <div key={line}>{line}</div>)}</div>}
      </div>
    </Modal>
  );
}
