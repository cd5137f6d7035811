// SPDX-License-Identifier: Apache-2.0
// What a contract brings with it once it is signed: holds before, amendments, what is owed and paid, its originals, what
// renews it, and where it came from.
import { useState } from 'react';
import { Button, Input, Modal } from '../../parts/antd';
import { useQuery } from '@connectrpc/connect-query';
import { timestampMs } from '@bufbuild/protobuf/wkt';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  ContractAmendment_State, ContractDuty_State, ContractMark_Party, ContractObligation_Group, Contract_State, Contracts, PaperCopy_State, Payment_State, Receipt_Outcome,
  type Contract, type ContractDuty, type ContractHold, type GetContractReply,
} from '@dealspine/api/dealspine/contracts_pb';
import { Opportunities, Opportunity_State } from '@dealspine/api/dealspine/opportunities_pb';
import { useCommand } from '../../parts/command';
import { usePeople } from '../../parts/people';
import { ReasonDialog } from '../../parts/reason';
import { Choice } from '../../parts/table';
import { Chip, Day, Money, Until, When, dayText, useNow } from '../../parts/values';
import { useMay } from '../../session';
import { isCode } from './terms';

const holdReasons = ['CALLED_AGAIN', 'CUSTOMER_CONFIRMED', 'MISTAKE'];

