// SPDX-License-Identifier: Apache-2.0
// What may be done with a return visit: it was made, with what it found, or it is put off.
import { useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { useTranslation } from 'react-i18next';
import { Aftersales, ReturnVisit_Audience, ReturnVisit_Channel, type ReturnVisit } from '@dealspine/api/dealspine/aftersales_pb';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { useMay } from '../../session';
import { Moment, inMinutes, morning } from './when';

const channels = ['PHONE', 'FACE_TO_FACE', 'ONLINE'] as const;
const audiences = ['DEVELOPMENT', 'MARKETING', 'SALES'] as const;
const found = ['need', 'problem', 'suggestion'] as const;

export function VisitActs({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<'done' | 'later'>();
  if (!useMay()('aftersales.visit')) return null;
  const who = t('segments.customer', { id: visit.customerId.slice(-6) });
  return (
    <span className="day-acts">
      <Button size="small" aria-label={t('day.doneOf', { who })} onClick={() => setDoing('done')}>{t('day.done')}</Button>
      <Button size="small" aria-label={t('day.laterOf', { who })} onClick={() => setDoing('later')}>{t('day.later')}</Button>
      {doing === 'done' && <Done visit={visit} onClose={() => setDoing(undefined)} />}
      {doing === 'later' && <Later visit={visit} onClose={() => setDoing(undefined)} />}
    </span>
  );
}

function Done({ visit, onClose }: { visit: ReturnVisit; onClose: () => void }) {
  const { t } = useTranslation();
  const record = useCommand(Aftersales.method.recordVisit);
  const [channel, setChannel] = useState<string>('FACE_TO_FACE');
  const [audience, setAudience] = useState<string>('SALES');
  const [said, setSaid] = useState({ need: '', problem: '', suggestion: '' });
  const words = (field: (typeof found)[number]) => said[field].trim() || undefined;
  const go = () => record.mutate({
    id: visit.id, expectedVersion: visit.version, channel: ReturnVisit_Channel[channel as (typeof channels)[number]],
    need: words('need'), problem: words('problem'), suggestion: words('suggestion'),
    audience: words('suggestion') === undefined ? undefined : ReturnVisit_Audience[audience as (typeof audiences)[number]],
  }, { onSuccess: onClose });
  return (
    <Modal open width={460} title={t('day.visitTitle')} onCancel={onClose} onOk={go} okText={t('day.done')} cancelText={t('dialog.cancel')} okButtonProps={{ loading: record.isPending }}>
      <div className="stack">
        <Choice label={t('day.visitBy')} value={channel} onChange={setChannel} options={channels.map((one) => ({ value: one, text: t(`visitBy.${one}`) }))} />
        {found.map((field) => (
          <label className="field" key={field}><span>{t(`day.visit.${field}`)}</span>
            <textarea className="plain-input" rows={2} maxLength={4000} value={said[field]} onChange={(event) => setSaid({ ...said, [field]: event.target.value })} />
          </label>
        ))}
        {said.suggestion.trim() && <Choice label={t('day.visitFor')} value={audience} onChange={setAudience} options={audiences.map((one) => ({ value: one, text: t(`visitFor.${one}`) }))} />}
        <p className="quiet small">{t('day.visitWhy')}</p>
      </div>
    </Modal>
  );
}

function Later({ visit, onClose }: { visit: ReturnVisit; onClose: () => void }) {
  const { t } = useTranslation();
  const move = useCommand(Aftersales.method.moveVisit);
  const [local, setLocal] = useState(morning);
  const at = new Date(local);
  const good = !Number.isNaN(at.getTime()) && at.getTime() > Date.now();
  const go = () => move.mutate({ id: visit.id, expectedVersion: visit.version, dueAt: timestampFromDate(at) }, { onSuccess: onClose });
  return (
    <Modal open width={420} title={t('day.laterTitle')} onCancel={onClose} onOk={go} okText={t('day.laterDo')} cancelText={t('dialog.cancel')} okButtonProps={{ disabled: !good, loading: move.isPending }}>
      <Moment local={local} onChange={setLocal} choices={[[t('day.twoHours'), () => inMinutes(120)], [t('day.tomorrow'), morning], [t('day.week'), () => inMinutes(7 * 1440)]]} />
    </Modal>
  );
}
