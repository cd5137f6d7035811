// SPDX-License-Identifier: Apache-2.0
// Dead letters: what a service could not act on, why, and what to do about it; and what was done before, by whom.
import { useState } from 'react';
import { App, Button, Drawer, Input, Modal } from '../../parts/antd';
import { callUnaryMethod, useInfiniteQuery, useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Ops, Repair_Action, Repair_State, type DeadLetter, type Repair } from '@dealspine/api/dealspine/ops_pb';
import { refresh, transport } from '../../api';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { Choice, Table, type Column } from '../../parts/table';
import { Chip, When } from '../../parts/values';
import { useMay } from '../../session';
import { Failure, Loading, Nothing } from '../../shell/states';
import { pretty, words, type Go } from './ops';

const first = undefined as unknown as string;
const paging = { pageParamKey: 'pageToken' as const, getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined };

export function Letters({ service, go }: { service?: string; go: Go }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<DeadLetter>();
  const list = useInfiniteQuery(Ops.method.listDeadLetters, { service, pageSize: 50, pageToken: first }, paging);
  const unreachable = list.data?.pages.flatMap((page) => page.unreachable) ?? [];
  const columns: Column<DeadLetter>[] = [
    { key: 'service', title: t('ops.service'), show: (one) => one.service },
    { key: 'type', title: t('ops.what'), show: (one) => <button type="button" className="link" onClick={() => setOpen(one)}>{one.domain === 'job' ? t('ops.job', { kind: one.type }) : one.type}</button> },
    { key: 'why', title: t('ops.why'), kind: 'wide', show: (one) => <span className="clipped" title={one.error}>{one.error}</span> },
    { key: 'tries', title: t('ops.tries'), kind: 'number wide', show: (one) => one.tries },
    { key: 'turn', title: t('ops.turn'), show: (one) => (one.first || one.domain === 'job' ? <span className="chip bad">{t('ops.failed')}</span> : <span className="chip warn">{t('ops.waitsBehind')}</span>) },
    { key: 'at', title: t('ops.letterSince'), kind: 'wide', show: (one) => <When at={one.createdAt} /> },
  ];
  return (
    <>
      <div className="row">
        <Choice label={t('ops.service')} value={service ?? ''} onChange={(value) => go({ tab: 'letters', service: value || undefined })}
          options={[{ value: '', text: t('filter.all') }, ...words.map((word) => ({ value: word, text: word }))]} />
      </div>
      {unreachable.length > 0 && <p className="notice">{t('ops.unasked', { services: unreachable.join(', ') })}</p>}
      <Table label={t('ops.tab.letters')} rows={list.data?.pages.flatMap((page) => page.letters)} columns={columns} id={(one) => one.id}
        error={list.error} again={() => list.refetch()} empty={<Nothing title={t('ops.noLetters')}>{t('ops.noLettersWhy')}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
      <Repairs service={service} />
      {open && <LetterDrawer letter={open} onClose={() => setOpen(undefined)} onEvent={(id) => go({ tab: 'events', id })} />}
    </>
  );
}

/** The repair's end; the letter is where it was when it failed. */
async function ended(repair: Repair): Promise<Repair> {
  for (let nth = 0; nth < 60; nth++) {
    const { repairs } = await callUnaryMethod(transport, Ops.method.listRepairs, { service: repair.service, id: repair.id });
    if (repairs[0] && repairs[0].state !== Repair_State.WAITING) return repairs[0];
    await new Promise((wake) => setTimeout(wake, 500));
  }
  return repair;
}

function LetterDrawer({ letter, onClose, onEvent }: { letter: DeadLetter; onClose: () => void; onEvent: (id: string) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { message } = App.useApp();
  const [dropping, setDropping] = useState(false);
  const [busy, setBusy] = useState(false);
  const whole = useQuery(Ops.method.getDeadLetter, { service: letter.service, id: letter.id }, { retry: false });
  const one = useCommand(Ops.method.replayDeadLetter, { quiet: true });
  const all = useCommand(Ops.method.replayAggregate, { quiet: true });
  const follow = async ({ repair }: { repair?: Repair }) => {
    if (!repair) return;
    setBusy(true);
    try {
      const end = await ended(repair);
      if (end.state === Repair_State.FAILED) message.error(t('ops.replayFailed', { cause: end.error }));
      else if (end.state === Repair_State.WAITING) message.info(t('ops.replayWaits'));
      else { message.success(t('ops.replayed', { count: end.replayed })); onClose(); }
    } finally {
      setBusy(false);
      await refresh('ops');
    }
  };
  const replay = () => (letter.aggId && letter.domain !== 'job'
    ? all.mutate({ service: letter.service, domain: letter.domain, aggId: letter.aggId }, { onSuccess: follow })
    : one.mutate({ service: letter.service, id: letter.id }, { onSuccess: follow }));
  const found = whole.data?.letter;
  const payload = found?.event?.payloadJson || found?.jobPayloadJson;
  return (
    <Drawer open onClose={onClose} size={560} title={t('ops.letterOf', { service: letter.service })}
      footer={may('ops.repair') && (
        <div className="row">
          <Button type="primary" loading={busy || one.isPending || all.isPending} onClick={replay}>{letter.aggId && letter.domain !== 'job' ? t('ops.replayAll') : t('ops.replayJob')}</Button>
          <Button danger onClick={() => setDropping(true)}>{t('ops.drop')}</Button>
        </div>
      )}>
      <div className="stack">
        <h2>{letter.type}</h2>
        <p className="notice bad">{letter.error}</p>
        <p className="quiet">{letter.first || letter.domain === 'job' ? t('ops.firstMeans') : t('ops.waitsMeans')}</p>
        <dl className="facts">
          <dt>{t('ops.from')}</dt><dd>{letter.domain === 'job' ? t('ops.ownJob') : `${letter.domain}/${letter.pos}`}</dd>
          {letter.aggId && <><dt>{t('ops.about')}</dt><dd className="mono">{found?.event?.aggType} {letter.aggId}</dd></>}
          <dt>{t('ops.tries')}</dt><dd>{letter.tries}</dd>
          <dt>{t('ops.letterSince')}</dt><dd><When at={letter.createdAt} /></dd>
        </dl>
        {whole.error ? <Failure error={whole.error} /> : !found ? <Loading /> : <pre className="payload" tabIndex={0} aria-label={t('ops.payload')}>{payload ? pretty(payload) : t('ops.noPayload')}</pre>}
        {found?.event && <button type="button" className="link" onClick={() => onEvent(found.event!.id)}>{t('ops.showChain')}</button>}
      </div>
      {dropping && <DropDialog letter={letter} onClose={(done) => { setDropping(false); if (done) onClose(); }} />}
    </Drawer>
  );
}

function DropDialog({ letter, onClose }: { letter: DeadLetter; onClose: (done: boolean) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const drop = useCommand(Ops.method.dropDeadLetter);
  return (
    <Modal open title={t('ops.dropTitle')} okText={t('ops.drop')} okButtonProps={{ danger: true, disabled: !reason.trim(), loading: drop.isPending }} onCancel={() => onClose(false)}
      onOk={() => drop.mutate({ service: letter.service, id: letter.id, reason: reason.trim() }, { onSuccess: () => onClose(true) })}>
      <div className="stack">
        <p>{t('ops.dropWhy')}</p>
        <label className="field"><span>{t('ops.dropReason')}</span><Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} /></label>
      </div>
    </Modal>
  );
}

function Repairs({ service }: { service?: string }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const list = useInfiniteQuery(Ops.method.listRepairs, { service, pageSize: 20, pageToken: first }, paging);
  const rows = list.data?.pages.flatMap((page) => page.repairs);
  if (!rows?.length) return null;
  const columns: Column<Repair>[] = [
    { key: 'service', title: t('ops.service'), show: (one) => one.service },
    { key: 'action', title: t('ops.action'), show: (one) => <Chip set="repairAction" word={Repair_Action[one.action]} /> },
    { key: 'state', title: t('ops.end'), show: (one) => <Chip set="repairState" word={Repair_State[one.state]} /> },
    { key: 'why', title: t('ops.why'), kind: 'wide', show: (one) => <span className="clipped" title={one.reason || one.error}>{one.reason || one.error || t('ops.replayed', { count: one.replayed })}</span> },
    { key: 'who', title: t('ops.who'), kind: 'wide', show: (one) => nameOf(one.actor) },
    { key: 'at', title: t('ops.at'), kind: 'wide', show: (one) => <When at={one.requestedAt} /> },
  ];
  return (
    <>
      <h2>{t('ops.repairs')}</h2>
      <Table label={t('ops.repairs')} rows={rows} columns={columns} id={(one) => one.id} empty={null}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
    </>
  );
}