/** What stops the marks, and who may let them go on. */
export function Holds({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const may = useMay()('contracts.override');
  const nameOf = usePeople();
  const now = useNow(30_000);
  const release = useCommand(Contracts.method.releaseHold);
  const [releasing, setReleasing] = useState<ContractHold>();
  if (!all.holds.length) return null;
  const holds = (one: ContractHold) => !one.releasedAt && timestampMs(one.expiresAt!) > now;
  return (
    <section className="card stack" aria-label={t('contracts.holds')}>
      <h2>{t('contracts.holds')}</h2>
      {all.holds.map((one) => (
        <div key={one.id} data-hold={holds(one)}>
          <div className="row"><span className={holds(one) ? 'chip bad' : 'chip'}>{holds(one) ? t('contracts.held') : t('contracts.holdOver')}</span><span>{one.criterion}</span><span className="grow" />
            {holds(one) && <span className="quiet small">{t('contracts.holdUntil')} <Until at={one.expiresAt} /></span>}
            {may && holds(one) && <Button size="small" onClick={() => setReleasing(one)}>{t('contracts.release')}</Button>}</div>
          {one.releasedAt && <p className="quiet small"><When at={one.releasedAt} /> · {nameOf(one.releasedBy)} · {t(`holdReason.${one.releaseReason}`, { defaultValue: one.releaseReason })}</p>}
        </div>
      ))}
      {releasing && <ReasonDialog title={t('contracts.release')} okText={t('contracts.release')} codes={holdReasons} set="holdReason" onClose={() => setReleasing(undefined)}
        run={(reason) => release.mutateAsync({ id: all.contract!.id, holdId: releasing.id, reason })} />}
    </section>
  );
}

export function Amendments({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  if (!all.amendments.length) return null;
  return (
    <section className="card stack" aria-label={t('contracts.amendments')}>
      <h2>{t('contracts.amendments')}</h2>
      {all.amendments.map((one) => (
        <div key={one.textVersion} data-amendment={ContractAmendment_State[one.state]}>
          <div className="row"><Chip set="amendment" word={ContractAmendment_State[one.state]} /><span>{t('contracts.textVersion', { version: one.textVersion })}</span>
            <span className="quiet">{t(`talkReason.${one.reason}`, { defaultValue: one.reason })}</span></div>
          <p className="quiet small">{nameOf(one.requestedBy)} · <When at={one.requestedAt} />{one.instalmentsChanged && <> · {t('contracts.newPlan')}</>}{one.deviatingGroups.length > 0 && <> · {t('contracts.deviates')}: {one.deviatingGroups.map((group) => t(`clause.${group}`)).join(', ')}</>}</p>
        </div>
      ))}
    </section>
  );
}

/** The plan, what came of it, and the receipts one by one. */
export function Payments({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const currency = all.contract!.currency;
  const plan = all.payments.length ? all.payments.map((one) => ({ ...one, state: Payment_State[one.state] })) : all.instalments.map((one) => ({ ...one, receivedMinor: 0n, state: undefined }));
  const open = all.payments.filter((one) => one.state !== Payment_State.CANCELLED).reduce((sum, one) => sum + one.amountMinor - one.receivedMinor, 0n);
  return (
    <section className="card stack" aria-label={t('contracts.payments')}>
      <div className="row"><h2>{t('contracts.payments')}</h2><span className="grow" />{all.payments.length > 0 && <span className="quiet small">{t('contracts.open')} <Money minor={open} currency={currency} /></span>}</div>
      {plan.map((one) => (
        <div key={one.position} data-payment={one.state}>
          <div className="row"><span><Day on={one.dueOn} /></span><Chip set="payment" word={one.state} /><span className="grow" /><Money minor={one.amountMinor} currency={currency} /></div>
          {one.receivedMinor > 0n && one.receivedMinor < one.amountMinor && <div className="row small quiet"><span className="grow" />{t('contracts.received')} <Money minor={one.receivedMinor} currency={currency} /></div>}
        </div>
      ))}
      {all.receipts.length > 0 && <h3>{t('contracts.receipts')}</h3>}
      {all.receipts.map((one) => (
        <div className="row small" key={one.id} data-receipt={one.id}><Chip set="receipt" word={Receipt_Outcome[one.outcome]} /><span><Day on={one.receivedOn} /></span><span className="quiet">{one.naturalKey}</span><span className="grow" /><Money minor={one.amountMinor} currency={currency} /></div>
      ))}
    </section>
  );
}

const settled = { FULFILLED: [], BREACHED: ['LATE', 'DEFECTIVE', 'REFUSED'], WAIVED: ['AGREED', 'OBSOLETE', 'MISTAKE'] } as const;
const open = [ContractDuty_State.PENDING, ContractDuty_State.HANDED_OVER, ContractDuty_State.BREACHED];

/** What is owed. In effect each is settled one by one, conditions of it once it is signed; before, it is what the text says. */
export function Duties({ all }: { all: GetContractReply }) {
  const { t, i18n } = useTranslation();
  const may = useMay()('contracts.obligations') && [Contract_State.SIGNED, Contract_State.EFFECTIVE].includes(all.contract!.state);
  const [settling, setSettling] = useState<ContractDuty>();
  if (!all.obligations.length && !all.duties.length) return null;
  const text = all.obligations.filter((one) => !all.duties.some((duty) => duty.code === one.code));
  const rows = [...all.duties, ...text.map((one) => ({ ...one, state: undefined, reason: '', ownerService: '' }))];
  return (
    <section className="card stack" aria-label={t('contracts.obligations')}>
      <h2>{t('contracts.obligations')}</h2>
      {rows.map((one) => (
        <div key={one.code} data-duty={one.code} data-state={one.state ? ContractDuty_State[one.state] : undefined}>
          <div className="row"><Chip set="obligation" word={ContractObligation_Group[one.group]} /><span>{one.code}</span><span className="grow" />
            <Chip set="duty" word={one.state ? ContractDuty_State[one.state] : undefined} />
            {may && open.includes(one.state as ContractDuty_State) && <Button size="small" aria-label={t('contracts.settleOf', { code: one.code })} onClick={() => setSettling(one as ContractDuty)}>{t('contracts.settle')}</Button>}</div>
          <p className="quiet small">{[dayText(one.dueOn, i18n.language), one.reason && t(`dutyReason.${one.reason}`, { defaultValue: one.reason }), one.ownerService === 'aftersales' && t('contracts.byCare')].filter(Boolean).join(' · ')}</p>
        </div>
      ))}
      {settling && <Settle contract={all.contract!} duty={settling} onClose={() => setSettling(undefined)} />}
    </section>
  );
}

function Settle({ contract, duty, onClose }: { contract: Contract; duty: ContractDuty; onClose: () => void }) {
  const { t } = useTranslation();
  const settle = useCommand(Contracts.method.settleObligation);
  const [state, setState] = useState<keyof typeof settled>('FULFILLED');
  const [reason, setReason] = useState('');
  const go = () => settle.mutate({ id: contract.id, expectedVersion: contract.version, code: duty.code, state: ContractDuty_State[state], reason: reason || undefined }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.settleOf', { code: duty.code })} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: state !== 'FULFILLED' && !reason, loading: settle.isPending }}>
      <div className="stack">
        <Choice label={t('leads.state')} value={state} onChange={(value) => { setState(value as typeof state); setReason(''); }}
          options={(['FULFILLED', 'BREACHED', 'WAIVED'] as const).map((one) => ({ value: one, text: t(`duty.${one}`) }))} />
        {state !== 'FULFILLED' && <Choice label={t('dialog.reason')} value={reason} onChange={setReason}
          options={[{ value: '', text: t('dialog.choose') }, ...settled[state].map((one) => ({ value: one, text: t(`dutyReason.${one}`) }))]} />}
      </div>
    </Modal>
  );
}

/** The originals on paper, and the document as it was signed. */
export function Copies({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const nameOf = usePeople();
  const may = useMay()('contracts.copies');
  const [putting, setPutting] = useState(false);
  const [shown, setShown] = useState(false);
  const signed = useQuery(Contracts.method.getSignedDocument, { id: all.contract!.id }, { enabled: shown });
  if (!all.contract!.signedAt) return null;
  return (
    <section className="card stack" aria-label={t('contracts.copies')}>
      <div className="row"><h2>{t('contracts.copies')}</h2><span className="grow" />{may && <Button size="small" onClick={() => setPutting(true)}>{t('contracts.putCopy')}</Button>}</div>
      {!all.copies.length && <p className="quiet">{t('contracts.noCopies')}</p>}
      {all.copies.map((one) => (
        <div className="row" key={one.position} data-copy={one.position}><b>{one.position}</b><span>{t(`party.${ContractMark_Party[one.party]}`)}</span><Chip set="copy" word={PaperCopy_State[one.state]} />
          <span className="grow" /><span className="quiet small">{nameOf(one.holder)} · {one.location}</span></div>
      ))}
      <details onToggle={(event) => setShown(event.currentTarget.open)}><summary>{t('contracts.asSigned')}</summary>
        {signed.data && <><pre className="document" tabIndex={0}>{signed.data.document}</pre><p className="mono small">{signed.data.docHash}</p></>}
      </details>
      {putting && <PutCopy all={all} onClose={() => setPutting(false)} />}
    </section>
  );
}

const copyStates = ['HELD', 'HANDED_OVER', 'LOST', 'DESTROYED'] as const;

function PutCopy({ all, onClose }: { all: GetContractReply; onClose: () => void }) {
  const { t } = useTranslation();
  const put = useCommand(Contracts.method.putPaperCopy);
  const [position, setPosition] = useState(String(Math.max(0, ...all.copies.map((one) => one.position)) + 1));
  const [party, setParty] = useState<'OUR' | 'CUSTOMER'>('OUR');
  const [holder, setHolder] = useState('archive');
  const [location, setLocation] = useState('');
  const [state, setState] = useState<(typeof copyStates)[number]>('HELD');
  const go = () => put.mutate({ id: all.contract!.id, position: Number(position), party: ContractMark_Party[party], holder, location, state: PaperCopy_State[state] }, { onSuccess: onClose });
  return (
    <Modal open title={t('contracts.putCopy')} onCancel={onClose} onOk={go} okText={t('dialog.save')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !/^([1-9]\d?|100)$/.test(position) || !isCode(holder) || !isCode(location), loading: put.isPending }}>
      <div className="stack">
        <label className="field"><span>{t('contracts.copyNumber')}</span><Input value={position} inputMode="numeric" onChange={(event) => setPosition(event.target.value.trim())} /></label>
        <Choice label={t('contracts.whose')} value={party} onChange={(value) => setParty(value as typeof party)} options={(['OUR', 'CUSTOMER'] as const).map((one) => ({ value: one, text: t(`party.${one}`) }))} />
        <label className="field"><span>{t('contracts.holder')}</span><Input value={holder} maxLength={64} onChange={(event) => setHolder(event.target.value.trim())} /></label>
        <label className="field"><span>{t('contracts.location')}</span><Input value={location} maxLength={100} placeholder="cabinet-7.shelf-2" onChange={(event) => setLocation(event.target.value.trim())} /></label>
        <Choice label={t('leads.state')} value={state} onChange={(value) => setState(value as typeof state)} options={copyStates.map((one) => ({ value: one, text: t(`copy.${one}`) }))} />
      </div>
    </Modal>
  );
}

/** The contract before this one, the opportunity that is to renew it, and what an import said of it. */
export function Kin({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const contract = all.contract!;
  const may = useMay()('opportunities.read');
  const found = useQuery(Opportunities.method.listOpportunities, { customerId: contract.customerId, pageSize: 100 },
    { enabled: may && !!contract.customerId && !!contract.effectiveAt && !!contract.termEndsOn });
  const renewals = (found.data?.opportunities ?? []).filter((one) => one.renewsContractId === contract.id);
  if (!contract.predecessorId && !renewals.length && !all.origin) return null;
  return (
    <section className="card stack" aria-label={t('contracts.kin')}>
      <h2>{t('contracts.kin')}</h2>
      {contract.predecessorId && <Link className="link" to={`/contracts/${contract.predecessorId}` as never}>{t('contracts.predecessor')}</Link>}
      {renewals.map((one) => (
        <div className="row" key={one.id} data-renewal={one.id}><Link className="link" to={`/pipeline/${one.id}` as never}>{one.title || t('contracts.renewal')}</Link><Chip set="opportunity" word={Opportunity_State[one.state]} />
          <span className="grow" /><Money minor={one.amountMinor} currency={one.currency} /></div>
      ))}
      {all.origin && (
        <details><summary>{t('contracts.imported', { key: all.origin.naturalKey })}</summary>
          <dl className="facts">{all.origin.facts.map((one) => <div className="fact" key={one.key}><dt>{one.key}</dt><dd>{one.value}</dd></div>)}</dl>
        </details>
      )}
    </section>
  );
}
