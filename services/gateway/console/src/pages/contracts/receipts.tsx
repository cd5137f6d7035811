// SPDX-License-Identifier: Apache-2.0
// Money that came in or went back, of all contracts; what names none of ours waits here to be assigned.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Contracts, Receipt_Outcome, type Receipt } from '@dealspine/api/dealspine/contracts_pb';
import { useCommand } from '../../parts/command';
import { Choice, Table } from '../../parts/table';
import { Chip, Day, Money } from '../../parts/values';
import { Views } from '../../parts/views';
import { Nothing } from '../../shell/states';
import { isCode } from './terms';

const outcomes = ['UNKNOWN', 'OVERPAID', 'PARTIAL', 'MATCHED', 'REFUND'] as const;

type Search = Record<string, string | undefined>;

export function Receipts({ search, set }: { search: Search; set: (next: Search) => void }) {
  const { t } = useTranslation();
  const [assigning, setAssigning] = useState<Receipt>();
  const chosen = outcomes.find((one) => one === search.outcome);
  const list = useInfiniteQuery(Contracts.method.listReceipts, { outcomes: chosen ? [Receipt_Outcome[chosen]] : [], pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined });
  return (
    <>
      <div className="row">
        <Views list="receipts" names={['outcome']} search={search} onChoose={set} />
        <Choice label={t('receipts.outcome')} value={chosen ?? ''} onChange={(value) => set({ outcome: value || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...outcomes.map((one) => ({ value: one, text: t(`receipt.${one}`) }))]} />
      </div>
      <Table label={t('contracts.receipts')} rows={list.data?.pages.flatMap((page) => page.receipts)} id={(one) => one.id} error={list.error} again={() => list.refetch()}
        empty={<Nothing title={t('receipts.none')} />} more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} columns={[
          { key: 'day', title: t('contracts.receivedOn'), show: (one) => <Day on={one.receivedOn} /> },
          { key: 'key', title: t('contracts.receiptKey'), show: (one) => <span className="clipped">{one.naturalKey}</span> },
          { key: 'outcome', title: t('receipts.outcome'), show: (one) => <Chip set="receipt" word={Receipt_Outcome[one.outcome]} /> },
          { key: 'remark', title: t('receipts.remark'), kind: 'wide', show: (one) => <span className="clipped">{one.remark || '–'}</span> },
          { key: 'amount', title: t('contracts.amount'), kind: 'number', show: (one) => <Money minor={one.amountMinor} currency={one.currency} /> },
          {
            key: 'acts', title: t('leads.acts'), kind: 'acts',
            show: (one) => (one.contractId ? <Link className="link" to={`/contracts/${one.contractId}` as never}>{t('receipts.contract')}</Link>
              : <Button size="small" onClick={() => setAssigning(one)}>{t('receipts.assign')}</Button>),
          },
        ]} />
      {assigning && <Assign receipt={assigning} onClose={() => setAssigning(undefined)} />}
    </>
  );
}

function Assign({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const { t } = useTranslation();
  const assign = useCommand(Contracts.method.assignReceipt);
  const [number, setNumber] = useState('');
  return (
    <Modal open title={t('receipts.assign')} onCancel={onClose} okText={t('receipts.assign')} cancelText={t('dialog.cancel')}
      onOk={() => assign.mutate({ id: receipt.id, contractNumber: number }, { onSuccess: onClose })} okButtonProps={{ disabled: !isCode(number), loading: assign.isPending }}>
      <div className="stack">
        <p className="quiet"><Day on={receipt.receivedOn} /> · <Money minor={receipt.amountMinor} currency={receipt.currency} /> · {receipt.remark}</p>
        <label className="field"><span>{t('contracts.number')}</span><Input value={number} autoFocus maxLength={64} placeholder="C-2026-000123" onChange={(event) => setNumber(event.target.value.trim())} /></label>
      </div>
    </Modal>
  );
}
