// SPDX-License-Identifier: Apache-2.0
// P7, the workspace: one contract with its text, who is next, what was decided, and what may be done now.
import { useState } from 'react';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  ClauseDeviation_Kind, ContractClause_Group, Contract_State, Contracts as ContractsApi, TextDiffLine_Kind,
  type GetContractReply,
} from '@dealspine/api/dealspine/contracts_pb';
import { usePeople } from '../../parts/people';
import { Table } from '../../parts/table';
import { Chip, Day, Money } from '../../parts/values';
import { Failure, Loading, Nothing } from '../../shell/states';
import { Acts } from './acts';
import { Registers } from './authority';
import { Changes } from './changes';
import { Checklist } from './checklist';
import { Difference } from './diff';
import { Amendments, Copies, Duties, Holds, Kin, Payments } from './effect';
import { Marks } from './marks';
import { Decisions, Next } from './way';

const inReview = [Contract_State.DRAFT, Contract_State.DEPT_REVIEW, Contract_State.LEGAL_REVIEW];

export function ContractPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id: string };
  const nameOf = usePeople();
  const found = useQuery(ContractsApi.method.getContract, { id });
  if (found.error && !found.data) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data?.contract) return <Loading />;
  const all = found.data;
  const contract = all.contract!;
  return (
    <>
      <div className="head" data-contract={contract.id} data-state={Contract_State[contract.state]} data-version={contract.textVersion}>
        <Link to={'/contracts' as never} className="link">{t('page.contracts')}</Link>
        <h1>{contract.number}</h1>
        <Chip set="contract" word={Contract_State[contract.state]} />
        <Money minor={contract.amountMinor} currency={contract.currency} />
        <span className="quiet">{t('contracts.textVersion', { version: contract.textVersion })}</span>
      </div>
      <Next all={all} />
      <Acts all={all} onDone={() => found.refetch()} />
      <Registers contract={contract} />
      <div className="columns">
        <div className="stack">
          <Changes all={all} />
          <Clauses all={all} />
          {inReview.includes(contract.state) && <Checklist all={all} />}
          <Table label={t('contracts.lines')} rows={all.lines} id={(line) => String(line.position)} empty={<Nothing title={t('contracts.noLines')} />} columns={[
            { key: 'name', title: t('contracts.line'), show: (line) => line.name },
            { key: 'quantity', title: t('contracts.quantity'), kind: 'number', show: (line) => String(line.quantity) },
            { key: 'price', title: t('contracts.price'), kind: 'number wide', show: (line) => <Money minor={line.priceMinor} currency={contract.currency} /> },
            { key: 'discount', title: t('contracts.discount'), kind: 'number wide', show: (line) => (line.discountBasisPoints ? `${line.discountBasisPoints / 100} %` : '–') },
            { key: 'total', title: t('contracts.total'), kind: 'number', show: (line) => <Money minor={line.totalMinor} currency={contract.currency} /> },
          ]} />
          <details className="card"><summary>{t('contracts.document')}</summary><pre className="document">{all.texts.at(-1)?.document}</pre></details>
        </div>
        <div className="stack">
          <dl className="facts card">
            <dt>{t('contracts.owner')}</dt><dd>{nameOf(contract.ownerId)}</dd>
            <dt>{t('contracts.drafter')}</dt><dd>{nameOf(contract.drafterId)}</dd>
            <dt>{t('contracts.effective')}</dt><dd><Day on={contract.effectiveDate} />{contract.termMonths > 0 && ` · ${t('contracts.months', { count: contract.termMonths })}`}</dd>
            {contract.termEndsOn && <><dt>{t('customers.ends')}</dt><dd><Day on={contract.termEndsOn} /></dd></>}
            {(contract.endReason || contract.voidReason) && <><dt>{t('dialog.reason')}</dt><dd>{t(`endReason.${contract.endReason || contract.voidReason}`, { defaultValue: contract.endReason || contract.voidReason })}</dd></>}
            <dt>{t('contracts.hash')}</dt><dd className="mono">{contract.docHash}</dd>
          </dl>
          <Decisions all={all} />
          <Marks all={all} onDone={() => found.refetch()} />
          <Holds all={all} />
          <Amendments all={all} />
          <Payments all={all} />
          <Duties all={all} />
          <Copies all={all} />
          <Kin all={all} />
          <Chain id={contract.id} all={all} />
        </div>
      </div>
    </>
  );
}

/** The clauses beside those of the template they were drafted from: what deviates is marked word by word. */
function Clauses({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  return (
    <section className="card stack">
      <h2>{t('contracts.clauses')}</h2>
      {all.clauses.map((clause) => {
        const found = all.deviations.find((one) => one.group === clause.group);
        const group = ContractClause_Group[clause.group];
        const text = (leftOut: TextDiffLine_Kind) => found!.lines.filter((line) => line.kind !== leftOut).map((line) => line.text).join('\n');
        const differs = found && found.kind !== ClauseDeviation_Kind.CONFORMS;
        return (
          <article key={group} data-clause={group} data-deviates={found?.kind === ClauseDeviation_Kind.DEVIATES}>
            <div className="row"><h3>{t(`clause.${group}`)}</h3>
              {found && !differs && <span className="chip good">{t('contracts.conforms')}</span>}
              {found?.kind === ClauseDeviation_Kind.ALTERNATIVE && <span className="chip accent">{t('contracts.alternative', { code: found.clauseSetCode })}</span>}
              {found?.kind === ClauseDeviation_Kind.DEVIATES && <span className="chip warn">{t('contracts.deviates')}</span>}
            </div>
            {differs ? <Difference before={text(TextDiffLine_Kind.ADDED)} after={text(TextDiffLine_Kind.REMOVED)} /> : <p className="clause">{clause.text}</p>}
          </article>
        );
      })}
    </section>
  );
}

function Chain({ id, all }: { id: string; all: GetContractReply }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const verified = useQuery(ContractsApi.method.verifyContract, { id }, { enabled: asked });
  return (
    <section className="card stack">
      <div className="row"><h2>{t('contracts.chain', { count: all.steps.length })}</h2><span className="grow" />
        <Button size="small" onClick={() => { setAsked(true); verified.refetch(); }}>{t('contracts.verify')}</Button></div>
      {verified.data && (verified.data.intact
        ? <div className="notice good" role="status">{t('contracts.intact', { count: verified.data.steps })}</div>
        : <div className="notice bad" role="alert">{t('contracts.broken', { seq: verified.data.brokenSeq, rule: verified.data.brokenRule })}</div>)}
    </section>
  );
}
