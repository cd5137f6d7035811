// SPDX-License-Identifier: Apache-2.0
// P5: the pipeline board.
import { axe, call, customerOf, day, enter, expect, sql, test, until } from './support';

async function deal(login: string, amountMinor: string) {
  const customer = await customerOf(login);
  const title = `Deal ${customer.slice(-8)}`;
  const made = await call(login, 'opportunities.CreateOpportunity', { customerId: customer, title, currency: 'CNY', amountMinor });
  return made.opportunity;
}
const get = async (id: string) => (await call('admin', 'opportunities.GetOpportunity', { id })).opportunity;

test('test_OPP the columns carry the totals of the server and a card moves by its exit criteria', async ({ page }) => {
  const made = await deal('tele1', '5000000');
  await enter(page, 'tele1', 'pipeline?whose=mine');
  const column = page.locator('[data-stage=DISCOVERY]');
  const board = await call('tele1', 'opportunities.GetBoard', { ownerId: made.ownerId });
  const discovery = board.columns.find((one: any) => one.stage === 'DISCOVERY');
  await expect(column.locator('[data-count]')).toHaveText(String(discovery.cards));
  await axe(page);
  await column.locator(`[data-id="${made.id}"]`).dragTo(page.locator('[data-stage=PROPOSAL] header'));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Need confirmed').fill('said so twice');
  await expect(dialog.getByText('Something is not shown yet')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Move' })).toBeDisabled();
  await dialog.getByLabel('Budget known').fill('approved for this year');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await until('the move', async () => (await get(made.id)).stage === 'PROPOSAL');
  await expect(page.locator(`[data-stage=PROPOSAL] [data-id="${made.id}"]`)).toBeVisible();
});

test('test_OPP a card moves by keyboard too, and past a stage only with a reason', async ({ page }) => {
  const made = await deal('tele2', '100');
  await enter(page, 'tele2', 'pipeline?whose=mine');
  await page.getByRole('button', { name: `Move ${made.title}` }).press('Enter');
  await page.getByLabel('To stage').selectOption('NEGOTIATION');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Move' })).toBeDisabled();
  await page.getByLabel('Reason for moving all the same').selectOption('KNOWN_CUSTOMER');
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await until('the move', async () => (await get(made.id)).stage === 'NEGOTIATION');
});

test('test_OPP a deal is lost with a reason only', async ({ page }) => {
  const made = await deal('tele3', '100');
  await enter(page, 'tele3', 'pipeline?whose=mine');
  await page.getByRole('button', { name: `Lost: ${made.title}` }).click();
  const lost = page.getByRole('dialog').getByRole('button', { name: 'Lost' });
  await expect(lost).toBeDisabled();
  await page.getByRole('dialog').getByLabel('Reason').selectOption('PRICE');
  await lost.click();
  await until('the loss', async () => (await get(made.id)).lostReason === 'PRICE');
  await expect(page.locator(`[data-id="${made.id}"]`)).toHaveCount(0);
});

test('test_OPP the list has the same filters, and lanes divide a column', async ({ page }) => {
  const made = await deal('tele1', '700');
  await enter(page, 'tele1', 'pipeline?whose=mine&lanes=GRADE');
  await expect(page.locator('.lane', { hasText: 'Not scored' }).locator(`[data-id="${made.id}"]`)).toBeVisible();
  await page.getByRole('tab', { name: 'List' }).click();
  await expect(page.locator(`tr[data-id="${made.id}"]`)).toBeVisible();
  await page.getByLabel('Grade').selectOption('HIGH');
  await expect(page.locator(`tr[data-id="${made.id}"]`)).toHaveCount(0);
});

test('test_OPP several deals of the list get a forecast after a preview of how many, and what was refused is named', async ({ page, browser }) => {
  const [good, changed, gone] = [await deal('tele3', '100'), await deal('tele3', '200'), await deal('tele3', '300')];
  await page.route('**/GetOpportunity', async (route) => { // of the third the list is old
    if (!route.request().postData()?.includes(gone.id)) return route.continue();
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ opportunity: { ...gone, state: 'LOST' } }) });
  });
  await enter(page, 'tele3', 'pipeline?whose=mine&view=list');
  for (const { id } of [good, changed, gone]) await page.locator(`tr[data-id="${id}"]`).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Forecast of 3' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toHaveText(`2 deals will be changed. Not open any more: ${gone.title}.`);
  await expect(dialog.getByRole('button', { name: 'Change 2' })).toBeDisabled();
  await call('manager', 'opportunities.ForecastOpportunity', { id: changed.id, probability: 77 });
  await dialog.getByLabel('Expected close').fill(day(45));
  await dialog.getByLabel('Forecast category').selectOption('BEST_CASE');
  await axe(page);
  await dialog.getByRole('button', { name: 'Change 2' }).click();
  await expect(dialog.getByRole('status')).toContainText(/1 deal was changed\. Saved at opportunities\/\d+/);
  await expect(dialog.locator('[data-refused]')).toHaveCount(1);
  await expect(dialog.locator(`[data-refused="${changed.id}"]`)).toContainText(changed.title);
  await axe(page);
  expect(await get(good.id)).toMatchObject({ expectedClose: day(45), forecastCategory: 'BEST_CASE' });
  for (const { id } of [changed, gone]) expect((await get(id)).expectedClose).not.toBe(day(45));
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('button', { name: /^Forecast of/ })).toHaveCount(0);
  const reader = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await reader.route('**/WhoAmI', async (route) => {
    const answer = await route.fetch();
    const reply = await answer.json();
    reply.grants = reply.grants.filter((one: any) => one.permission !== 'opportunities.work');
    await route.fulfill({ response: answer, json: reply });
  });
  await enter(reader, 'tele3', 'pipeline?whose=mine&view=list');
  await expect(reader.locator(`tr[data-id="${good.id}"]`)).toBeVisible();
  await expect(reader.getByRole('checkbox')).toHaveCount(0);
  await reader.close();
  await expect(call('engineer', 'opportunities.ForecastOpportunity', { id: good.id, expectedClose: day(9) })).rejects.toThrow('permission_denied');
});

