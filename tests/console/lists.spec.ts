// SPDX-License-Identifier: Apache-2.0
// Lists beside the pages' own: the pool narrowed down, key accounts, target segments, and how far an erasure has come.
import { randomInt } from 'node:crypto';
import { effective } from './papers';
import { axe, call, customerOf, enter, expect, leadOf, test, until, type Json } from './support';

test('test_LEA_26 the pool is narrowed down by product, channel, campaign, team and priority, and kept as a view', async ({ page }) => {
  const campaign = `c${randomInt(10 ** 9)}`;
  const lead = await leadOf('tele3', { campaign, product: `p${campaign}` });
  await call('tele3', 'leads.ReleaseLead', { leadId: lead.id, reason: 'NO_TIME' });
  const row = page.locator(`tr[data-id="${lead.id}"]`);
  await enter(page, 'tele1', 'leads?tab=pool');
  await page.getByLabel('Campaign').fill(campaign);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`campaign=${campaign}`));
  await expect(page.getByRole('group', { name: 'Public pool' }).locator('tbody tr')).toHaveCount(1);
  await expect(row).toBeVisible();
  await page.getByRole('combobox', { name: 'Channel', exact: true }).selectOption('WEB');
  await expect(row).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Channel', exact: true }).selectOption('PHONE');
  await expect(row).toBeVisible();
  await page.getByLabel('Least priority').fill('999');
  await page.keyboard.press('Enter');
  await expect(row).toHaveCount(0);
  await page.getByLabel('Least priority').fill('1');
  await page.keyboard.press('Enter');
  await expect(row).toBeVisible();
  await axe(page);
  await enter(page, 'tele3', `leads?tab=pool&campaign=${campaign}`);
  await expect(row).toBeVisible();
  await page.getByLabel('that I may claim now').check();
  await expect(row).toHaveCount(0);
});

test('test_CUS_27 a segment is written by who may, and says who fits it', async ({ page, browser }) => {
  const code = `s${randomInt(10 ** 9)}`;
  const industry = `i${randomInt(10 ** 9)}`;
  const customerId = await customerOf('tele1');
  await call('tele1', 'customers.UpdateCustomer', { id: customerId, industry });
  await enter(page, 'manager', 'customers?list=segments');
  await page.getByRole('button', { name: 'Add a segment' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the segment').fill(`Machinery ${code}`);
  await dialog.getByLabel('Code').fill(code);
  await dialog.getByLabel('One of').fill(industry);
  await dialog.getByLabel('must have').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: `Machinery ${code}`, exact: true }).click();
  const match = page.locator(`[data-segment="${code}"] tr[data-id="${customerId}"]`);
  await until('the match', async () => {
    if (await match.count()) return true;
    await page.getByRole('button', { name: /Look further|Show more/ }).click({ timeout: 1000 });
    return false;
  });
  await expect(match).toContainText('fits wholly');
  await axe(page);
  const agent = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await enter(agent, 'tele1', 'customers?list=segments');
  await expect(agent.getByRole('button', { name: `Machinery ${code}`, exact: true })).toBeVisible();
  await expect(agent.getByRole('button', { name: 'Add a segment' })).toHaveCount(0);
  await expect(agent.getByRole('tab', { name: 'Key accounts' })).toHaveCount(0);
  await agent.close();
  await expect(call('tele1', 'customers.PutSegment', { code, name: 'Mine', criteria: [{ field: 'TIER', values: ['A'] }] })).rejects.toThrow('permission_denied');
  await expect(call('tele1', 'customers.ListKeyAccounts', { currency: 'CNY' })).rejects.toThrow('permission_denied');
});

test('test_CUS_26 key accounts stand in the order of their revenue', async ({ page }) => {
  await enter(page, 'manager', 'customers?list=accounts&currency=EUR');
  await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue('EUR');
  const asked = await call('manager', 'customers.ListKeyAccounts', { currency: 'CNY', pageSize: 50 });
  await page.getByRole('combobox', { name: 'Currency' }).selectOption('CNY');
  const shown = page.getByRole('group', { name: 'Key accounts' }).locator('tbody tr');
  if (asked.accounts?.length) await expect(shown.first()).toContainText('1');
  else await expect(page.getByText('No key accounts.')).toBeVisible();
  await axe(page);
});

test('test_PLT an erasure is ordered by who may, and each service says what it did', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const { customerId } = await effective('tele1');
  const agent = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await enter(agent, 'tele1', `customers/${customerId}`);
  await expect(agent.getByRole('button', { name: 'Edit profile' })).toBeVisible();
  await expect(agent.getByRole('button', { name: 'Erase' })).toHaveCount(0);
  await agent.close();
  await expect(call('tele1', 'customers.EraseCustomer', { customerId, reason: 'retention' })).rejects.toThrow('permission_denied');
  await enter(page, 'admin', `customers/${customerId}`);
  await page.getByRole('button', { name: 'Erase', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Reason').selectOption('asked_by_person');
  await page.getByRole('dialog').getByRole('button', { name: 'Erase', exact: true }).click();
  const progress = page.locator('section[aria-label=Erasure]');
  await expect(progress.getByRole('row', { name: /customers|contracts|leads/ }).first()).toBeVisible();
  await expect(page.locator('section[aria-label=Erasure][data-complete=true]')).toBeVisible({ timeout: 60_000 });
  const { steps } = await call('admin', 'customers.GetErasure', { customerId }) as { steps: Json[] };
  for (const step of steps) await expect(progress.getByRole('row', { name: step.service })).toBeVisible();
});
