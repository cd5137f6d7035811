// SPDX-License-Identifier: Apache-2.0
// A promised call or a follow-up is put off; the steps after it stay where they are.
import { useState } from 'react';
import { App, Modal } from '../../parts/antd';
import { Code, ConnectError } from '@connectrpc/connect';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { timestampFromDate, timestampMs } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import { DayItem_Kind, FollowUpPlan_State, Leads, type DayItem } from '@dealspine/api/dealspine/leads_pb';
import { transport } from '../../api';
import { useCommand } from '../../parts/command';
import { clockThere } from '../../parts/zone';
import { useErrorText } from '../../shell/states';
import { Moment, inMinutes, morning } from './when';

/** The steps that stay when the first one moves: those that are later than it will be then. */
async function stepsAt(item: DayItem, at: Date) {
  const moved = { dueAt: timestampFromDate(at), channel: item.channel || 'PHONE' };
  const plan = await callUnaryMethod(transport, Leads.method.getFollowUpPlan, { leadId: item.leadId }).then((reply) => reply.plan, (error) => {
    if (ConnectError.from(error).code === Code.NotFound) return undefined;
    throw error;
  });
  if (plan?.state !== FollowUpPlan_State.ACTIVE) return [moved];
  const open = plan.steps.filter((step) => !step.doneAt);
  const rest = open.slice(1).filter((step) => step.dueAt && timestampMs(step.dueAt) > at.getTime());
  return [{ ...moved, goal: open[0]?.goal || undefined, script: open[0]?.script || undefined },
    ...rest.map(({ dueAt, channel, goal, script }) => ({ dueAt, channel, goal: goal || undefined, script: script || undefined }))];
}

export function LaterDialog({ item, onClose }: { item: DayItem; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const promise = useCommand(Leads.method.scheduleCallback);
  const plan = useCommand(Leads.method.planFollowUps);
  const [local, setLocal] = useState(() => inMinutes(120));
  const at = new Date(local);
  const good = !Number.isNaN(at.getTime()) && at.getTime() > Date.now();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const go = () => {
    if (item.kind === DayItem_Kind.CALLBACK) return promise.mutate({ leadId: item.leadId, callbackId: item.callbackId, zone: item.zone || own, at: timestampFromDate(at) }, { onSuccess: onClose });
    return stepsAt(item, at).then((steps) => plan.mutate({ leadId: item.leadId, steps }, { onSuccess: onClose }), (error) => message.error(errorText(error)));
  };
  return (
    <Modal open width={420} title={t('day.laterTitle')} onCancel={onClose} onOk={go} okText={t('day.laterDo')} cancelText={t('dialog.cancel')} okButtonProps={{ disabled: !good, loading: promise.isPending || plan.isPending }}>
      <div className="stack">
        <Moment local={local} onChange={setLocal} choices={[[t('day.halfHour'), () => inMinutes(30)], [t('day.twoHours'), () => inMinutes(120)], [t('day.tomorrow'), morning]]} />
        {good && item.zone && item.zone !== own && <p className="quiet small">{t('calls.there', { time: clockThere(at.getTime(), item.zone, i18n.language) })}</p>}
      </div>
    </Modal>
  );
}
