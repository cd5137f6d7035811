// SPDX-License-Identifier: Apache-2.0
// P4: the customer whole, and what happens when two people edit one record.
import { randomInt, randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { effective } from './papers';
import { axe, call, customerOf, day, enter, expect, leadOf, phone, sql, test, written } from './support';

/** A firm of which tele1 is the owner. */
async function firm(login = 'tele1') {
  const lead = await leadOf(login, { name: '赵志远', company: '远大机械', kind: 'ORGANISATION' });
  return lead.customerId as string;
}
const get = async (id: string) => (await call('admin', 'customers.GetCustomer', { id })).customer;
/** The page learns of a colleague's edit when it saves, unless it has seen it before: then there is nothing to press. */
async function notices(conflict: Locator, save: Locator) {
  await save.click({ timeout: 3000 }).catch(() => {});
  await expect(conflict).toBeVisible();
}
const heading = (page: Page) => page.locator('[data-customer] h1');

test('test_CUS a customer is found by number, by its last digits and by name; what is typed wrong is said', async ({ page }) => {
  const known = phone();
  const family = `Ou${randomInt(10 ** 9)}`;
  const lead = await leadOf('tele1', { phone: known, name: `${family} Ming` });
  const other = await leadOf('tele1', { name: `${family} Zhu` });
  await enter(page, 'tele1', 'customers');
  const field = page.getByLabel('Phone, last four digits, e-mail or name');
  await expect(field).toBeFocused();
  await axe(page);
  await field.fill('12');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Too short');
  await field.fill(known);
  await page.keyboard.press('Enter');
  await expect(page.locator(`[data-customer="${lead.customerId}"]`)).toBeVisible();
  await page.goBack();
  await page.getByLabel('Phone, last four digits, e-mail or name').fill(family);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  for (const one of [lead, other]) await expect(page.locator(`tr[data-id="${one.customerId}"]`).getByRole('link')).toBeVisible();
  await page.getByLabel('Phone, last four digits, e-mail or name').fill(phone());
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByText('Nobody is known by that.')).toBeVisible();
});

test('test_CUS a record of somebody else shows masked and cannot be opened', async ({ page }) => {
  const known = phone();
  const lead = await leadOf('tele1', { phone: known });
  await enter(page, 'clerk', 'customers');
  await page.getByLabel('Phone, last four digits, e-mail or name').fill(known);
  await page.keyboard.press('Enter');
  const row = page.locator(`tr[data-id="${lead.customerId}"]`);
  await expect(row).toContainText('not in your scope');
  await expect(row.getByRole('link')).toHaveCount(0);
  await page.goto(`/console/customers/${lead.customerId}`);
  await expect(page.getByText('Not there, or not yours to see.')).toBeVisible();
});

