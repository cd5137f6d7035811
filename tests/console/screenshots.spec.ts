// SPDX-License-Identifier: Apache-2.0
// Not a test by itself: pictures of every page for the documentation, made by the script `screenshots`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { call, enter, expect, leadOf, test } from './support';

const folder = process.env.DEALSPINE_SCREENSHOTS;
const sizes = [{ name: 'wide', width: 1366, height: 768 }, { name: 'narrow', width: 390, height: 844 }];

test('pictures of every page @screenshots', async ({ page }) => {
  test.skip(!folder, 'only by the script');
  test.setTimeout(600_000);
  mkdirSync(folder!, { recursive: true });
  const lead = await leadOf('tele1', { product: 'planner', source: 'fair' });
  await call('tele1', 'opportunities.CreateOpportunity', { customerId: lead.customerId, title: 'Planner', currency: 'CNY', amountMinor: '42000000' });
  const pages = { day: 'day', calls: `calls?lead=${lead.id}`, leads: 'leads?tab=team', lead: `leads?lead=${lead.id}`, pipeline: 'pipeline', contracts: 'contracts?tab=all' };
  for (const language of ['en', 'zh-CN']) {
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const shoot = async (name: string) => {
        await page.waitForTimeout(400);
        await page.screenshot({ path: join(folder!, `${name}.${language}.${size.name}.jpg`), type: 'jpeg', quality: 55 });
      };
      await page.context().clearCookies();
      await page.goto('/console/');
      await expect(page.locator('.signin form')).toBeVisible();
      await shoot('signin');
      for (const [name, path] of Object.entries(pages)) {
        await enter(page, 'tele1', path);
        await expect(page.locator('main h1').first()).toBeVisible();
        await expect(page.getByRole('status', { name: /Loading|加载中/ })).toHaveCount(0);
        await shoot(name);
      }
    }
  }
});
