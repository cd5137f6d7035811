// SPDX-License-Identifier: Apache-2.0
// What the reader has not read yet: the present text beside the one that he saw last; and any two texts beside each other.
import { useState } from 'react';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import {
  ApprovalCase_Purpose, ApprovalCase_State, ContractAmendment_State, Contracts, TextDiffLine_Kind, type GetContractReply, type TextDiffLine,
} from '@dealspine/api/dealspine/contracts_pb';
import { Choice } from '../../parts/table';
import { useSession } from '../../session';
import { runningCase } from './asked';

/** The text that an amendment would put in the place of the present one. */
function proposedText(all: GetContractReply): number | undefined {
  const running = runningCase(all);
  if (running?.purpose === ApprovalCase_Purpose.AMENDMENT) return running.textVersion;
  return all.amendments.find((one) => one.state === ContractAmendment_State.SIGNING)?.textVersion;
}

/** The newest text before `to` that the reader decided on; else the one that came back from approval; else the one before. */
function lastSeen(all: GetContractReply, to: number, me: string): number {
  const before = all.cases.filter((one) => one.purpose === ApprovalCase_Purpose.CONTRACT && one.state !== ApprovalCase_State.RUNNING && one.textVersion < to);
  const own = before.filter((one) => all.slots.some((slot) => slot.caseId === one.id && !!slot.decidedAt && (slot.approverId === me || slot.onBehalfOf === me)));
  const versions = (own.length ? own : before).map((one) => one.textVersion);
  return versions.length ? Math.max(...versions) : to - 1;
}

export function Changes({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [chosen, setChosen] = useState<{ from?: number; to?: number }>({});
  const proposed = proposedText(all);
  const present = all.contract!.textVersion;
  const to = chosen.to ?? proposed ?? present;
  const from = chosen.from ?? (proposed ? present : lastSeen(all, to, user.id));
  const compared = useQuery(Contracts.method.compareTexts, { id: all.contract!.id, fromVersion: from, toVersion: to }, { enabled: from > 0 && from !== to });
  const versions = all.texts.map((one) => one.textVersion);
  if (versions.length < 2 || from < 1) return null;
  const options = (but: number) => versions.filter((one) => one !== but).map((one) => ({ value: String(one), text: t('contracts.textOf', { version: one }) }));
  const rows = pairs(compared.data?.lines ?? []);
  return (
    <section className="card stack" data-changes={compared.data?.changed}>
      <div className="row"><h2>{to === proposed ? t('contracts.proposes', { version: to }) : t('contracts.changes', { version: from })}</h2>
        <span className="grow" />
        <span className="row compared">
          <Choice label={t('contracts.compareFrom')} value={String(from)} options={options(to)} onChange={(value) => setChosen({ from: Number(value), to })} />
          <Choice label={t('contracts.compareTo')} value={String(to)} options={options(from)} onChange={(value) => setChosen({ from, to: Number(value) })} />
        </span>
      </div>
      {compared.data && !compared.data.changed && <p className="quiet">{t('contracts.noChanges')}</p>}
      {rows.length > 0 && (
        <div className="versions">
          <h3>{t('contracts.textOf', { version: from })}</h3><h3>{t('contracts.textOf', { version: to })}</h3>
          {rows.map((row, nth) => (
            <div key={nth} className={`pair ${row.same ? 'quiet' : ''}`}>
              <p className="clause">{row.before != null && (row.same ? row.before : <del>{row.before}</del>)}</p>
              <p className={`clause ${row.same ? 'again' : ''}`}>{row.after != null && (row.same ? row.after : <ins>{row.after}</ins>)}</p>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

interface Pair { before?: string; after?: string; same?: boolean }

/** Lines that went beside those that came in their place, each with the line that stands around it. */
function pairs(lines: TextDiffLine[]): Pair[] {
  const all: Pair[] = [];
  let since = 0;
  for (const { kind, text } of lines) {
    if (kind === TextDiffLine_Kind.SAME) since = all.push({ before: text, after: text, same: true });
    else if (kind === TextDiffLine_Kind.REMOVED) all.push({ before: text });
    else {
      const beside = all.slice(since).find((one) => one.after == null);
      if (beside) beside.after = text;
      else all.push({ after: text });
    }
  }
  return all.filter((one, nth) => !one.same || (one.before!.trim() && [all[nth - 1], all[nth + 1]].some((near) => near && !near.same)));
}
