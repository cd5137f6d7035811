// SPDX-License-Identifier: Apache-2.0
// One or many leads to an agent: what would happen is said, by the server, before it does.
import { useEffect, useState } from 'react';
import { App, Modal } from '../../parts/antd';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { LeadAgent_State, Leads as LeadsApi, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { refresh, transport } from '../../api';
import { useEverything } from '../../parts/everything';
import { usePeople } from '../../parts/people';
import { Choice } from '../../parts/table';
import { useErrorText } from '../../shell/states';

const atOnce = 200;

/** `onDone` once they were assigned, `onClose` in any case. */
export function AssignDialog({ leads, onClose, onDone }: { leads: Lead[]; onClose: () => void; onDone?: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const nameOf = usePeople();
  const [parts] = useState(() => Array.from({ length: Math.ceil(leads.length / atOnce) }, (_, nth) => leads.slice(nth * atOnce, (nth + 1) * atOnce).map((lead) => lead.id)));
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const agents = useEverything(LeadsApi.method.listAgents, (page) => page.agents, { staleTime: 5000 });
  const able = (agents ?? []).filter((agent) => agent.state === LeadAgent_State.ACTIVE);
  const agent = able.find((one) => one.userId === to);
  const [counts, setCounts] = useState<number[]>();
  const [tried, setTried] = useState(0);
  const moving = counts?.reduce((sum, count) => sum + count, 0) ?? 0;

  /* How many would go is the server's to say: since the list was read, others may have taken some. */
  useEffect(() => {
    setCounts(undefined);
    if (!to) return;
    let stale = false;
    Promise.all(parts.map((leadIds) => callUnaryMethod(transport, LeadsApi.method.bulkAssign, { leadIds, ownerIds: [to], preview: true })))
      .then((replies) => { if (!stale) setCounts(replies.map((reply) => reply.found)); }, (error) => { if (!stale) setRefusal(errorText(error)); });
    return () => { stale = true; };
  }, [to, tried]);

  async function run() {
    setBusy(true);
    setRefusal('');
    try {
      let assigned = 0;
      for (const [nth, leadIds] of parts.entries()) {
        if (leads.length === 1) assigned += await callUnaryMethod(transport, LeadsApi.method.assignLead, { leadId: leadIds[0], ownerId: to, expectedVersion: leads[0].version }).then(() => 1);
        else if (counts![nth]) assigned += (await callUnaryMethod(transport, LeadsApi.method.bulkAssign, { leadIds, ownerIds: [to], expectedCount: counts![nth] })).assigned;
      }
      message.success(t('leads.assigned', { count: assigned }));
      onDone?.();
      onClose();
    } catch (error) {
      setRefusal(errorText(error));
      setTried(tried + 1);
    }
    await refresh('leads');
    setBusy(false);
  }

  return (
    <Modal open title={t('leads.assignTitle', { count: leads.length })} onCancel={onClose} onOk={run} okText={t('leads.assignDo')}
      cancelText={t('dialog.cancel')} okButtonProps={{ disabled: !agent || !moving, loading: busy }}>
      <div className="stack">
        <Choice label={t('leads.agent')} value={to} onChange={setTo}
          options={[{ value: '', text: t('dialog.choose') }, ...able.map((one) => ({
            value: one.userId,
            text: t('leads.agentLine', { name: nameOf(one.userId), open: one.openLeads, capacity: one.capacity }),
          }))]} />
        {agent && counts && (
          <p role="status">
            {t('leads.assignPreview', { count: moving, name: nameOf(to), already: leads.length - moving,
              open: agent.openLeads + moving, capacity: agent.capacity })}
            {agent.openLeads + moving > agent.capacity && <> <b className="chip warn">{t('leads.overCapacity')}</b></>}
          </p>
        )}
        {refusal && <div className="notice bad" role="alert">{refusal}</div>}
      </div>
    </Modal>
  );
}
