// SPDX-License-Identifier: Apache-2.0
// P5: the pipeline board.
import { axe, call, customerOf, enter, expect, test, until } from './support';

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
