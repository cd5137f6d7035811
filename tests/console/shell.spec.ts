// SPDX-License-Identifier: Apache-2.0
import AxeBuilder from '@axe-core/playwright';
import { axe, call, enter, expect, leadOf, password, test, token } from './support';

test('signing in leads to the first page within the allowance of 350 kB', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await page.goto('/console/');
  await axe(page);
  await page.getByLabel('Login').fill('manager');
  await page.getByLabel('Password', { exact: true }).fill(password('manager'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await expect(page.locator('.table-frame, .card').first()).toBeVisible();
  await page.waitForLoadState('load');
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(350_000);
  const cookie = (await page.context().cookies()).find((one) => one.name === 'dealspine')!;
  expect(cookie.httpOnly).toBe(true);
  expect(cookie.sameSite).toBe('Strict');
  expect(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('dss_');
});

test('a wrong password is refused in words', async ({ page }) => {
  await page.goto('/console/');
  await page.getByLabel('Login').fill('nobody-here');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('wrong');
});

test('signing out ends the session and comes back to the sign-in page', async ({ page }) => {
  await page.goto('/console/');
  await page.getByLabel('Login').fill('legal');
  await page.getByLabel('Password', { exact: true }).fill(password('legal'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  const kept = await page.waitForFunction(() => document.querySelector('.frame')).then(() => page.context().cookies());
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Login')).toBeVisible();
  expect((await page.context().cookies()).filter((one) => one.name === 'dealspine' && one.value)).toEqual([]);
  await page.context().addCookies(kept);
  await page.goto('/console/');
  await expect(page.getByLabel('Login')).toBeVisible();
});

test('language and theme change in place and are kept', async ({ page }) => {
  await enter(page, 'manager');
  await expect(page.getByRole('link', { name: 'Leads' })).toBeVisible();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('link', { name: '线索' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: '深色主题' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByRole('link', { name: '线索' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('what a role may not see is not offered, and says so when asked for by its address', async ({ page }) => {
  await enter(page, 'legal', 'leads');
  await expect(page.getByText('This page is not part of your role.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Leads' })).toHaveCount(0);
  const refused = await page.request.post('/dealspine.leads.v1.Leads/ListLeads', {
    data: {}, headers: { Authorization: `Bearer ${await token('legal')}`, 'Content-Type': 'application/json' },
  });
  expect(refused.status()).toBe(403);
});

test('Ctrl K finds a customer and a page from everywhere; what the role may not is not among them', async ({ page }) => {
  const lead = await leadOf('tele1');
  const { contactPoints } = await call('tele1', 'customers.GetCustomer', { id: lead.customerId });
  const { value } = await call('tele1', 'customers.RevealField', { customerId: lead.customerId, field: 'CONTACT_POINT', targetId: contactPoints[0].id, reason: 'call' });
  await enter(page, 'tele1', 'pipeline');
  await expect(page.getByRole('heading', { name: 'Pipeline' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Page, phone number' });
  await expect(field).toBeFocused();
  await field.fill(value);
  await axe(page);
  await page.keyboard.press('Enter');
  await expect(page.locator(`[role=option][id="palette-${lead.customerId}"]`)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator(`[data-customer="${lead.customerId}"]`)).toBeVisible();
  await page.keyboard.press('Control+k');
  await field.fill('oper');
  await expect(page.getByRole('option', { name: /Operations/ })).toHaveCount(0);
  await field.fill('my day');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'My day' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page that reads the API to builders has no violation that axe sees, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/api');
    await expect(page.getByRole('heading').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join('\n')}`)).toEqual([]);
  });
}
