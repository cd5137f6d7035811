// SPDX-License-Identifier: Apache-2.0
// Hours of work, by which the clock of the first contact runs. They are part of the rules for leads: another version of these
// is published, the same but for the hours.
import { useState } from 'react';
import { clearField, clone, isFieldSet } from '@bufbuild/protobuf';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { LeadPolicySchema, LeadRulesSchema, Leads, type LeadRules } from '@dealspine/api/dealspine/leads_pb';
import { Button, Modal } from '../../parts/antd';
import { besideConflict, useCommand } from '../../parts/command';
import { Conflict, useEditing } from '../../parts/conflict';
import { useSession } from '../../session';
import { Failure, Loading } from '../../shell/states';

const { workFromMinute: first, workUntilMinute: last } = LeadPolicySchema.field;
const wholeDay = 1440;
const shortest = 60;

/** 540 is "09:00"; the end of the day is "00:00". */
const clock = (minutes: number) => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

function hoursOf({ policy }: LeadRules) {
  const set = !!policy && isFieldSet(policy, first) && isFieldSet(policy, last);
  return { on: set ? 'yes' : '', from: clock(set ? policy.workFromMinute : 540), until: clock(set ? policy.workUntilMinute : 1080) };
}

export function Hours() {
  const { t } = useTranslation();
  const { zone } = useSession();
  const [changing, setChanging] = useState(false);
  const found = useQuery(Leads.method.getRules, {});
  if (found.error && !found.data) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data?.rules) return <Loading />;
  const { on, from, until } = hoursOf(found.data.rules);
  return (
    <section className="card stack" aria-label={t('admin.tab.hours')}>
      <p className="quiet">{t('admin.hoursWhy')}</p>
      <div className="row"><b className="grow" data-work-hours={on ? `${from}-${until}` : ''}>{on ? t('admin.hoursFrom', { from, until, zone }) : t('admin.hoursAlways')}</b>
        <Button type="primary" onClick={() => setChanging(true)}>{t('admin.hoursChange')}</Button></div>
      {changing && <Change rules={found.data.rules} onClose={() => setChanging(false)} />}
    </section>
  );
}

function Change({ rules, onClose }: { rules: LeadRules; onClose: () => void }) {
  const { t } = useTranslation();
  const { zone } = useSession();
  const publish = useCommand(Leads.method.publishRules, besideConflict);
  const theirs = hoursOf(rules);
  const labels = { on: t('admin.hoursOnly'), from: t('admin.hoursBegin'), until: t('admin.hoursEnd') };
  const editing = useEditing(BigInt(rules.version), theirs);
  const [on, from, until] = (['on', 'from', 'until'] as const).map(editing.value);
  const end = until && (minutesOf(until) || wholeDay);
  const fits = !on || (!!from && !!end && end >= minutesOf(from) + shortest);
  const go = () => {
    const next = clone(LeadRulesSchema, rules);
    const policy = next.policy!;
    if (on) [policy.workFromMinute, policy.workUntilMinute] = [minutesOf(from), end as number];
    else for (const field of [first, last]) clearField(policy, field);
    publish.mutate({ rules: next, expectedVersion: rules.version }, { onSuccess: onClose });
  };
  return (
    <Modal open width={420} title={t('admin.hoursChange')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !editing.changed.length || !editing.settled || !fits, loading: publish.isPending }}>
      <div className="stack">
        <Conflict editing={editing} theirs={theirs} labels={labels} say={{ on: () => '✓' }} />
        <label className="row"><input type="checkbox" checked={!!on} onChange={(event) => editing.set('on', event.target.checked ? 'yes' : '')} /> {labels.on}</label>
        {on && (
          <div className="row">
            <label className="field"><span>{labels.from}</span><input className="plain-input" type="time" value={from} onChange={(event) => editing.set('from', event.target.value)} /></label>
            <label className="field"><span>{labels.until}</span><input className="plain-input" type="time" value={until} aria-invalid={!fits || undefined} onChange={(event) => editing.set('until', event.target.value)} /></label>
          </div>
        )}
        {on && <p className={fits ? 'quiet small' : 'bad-text small'} role={fits ? undefined : 'alert'}>{fits ? t('admin.hoursZone', { zone }) : t('admin.hoursShort')}</p>}
      </div>
    </Modal>
  );
}
