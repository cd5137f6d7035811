// SPDX-License-Identifier: Apache-2.0
// P1, my day: the queue with its reasons, what may be done with each thing of it, and how far one is.
import { submitted, visitDue } from './papers';
import { axe, call, day, enter, expect, leadOf, sql, test, until, userId, type Json } from './support';

const itemOf = async (login: string, leadId: string, more: Json = {}): Promise<Json | undefined> =>
  (await call(login, 'leads.ListDay', { limit: 500, ...more })).items?.find((item: Json) => item.leadId === leadId && (item.kind === 'CALLBACK' || item.kind === 'FOLLOW_UP'));

/** A call that this agent promised for in a moment, so that it stands at the top of his day. */
async function promised(login: string, more: Json = {}) {
  const lead = await leadOf(login);
  const { callback } = await call(login, 'leads.ScheduleCallback', { leadId: lead.id, zone: 'Asia/Shanghai', at: new Date(Date.now() + 180_000).toISOString(), ...more });
  return { lead, callback };
}

test('test_INS_03 a target is seen with what is missing, and acknowledged by whose it is alone', async ({ page }) => {
  const from = day(-1);
  const { target } = await call('manager', 'insights.CreateTarget', { metric: 'DIALS', userId: await userId('tele3'), from, until: day(1), timeZone: 'Asia/Shanghai', value: '987' });
  await call('manager', 'insights.PublishTarget', { targetId: target.id });
  await enter(page, 'tele3', 'day');
  const mine = page.locator(`[data-target="${target.id}"]`);
  await expect(mine).toContainText('/ 987');
  await expect(mine).toContainText('to go');
  await expect(page.getByRole('region', { name: 'Today so far' })).toContainText('Talk time');
  await expect(call('tele1', 'insights.AcknowledgeTarget', { targetId: target.id })).rejects.toThrow('not_found');
  await mine.getByRole('button', { name: 'I know this target' }).click();
  await expect(mine.getByRole('button')).toHaveCount(0);
  expect((await call('manager', 'insights.GetTarget', { targetId: target.id })).target.state).toBe('ACKNOWLEDGED');
  await axe(page);
  await call('manager', 'insights.CloseTarget', { targetId: target.id });
});