test('test_OPP lanes by the buyer\'s stage hold the right cards, each under the sums of the server', async ({ page }) => {
  const customerId = await customerOf('tele3');
  const make = async (amountMinor: string) =>
    (await call('tele3', 'opportunities.CreateOpportunity', { customerId, title: `In lanes ${amountMinor}`, currency: 'CHF', amountMinor })).opportunity;
  const [need, design, further] = [await make('120000'), await make('340000'), await make('560050')];
  for (const { id } of [design, further]) await call('tele3', 'opportunities.MovePurchaseStage', { id, toStage: 'SYSTEM_DESIGN' });
  await enter(page, 'tele3', 'pipeline?whose=mine');
  await page.getByRole('combobox', { name: /^Lanes/ }).selectOption("By buyer's stage");
  const { totals } = await call('tele3', 'opportunities.GetBoard', { ownerId: need.ownerId, lanes: 'PURCHASE_STAGE' });
  const money = (minor: string) => new Intl.NumberFormat('en', { style: 'currency', currency: 'CHF', currencyDisplay: 'narrowSymbol', minimumFractionDigits: Number(minor) % 100 ? 2 : 0 }).format(Number(minor) / 100);
  for (const [stage, name, inside, outside] of [['NEED_DISCOVERY', 'Need discovery', [need], [design, further]], ['SYSTEM_DESIGN', 'System design', [design, further], [need]]] as const) {
    const lane = page.locator('[data-stage=DISCOVERY] .lane').filter({ has: page.locator('.lane-head').getByText(name, { exact: true }) });
    for (const { id } of inside) await expect(lane.locator(`[data-id="${id}"]`)).toBeVisible();
    for (const { id } of outside) await expect(lane.locator(`[data-id="${id}"]`)).toHaveCount(0);
    const of = totals.find((one: any) => one.stage === 'DISCOVERY' && one.lane === stage && one.currency === 'CHF');
    await expect(lane.locator('.lane-head .sums')).toContainText(`${money(of.amountMinor)} ≈ ${money(of.weightedMinor)}`);
  }
});

