// SPDX-License-Identifier: Apache-2.0
// Every page by keyboard alone: Tab reaches all that can be worked, each with a name and a ring that is seen and not
// hidden behind something, and leaves the page at its end. Lists are walked by arrows, or J and K.
import { axe, call, enter, expect, leadOf, test, type Json } from './support';
import type { Page } from '@playwright/test';

interface Stop { what: string; name: boolean; ring: boolean; seen: boolean; again: boolean }

/** What has the focus now; nothing at the end of the page. */
const here = (page: Page) => page.evaluate((): Stop | null => {
  const one = document.activeElement as HTMLElement | null;
  if (!one || one === document.body) return null;
  const been = ((window as never as { been?: Set<Element> }).been ??= new Set());
  const again = been.has(one);
  been.add(one);
  const box = one.getBoundingClientRect();
  const inside = (x: number, y: number) => { const there = document.elementFromPoint(x, y); return !!there && (one.contains(there) || there.contains(one)); };
  const points = [0.1, 0.5, 0.9].flatMap((part) => [inside(box.left + box.width * part, box.top + box.height / 2), inside(box.left + box.width / 2, box.top + box.height * part)]);
  const style = getComputedStyle(one);
  const labelled = [one.getAttribute('aria-label'), one.getAttribute('title'), one.textContent, one.closest('label')?.textContent,
    ...[...(one as HTMLInputElement).labels ?? []].map((label) => label.textContent), one.getAttribute('aria-labelledby') && 'labelled'];
  return {
    what: one.outerHTML.slice(0, 160), again, name: labelled.some((text) => text?.trim()),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== 'none', seen: points.some(Boolean),
  };
});

/** Walks from the top of the page to its end. */
async function walk(page: Page) {
  await page.evaluate(() => {
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove(); // Tab starts where it was
    (window as never as { all: Element[] }).all = [...document.querySelectorAll<HTMLElement>('a[href],button,input,select,textarea,summary,[tabindex="0"]')]
      .filter((one) => !(one as HTMLButtonElement).disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }));
  });
  const stops: Stop[] = [];
  for (let nth = 0; nth < 400; nth++) {
    await page.keyboard.press('Tab');
    const stop = await here(page);
    if (!stop || (stop.again && stop.what === stops[0]?.what)) break;
    if (!stop.again) stops.push(stop); // a date has several stops inside
  }
  expect(stops.filter((stop) => !stop.name || !stop.ring || !stop.seen)).toEqual([]);
  const missed = await page.evaluate(() => {
    const { all, been } = window as never as { all: Element[]; been: Set<Element> };
    return all.filter((one) => one.isConnected && !been.has(one)).map((one) => one.outerHTML.slice(0, 160));
  });
  expect(missed).toEqual([]);
  return stops;
}

const pages: [string, string, (id: Json) => string][] = [
  ['My day', 'tele2', () => 'day'], ['Calls', 'tele2', ({ lead }) => `calls?lead=${lead}`], ['Leads', 'manager', () => 'leads?tab=unassigned'],
  ['Customers', 'tele2', () => 'customers'], ['Customer', 'tele2', ({ customer }) => `customers/${customer}`], ['Pipeline', 'tele2', () => 'pipeline?whose=mine'],
  ['Deal', 'tele2', ({ deal }) => `pipeline/${deal}`], ['Contracts', 'legal', () => 'contracts'], ['Operations', 'ops', () => 'ops'], ['Administration', 'admin', () => 'admin'],
];

for (const [name, login, address] of pages) {
  for (const width of ['Calls', 'Leads', 'Pipeline'].includes(name) ? [1366, 390] : [1366]) {
    test(`${name}: Tab goes everywhere, is always seen, and no violation is, ${width} wide`, async ({ page }) => {
      test.setTimeout(180_000);
      const lead = await leadOf('tele2');
      const deal = name === 'Deal' && (await call('tele2', 'opportunities.CreateOpportunity', { customerId: lead.customerId, title: 'Planner', currency: 'CNY' })).opportunity.id;
      /* What others do meanwhile stays away: a list that changes under the focus is another test's matter. */
      await page.route('**/changes', (route) => route.abort());
      await page.addInitScript(() => Object.defineProperty(document, 'hidden', { get: () => true }));
      await page.setViewportSize({ width, height: width === 390 ? 844 : 768 });
      await enter(page, login, address({ lead: lead.id, customer: lead.customerId, deal }));
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      const [first, ...others] = await walk(page);
      expect(first.what).toContain('class="skip"');
      expect(others.length).toBeGreaterThan(5);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.evaluate(() => scrollTo(0, 0)); // what lies under the head is not to be judged
      await axe(page);
    });
  }
}

test('a list is walked by arrows, J and K, and what is typed into a field moves nothing', async ({ page }) => {
  for (let nth = 0; nth < 3; nth++) await leadOf('tele2');
  await page.route('**/changes', (route) => route.abort());
  await enter(page, 'tele2', 'leads?tab=mine');
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows.nth(2)).toBeVisible();
  const focused = () => rows.evaluateAll((all) => all.findIndex((row) => row.contains(document.activeElement)));
  await rows.nth(0).locator('.link').focus();
  for (const [key, at] of [['j', 1], ['ArrowDown', 2], ['k', 1], ['ArrowUp', 0], ['ArrowUp', 0]] as const) {
    await page.keyboard.press(key);
    expect(await focused()).toBe(at);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
});
