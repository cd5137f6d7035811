// SPDX-License-Identifier: Apache-2.0
// What may be done with a thing of the day: it was done, later, taken, or somebody else shall do it. What asks is fetched
// when it is wanted.
import { Suspense, lazy, useState } from 'react';
import { App, Button } from '../../parts/antd';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { DayItem_Kind, Leads, type DayItem, type Lead } from '@dealspine/api/dealspine/leads_pb';
import { transport } from '../../api';
import { useCommand } from '../../parts/command';
import { useMay } from '../../session';
import { useErrorText } from '../../shell/states';

const DoneDialog = lazy(() => import('./done').then((part) => ({ default: part.DoneDialog })));
const LaterDialog = lazy(() => import('./put_off').then((part) => ({ default: part.LaterDialog })));
const AssignDialog = lazy(() => import('../leads/assign').then((part) => ({ default: part.AssignDialog })));

/** `free`: a promised call that nobody has taken yet. */
export function Acts({ item, free }: { item: DayItem; free: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [later, setLater] = useState(false);
  const [done, setDone] = useState(false);
  const [lead, setLead] = useState<Lead>();
  const finish = useCommand(Leads.method.finishCallback);
  const take = useCommand(Leads.method.takeCallback);
  const callback = item.kind === DayItem_Kind.CALLBACK;
  const who = item.phoneMasked || t('leads.noContact');
  const reassign = () => callUnaryMethod(transport, Leads.method.getLead, { leadId: item.leadId }).then((reply) => setLead(reply.lead), (error) => message.error(errorText(error)));
  if (free) {
    return may('leads.claim') && <Button size="small" aria-label={t('day.takeOf', { who })} loading={take.isPending} onClick={() => take.mutate({ callbackId: item.callbackId })}>{t('day.take')}</Button>;
  }
  return (
    <span className="day-acts">
      {callback && <Button size="small" aria-label={t('day.doneOf', { who })} loading={finish.isPending} onClick={() => finish.mutate({ callbackId: item.callbackId })}>{t('day.done')}</Button>}
      {item.kind === DayItem_Kind.FOLLOW_UP && item.customerId && may('customers.activity') && <Button size="small" aria-label={t('day.doneOf', { who })} onClick={() => setDone(true)}>{t('day.done')}</Button>}
      {(callback || item.kind === DayItem_Kind.FOLLOW_UP) && <Button size="small" aria-label={t('day.laterOf', { who })} onClick={() => setLater(true)}>{t('day.later')}</Button>}
      {may('leads.assign') && <Button size="small" aria-label={t('day.reassignOf', { who })} onClick={reassign}>{t('day.reassign')}</Button>}
      <Suspense fallback={null}>
        {done && <DoneDialog item={item} onClose={() => setDone(false)} />}
        {later && <LaterDialog item={item} onClose={() => setLater(false)} />}
        {lead && <AssignDialog leads={[lead]} onClose={() => setLead(undefined)} />}
      </Suspense>
    </span>
  );
}
