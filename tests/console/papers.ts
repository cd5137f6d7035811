// SPDX-License-Identifier: Apache-2.0
// Contracts, brought by the API as far as a test of the pages wants them.
import { createHash, randomUUID } from 'node:crypto';
import { call, customerOf, day, sql, until, userId, type Json } from './support';

/** A committed deal of this agent and who signs for its customer. */
export async function committed(login: string) {
  const customerId = await customerOf(login);
  const contact = (await call(login, 'customers.AddContact', { customerId, name: '赵志远', level: 'EXECUTIVE', function: 'FINANCE_PURCHASING' })).contact;
  const id = (await call(login, 'opportunities.CreateOpportunity', { customerId, title: 'Planner', currency: 'CNY' })).opportunity.id;
  await call(login, 'opportunities.SetLines', { id, lines: [{ productCode: 'planner', quantity: '1' }] });
  await call(login, 'opportunities.AgreePlan', {
    id, target: '1', unit: 'DEALS', deadline: day(30), ownerId: await userId(login), teamTargetRef: 'T-1', lines: [{ productCode: 'planner', quantity: '1' }],
  });
  for (const toStage of ['INTERNAL_DELIBERATION', 'SYSTEM_DESIGN', 'EVALUATION_COMPARISON', 'PURCHASE_COMMITMENT']) {
    await call(login, 'opportunities.MovePurchaseStage', { id, toStage });
  }
  const opportunity = (await call(login, 'opportunities.CommitOpportunity', { id })).opportunity;
  await call('admin', 'contracts.RegisterAuthority', { party: 'CUSTOMER', holderId: contact.id, kinds: ['SIGN', 'SEAL'], currency: 'CNY', proofRef: `letter-${randomUUID()}` });
  return { opportunity, contactId: contact.id as string };
}

export async function drafted(login: string, more: Json = {}, deal?: Awaited<ReturnType<typeof committed>>): Promise<Json> {
  const { opportunity, contactId } = deal ?? await committed(login);
  return (await call(login, 'contracts.DraftContract', {
    opportunityId: opportunity.id, signatoryContactIds: [contactId], effectiveDate: day(10),
    instalments: [{ dueOn: day(20), amountMinor: opportunity.amountMinor }], ...more,
  })).contract;
}

export const whole = (id: string) => call('admin', 'contracts.GetContract', { id });
export const contractOf = async (id: string) => (await whole(id)).contract;
export const reach = (id: string, state: string) => until(state, async () => (await contractOf(id)).state === state);

/** Each item of the checklist passes. */
export async function answered(login: string, id: string) {
  const { checklist } = await whole(id);
  await call(login, 'contracts.AnswerChecklist', { id, answers: checklist.map((item: Json) => ({ code: item.code, answer: 'PASS' })) });
}

export async function submitted(login: string, more: Json = {}): Promise<Json> {
  const { id } = await drafted(login, more);
  await answered(login, id);
  return (await call(login, 'contracts.SubmitContract', { id })).contract;
}

export async function approved(login: string, more: Json = {}): Promise<Json> {
  const { id } = await submitted(login, more);
  await call('manager', 'contracts.ApproveContract', { id });
  return (await call('legal', 'contracts.ApproveContract', { id })).contract;
}

/** The four marks of the contract, or of its amendment. */
export async function sign(contract: Json): Promise<Json> {
  let reply: Json = {};
  for (const [party, signerId] of [['OUR', await userId('signatory')], ['CUSTOMER', contract.signatoryContactIds[0]]]) {
    for (const kind of ['SIGN', 'SEAL']) {
      reply = await call('signatory', 'contracts.RecordMark', { id: contract.id, party, kind, signerId, method: 'INK', evidenceHash: 'ab'.repeat(32) });
    }
  }
  return reply.contract;
}

export async function effective(login: string, more: Json = {}): Promise<Json> {
  const { id } = await approved(login, { effectiveDate: day(0), ...more });
  return sign((await call(login, 'contracts.SendForSignature', { id })).contract);
}