test('test_LEA the queue stands in the order of the server, each thing with the reason why it is there', async ({ page }) => {
  const kinds = ['', 'CALLBACK', 'FIRST_CONTACT', 'FOLLOW_UP', 'RETURN_TO_POOL'];
  const [later, open, returning, overdue] = [await leadOf('field'), await leadOf('field'), await leadOf('field'), await leadOf('field')];
  const { lead: soon } = await promised('field');
  await call('field', 'leads.ScheduleCallback', { leadId: later.id, zone: 'Asia/Shanghai', at: new Date(Date.now() + 20 * 3_600_000).toISOString() });
  sql('leads', `UPDATE leads.lead SET sla_due_at = now() - interval '1 hour' WHERE id = '${overdue.id}'`);
  sql('leads', `UPDATE leads.lead SET recycle_warned = true, recycle_at = now() + interval '150 minutes' WHERE id = '${returning.id}'`);
  const mine = [later, open, returning, overdue, soon].map((lead) => lead.id);
  const items: Json[] = (await call('field', 'leads.ListDay', { limit: 100 })).items.filter((item: Json) => mine.includes(item.leadId));
  const things = items.map((item) => `${item.leadId}${kinds.indexOf(item.kind)}${item.callbackId ?? ''}`);
  const of = (lead: Json, kind: string) => items.findIndex((item) => item.leadId === lead.id && item.kind === kind);
  expect([of(soon, 'CALLBACK'), of(overdue, 'FIRST_CONTACT'), of(later, 'CALLBACK')]).toEqual([0, 1, items.length - 1]);
  await enter(page, 'field', 'day');
  const rows = page.getByRole('group', { name: 'My day' }).locator('tbody tr');
  await expect.poll(async () => (await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-id')))).filter((id) => things.includes(id!))).toEqual(things);
  const column = (await page.getByRole('columnheader').allTextContents()).indexOf('Why here');
  for (const [lead, kind, why] of [
    [soon, 'CALLBACK', 'you promised to call'], [overdue, 'FIRST_CONTACT', 'the first contact is overdue'], [open, 'FIRST_CONTACT', 'the first contact is open'],
    [returning, 'RETURN_TO_POOL', 'nobody was reached for long: it goes back to the pool'],
  ] as const) {
    const item = items[of(lead, kind)];
    const reason = page.locator(`tr[data-id="${things[of(lead, kind)]}"]`).getByRole('cell').nth(column);
    await expect(reason).toHaveText(`${item.reason.startsWith('urgent: ') ? 'urgent; ' : ''}${why}; priority ${item.priority}`);
  }
});

test('test_LEA a promised call is put off, another one done', async ({ page }) => {
  const [moved, kept] = [await promised('tele2'), await promised('tele2')];
  await enter(page, 'tele2', 'day');
  const row = (leadId: string) => page.locator(`tr[data-id^="${leadId}"]`).filter({ hasText: 'Promised call' });
  await row(moved.lead.id).getByRole('button', { name: /^Later/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'in two hours' }).click();
  await axe(page);
  await dialog.getByRole('button', { name: 'Put off' }).click();
  await expect(dialog).toHaveCount(0);
  const item = (await itemOf('tele2', moved.lead.id))!;
  expect(item.callbackId).toBe(moved.callback.id);
  expect(Math.abs(Date.parse(item.dueAt) - Date.now() - 7_200_000)).toBeLessThan(180_000);
  await expect(call('tele1', 'leads.FinishCallback', { callbackId: kept.callback.id })).rejects.toThrow('not_found');
  await row(kept.lead.id).getByRole('button', { name: /^Done/ }).click();
  await expect(row(kept.lead.id)).toHaveCount(0);
  expect(await itemOf('tele2', kept.lead.id)).toBeUndefined();
});

test('test_LEA a promise that anyone may keep is taken, and by one alone', async ({ page }) => {
  const { lead } = await promised('tele1', { reach: 'ANYONE' });
  await enter(page, 'tele2', 'day');
  const row = page.locator(`tr[data-id^="${lead.id}"]`).filter({ hasText: 'Promised call' });
  await expect(row.getByRole('button', { name: /^Done/ })).toHaveCount(0);
  await row.getByRole('button', { name: /^Take/ }).click();
  await expect(row.getByRole('button', { name: /^Done/ })).toBeVisible();
  await until('the new owner', async () => (await call('admin', 'leads.GetLead', { leadId: lead.id })).lead.ownerId === await userId('tele2'));
});

test('test_LEA a manager looks into the day of an agent and gives a thing of it to another; an agent is not offered that', async ({ page, browser }) => {
  const { lead } = await promised('tele2');
  await enter(page, 'manager', 'day');
  await page.getByRole('combobox', { name: 'Day of' }).selectOption(await userId('tele2'));
  await page.locator(`tr[data-id^="${lead.id}"]`).filter({ hasText: 'Promised call' }).getByRole('button', { name: /^Reassign/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To').selectOption(await userId('tele1'));
  await expect(dialog.getByRole('status')).toContainText('1');
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await until('the new owner', async () => (await call('admin', 'leads.GetLead', { leadId: lead.id })).lead.ownerId === await userId('tele1'));
  const agent = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await promised('tele1');
  await enter(agent, 'tele1', 'day');
  await expect(agent.getByRole('button', { name: /^Later/ }).first()).toBeVisible();
  await expect(agent.getByRole('button', { name: /^Reassign/ })).toHaveCount(0);
  await expect(agent.getByRole('combobox', { name: 'Day of' })).toHaveCount(0);
  expect((await call('tele1', 'leads.ListDay', { agentId: await userId('tele2') })).items ?? []).toEqual([]);
  await agent.close();
});

test('test_LEA a follow-up is done, and is in the ledger with what came of it', async ({ page }) => {
  const lead = await leadOf('tele3');
  await call('tele3', 'customers.RecordActivity', { customerId: lead.customerId, leadId: lead.id, type: 'TELESALES', twoWay: true, effectLevel: 1, need: 'planning' });
  await until('the first contact', async () => (await call('admin', 'leads.GetLead', { leadId: lead.id })).lead.state === 'WORKING');
  await call('tele3', 'leads.PlanFollowUps', { leadId: lead.id, steps: [{ dueAt: new Date(Date.now() + 240_000).toISOString(), channel: 'VISIT' }] });
  await enter(page, 'tele3', 'day');
  const row = page.locator(`tr[data-id^="${lead.id}"]`).filter({ hasText: 'Follow-up' });
  await until('the row', async () => {
    if (await row.count()) return true;
    await page.getByRole('button', { name: 'Show more' }).click({ timeout: 1000 });
    return false;
  });
  await row.getByRole('button', { name: /^Done/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeDisabled();
  await dialog.getByLabel('What came of it').fill('Wants an offer by Friday.');
  await axe(page);
  const follows = page.waitForRequest((request) => request.url().endsWith('/ListDay') && /^customers\/\d+$/.test(request.headers()['dealspine-position'] ?? ''));
  await dialog.getByRole('button', { name: 'Done' }).click();
  await follows; // the list waits until the leads have heard of it
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);
  const { items } = await call('tele3', 'customers.GetTimeline', { customerId: lead.customerId });
  const { activity } = items.find((one: Json) => one.activity?.type === 'VISIT');
  expect([activity.type, activity.feedback]).toEqual(['VISIT', 'Wants an offer by Friday.']);
  await expect(call('tele1', 'customers.RecordActivity', { customerId: lead.customerId, type: 'VISIT', feedback: 'x' })).rejects.toThrow('not_found');
});

test('test_AFT_15 visits stand in the day with their time: one that is planned for a lead, and one that a customer is due', async ({ page }) => {
  test.setTimeout(120_000);
  const lead = await leadOf('tele1');
  await call('tele1', 'customers.RecordActivity', { customerId: lead.customerId, leadId: lead.id, type: 'TELESALES', twoWay: true, effectLevel: 1, need: 'planning' });
  await until('the first contact', async () => (await call('admin', 'leads.GetLead', { leadId: lead.id })).lead.state === 'WORKING');
  const dueAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 300_000).toISOString();
  await call('tele1', 'leads.PlanFollowUps', { leadId: lead.id, steps: [{ dueAt, channel: 'VISIT' }] });
  const visit = await visitDue('tele1');
  await enter(page, 'tele1', 'day');
  const planned = page.locator(`tr[data-id^="${lead.id}"]`).filter({ hasText: 'Follow-up · Visit' });
  const due = page.locator(`tr[data-id="${visit.id}"]`);
  for (const row of [planned, due]) {
    await until('the row', async () => {
      if (await row.count()) return true;
      await page.getByRole('button', { name: 'Show more' }).click({ timeout: 1000 });
      return false;
    });
  }
  await expect(planned.locator(`time[datetime="${dueAt}"]`).first()).toHaveText(/in \d+ min/);
  await expect(planned.getByRole('button', { name: /^Done/ })).toBeVisible();
  await expect(due).toContainText('Return visit');
  const shown = Date.parse((await due.locator('time').first().getAttribute('datetime'))!);
  expect(Math.abs(shown - Date.parse(visit.dueAt))).toBeLessThan(1000);
  await due.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Return visits' }).first()).toContainText('Due');
});

test('test_AFT_15 who owns the deal puts a return visit off, and records one with what it found', async ({ page }) => {
  test.setTimeout(240_000);
  const visit = await visitDue('tele1');
  await enter(page, 'tele1', 'day');
  const row = page.locator(`tr[data-id="${visit.id}"]`);
  const shown = () => until('the row', async () => {
    if (await row.count()) return true;
    await page.getByRole('button', { name: 'Show more' }).click({ timeout: 1000 });
    return false;
  });
  await shown();
  await row.getByRole('button', { name: /^Later/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'in a week' }).click();
  await axe(page);
  await dialog.getByRole('button', { name: 'Put off' }).click();
  await expect(row).toHaveCount(0);
  const moved = (await call('tele1', 'aftersales.GetVisit', { id: visit.id })).visit;
  expect(moved.state).toBe('PLANNED');
  expect(Math.abs(Date.parse(moved.dueAt) - Date.now() - 7 * 86_400_000)).toBeLessThan(300_000);
  sql('aftersales', `UPDATE aftersales.job SET due_at = now() WHERE kind = 'visit_due' AND dedupe = '${visit.id}'`);
  await until('the time of the visit', async () => (await call('tele1', 'aftersales.GetVisit', { id: visit.id })).visit.state === 'DUE');
  await page.reload();
  await shown();
  await row.getByRole('button', { name: /^Done/ }).click();
  await dialog.getByLabel('A problem').fill('Prints slowly.');
  await dialog.getByLabel('A suggestion').fill('A dark theme.');
  await dialog.getByLabel('Who shall hear the suggestion').selectOption('Development');
  await axe(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(row).toHaveCount(0);
  const done = (await call('tele1', 'aftersales.GetVisit', { id: visit.id })).visit;
  expect([done.state, done.channel, done.problem, done.suggestion, done.audience]).toEqual(['DONE', 'FACE_TO_FACE', 'Prints slowly.', 'A dark theme.', 'DEVELOPMENT']);
});

test('test_INS_08 the record of the day is complete, or says what is missing and leads to it', async ({ page }) => {
  const lead = await leadOf('field');
  const { call: made } = await call('field', 'customers.RequestCall', { customerId: lead.customerId, leadId: lead.id });
  for (const state of ['DIALLING', 'ANSWERED', 'ENDED']) await call('field', 'customers.ReportCall', { callId: made.id, state });
  await enter(page, 'field', 'day');
  const record = page.getByRole('region', { name: "Today's record" });
  const missing = record.locator(`[data-missing="${made.id}"]`);
  await until('the call', async () => {
    if (await missing.count()) return true;
    await record.getByRole('button', { name: 'Further gaps' }).click({ timeout: 1000 });
    return false;
  });
  await expect(missing).toContainText('the call has no result');
  await axe(page);
  await missing.getByRole('link').click();
  await page.locator('[data-call=ENDED]').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await until('the result', async () => (await call('admin', 'customers.GetTimeline', { customerId: lead.customerId })).items.some((item: Json) => item.call?.id === made.id && item.call.disposition === 'INTERESTED'));
  await page.goto('/console/day');
  await expect(record).toBeVisible();
  await expect(missing).toHaveCount(0);
  await page.route('**/ListUnrecorded*', (route) => route.fulfill({ json: {} }));
  await page.route('**/ListDay*', (route) => route.fulfill({ json: {} }));
  await page.reload();
  await expect(page.locator('[data-complete=true]')).toContainText('complete');
});

test('test_CON a decision that waits stands in the queue of who decides, with its step, and leads to the contract', async ({ page, browser }) => {
  const contract = await submitted('tele1');
  await enter(page, 'manager', 'day');
  const row = page.getByRole('row', { name: new RegExp(contract.number) });
  await until('the row', async () => {
    if (await row.count()) return true;
    await page.getByRole('button', { name: 'Show more' }).click({ timeout: 1000 });
    return false;
  });
  await expect(row).toContainText('Decision');
  await expect(row).toContainText('step 1 of 2');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(row.locator('.narrow', { hasText: 'step 1 of 2' })).toBeVisible();
  await row.getByRole('link', { name: contract.number }).click();
  await expect(page.locator(`[data-contract="${contract.id}"]`)).toBeVisible();
  const seller = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await enter(seller, 'tele1', 'day');
  await expect(seller.getByRole('heading', { name: 'My day' })).toBeVisible();
  await expect(seller.locator('tbody tr, .state').first()).toBeVisible();
  await expect(seller.getByRole('row', { name: new RegExp(contract.number) })).toHaveCount(0);
  await seller.close();
});
