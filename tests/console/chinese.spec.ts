// SPDX-License-Identifier: Apache-2.0
// The pages in Chinese: no word of English is left over but names, codes and what people wrote; days, money and numbers
// are written as Chinese readers write them; and what an input method composes triggers nothing.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { submitted, whole } from './papers';
import { call, day, enter, expect, leadOf, test, until, userId } from './support';

const text = (language: string): Record<string, string> => JSON.parse(readFileSync(fileURLToPath(new URL(`../../services/gateway/console/src/i18n/${language}.json`, import.meta.url)), 'utf8'));
const [english, texts] = [text('en'), text('zh-CN')];
const words = (said: string) => said.replace(/[\w…-]*[\d…_][\w-]*/g, '').match(/[A-Za-z][A-Za-z']*[A-Za-z]/g) ?? [];
/** What the Chinese texts say in Latin letters on purpose, and what is nobody's to translate. */
const latin = new Set([...Object.values(texts).flatMap((one) => words(one.replace(/\{\{\w+\}\}/g, ''))), 'Dealspine', 'Ctrl', 'English', 'CNY', 'MB', 'UTC', 'node', 'gateway']);
const leftOut = new Set(Object.entries(english).filter(([key, said]) => texts[key] !== said && /[a-z]{3}/.test(said)).map(([, said]) => said));

/** Names and codes of people, teams, roles, keys, products and services, as they are now. */
async function names() {
  const all = await Promise.all([call('admin', 'identity.ListUsers', { pageSize: 200 }), call('admin', 'identity.ListRoles'), call('admin', 'identity.ListTeams', { pageSize: 200 }),
    call('admin', 'identity.ListApiKeys', { pageSize: 200 }), call('manager', 'opportunities.ListProducts', { pageSize: 200 }), call('ops', 'ops.GetStatus')]);
  return new Set(words(JSON.stringify(all)));
}

/** What is in English, also of what a reader of screens says. Rows, cards and choices hold what people wrote; of these only
 *  what is a text of the pages themselves. */
async function leftOver(page: Page) {
  const found = await page.evaluate(() => {
    const shown: [string, boolean][] = [[document.title, false]];
    for (const one of document.body.querySelectorAll<HTMLElement>('*')) {
      if (one.closest('pre, blockquote, ins, del, .mono, .clause, .payload, script, style, [aria-hidden=true], [aria-label] .anticon, [lang=en]')) continue;
      const written = !!one.closest('tbody td, article, option') && !one.closest('.chip');
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (one.getAttribute(name)) shown.push([one.getAttribute(name)!, written]);
      for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE && node.textContent!.trim()) shown.push([node.textContent!.trim(), written]);
    }
    return shown;
  });
  const foreign = found.filter(([said, written]) => leftOut.has(said) || !written && words(said).some((word) => !latin.has(word)));
  if (!foreign.length) return [];
  const known = await names();
  return foreign.filter(([said]) => words(said).some((word) => !latin.has(word) && !known.has(word))).map(([said]) => said);
}

/** Goes there, at first with a browser that is set to Chinese; gives what is left over in English. */
async function open(page: Page, login: string, path: string, first: boolean) {
  if (first) {
    await page.addInitScript(() => localStorage.setItem('language', 'zh-CN'));
    await enter(page, login, path);
  }
  else await page.evaluate((to) => history.pushState(null, '', `/console/${to}`), path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  await expect(page.getByRole('status', { name: '加载中' })).toHaveCount(0);
  return (await leftOver(page)).map((one) => `${path}: ${one}`);
}

test('P1 to P5 say nothing in English, and write days, money and numbers in Chinese', async ({ page }) => {
  const lead = await leadOf('tele1', { name: '赵志远', product: 'planner' });
  await call('tele1', 'leads.ScheduleCallback', { leadId: lead.id, zone: 'Asia/Shanghai', at: new Date(Date.now() + 180_000).toISOString() });
  const { opportunity } = await call('tele1', 'opportunities.CreateOpportunity', { customerId: lead.customerId, title: '排产软件', currency: 'CNY', amountMinor: '1234567' });
  const left: string[] = [];
  for (const path of ['day', 'day?tab=care', `calls?lead=${lead.id}`, `leads?tab=mine&lead=${lead.id}`, 'leads?tab=pool', 'customers', `customers/${lead.customerId}`,
    ...['people', 'needs', 'deals', 'around', 'care'].map((tab) => `customers/${lead.customerId}?tab=${tab}`), 'pipeline?whose=mine&lanes=PURCHASE_STAGE', 'pipeline?view=list', `pipeline/${opportunity.id}`]) {
    left.push(...await open(page, 'tele1', path, path === 'day'));
  }
  expect(left).toEqual([]);
  await open(page, 'tele1', 'pipeline?whose=mine', false);
  const card = page.locator(`[data-id="${opportunity.id}"]`);
  await expect(card).toContainText('¥12,345.67');
  await open(page, 'tele1', `leads?tab=mine&lead=${lead.id}`, false);
  await expect(page.getByRole('dialog')).toContainText(/138 \*{4} \d{4}/);
  await expect(page.getByRole('dialog')).not.toContainText('+86');
  await expect(page.getByRole('dialog').locator('time').filter({ hasText: /年|月/ }).first()).toBeVisible();
});

test('P7 and P12 say nothing in English', async ({ page }) => {
  const contract = await submitted('tele1');
  const left: string[] = [];
  for (const [login, paths] of [['manager', [`contracts/${contract.id}`, 'contracts', 'contracts?tab=toDecide', 'contracts?tab=all', 'contracts?tab=deputies']], ['finance', ['contracts?tab=receipts']],
    ['ops', ['ops', 'ops?tab=letters', 'ops?tab=events', 'ops?tab=figures', 'ops?tab=webhooks', 'ops?tab=imports']],
    ['admin', [`admin?user=${await userId('tele1')}`, 'admin?tab=roles', 'admin?tab=teams', 'admin?tab=keys', 'admin?tab=audit', 'account']]] as const) {
    for (const path of paths) left.push(...await open(page, login, path, path === paths[0]));
  }
  expect(left).toEqual([]);
});

/** Composes as an input method does: what is typed meanwhile goes to it, not to the page. */
async function compose(page: Page, typed: string, chosen: string, keys: string[]) {
  const session = await page.context().newCDPSession(page);
  for (let nth = 1; nth <= typed.length; nth++) await session.send('Input.imeSetComposition', { text: typed.slice(0, nth), selectionStart: nth, selectionEnd: nth });
  for (const key of keys) {
    for (const type of ['rawKeyDown', 'keyUp'] as const) await session.send('Input.dispatchKeyEvent', { type, key, windowsVirtualKeyCode: 229 });
  }
  await session.send('Input.insertText', { text: chosen });
  await session.detach();
}

test('test_CON a contract is returned in Chinese by keyboard and input method alone, and what composes triggers nothing', async ({ page }) => {
  const contract = await submitted('tele2');
  await open(page, 'manager', 'contracts?tab=toDecide', true);
  const link = page.getByRole('row', { name: contract.number }).getByRole('link');
  await until('the row', async () => {
    if (await link.count()) return true;
    await page.getByRole('button', { name: '显示更多' }).click({ timeout: 1000 });
    return false;
  });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: contract.number })).toBeVisible();
  await page.getByRole('button', { name: texts['contracts.return'], exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: texts['contracts.return'] });
  const comment = dialog.getByLabel(texts['contracts.comment']);
  await expect(comment).toBeFocused();
  await compose(page, 'jiaofuqi', '交付期', ['Enter', 'Escape', 'j', '1']);
  await compose(page, 'taiduan', '太短', ['Enter', 'Escape']);
  await expect(comment).toHaveValue('交付期太短');
  await expect(dialog).toBeVisible();
  expect((await whole(contract.id)).contract.state).toBe('DEPT_REVIEW');
  while (!(await dialog.getByRole('button', { name: texts['contracts.return'], exact: true }).evaluate((one) => one === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-slot] blockquote')).toHaveText('交付期太短');
  await expect(page.locator('.head[data-state=DRAFT]')).toBeVisible();
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true); // the button is gone, the focus is not
});