/** A return visit to a customer of this agent for which it is time. */
export async function visitDue(login: string): Promise<Json> {
  const contract = await effective(login);
  const staffId = await userId('engineer');
  const planId = await until('the delivery plan', async () => (await call('aftersales', 'aftersales.GetPlan', { contractId: contract.id })).plan.id);
  const { items } = await call('aftersales', 'aftersales.GetPlan', { id: planId });
  for (const { id: itemId } of items) await call('aftersales', 'aftersales.SetPlanItem', { planId, itemId, content: 'One licence, set up', method: 'ON_SITE', staffId });
  await call('aftersales', 'aftersales.ProposePlan', { planId });
  await call('aftersales', 'aftersales.ConfirmPlan', { planId, how: 'PHONE', name: 'Ms Lin' });
  for (const { id: itemId } of items) {
    for (const step of ['StartItem', 'DeliverItem', 'AcceptItem']) await call('aftersales', `aftersales.${step}`, { planId, itemId });
  }
  const [{ id }] = (await call('aftersales', 'aftersales.ListVisits', { customerId: contract.customerId })).visits;
  sql('aftersales', `UPDATE aftersales.job SET due_at = now() WHERE kind = 'visit_due' AND dedupe = '${id}'`);
  return until('the time of the visit', async () => {
    const { visit } = await call('aftersales', 'aftersales.GetVisit', { id });
    return visit.state === 'DUE' && visit;
  });
}

/** A second of silence, as a recorder writes it: mono, 16 bit, 8 kHz. */
function wav() {
  const data = Buffer.alloc(16_000);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0); head.writeUInt32LE(36 + data.length, 4); head.write('WAVEfmt ', 8); head.writeUInt32LE(16, 16); head.writeUInt16LE(1, 20); head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24); head.writeUInt32LE(16_000, 28); head.writeUInt16LE(2, 32); head.writeUInt16LE(16, 34); head.write('data', 36); head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

/** A call of this deal in which something was wrong, found by the inspector, for which a rule holds the contract up. */
export async function heldUp(login: string, contract: Json): Promise<Json> {
  const criterion = `c-${randomUUID().slice(0, 8)}`;
  await call('admin', 'contracts.PutHoldRule', { rule: { criterion, enabled: true, days: 5 } });
  const callId = (await call(login, 'customers.RequestCall', { customerId: contract.customerId, opportunityId: contract.opportunityId })).call.id;
  for (const state of ['DIALLING', 'RINGING', 'ANSWERED', 'ENDED']) await call(login, 'customers.ReportCall', { callId, state });
  await call(login, 'customers.WrapCall', { callId, disposition: 'INTERESTED' });
  const recording = await until('the recording', async () => {
    const found = (await call('quality', 'qa.GetRecording', { callId })).recording;
    return found.endedAt && found;
  });
  const file = wav();
  await call('quality', 'qa.BeginRecording', { callId, codec: 'wav', size: file.length, sha256: createHash('sha256').update(file).digest('hex') });
  await call('quality', 'qa.AppendRecordingPart', { callId, offset: 0, data: file.toString('base64') });
  await call('quality', 'qa.FinishRecording', { callId });
  const code = `card-${randomUUID().slice(0, 8)}`;
  const criteria = [['language', 'LANGUAGE', 40], ['audio', 'AUDIO_QUALITY', 30], ['duration', 'DURATION', 20], [criterion, 'OWN', 10]]
    .map(([name, dimension, weight]) => ({ code: name, name, dimension, weight, scale: 1, fatal: name === criterion }));
  const { scorecard } = await call('quality', 'qa.DraftScorecard', { code, name: 'Telesales', criteria });
  await call('quality', 'qa.PublishScorecard', { code, version: scorecard.version });
  const plan = (await call('quality', 'qa.PutSamplingPlan', { name: `Of ${code}`, seed: 'november', scorecardCode: code, teamPath: '/hq/sales/', minPerAgent: 1, agentIds: [recording.agentId] })).plan;
  const answeredUntil = new Date(Date.parse(recording.answeredAt) + 1).toISOString();
  const { members } = await call('quality', 'qa.DrawSample', { planId: plan.id, answeredFrom: recording.answeredAt, answeredUntil });
  const { evaluationId } = members.find((one: Json) => one.callId === callId);
  await call('quality', 'qa.StartEvaluation', { id: evaluationId });
  await call('quality', 'qa.SubmitEvaluation', { id: evaluationId, answers: criteria.map((one) => ({ criterion: one.code, points: one.fatal ? 0 : 1 })) });
  const hold = await until('the hold', async () => (await whole(contract.id)).holds?.[0]);
  await call('admin', 'contracts.PutHoldRule', { rule: { criterion, enabled: false } });
  return hold;
}
