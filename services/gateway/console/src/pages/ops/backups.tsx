// SPDX-License-Identifier: Apache-2.0
// Copies of all records, and the drills that brought one back: above all how old the last good one is.
import { timestampMs, type Timestamp } from '@bufbuild/protobuf/wkt';
import { useInfiniteQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { BackupRun_Kind, BackupRun_Outcome, Identity, type BackupRun, type ListBackupsReply } from '@dealspine/api/dealspine/identity_pb';
import { Table, type Column } from '../../parts/table';
import { Chip, lengthText, useNow, When } from '../../parts/values';
import { Nothing } from '../../shell/states';

/** One a day and a drill a week are usual: past these ages somebody should look. */
const oldMs = 2 * 86_400_000;
const drillOldMs = 14 * 86_400_000;

const size = (bytes: bigint, language: string) => {
  const mega = Number(bytes) / 1e6;
  const [unit, value] = mega >= 1000 ? ['gigabyte', mega / 1000] as const : ['megabyte', mega] as const;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
};
const tookMs = (run: BackupRun) => (run.startedAt && run.endedAt ? timestampMs(run.endedAt) - timestampMs(run.startedAt) : 0);

export function Backups() {
  const { t, i18n } = useTranslation();
  const list = useInfiniteQuery(Identity.method.listBackups, { pageSize: 50, pageToken: undefined as unknown as string },
    { pageParamKey: 'pageToken', getNextPageParam: (last) => last.nextPageToken || undefined, refetchInterval: 10_000 });
  const rows = list.data?.pages.flatMap((page) => page.runs);
  const columns: Column<BackupRun>[] = [
    { key: 'ended', title: t('backups.ended'), show: (run) => <When at={run.endedAt} /> },
    { key: 'kind', title: t('backups.kind'), show: (run) => t(`backups.kind.${BackupRun_Kind[run.kind]}`) },
    { key: 'outcome', title: t('backups.outcome'), show: (run) => <Chip set="backupOutcome" word={BackupRun_Outcome[run.outcome]} /> },
    { key: 'taken', title: t('backups.taken'), kind: 'wide', show: (run) => <When at={run.takenAt} /> },
    { key: 'rows', title: t('backups.rows'), kind: 'number wide', show: (run) => new Intl.NumberFormat(i18n.language).format(run.rows) },
    { key: 'size', title: t('backups.size'), kind: 'number', show: (run) => (run.bytes ? size(run.bytes, i18n.language) : '–') },
    { key: 'took', title: t('backups.took'), kind: 'number wide', show: (run) => new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'second', maximumFractionDigits: 1 }).format(tookMs(run) / 1000) },
    { key: 'why', title: t('backups.why'), kind: 'wide', show: (run) => (run.outcome === BackupRun_Outcome.FAILED ? <span className="clipped" title={run.detail}>{run.differences ? t('backups.differences', { count: run.differences }) : run.detail || run.reason}</span> : '') },
  ];
  return (
    <>
      {list.data && <State last={list.data.pages[0]} />}
      <Table label={t('ops.tab.backups')} rows={rows} columns={columns} id={(run) => run.id}
        error={list.error} again={() => list.refetch()} empty={<Nothing title={t('backups.none')}>{t('backups.noneWhy')}</Nothing>}
        more={list.hasNextPage ? () => list.fetchNextPage() : undefined} loadingMore={list.isFetchingNextPage} />
    </>
  );
}

/** In words: how old the last good backup is, whether one was ever brought back, and what went wrong just now. */
function State({ last }: { last: ListBackupsReply }) {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const since = (at?: Timestamp) => (at ? now - timestampMs(at) : Infinity);
  const age = (at?: Timestamp) => lengthText(Math.max(60, since(at) / 1000), i18n.language);
  const backup = last.lastGoodBackup;
  const drill = last.lastGoodDrill;
  const newest = last.runs[0];
  if (!newest) return null;
  return (
    <ul className="concerns" aria-label={t('ops.concerns')}>
      {newest.outcome === BackupRun_Outcome.FAILED && (
        <li className="notice bad">{t('backups.newestFailed', { kind: t(`backups.kind.${BackupRun_Kind[newest.kind]}`), cause: newest.detail || newest.reason })}</li>
      )}
      {backup && <li className={`notice ${since(backup.takenAt) > oldMs ? 'bad' : 'good'}`}>{since(backup.takenAt) > oldMs ? t('backups.old', { age: age(backup.takenAt) }) : t('backups.fine', { age: age(backup.takenAt) })}</li>}
      {!drill && <li className="notice">{t('backups.noDrill')}</li>}
      {drill && <li className={`notice ${since(drill.endedAt) > drillOldMs ? '' : 'good'}`}>{since(drill.endedAt) > drillOldMs ? t('backups.drillOld', { age: age(drill.endedAt) }) : t('backups.drillFine', { age: age(drill.endedAt) })}</li>}
    </ul>
  );
}
