// SPDX-License-Identifier: Apache-2.0
// What a list shows when the server does not answer: that, and why, where there is nothing yet; that it is old, where there is.
import type { Page } from '@playwright/test';
import { axe, call, enter, expect, leadOf, test } from './support';

/** While `on`, this method is not reached. Nothing but the page itself asks again: no colleague's change, no clock. */
async function outage(page: Page, method: string) {
  const outage = { on: true };
  await page.route('**/changes', (route) => route.abort());
  await page.addInitScript(() => Object.defineProperty(document, 'hidden', { get: () => true }));
  await page.route(`**/${method}`, (route) => (outage.on ? route.fulfill({ status: 503, json: { code: 'unavailable', message: 'no answer' } }) : route.continue()));
  return outage;
}

test('a list that cannot be loaded says so and why, and is there when it is asked for again', async ({ page }) => {
  const lead = await leadOf('tele2');
  const server = await outage(page, 'ListLeads');
  await enter(page, 'tele2', 'leads?tab=mine&order=CAPTURED');
  const failed = page.getByRole('main').getByRole('alert');
  await expect(failed).toContainText('This could not be loaded.');
  await expect(failed).toContainText('The server cannot be reached. Nothing you typed is lost.');
  await expect(page.getByRole('heading', { name: 'Leads' })).toBeVisible();
  await axe(page);
  server.on = false;
  await failed.getByRole('button', { name: 'Again' }).click();
  await expect(page.locator(`tr[data-id="${lead.id}"]`)).toBeVisible();
  await expect(failed).toHaveCount(0);
  await page.unrouteAll({ behavior: 'wait' });
});

test('a list that cannot be refreshed stays, says since when it is old, and is new when it is asked for again', async ({ page }) => {
  const lead = await leadOf('tele2');
  await call('tele2', 'leads.ScheduleCallback', { leadId: lead.id, zone: 'Asia/Shanghai', at: new Date(Date.now() + 180_000).toISOString() });
  const server = await outage(page, 'ListDay');
  server.on = false;
  await enter(page, 'tele2', 'day');
  const row = page.locator(`tr[data-id^="${lead.id}"]`).filter({ hasText: 'Promised call' });
  const old = page.getByRole('status').filter({ hasText: /This could not be refreshed\. It stands as it was at \d\d:\d\d( [AP]M)?\./ });
  await expect(row).toBeVisible();
  await expect(old).toHaveCount(0);
  server.on = true;
  await row.getByRole('button', { name: /^Done/ }).click();
  await expect(old).toBeVisible();
  await expect(row).toBeVisible();
  await axe(page);
  server.on = false;
  await old.getByRole('button', { name: 'Again' }).click();
  await expect(old).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await page.unrouteAll({ behavior: 'wait' });
});
