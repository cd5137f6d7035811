// SPDX-License-Identifier: Apache-2.0
// Moving a deal asks for what its stage wants to be shown; losing one asks why.
import { useState } from 'react';
import { Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Customers } from '@dealspine/api/dealspine/customers_pb';
import { Opportunities, type BoardColumn, type Opportunity } from '@dealspine/api/dealspine/opportunities_pb';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { useMay } from '../../session';
import { lostReasons } from '../leads/decide';

const overrides = ['CUSTOMER_IN_A_HURRY', 'KNOWN_CUSTOMER', 'SHOWN_ELSEWHERE'];

export function MoveDialog({ card, to, columns, onClose }: { card: Opportunity; to?: string; columns: BoardColumn[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [target, setTarget] = useState(to ?? '');
  const [shown, setShown] = useState<Record<string, string>>({});
  const [override, setOverride] = useState('');
  const known = useQuery(Opportunities.method.getOpportunity, { id: card.id });
  const move = useCommand(Opportunities.method.moveStage);
  const here = columns.findIndex((column) => column.stage === card.stage);
  const there = columns.findIndex((column) => column.stage === target);
  const forwards = there > here;
  const wanted = forwards && here >= 0 ? columns[here].exitCriteria.filter((criterion) => !known.data?.criteriaMet.includes(criterion)) : [];
  const unmet = wanted.filter((criterion) => !shown[criterion]?.trim());
  const skips = forwards && (there > here + 1 || unmet.length > 0);
  const nameOf = (column: BoardColumn) => t(`stage.${column.stage}`, { defaultValue: column.name });
  const go = () => move.mutate({
    id: card.id, toStage: target, expectedVersion: card.version, overrideReason: skips ? override : undefined,
    evidence: wanted.filter((criterion) => shown[criterion]?.trim()).map((criterion) => ({ criterion, evidence: shown[criterion] })),
  }, { onSuccess: onClose });
  return (
    <Modal open title={t('pipeline.moveTitle', { name: card.title || card.product || t('opportunity.one') })} onCancel={onClose} onOk={go}
      okText={t('pipeline.move')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !known.data || there < 0 || there === here || (skips && !override), loading: move.isPending }}>
      <div className="stack">
        <Choice label={t('pipeline.to')} value={target} onChange={setTarget}
          options={[{ value: '', text: t('dialog.choose') }, ...columns.filter((column) => column.stage !== card.stage).map((column) => ({ value: column.stage, text: nameOf(column) }))]} />
        {wanted.map((criterion) => (
          <label className="field" key={criterion}><span>{t(`criterion.${criterion}`, { defaultValue: criterion })}</span>
            <Input placeholder={t('pipeline.evidence')} maxLength={2000} value={shown[criterion] ?? ''} onChange={(event) => setShown({ ...shown, [criterion]: event.target.value })} />
          </label>
        ))}
        {skips && <>
          <p className="notice">{t('pipeline.skips')}</p>
          <Choice label={t('pipeline.override')} value={override} onChange={setOverride}
            options={[{ value: '', text: t('dialog.choose') }, ...overrides.map((code) => ({ value: code, text: t(`override.${code}`) }))]} />
        </>}
      </div>
    </Modal>
  );
}

export function LoseDialog({ card, onClose }: { card: Opportunity; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [competitor, setCompetitor] = useState('');
  const knows = useMay()('customers.competition');
  const register = useQuery(Customers.method.listCompetitors, {}, { enabled: knows && reason === 'COMPETITOR', staleTime: 60_000 });
  const lose = useCommand(Opportunities.method.loseOpportunity);
  const codes = lostReasons.filter((code) => code !== 'INVALID');
  return (
    <Modal open title={t('pipeline.loseTitle')} onCancel={onClose} okText={t('pipeline.lose')} cancelText={t('dialog.cancel')}
      onOk={() => lose.mutate({ id: card.id, reason, competitor: competitor || undefined, expectedVersion: card.version }, { onSuccess: onClose })}
      okButtonProps={{ danger: true, disabled: !reason || (reason === 'COMPETITOR' && !/^[A-Za-z0-9_.-]+$/.test(competitor)), loading: lose.isPending }}>
      <div className="stack">
        <Choice label={t('dialog.reason')} value={reason} onChange={setReason}
          options={[{ value: '', text: t('dialog.choose') }, ...codes.map((code) => ({ value: code, text: t(`lostReason.${code}`) }))]} />
        {reason === 'COMPETITOR' && (knows ? (
          <>
            <Choice label={t('customers.competitor')} value={competitor} onChange={setCompetitor}
              options={[{ value: '', text: t('dialog.choose') }, ...(register.data?.competitors ?? []).map((one) => ({ value: one.code, text: one.name }))]} />
            {register.data && !register.data.competitors.length && <p className="notice">{t('customers.noRegister')}</p>}
          </>
        ) : <label className="field"><span>{t('pipeline.competitor')}</span><Input value={competitor} onChange={(event) => setCompetitor(event.target.value)} /></label>)}
      </div>
    </Modal>
  );
}
