// SPDX-License-Identifier: Apache-2.0
// Who decides for whom, and until when: what I gave, and what was given to me.
import { useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { timestampMs } from '@bufbuild/protobuf/wkt';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Contracts, type ApprovalDelegation } from '@dealspine/api/dealspine/contracts_pb';
import { useCommand } from '../../parts/command';
import { useColleagues, usePeople } from '../../parts/people';
import { Choice, Table } from '../../parts/table';
import { Day, When } from '../../parts/values';
import { dayThere, useToday } from '../../parts/zone';
import { useMay, useSession } from '../../session';
import { Nothing } from '../../shell/states';

const reasons = ['HOLIDAY', 'ILLNESS', 'TRAVEL', 'TRAINING'];
const longest = 91;

function stateOf(one: ApprovalDelegation) {
  const now = Date.now();
  if (one.endedAt || timestampMs(one.validUntil!) <= now) return 'over';
  return timestampMs(one.validFrom!) > now ? 'coming' : 'now';
}

export function Deputies() {
  const { t } = useTranslation();
  const { user, zone } = useSession();
  const may = useMay()('identity.read');
  const nameOf = usePeople();
  const list = useQuery(Contracts.method.listDelegations, {});
  const end = useCommand(Contracts.method.endDelegation);
  const [giving, setGiving] = useState(false);
  return (
    <>
      <div className="row"><span className="grow quiet">{t('deputies.why')}</span>{may && <Button onClick={() => setGiving(true)}>{t('deputies.give')}</Button>}</div>
      <Table label={t('contracts.deputies')} rows={list.data?.delegations} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('deputies.none')} />} columns={[
          { key: 'from', title: t('deputies.from'), show: (one) => nameOf(one.fromId) },
          { key: 'to', title: t('deputies.to'), show: (one) => nameOf(one.toId) },
          { key: 'since', title: t('deputies.since'), kind: 'wide', show: (one) => <Day on={dayThere(timestampMs(one.validFrom!), zone)} /> },
          { key: 'until', title: t('deputies.until'), show: (one) => one.endedAt ? <When at={one.endedAt} /> : <Day on={dayThere(timestampMs(one.validUntil!) - 1, zone)} /> },
          { key: 'reason', title: t('dialog.reason'), kind: 'wide', show: (one) => t(`absence.${one.reason}`, { defaultValue: one.reason }) },
          { key: 'state', title: t('leads.state'), show: (one) => <span className={`chip ${stateOf(one) === 'now' ? 'good' : ''}`}>{t(`deputies.is.${stateOf(one)}`)}</span> },
          {
            key: 'acts', title: t('leads.acts'), kind: 'acts',
            show: (one) => one.fromId === user.id && stateOf(one) !== 'over' && (
              <Button size="small" loading={end.isPending} aria-label={t('deputies.endOf', { name: nameOf(one.toId) })} onClick={() => end.mutate({ id: one.id })}>{t('deputies.end')}</Button>
            ),
          },
        ]} />
      {giving && <Give onClose={() => setGiving(false)} />}
    </>
  );
}

function Give({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const colleagues = useColleagues();
  const today = useToday();
  const give = useCommand(Contracts.method.delegateApprovals);
  const [to, setTo] = useState('');
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState(today(7));
  const [reason, setReason] = useState('HOLIDAY');
  const good = to && until >= from && daysBetween(from, until) <= longest;
  return (
    <Modal open title={t('deputies.give')} onCancel={onClose} okText={t('deputies.give')} cancelText={t('dialog.cancel')}
      onOk={() => give.mutate({ toId: to, validFrom: from === today() ? undefined : from, validUntil: until, reason }, { onSuccess: onClose })} okButtonProps={{ disabled: !good, loading: give.isPending }}>
      <div className="stack">
        <Choice label={t('deputies.to')} value={to} onChange={setTo} options={[{ value: '', text: t('dialog.choose') }, ...colleagues.map((one) => ({ value: one.id, text: one.name }))]} />
        <div className="row">
          <label className="field"><span>{t('deputies.since')}</span><input className="plain-input" type="date" value={from} onChange={(event) => setFrom(event.target.value)} /></label>
          <label className="field"><span>{t('deputies.lastDay')}</span><input className="plain-input" type="date" value={until} onChange={(event) => setUntil(event.target.value)} /></label>
        </div>
        <Choice label={t('dialog.reason')} value={reason} onChange={setReason} options={reasons.map((one) => ({ value: one, text: t(`absence.${one}`) }))} />
        <p className="quiet small">{t('deputies.reach')}</p>
      </div>
    </Modal>
  );
}

const daysBetween = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 86_400_000;
