// SPDX-License-Identifier: Apache-2.0
// P7, the workspace: one contract with its text, who is next, what was decided, and what may be done now.
import { useState } from 'react';
import { Button } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  ApprovalCase_State, ApprovalStep_Decision, ApprovalStep_Role, ContractClause_Group, Contract_State, ContractObligation_Group,
  Contracts as ContractsApi, Payment_State, TextDiffLine_Kind, type GetContractReply,
} from '@dealspine/api/dealspine/contracts_pb';
import { usePeople } from '../../parts/people';
import { Table } from '../../parts/table';
import { Chip, Money, Until, When } from '../../parts/values';
import { Failure, Loading, Nothing } from '../../shell/states';
import { Acts } from './acts';
import { Registers } from './authority';
import { Checklist } from './checklist';
import { Difference } from './diff';
import { Marks } from './marks';

export function ContractPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id: string };
  const nameOf = usePeople();
  const found = useQuery(ContractsApi.method.getContract, { id });
  if (found.error && !found.data) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data?.contract) return <Loading />;
  const all = found.data;
  const contract = all.contract!;
  const running = all.cases.find((one) => one.state === ApprovalCase_State.RUNNING);
  return (
    <>
      <div className="head" data-contract={contract.id} data-state={Contract_State[contract.state]} data-version={contract.textVersion}>
        <Link to={'/contracts' as never} className="link">{t('page.contracts')}</Link>
        <h1>{contract.number}</h1>
        <Chip set="contract" word={Contract_State[contract.state]} />
        <Money minor={contract.amountMinor} currency={contract.currency} />
        <span className="quiet">{t('contracts.textVersion', { version: contract.textVersion })}</span>
      </div>
      <div className="notice good" role="status">
        <b>{t('contracts.next')}:</b> {t(`contracts.next.${Contract_State[contract.state]}`)}
        {running && <span>{t('contracts.waiting')} <Until at={running.openedAt} /></span>}
      </div>
      <Acts all={all} onDone={() => found.refetch()} />
      <Registers contract={contract} />
      <div className="columns">
        <div className="stack">
          <Changes all={all} />
          <Clauses all={all} />
          {contract.state === Contract_State.DRAFT && <Checklist all={all} />}
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
            <dt>{t('contracts.effective')}</dt><dd>{contract.effectiveDate}{contract.termMonths > 0 && ` · ${t('contracts.months', { count: contract.termMonths })}`}</dd>
            <dt>{t('contracts.hash')}</dt><dd className="mono">{contract.docHash}</dd>
          </dl>
          <Marks all={all} onDone={() => found.refetch()} />
          <Decisions all={all} />
          <section className="card stack">
            <h2>{t('contracts.instalments')}</h2>
            {all.instalments.map((one) => {
              const paid = all.payments.find((payment) => payment.position === one.position);
              return <div className="row" key={one.position}><span>{one.dueOn}</span>{paid && <Chip set="payment" word={Payment_State[paid.state]} />}<span className="grow" /><Money minor={one.amountMinor} currency={contract.currency} /></div>;
            })}
            {all.receipts.map((one) => <div className="row small" key={one.id} data-receipt={one.id}><span className="chip good">{t('contracts.received')}</span><span>{one.receivedOn}</span><span className="grow" /><Money minor={one.amountMinor} currency={contract.currency} /></div>)}
            {all.obligations.map((one) => <div className="row small" key={one.code}><Chip set="obligation" word={ContractObligation_Group[one.group]} /><span>{one.code}</span><span className="grow" /><span className="quiet">{one.dueOn}</span></div>)}
          </section>
          <Chain id={contract.id} all={all} />
        </div>
      </div>
    </>
  );
}

/** The clauses beside those of the template: what deviates is marked word by word. */
function Clauses({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const templates = useQuery(ContractsApi.method.listTemplates, {}, { staleTime: 300_000 });
  const template = templates.data?.templates.find((one) => one.code === all.contract!.templateCode);
  return (
    <section className="card stack">
      <h2>{t('contracts.clauses')}</h2>
      {all.clauses.map((clause) => {
        const ours = template?.clauses.find((one) => one.group === clause.group)?.text;
        const same = ours === clause.text;
        const group = ContractClause_Group[clause.group];
        return (
          <article key={group} data-clause={group} data-deviates={ours != null && !same}>
            <div className="row"><h3>{t(`clause.${group}`)}</h3>
              {ours != null && (same ? <span className="chip good">{t('contracts.conforms')}</span> : <span className="chip warn">{t('contracts.deviates')}</span>)}
            </div>
            {ours != null && !same ? <Difference before={ours} after={clause.text} /> : <p className="clause">{clause.text}</p>}
          </article>
        );
      })}
    </section>
  );
}

/** What an approver has not read yet: the present text beside the one before. */
function Changes({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const now = all.contract!.textVersion;
  const compared = useQuery(ContractsApi.method.compareTexts, { id: all.contract!.id, fromVersion: now - 1, toVersion: now }, { enabled: now > 1 });
  if (!compared.data) return null;
  const lines = compared.data.lines.filter((line) => line.kind !== TextDiffLine_Kind.SAME);
  return (
    <section className="card stack" data-changes={compared.data.changed}>
      <h2>{t('contracts.changes', { version: now - 1 })}</h2>
      {!lines.length && <p className="quiet">{t('contracts.noChanges')}</p>}
      {lines.map((line, nth) => (
        <p key={nth} className="clause">{line.kind === TextDiffLine_Kind.REMOVED ? <del>{line.text}</del> : <ins>{line.text}</ins>}</p>
      ))}
    </section>
  );
}

function Decisions({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  if (!all.approvals.length) return null;
  return (
    <section className="card stack">
      <h2>{t('contracts.decisions')}</h2>
      {all.approvals.map((one) => (
        <div key={`${one.caseId}${one.role}`} className="small">
          <div className="row"><Chip set="decision7" word={ApprovalStep_Decision[one.decision]} /> {t(`role.${ApprovalStep_Role[one.role]}`)} · {nameOf(one.approverId)}
            <span className="grow" /><span className="quiet">{t('contracts.textVersion', { version: one.textVersion })} · <When at={one.decidedAt} /></span></div>
          {one.remark && <blockquote>{one.remark}</blockquote>}
        </div>
      ))}
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
