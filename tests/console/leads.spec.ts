// SPDX-License-Identifier: Apache-2.0
// P3: leads and the public pool.
import { axe, call, enter, expect, getLead, leadOf, phone, sql, test, until, userId } from './support';

/** A lead of tele2 that may be converted. */
async function qualified() {
  const lead = await leadOf('tele2');
  await call('tele2', 'customers.RecordActivity', { customerId: lead.customerId, leadId: lead.id, type: 'TELESALES', twoWay: true, effectLevel: 2, need: 'planning' });
  await until('the work', async () => (await getLead(lead.id)).state === 'WORKING');
  const evidence = 'said so';
  await call('tele2', 'leads.QualifyLead', { leadId: lead.id, urgency: 4, purchasingPower: 4, decisionAuthority: 4, competition: 4,
    urgencyEvidence: evidence, purchasingPowerEvidence: evidence, decisionAuthorityEvidence: evidence, competitionEvidence: evidence });
  return lead;
}
const converted = (id: string) => until('the conversion', async () => { const now = await getLead(id); return now.state === 'CONVERTED' && now; });

test('test_LEA the tabs ask the server, and a lead says why it stands where it stands', async ({ page }) => {
  const lead = await leadOf('tele1');
  await call('tele1', 'customers.UpdateCustomer', { id: lead.customerId, timeZone: 'Europe/Berlin' });
  await enter(page, 'tele1', `leads?lead=${lead.id}`);
  await expect(page.getByRole('tab', { name: 'Mine' })).toHaveAttribute('aria-selected', 'true');
  const panel = page.getByRole('dialog');
  await expect(panel.getByText('Why the score is')).toBeVisible();
  await expect(panel.getByText('channel is Phone').first()).toBeVisible();
  await expect(panel.getByText(/\+86 138 \*{4} \d{4}/)).toBeVisible();
  await expect(panel.locator('[data-there]')).toHaveText(/\d{1,2}:\d\d.* at the customer's/);
  await axe(page);
  await panel.getByRole('button', { name: 'Close' }).click();
  await page.getByLabel('Order').selectOption('CAPTURED');
  await expect(page.locator(`tr[data-id="${lead.id}"]`)).toBeVisible();
  await page.getByRole('combobox', { name: 'Grade' }).selectOption('D');
  await expect(page.locator(`tr[data-id="${lead.id}"]`)).toHaveCount(0);
  await expect(page).toHaveURL(/grade=D/);
  await expect(page.getByRole('tab', { name: 'Unassigned' })).toHaveCount(0);
});

test('test_LEA hours of work stand at the clock of the first contact, for who may read the rules', async ({ page }) => {
  const lead = await leadOf('tele1');
  await page.route('**/GetRules', async (route) => { // other tests' clocks go on by the rules that hold
    const answer = await route.fetch();
    const reply = await answer.json();
    Object.assign(reply.rules.policy, { workFromMinute: 540, workUntilMinute: 1080 });
    await route.fulfill({ response: answer, json: reply });
  });
  await enter(page, 'manager', `leads?tab=team&lead=${lead.id}`);
  await expect(page.locator('[data-hours]')).toHaveText('counts only 9:00–18:00 of working days');
  await axe(page);
  await page.unrouteAll({ behavior: 'wait' });
});

test('test_LEA_claim of two who want the same lead one gets it and the other is told', async ({ page, browser }) => {
  const lead = await leadOf('tele3');
  await call('tele3', 'leads.ReleaseLead', { leadId: lead.id, reason: 'NO_TIME' });
  const other = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await enter(page, 'tele1', 'leads?tab=pool');
  await enter(other, 'tele2', 'leads?tab=pool');
  const rows = [page, other].map((one) => one.locator(`tr[data-id="${lead.id}"]`).getByRole('button', { name: 'Claim' }));
  for (const row of rows) await expect(row).toBeVisible();
  await Promise.all(rows.map((row) => row.click()));
  const owner = await until('the claim', async () => (await getLead(lead.id)).ownerId);
  const [winner, loser] = owner === (await userId('tele1')) ? [page, other] : [other, page];
  await expect(winner.getByText(/Claimed\. \d+ more today/)).toBeVisible();
  await expect(loser.locator('.ant-message-error')).toBeVisible();
  await expect(loser.locator(`tr[data-id="${lead.id}"]`)).toHaveCount(0);
  await other.close();
});

test('test_LEA_26 the pool says beforehand how many claims are left, and from when on one\'s own may be claimed again', async ({ page }) => {
  const lead = await leadOf('tele3');
  await call('tele3', 'leads.ReleaseLead', { leadId: lead.id, reason: 'NO_TIME' });
  await enter(page, 'tele3', 'leads?tab=pool');
  const { claimsLeftToday } = await call('tele3', 'leads.ListPool', {});
  await expect(page.getByText(`Claims left today: ${claimsLeftToday}`)).toBeVisible();
  const row = page.locator(`tr[data-id="${lead.id}"]`);
  await expect(row).toContainText('You had it last; claim it from');
  await expect(row.getByRole('button', { name: 'Claim' })).toHaveCount(0);
  await axe(page);
});

test('test_LEA until when a lead goes back to the pool is counted down, in the list and beside the lead', async ({ page }) => {
  const [far, near] = [await leadOf('tele2'), await leadOf('tele2')];
  for (const [lead, span] of [[far, '330 minutes'], [near, '10 minutes']] as const) {
    sql('leads', `UPDATE leads.lead SET recycle_warned = true, recycle_at = date_trunc('second', now()) + interval '${span}' WHERE id = '${lead.id}'`);
  }
  await enter(page, 'tele2', 'leads?tab=mine&order=CAPTURED');
  const rows = [far, near].map((lead) => page.locator(`tr[data-id="${lead.id}"]`));
  await expect(rows[0]).toBeVisible();
  const column = (await page.getByRole('columnheader').allTextContents()).indexOf('Back to the pool');
  const left = rows.map((row) => row.getByRole('cell').nth(column).locator('time'));
  await expect(left[0]).toHaveText('in 5 hr.');
  await expect(left[0]).not.toHaveClass(/warn/);
  await expect(left[1]).toHaveText(/^in [89] min\.$/);
  await expect(left[1]).toHaveClass(/warn/);
  await rows[0].locator('.link').click();
  const beside = page.getByRole('dialog').locator('dt:has-text("Back to the pool") + dd time');
  await expect(beside).toHaveText('in 5 hr.');
  await expect(beside).toHaveAttribute('datetime', new Date((await getLead(far.id)).recycleAt).toISOString());
});

test('test_LEA an agent gives a lead back with a reason', async ({ page }) => {
  const lead = await leadOf('tele2');
  await enter(page, 'tele2', `leads?lead=${lead.id}`);
  await page.getByRole('button', { name: 'Release' }).click();
  await page.getByRole('dialog', { name: 'Release' }).getByLabel('Reason').selectOption('NO_TIME');
  await page.getByRole('button', { name: 'Do it' }).click();
  await expect(page.getByText(/Saved at leads\/\d+/)).toBeVisible();
  await until('the pool', async () => (await getLead(lead.id)).state === 'POOLED');
});

test('test_LEA a manager assigns several at once after a preview', async ({ page }) => {
  const leads = [await leadOf('tele1'), await leadOf('tele1')];
  await enter(page, 'manager', 'leads?tab=team&order=CAPTURED');
  for (const lead of leads) await page.locator(`tr[data-id="${lead.id}"]`).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Assign 2' }).click();
  await page.getByRole('dialog').getByLabel('To').selectOption(await userId('tele3'));
  await expect(page.getByText(/2 will go to Tao San/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  const owner = await userId('tele3');
  await until('the new owner', async () => (await Promise.all(leads.map((lead) => getLead(lead.id)))).every((lead) => lead.ownerId === owner));
  for (const lead of leads) expect((await getLead(lead.id)).assignmentRule).toBe('manual');
});

test('test_LEA a worked lead is qualified by four factors and converted', async ({ page }) => {
  const lead = await leadOf('tele1');
  await call('tele1', 'customers.RecordActivity', { customerId: lead.customerId, leadId: lead.id, type: 'TELESALES', twoWay: true, effectLevel: 2, need: 'planning' });
  await until('the work', async () => (await getLead(lead.id)).state === 'WORKING');
  await enter(page, 'tele1', `leads?lead=${lead.id}`);
  await page.getByRole('button', { name: 'Qualify', exact: true }).click();
  for (const factor of ['Urgency', 'Purchasing power', 'Decision authority', 'Competition']) {
    await page.getByRole('radiogroup', { name: factor }).getByRole('radio', { name: '4' }).check();
    await page.getByLabel(`What supports it: ${factor}`).fill('said so on the telephone');
  }
  await page.getByRole('button', { name: 'Qualify with 16' }).click();
  await page.locator('[data-state=QUALIFIED]').waitFor();
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  await page.getByLabel('First guess of the amount').fill('120000');
  await page.getByRole('dialog', { name: 'Convert' }).getByRole('button', { name: 'Convert' }).click();
  const converted = await until('the conversion', async () => { const now = await getLead(lead.id); return now.state === 'CONVERTED' && now; });
  expect((await call('tele1', 'opportunities.GetOpportunity', { id: converted.opportunityId })).opportunity.amountMinor).toBe('12000000');
});

test('test_LEA a qualified lead goes into an opportunity that its customer has, or into one of another currency', async ({ page }) => {
  const [into, anew] = [await qualified(), await qualified()];
  const deal = (await call('tele2', 'opportunities.CreateOpportunity', { customerId: into.customerId, title: 'Phase one', currency: 'CNY', amountMinor: '100' })).opportunity;
  const dialog = page.getByRole('dialog', { name: 'Convert' });
  await enter(page, 'tele2', `leads?lead=${into.id}`);
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  await dialog.getByLabel('Into', { exact: false }).first().selectOption(deal.id);
  await dialog.getByRole('button', { name: 'Convert' }).click();
  expect((await converted(into.id)).opportunityId).toBe(deal.id);
  await enter(page, 'tele2', `leads?lead=${anew.id}`);
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  await dialog.getByLabel('First guess of the amount').fill('12.5');
  await dialog.getByLabel('Currency').selectOption('JPY');
  await expect(dialog.getByRole('button', { name: 'Convert' })).toBeDisabled();
  await dialog.getByLabel('First guess of the amount').fill('1,200');
  await dialog.getByRole('button', { name: 'Convert' }).click();
  const made = (await call('tele2', 'opportunities.GetOpportunity', { id: (await converted(anew.id)).opportunityId })).opportunity;
  expect([made.amountMinor, made.currency]).toEqual(['1200', 'JPY']);
});

test('test_LEA_27 who of the customer takes part is put down with the conversion, each write is shown, and what is refused is tried again', async ({ page }) => {
  const lead = await qualified();
  const known = (await call('tele2', 'customers.AddContact', { customerId: lead.customerId, name: '赵志远', level: 'EXECUTIVE' })).contact;
  const people = async () => (await call('tele2', 'customers.ListContacts', { customerId: lead.customerId })).contacts;
  let conversions = 0;
  let refused = false;
  await page.route('**/ConvertLead', (route) => { conversions++; return route.continue(); });
  await page.route('**/AddContact', (route) => {
    if (refused) return route.continue();
    refused = true;
    return route.fulfill({ status: 400, contentType: 'application/json', body: JSON.stringify({ code: 'invalid_argument', message: 'no such number' }) });
  });
  await enter(page, 'tele2', `leads?lead=${lead.id}`);
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Convert' });
  await dialog.locator(`[data-contact="${known.id}"] select`).selectOption('DECISION_MAKER');
  await dialog.getByRole('button', { name: 'Add a person' }).click();
  await dialog.getByLabel('Name of the person').fill('钱敏');
  await expect(dialog.getByRole('button', { name: 'Convert' })).toBeDisabled();
  await dialog.getByRole('group', { name: 'Person 1' }).getByLabel('Part').selectOption('USER');
  await axe(page);
  await dialog.getByRole('button', { name: 'Convert' }).click();
  const steps = dialog.locator('[data-step]');
  await expect(steps).toHaveCount(4);
  await expect(dialog.locator('[data-step=failed]')).toContainText('钱敏 joins the people of the customer');
  await expect(steps.nth(0)).toContainText(/Saved at leads\/\d+/);
  await expect(steps.nth(1)).toContainText(/takes part: Decision maker.*Saved at opportunities\/\d+/);
  await expect(steps.nth(3)).toHaveAttribute('data-step', 'open');
  await axe(page);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(steps.nth(2)).toContainText(/Saved at customers\/\d+/);
  await expect(dialog.locator('[data-step=done]')).toHaveCount(4);
  expect(conversions).toBe(1);
  const { opportunityId } = await converted(lead.id);
  const added = (await people()).find((one: any) => one.id !== known.id);
  expect(await people()).toHaveLength(2);
  const parts = async () => ((await call('tele2', 'opportunities.GetBuyingRoles', { id: opportunityId })).roles ?? []).map((one: any) => `${one.role} ${one.contactId}`).sort();
  expect(await parts()).toEqual([`DECISION_MAKER ${known.id}`, `USER ${added.id}`]);
  await dialog.getByRole('link', { name: 'Open the opportunity' }).click();
  const taking = page.getByRole('region', { name: 'Who of the customer takes part' });
  await expect(taking.locator('[data-part]')).toHaveCount(2);
  await expect(taking).toContainText('Nobody plays yet: Initiator, Designer, Evaluator');
  await taking.getByRole('combobox', { name: 'Who', exact: true }).selectOption(known.id);
  await taking.getByRole('combobox', { name: 'Part', exact: true }).selectOption('INITIATOR');
  await taking.getByRole('button', { name: 'Add' }).click();
  await expect(taking.locator('[data-part=INITIATOR]')).toBeVisible();
  await taking.locator('[data-part=USER]').getByRole('button').click();
  await expect(taking.locator('[data-part=USER]')).toHaveCount(0);
  expect(await parts()).toEqual([`DECISION_MAKER ${known.id}`, `INITIATOR ${known.id}`]);
  await axe(page);
});

test('test_LEA search before create: a known number is shown before it is captured again', async ({ page }) => {
  const known = phone();
  const first = (await call('admin', 'leads.CaptureLead', { phone: known, name: '李伟', sourceChannel: 'WEB', product: 'course' })).lead;
  await enter(page, 'tele1', 'leads');
  await page.getByRole('button', { name: 'New lead' }).click();
  await page.getByRole('textbox', { name: 'Phone' }).fill(known);
  await page.getByRole('textbox', { name: 'Name' }).focus();
  await expect(page.getByText('Known already')).toBeVisible();
  await page.getByRole('textbox', { name: 'Product' }).fill('course');
  await page.getByRole('button', { name: 'Capture' }).click();
  await expect(page).toHaveURL(new RegExp(`lead=${first.id}`));
});