test('test_CUS the name and the number are masked, shown on demand, and that is logged', async ({ page }) => {
  const known = phone();
  const lead = await leadOf('tele1', { phone: known, name: '司马光' });
  await enter(page, 'tele1', `customers/${lead.customerId}`);
  await expect(page.getByText('司马光')).toHaveCount(0);
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/RevealField'));
  await page.getByRole('button', { name: 'Show Name (logged)' }).click();
  await expect(page.locator('[data-revealed]', { hasText: '司马光' })).toBeVisible();
  expect((await (await answered).json()).auditId).toMatch(/^[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Show Phone (logged)' }).click();
  await expect(page.locator('[data-revealed]', { hasText: written(known) })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('司马光');
});

test('test_CUS departments are a tree and people stand in it with level and function', async ({ page }) => {
  const id = await firm();
  await enter(page, 'tele1', `customers/${id}?tab=people`);
  for (const [name, below] of [['生产部', ''], ['一车间', '生产部']]) {
    await page.getByRole('button', { name: 'Add a department' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a department' });
    await dialog.getByLabel('Department').fill(name);
    if (below) await dialog.getByLabel('Below').selectOption({ label: below });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator(`[data-department="${name}"]`)).toBeVisible();
    await expect(dialog).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Name of the person').fill('钱学仁');
  await dialog.getByLabel('Level').selectOption('MANAGEMENT');
  await dialog.getByLabel('Function').selectOption('TECHNICAL');
  await dialog.getByLabel('Department').selectOption({ label: '一车间' });
  await dialog.getByLabel('Phone').fill(phone());
  await dialog.getByRole('button', { name: 'Save' }).click();
  const person = page.locator('[data-department="一车间"] [data-contact]');
  await expect(person).toContainText('Management');
  await expect(person).toContainText('Technical');
  await axe(page);
  await person.getByLabel('Move to…').selectOption({ label: '生产部' });
  await expect(page.locator('[data-department="生产部"] [data-contact]')).toBeVisible();
  const chart = await call('tele1', 'customers.GetOrgChart', { customerId: id });
  expect(chart.departments.map((one: any) => [one.name, one.depth ?? 0])).toEqual([['生产部', 0], ['一车间', 1]]);
});

test('test_CUS how to reach a person stands with the person: lights, the number on demand, the question before a message', async ({ page }) => {
  const id = await firm();
  const known = phone();
  const { contact } = await call('tele1', 'customers.AddContact', { customerId: id, name: '钱学仁', phone: known });
  const { contact: other } = await call('tele1', 'customers.AddContact', { customerId: id, name: '孙大伟' });
  await enter(page, 'tele1', `customers/${id}?tab=people`);
  const person = page.locator(`[data-contact="${contact.id}"]`);
  const number = person.locator('[data-point]');
  await expect(number).toHaveCount(1);
  await expect(number.locator('[data-light=amber]')).toHaveCount(2); // to call, and to write to
  await expect(page.locator(`[data-contact="${other.id}"] [data-point]`)).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'How to reach' }).locator('[data-point]')).toHaveCount(1); // the firm's own
  await expect(number).not.toContainText(written(known));
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/RevealField'));
  await number.getByRole('button', { name: 'Show Phone (logged)' }).click();
  await expect(number.locator('[data-revealed]')).toHaveText(written(known));
  expect((await (await answered).json()).auditId).toMatch(/^[0-9a-f-]{36}$/);
  await axe(page);
  await number.getByRole('button', { name: 'Text…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Purpose').selectOption('service');
  await dialog.getByRole('button', { name: 'May I?' }).click();
  await expect(dialog.locator('[data-permitted]')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  const pointId = await number.getAttribute('data-point');
  expect(sql('customers', `SELECT medium, permitted FROM contact_attempt WHERE contact_point_id = '${pointId}'`)).toBe('SMS|t');
  await call('tele1', 'customers.SetPermission', { contactPointId: pointId, medium: 'CALL', purpose: '*', state: 'BLOCKED' });
  await person.getByRole('button', { name: 'Add a contact point' }).click();
  await dialog.getByLabel('Kind').selectOption('EMAIL');
  await dialog.getByLabel('Number or address').fill(`qian${randomInt(10 ** 9)}@example.com`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(number).toHaveCount(2);
  await expect(dialog).toHaveCount(0);
  await expect(person.locator(`[data-point="${pointId}"] [data-light=red]`)).toHaveText('Do not contact');
  await person.locator(`[data-point="${pointId}"]`).getByRole('button', { name: 'No longer used' }).click();
  await expect(number).toHaveCount(1);
  await expect(number.getByRole('button', { name: 'E-mail…' })).toBeVisible();
  for (let nth = 0; nth < 18; nth++) await call('tele1', 'customers.AddContact', { customerId: id, name: `User ${nth}` });
  await page.reload();
  await expect(page.locator('[data-contact]')).toHaveCount(21); // with the one who was captured; of so many on demand
  await expect(number).toHaveCount(0);
  const reach = page.getByRole('button', { name: /^How to reach ./ });
  await expect(reach).toHaveCount(1);
  await reach.click();
  await expect(number).toHaveCount(1);
  await expect(reach).toHaveAttribute('aria-expanded', 'true');
});

test('test_CUS how to reach those who left is folded away, marked, and nothing offers to contact them', async ({ page }) => {
  const id = await firm();
  const known = phone();
  const { contact } = await call('tele1', 'customers.AddContact', { customerId: id, name: '钱学仁', phone: known });
  await enter(page, 'tele1', `customers/${id}?tab=people`);
  const numbers = page.getByRole('region', { name: 'People' }).locator('[data-point]');
  await expect(numbers).toHaveCount(1);
  await expect(page.locator('[data-gone]')).toHaveCount(0);
  await page.locator(`[data-contact="${contact.id}"]`).getByRole('button', { name: 'Has left' }).click();
  const fold = page.getByRole('button', { name: 'Who has left (1)' });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(numbers).toHaveCount(0);
  await fold.click();
  const gone = page.locator(`[data-contact-left="${contact.id}"]`);
  await expect(gone).toContainText('Has left');
  await expect(numbers).toHaveCount(1);
  await expect(gone.getByRole('button', { name: 'Text…' })).toHaveCount(0);
  await axe(page);
  await gone.getByRole('button', { name: 'Show Phone (logged)' }).click();
  await expect(gone.locator('[data-revealed]')).toHaveText(written(known));
});

test('test_CUS the timeline shows all kinds and goes on page by page; a kind is found by the server, however far back', async ({ page }) => {
  const lead = await leadOf('tele1');
  for (let nth = 0; nth < 32; nth++) await call('tele1', 'customers.RecordActivity', { customerId: lead.customerId, type: 'TELESALES', note: `note ${nth}` });
  const entries = page.locator('.timeline li');
  const captures = page.locator('.timeline li[data-kind=CAPTURE]');
  const more = page.getByRole('button', { name: 'Show more' });
  const only = (name: string) => page.getByRole('group', { name: 'Kinds of entries' }).getByRole('button', { name, exact: true }).click();
  await enter(page, 'tele1', `customers/${lead.customerId}`);
  await expect(entries).toHaveCount(30);
  await expect(captures).toHaveCount(0);
  await only('Inquiry');
  await expect(captures).toHaveCount(1);
  await expect(entries).toHaveCount(1);
  await expect(more).toHaveCount(0);
  await axe(page);
  await only('Earlier call');
  await expect(page.getByText('Nothing happened yet')).toBeVisible();
  await expect(more).toHaveCount(0);
  await only('Activity');
  await expect(entries).toHaveCount(30);
  await more.click();
  await expect(page.locator('.timeline li[data-kind=ACTIVITY]')).toHaveCount(32);
  await expect(more).toHaveCount(0);
  await only('All');
  await expect(entries).toHaveCount(30);
  await more.click();
  await expect(captures).toHaveCount(1);
  await expect(entries).toHaveCount(33);
});

test('test_CUS more of the timeline comes though something changes while it is asked for', async ({ page }) => {
  const lead = await leadOf('tele1');
  const record = () => call('tele1', 'customers.RecordActivity', { customerId: lead.customerId, type: 'TELESALES', note: 'a note' });
  for (let nth = 0; nth < 31; nth++) await record();
  let release = () => {};
  const held = new Promise<void>((done) => { release = done; });
  await page.route('**/GetTimeline', async (route) => {
    if (route.request().postDataJSON().pageToken) await held;
    await route.continue();
  });
  const entries = page.locator('.timeline li');
  await enter(page, 'tele1', `customers/${lead.customerId}`);
  await expect(entries).toHaveCount(30);
  await page.getByRole('button', { name: 'Show more' }).click();
  const anew = page.waitForRequest('**/GetCustomer');
  await record();
  await anew;
  release();
  await expect(entries).toHaveCount(33);
  await page.unrouteAll({ behavior: 'wait' });
});

test('test_CUS a need is recorded, confirmed and addressed', async ({ page }) => {
  const id = await customerOf('tele2');
  await enter(page, 'tele2', `customers/${id}?tab=needs`);
  await expect(page.getByText('No needs are recorded yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Record a need' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record a need' });
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByLabel('Pain').fill('排产靠手工，每周误期两次');
  await dialog.getByLabel('Requirement').fill('planning in an hour');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.locator('[data-need][data-state=RAISED]').getByRole('button', { name: 'Confirm' }).click();
  await page.locator('[data-need][data-state=CONFIRMED]').getByRole('button', { name: 'Addressed' }).click();
  await expect(page.locator('[data-need][data-state=ADDRESSED]')).toContainText('排产靠手工');
  await axe(page);
});

test('test_CUS a permission is changed with its proof and the light follows', async ({ page }) => {
  const id = await customerOf('tele1');
  await enter(page, 'tele1', `customers/${id}?tab=permissions`);
  await expect(page.locator('[data-point] [data-light=amber]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Change a permission' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change a permission' });
  await dialog.getByLabel('Where the proof lies').fill('letter-2026-11');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('[data-point] [data-light=green]').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Granted/ })).toContainText('letter-2026-11');
  await axe(page);
});

test('test_CUS_33 who writes to a customer asks first: what is permitted is recorded with it, what is refused says why', async ({ page }) => {
  test.setTimeout(120_000);
  const lead = await leadOf('tele1', { email: `wang${randomInt(10 ** 9)}@example.com` });
  const id = lead.customerId as string;
  const { contactPoints } = await call('tele1', 'customers.GetCustomer', { id });
  const [number, mail] = ['PHONE', 'EMAIL'].map((kind) => contactPoints.find((one: any) => one.kind === kind));
  await call('tele1', 'customers.SetPermission', { contactPointId: mail.id, medium: 'EMAIL', purpose: '*', state: 'BLOCKED' });
  await enter(page, 'tele1', `customers/${id}`);
  const dialog = page.getByRole('dialog');
  await page.locator(`[data-point="${mail.id}"]`).getByRole('button', { name: 'E-mail…' }).click();
  await dialog.getByRole('button', { name: 'May I?' }).click();
  await expect(dialog.locator('[data-refused]')).toHaveText('Not permitted: Do not contact');
  await expect(dialog.getByRole('button', { name: 'May I?' })).toBeDisabled();
  await expect(dialog.getByRole('button', { name: 'Record it' })).toHaveCount(0);
  await axe(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await page.locator(`[data-point="${number.id}"]`).getByRole('button', { name: 'Text…' }).click();
  await dialog.getByLabel('Purpose').selectOption('service');
  await dialog.getByRole('button', { name: 'May I?' }).click();
  await expect(dialog.locator('[data-permitted]')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Record it' })).toBeDisabled();
  await dialog.getByLabel('What you wrote or said').fill('The engineer comes on Monday.');
  await axe(page);
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await expect(dialog).toHaveCount(0);
  const entry = page.locator('.timeline li[data-kind=ACTIVITY]');
  await expect(entry).toContainText('The engineer comes on Monday.');
  await expect(entry).toContainText('asked before');
  const { items } = await call('tele1', 'customers.GetTimeline', { customerId: id });
  expect(items.filter((one: any) => one.activity).map((one: any) => [one.activity.note, !!one.activity.decisionId])).toEqual([['The engineer comes on Monday.', true]]);
  const kept = sql('customers', `SELECT medium, purpose, permitted FROM contact_attempt WHERE customer_id = '${id}' ORDER BY requested_at`);
  expect(kept.split('\n')).toEqual(['EMAIL|sales|f', 'SMS|service|t']);
});

test('test_CUS_33 who may not call is not offered to contact', async ({ page }) => {
  const id = await customerOf('tele1');
  await enter(page, 'finance', `customers/${id}`);
  await expect(page.locator('[data-point] [data-light]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Text|E-mail)…/ })).toHaveCount(0);
  await expect(call('finance', 'customers.RequestContact', { customerId: id, contactPointId: randomUUID(), medium: 'SMS' })).rejects.toThrow('permission_denied');
});

test('test_CUS business, care and surroundings of a customer stand beside each other', async ({ page }) => {
  const id = await customerOf('tele1');
  const deal = (await call('tele1', 'opportunities.CreateOpportunity', { customerId: id, title: 'Planner for two lines', currency: 'CNY', amountMinor: '1000000' })).opportunity;
  await enter(page, 'tele1', `customers/${id}?tab=deals`);
  await expect(page.getByRole('region', { name: 'Opportunities' }).getByRole('link', { name: 'Planner for two lines' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Leads', exact: true }).first().locator('tbody tr')).toHaveCount(1);
  await axe(page);
  await page.getByRole('tab', { name: 'Care' }).click();
  await expect(page.getByText('No return visits are planned.')).toBeVisible();
  await page.getByRole('tab', { name: 'Environment' }).click();
  await page.getByRole('button', { name: 'Installed product' }).click();
  const dialog = page.getByRole('dialog', { name: 'Installed product' });
  await dialog.getByLabel('Product (code)').fill('planner');
  await dialog.getByLabel('Satisfaction').selectOption('4');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Installed base' }).getByRole('img', { name: '4 of 5' })).toBeVisible();
  await page.getByLabel('New note').fill('Two lines, three shifts.');
  await page.getByRole('region', { name: 'Situation and notes' }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Situation and notes' })).toContainText('Two lines, three shifts.');
  await axe(page);
  await page.getByRole('tab', { name: 'Business' }).click();
  await page.getByRole('link', { name: 'Planner for two lines' }).click();
  await expect(page.locator(`[data-opportunity="${deal.id}"]`)).toBeVisible();
});

test('test_CUS what is due, received and overdue of each contract stands with the customer, for who may read contracts', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const contract = await effective('tele1');
  const total = Number(contract.amountMinor);
  const part = Math.round(total / 4);
  const money = (minor: number) => new Intl.NumberFormat('en', { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol', minimumFractionDigits: minor % 100 ? 2 : 0 }).format(minor / 100);
  await call('finance', 'contracts.RecordReceipt', { naturalKey: `Z${randomInt(10 ** 9)}`, receivedOn: day(0), currency: 'CNY', amountMinor: String(part), contractNumber: contract.number });
  await enter(page, 'tele1', `customers/${contract.customerId}?tab=deals`);
  const row = page.getByRole('region', { name: 'Payments' }).locator(`tr[data-id="${contract.id}"]`);
  const shows = async (sums: Record<string, number>) => {
    for (const [what, minor] of Object.entries(sums)) await expect(row.locator(`[data-paid=${what}]`)).toHaveText(money(minor));
  };
  await shows({ planned: total, received: part, due: 0, overdue: 0 });
  await expect(row.locator('time')).toHaveAttribute('datetime', day(20));
  sql('contracts', `UPDATE contracts.payment SET state = 'OVERDUE', due_on = current_date - 9 WHERE contract_id = '${contract.id}'`);
  await page.reload();
  await shows({ planned: total, received: part, due: total - part, overdue: total - part });
  await axe(page);
  const inspector = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await enter(inspector, 'quality', `customers/${contract.customerId}?tab=deals`);
  await expect(inspector.getByRole('tab', { name: 'Business' })).toHaveAttribute('aria-selected', 'true');
  await expect(inspector.getByRole('region', { name: 'Payments' })).toHaveCount(0);
  await inspector.close();
  await expect(call('quality', 'contracts.GetContract', { id: contract.id })).rejects.toThrow('permission_denied');
});

test('test_CUS two records of one customer are merged after a preview, and taken apart again', async ({ page }) => {
  const [first, second] = [phone(), phone()];
  const stays = (await leadOf('tele1', { phone: first, name: '韩梅' })).customerId;
  const goes = (await leadOf('tele1', { phone: second, name: '韩梅梅' })).customerId;
  await call('tele1', 'customers.UpdateCustomer', { id: goes, industry: 'machinery' });
  await enter(page, 'manager', `customers/${stays}`);
  await page.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge another record into this one' });
  await dialog.getByLabel('Phone, last four digits, e-mail or name').fill(second);
  await dialog.getByRole('button', { name: 'Search', exact: true }).click();
  await dialog.locator(`tr[data-id="${goes}"] button`).click();
  await expect(dialog.locator(`[data-preview="${goes}"]`)).toContainText('contact points 1, leads 1, opportunities 0');
  await dialog.locator('[data-field=INDUSTRY]').getByRole('radio', { name: 'Industry: machinery' }).check();
  await axe(page);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('was merged into this. This can be taken back until')).toBeVisible();
  await expect.poll(async () => [(await get(goes)).aliasOf, (await get(stays)).industry]).toEqual([stays, 'machinery']);
  await page.goto('/console/customers');
  await enter(page, 'manager', `customers/${stays}`); // also who comes back later finds it
  await page.locator(`[data-merge="${goes}"]`).getByRole('button', { name: 'Take back' }).click();
  await expect(page.locator(`[data-customer="${goes}"]`)).toBeVisible();
  await expect.poll(async () => (await get(goes)).state).not.toBe('MERGED');
});

test('test_CUS an edit in conflict shows both values, and one is chosen before anything is saved', async ({ page }) => {
  const id = await customerOf('tele1');
  await enter(page, 'tele1', `customers/${id}`);
  await page.getByRole('button', { name: 'Edit profile' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit profile' });
  await dialog.getByLabel('Industry').fill('machinery');
  await dialog.getByLabel('Decision cycle').fill('30');
  await call('manager', 'customers.UpdateCustomer', { id, industry: 'electronics', occupation: 'engineer' });
  const conflict = dialog.locator('[data-conflict]');
  const save = dialog.getByRole('button', { name: 'Save' });
  await notices(conflict, save);
  await expect(conflict.locator('[data-field=industry]')).toContainText('machinery');
  await expect(conflict.locator('[data-field=industry]')).toContainText('electronics');
  await expect(conflict.locator('[data-moved=occupation]')).toContainText('engineer');
  await expect(save).toBeDisabled();
  expect((await get(id)).industry).toBe('electronics');
  await axe(page);
  await conflict.getByRole('radio', { name: /Mine/ }).check();
  await save.click();
  await expect(dialog).toHaveCount(0);
  const now = await get(id);
  expect([now.industry, now.occupation, now.decisionCycleDays]).toEqual(['machinery', 'engineer', 30]);
});

test('test_OPP an edit of a deal in conflict shows both values, and the colleague\'s may stand', async ({ page }) => {
  const customerId = await customerOf('tele1');
  const deal = (await call('tele1', 'opportunities.CreateOpportunity', { customerId, title: 'Planner', currency: 'CNY', amountMinor: '1000000', expectedClose: day(30) })).opportunity;
  await enter(page, 'tele1', `pipeline/${deal.id}`);
  await page.getByRole('button', { name: 'Forecast' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forecast' });
  await dialog.getByLabel('Amount').fill('12000');
  await dialog.getByLabel('Probability').fill('35');
  await call('manager', 'opportunities.ForecastOpportunity', { id: deal.id, amountMinor: '1500050' });
  const conflict = dialog.locator('[data-conflict]');
  const save = dialog.getByRole('button', { name: 'Save' });
  await notices(conflict, save);
  await expect(conflict.locator('[data-field=amount]')).toContainText('12000');
  await expect(conflict.locator('[data-field=amount]')).toContainText('15000.50');
  await axe(page);
  await conflict.getByRole('radio', { name: /Saved/ }).check();
  await save.click();
  await expect(dialog).toHaveCount(0);
  const now = (await call('admin', 'opportunities.GetOpportunity', { id: deal.id })).opportunity;
  expect([now.amountMinor, now.probability]).toEqual(['1500050', 35]);
});

test('test_CUS two who write what is installed see both numbers', async ({ page }) => {
  const customerId = await customerOf('tele1');
  const { installed } = await call('tele1', 'customers.PutInstalledProduct', { customerId, product: 'planner', quantity: 2, since: '2025-03-01' });
  await enter(page, 'tele1', `customers/${customerId}?tab=around`);
  const base = page.getByRole('region', { name: 'Installed base' });
  await expect(base.locator('time[datetime="2025-03-01"]')).toHaveText('Mar 1, 2025');
  await base.getByRole('button', { name: 'planner' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Quantity').fill('3');
  await call('manager', 'customers.PutInstalledProduct', { customerId, id: installed.id, product: 'planner', quantity: 9, satisfaction: 4, since: '2025-03-01' });
  const conflict = dialog.locator('[data-conflict]');
  await expect(conflict.locator('[data-field=quantity]')).toContainText('9');
  await expect(conflict.locator('[data-moved=satisfaction]')).toContainText('4');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await conflict.getByRole('radio', { name: /Mine/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const now = (await call('tele1', 'customers.GetCustomerRecord', { customerId })).installed[0];
  expect([now.quantity, now.satisfaction]).toEqual([3, 4]);
});

test('test_CUS the page is Chinese throughout and fits a telephone', async ({ page }) => {
  const id = await firm();
  await page.addInitScript(() => localStorage.setItem('language', 'zh-CN'));
  await page.setViewportSize({ width: 390, height: 844 });
  await enter(page, 'tele1', `customers/${id}`);
  await expect(heading(page)).toBeVisible();
  const tabs = await page.getByRole('tablist').boundingBox();
  expect(tabs!.y + tabs!.height).toBeLessThan(500);
  await expect(page.getByRole('heading', { name: '联系方式' })).toBeHidden();
  await page.locator('summary', { hasText: '档案' }).click();
  await expect(page.getByRole('heading', { name: '联系方式' })).toBeVisible();
  await expect(page.locator('[data-point]').first()).toContainText(/(?<!\+86 )1\d\d \*{4} \d{4}/);
  for (const tab of ['人员', '需求', '业务', '关怀', '客户概况', '联系许可', '时间线']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('status', { name: '加载中' })).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
  await axe(page);
});