test('test_OPP a card whose milestone is over says so, and board and list are narrowed by the same filters', async ({ page }) => {
  const [late, other, elsewhere] = [await deal('tele3', '100'), await deal('tele3', '200'), await deal('tele3', '300')];
  for (const { id } of [late, other]) {
    await call('tele3', 'opportunities.MovePurchaseStage', { id, toStage: 'EVALUATION_COMPARISON' });
    await call('tele3', 'opportunities.SetLines', { id, lines: [{ productCode: 'planner', quantity: '1' }] });
    await call('tele3', 'opportunities.AgreePlan', { id, target: '1', unit: 'DEALS', deadline: day(30), ownerId: late.ownerId, teamTargetRef: 'T-1',
      lines: [{ productCode: 'planner', quantity: '1' }], milestones: [{ code: 'offer', dueOn: day(9) }] });
  }
  sql('opportunities', `UPDATE opportunities.milestone SET due_on = current_date - 3 WHERE plan_id IN (SELECT id FROM opportunities.plan WHERE opportunity_id = '${late.id}')`);
  sql('opportunities', `UPDATE opportunities.opportunity SET next_milestone_on = current_date - 3 WHERE id = '${late.id}'`);
  await enter(page, 'tele3', 'pipeline?whose=mine');
  const show = async (what: string, shown: any[], hidden: any[]) => {
    for (const { id } of shown) await expect(page.locator(`${what}[data-id="${id}"]`)).toBeVisible();
    for (const { id } of hidden) await expect(page.locator(`${what}[data-id="${id}"]`)).toHaveCount(0);
  };
  await show('article', [late, other, elsewhere], []);
  await expect(page.locator(`article[data-id="${late.id}"]`).getByText('Overdue', { exact: true })).toBeVisible();
  await expect(page.locator(`article[data-id="${other.id}"]`).getByText('Overdue', { exact: true })).toHaveCount(0);
  const { columns } = await call('tele3', 'opportunities.GetBoard', { ownerId: late.ownerId });
  const { overdue } = columns.find((one: any) => one.stage === 'DISCOVERY');
  await expect(page.locator('[data-stage=DISCOVERY] header').getByText(`${overdue} overdue`, { exact: true })).toBeVisible();
  await page.getByLabel(/^Buyer's stage/).selectOption('Comparison');
  await show('article', [late, other], [elsewhere]);
  await page.getByRole('tab', { name: 'List' }).click();
  await show('tr', [late, other], [elsewhere]);
  await page.getByLabel('Only').selectOption('Overdue');
  await show('tr', [late], [other, elsewhere]);
  await page.getByRole('tab', { name: 'Board' }).click();
  await show('article', [late], [other, elsewhere]);
});

test('test_OPP a column has the sums of the server, loads on, and marks what stalls', async ({ page }) => {
  const customerId = await customerOf('field');
  const deals: any[] = [];
  for (let nth = 0; nth < 22; nth++) {
    deals.push((await call('field', 'opportunities.CreateOpportunity', { customerId, title: `Part ${nth}`, currency: 'CNY', amountMinor: '100000' })).opportunity);
  }
  sql('opportunities', `UPDATE opportunities.opportunity SET stalled_at = now() WHERE id = '${deals[0].id}'`);
  const board = await call('field', 'opportunities.GetBoard', { ownerId: deals[0].ownerId });
  const { cards, stalled } = board.columns.find((one: any) => one.stage === 'DISCOVERY');
  const of = (field: string) => board.totals.filter((one: any) => one.stage === 'DISCOVERY' && one.currency === 'CNY').reduce((sum: number, one: any) => sum + Number(one[field] ?? 0), 0) / 100;
  const money = (amount: number) => new Intl.NumberFormat('en', { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol', maximumFractionDigits: Number.isInteger(amount) ? 0 : 2 }).format(amount);
  await enter(page, 'field', 'pipeline?whose=mine');
  const column = page.locator('[data-stage=DISCOVERY]');
  await expect(column.locator('[data-count]')).toHaveText(String(cards));
  await expect(column.locator('header .sums')).toContainText(`${money(of('amountMinor'))} ≈ ${money(of('weightedMinor'))}`);
  await expect(column.getByText(`${stalled} stalled`)).toBeVisible();
  await expect(column.locator('article')).toHaveCount(20);
  await column.getByRole('button', { name: 'Show more' }).click();
  await expect(column.locator('article')).toHaveCount(Number(cards));
  await expect(column.locator(`[data-id="${deals[0].id}"]`)).toContainText('Stalled');
  await page.getByLabel('Only').selectOption('stalled');
  await expect(column.locator('article')).toHaveCount(Number(stalled));
  for (const { id } of deals.slice(1)) await call('field', 'opportunities.LoseOpportunity', { id, reason: 'TIMING' });
});

test('test_OPP who lost to a competitor names one of the register', async ({ page }) => {
  const made = await deal('tele3', '100');
  const code = `rival-${made.id.slice(-8)}`;
  await call('admin', 'customers.PutCompetitor', { code, name: `Rival ${code}` });
  await enter(page, 'tele3', 'pipeline?whose=mine');
  await page.getByRole('button', { name: `Lost: ${made.title}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').selectOption('COMPETITOR');
  await expect(dialog.getByRole('button', { name: 'Lost' })).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'Competitor', exact: true }).selectOption({ label: `Rival ${code}` });
  await dialog.getByRole('button', { name: 'Lost' }).click();
  await until('the loss', async () => (await get(made.id)).competitor === code);
});

test('test_OPP two who write the lines or the plan of a deal see both', async ({ page }) => {
  const made = await deal('tele2', '100');
  const of = async () => call('admin', 'opportunities.GetOpportunity', { id: made.id });
  await enter(page, 'tele2', `pipeline/${made.id}`);
  await page.getByRole('button', { name: 'Lines', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Line', exact: true }).selectOption('planner');
  await dialog.getByLabel('Quantity').fill('3');
  await call('manager', 'opportunities.SetLines', { id: made.id, lines: [{ productCode: 'training-day', quantity: '2' }] });
  const lines = dialog.locator('[data-conflict] [data-field=lines]');
  await expect(lines).toContainText('3 × planner');
  await expect(lines).toContainText('2 × training-day');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await lines.getByRole('radio', { name: /Mine/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  expect((await of()).lines.map((one: any) => `${one.quantity} ${one.productCode}`)).toEqual(['3 planner']);
  await page.getByRole('button', { name: 'Agree a plan' }).click();
  await dialog.getByLabel('Target', { exact: true }).fill('7');
  await call('manager', 'opportunities.AgreePlan', { id: made.id, target: '5', unit: 'DEALS', deadline: day(40), ownerId: made.ownerId, teamTargetRef: 'T-9', lines: [{ productCode: 'planner' }] });
  const target = dialog.locator('[data-conflict] [data-field=target]');
  await expect(target).toContainText('7');
  await expect(target).toContainText('5');
  await expect(dialog.locator('[data-moved=reference]')).toContainText('T-9');
  await target.getByRole('radio', { name: /Saved/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  expect((await of()).plan.target).toBe('5');
});
