// SPDX-License-Identifier: Apache-2.0
// P4: an organisation by its registration number, masked and shown on demand; two records that may be one are said at once
// and wait for a person, who merges them or says that they are two.
import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { axe, call, enter, expect, leadOf, test, until, type Json } from './support';

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');

/** An organisation of this agent. */
const firmOf = async (login: string): Promise<string> => (await leadOf(login, { kind: 'ORGANISATION', company: `远大 ${randomInt(10 ** 9)}` })).customerId;

const pairOf = (one: string, other: string, state = 'OPEN') => until('the pair', async () => {
  for (let pageToken: string | undefined; ;) {
    const reply = await call('manager', 'customers.ListDuplicates', { state, pageSize: 200, pageToken });
    const found = (reply.pairs ?? []).find((pair: Json) => [pair.first.customerId, pair.second.customerId].sort().join() === [one, other].sort().join());
    if (found || !reply.nextPageToken) return found as Json | undefined;
    pageToken = reply.nextPageToken;
  }
});

async function rowOf(page: Page, id: string) {
  const row = page.locator(`tr[data-id="${id}"]`);
  await until('the row', async () => {
    if (await row.count()) return true;
    await page.getByRole('button', { name: 'Show more' }).click({ timeout: 1000 });
    return false;
  });
  return row;
}

test('test_CUS_31 a registration number is masked, shown on demand, and the same one of another is said at once', async ({ page, browser }) => {
  test.setTimeout(150_000);
  const number = `1${digits(14)}`;
  const [first, second] = [await firmOf('tele1'), await firmOf('tele1')];
  await call('tele1', 'customers.UpdateCustomer', { id: first, registrationNumber: number });
  await enter(page, 'tele1', `customers/${second}`);
  await page.getByRole('button', { name: 'Edit profile' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Registration number').fill(number);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('1 other customer may be the same').last()).toBeVisible();
  await axe(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Show Registration number (logged)' }).click();
  await expect(page.locator('[data-revealed]')).toHaveText(number);
  await page.goto('/console/customers');
  await expect(page.getByRole('tab', { name: 'May be one' })).toHaveCount(0);
  await expect(call('tele1', 'customers.ListDuplicates')).rejects.toThrow('permission_denied');
  const pair = await pairOf(first, second);
  const manager = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await enter(manager, 'manager', 'customers?list=duplicates');
  const row = await rowOf(manager, pair.id);
  await expect(row).toContainText('same registration number');
  await row.getByRole('button', { name: /^They are two/ }).click();
  await expect(row).toHaveCount(0);
  await manager.getByRole('combobox', { name: 'State' }).selectOption('DISMISSED');
  await rowOf(manager, pair.id);
  await manager.close();
});

test('test_CUS_31 two records that are one are merged out of the queue', async ({ page }) => {
  test.setTimeout(120_000);
  const number = `1${digits(14)}`;
  const [first, second] = [await firmOf('tele1'), await firmOf('tele1')];
  for (const id of [first, second]) await call('tele1', 'customers.UpdateCustomer', { id, registrationNumber: number });
  const pair = await pairOf(first, second);
  await enter(page, 'manager', 'customers?list=duplicates');
  const row = await rowOf(page, pair.id);
  await axe(page);
  await row.getByRole('button', { name: /^Merge/ }).click();
  await expect(page.locator(`[data-preview="${pair.second.customerId}"]`)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
  await expect(page.locator(`[data-customer="${pair.first.customerId}"]`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
  expect((await pairOf(pair.first.customerId, pair.second.customerId, 'MERGED')).id).toBe(pair.id);
});
