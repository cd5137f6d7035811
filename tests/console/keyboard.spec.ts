// SPDX-License-Identifier: Apache-2.0
// Every page by keyboard alone: Tab reaches all that can be worked, each with a name and a ring that is seen and not
// hidden behind something, and leaves the page at its end. Lists are walked by arrows, or J and K. A dialog keeps the focus
// to itself and gives it back; while it is open, axe looks at it too.
import { randomUUID } from 'node:crypto';
import { drafted, submitted } from './papers';
import { axe, call, day, enter, expect, leadOf, test, until, type Json } from './support';
import type { Locator, Page } from '@playwright/test';

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
  ['Contract', 'manager', ({ contract }) => `contracts/${contract}`], ['Decisions', 'manager', () => 'contracts?tab=toDecide'], ['Receipts', 'finance', () => 'contracts?tab=receipts'],
  ['Deputies', 'legal', () => 'contracts?tab=deputies'],
];

/** What others do meanwhile stays away: a list that changes under the focus is another test's matter. */
async function alone(page: Page) {
  await page.route('**/changes', (route) => route.abort());
  await page.addInitScript(() => Object.defineProperty(document, 'hidden', { get: () => true }));
}

/** Money that came for no contract that there is. */
const received = () => call('finance', 'contracts.RecordReceipt', { naturalKey: `K${randomUUID().slice(0, 8)}`, receivedOn: day(0), currency: 'CNY', amountMinor: '1200050', payer: 'Somebody' });

for (const [name, login, address] of pages) {
  for (const width of ['Calls', 'Leads', 'Pipeline', 'Contract', 'Decisions'].includes(name) ? [1366, 390] : [1366]) {
    test(`${name}: Tab goes everywhere, is always seen, and no violation is, ${width} wide`, async ({ page }) => {
      test.setTimeout(180_000);
      const lead = await leadOf('tele2');
      for (let more = 0; name === 'Pipeline' && more < 6; more++) // a lane longer than a telephone: none of it stays beneath the bar
        await call('tele2', 'opportunities.CreateOpportunity', { customerId: lead.customerId, title: 'Planner', currency: 'CNY' });
      const deal = name === 'Deal' && (await call('tele2', 'opportunities.CreateOpportunity', { customerId: lead.customerId, title: 'Planner', currency: 'CNY' })).opportunity.id;
      const contract = ['Contract', 'Decisions'].includes(name) && (await submitted('tele2')).id;
      if (name === 'Receipts') await received();
      await alone(page);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 768 });
      await enter(page, login, address({ lead: lead.id, customer: lead.customerId, deal, contract }));
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

/** Opens by Enter, looks, walks round within it, leaves by Escape: the focus is where it was before. */
async function asks(page: Page, opener: Locator, fill?: (dialog: Locator) => Promise<unknown>) {
  await opener.focus();
  const before = await page.getByRole('dialog').count();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(before + 1);
  const dialog = page.getByRole('dialog').last();
  await expect(dialog).toBeVisible();
  await expect.poll(() => dialog.evaluate((one) => (one.querySelector('.ant-modal-body :is(input, select, textarea):enabled') ?? one).contains(document.activeElement)), 'it begins in its first field').toBe(true);
  await fill?.(dialog);
  await axe(page, '[role=dialog]');
  const all = await dialog.evaluate((one) => [...one.querySelectorAll<HTMLElement>('a[href],button,input,select,textarea,summary,[tabindex="0"]')]
    .filter((each) => !(each as HTMLButtonElement).disabled && each.tabIndex >= 0 && each.getBoundingClientRect().width > 0).length);
  await page.evaluate(() => { (window as never as { been?: unknown }).been = undefined; });
  const stops: Stop[] = [];
  for (let nth = 0; nth < 3 * all + 9; nth++) {
    const stop = await here(page); // nothing: in the browser's own bars, which stand between the end and the beginning
    if (stop?.again && stop.what === stops[0].what && stops.length >= all) break;
    if (stop) expect(await dialog.evaluate((one) => one.contains(document.activeElement)), stop.what).toBe(true);
    if (stop && !stop.again) stops.push(stop);
    await page.keyboard.press('Tab');
  }
  const worked = stops.filter((stop) => /^<(a|button|input|select|textarea|summary)\b/.test(stop.what));
  expect(worked.filter((stop) => !stop.name || !stop.ring || !stop.seen)).toEqual([]);
  expect(worked.length).toBeGreaterThanOrEqual(all);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(before);
  await expect(opener).toBeFocused();
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

async function qualified(login: string) {
  const lead = await leadOf(login);
  await call(login, 'customers.RecordActivity', { customerId: lead.customerId, leadId: lead.id, type: 'TELESALES', twoWay: true, effectLevel: 2, need: 'planning' });
  await until('the work', async () => (await call('admin', 'leads.GetLead', { leadId: lead.id })).lead.state === 'WORKING');
  const evidence = 'said so';
  await call(login, 'leads.QualifyLead', { leadId: lead.id, urgency: 4, purchasingPower: 4, decisionAuthority: 4, competition: 4,
    urgencyEvidence: evidence, purchasingPowerEvidence: evidence, decisionAuthorityEvidence: evidence, competitionEvidence: evidence });
  return lead;
}

test('dialogs of a lead keep the focus and give it back: convert, not a customer, a view', async ({ page }) => {
  const lead = await qualified('tele2');
  await alone(page);
  await enter(page, 'tele2', `leads?tab=mine&grade=B&lead=${lead.id}`);
  await asks(page, button(page, 'Convert'), (dialog) => dialog.getByLabel('First guess of the amount').fill('1x'));
  await asks(page, button(page, 'Disqualify'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await asks(page, button(page, 'Save view'));
  await asks(page, button(page, 'New lead'));
  await enter(page, 'manager', 'leads?tab=team');
  await page.getByRole('checkbox', { name: 'Select this row' }).first().press('Space');
  await asks(page, button(page, 'Assign 1'));
});

test('dialogs of the board keep the focus and give it back: move, lost', async ({ page }) => {
  const lead = await leadOf('tele2');
  const { title } = (await call('tele2', 'opportunities.CreateOpportunity', { customerId: lead.customerId, title: `Of ${lead.id.slice(-8)}`, currency: 'CNY' })).opportunity;
  await alone(page);
  await enter(page, 'tele2', 'pipeline?whose=mine');
  await asks(page, button(page, `Move ${title}`), (dialog) => dialog.getByLabel('To stage').selectOption('NEGOTIATION'));
  await asks(page, button(page, `Lost: ${title}`), (dialog) => dialog.getByLabel('Reason').selectOption('COMPETITOR'));
});

test('dialogs of a call keep the focus and give it back: do not call, search; a promise', async ({ page }) => {
  const lead = await leadOf('tele2');
  await alone(page);
  await enter(page, 'tele2', `calls?lead=${lead.id}`);
  await page.locator('[data-light]').waitFor();
  await asks(page, button(page, 'Do not call'));
  await asks(page, button(page, 'Search and go'), (dialog) => dialog.getByRole('combobox').fill('my'));
  await button(page, /^Call /).press('Enter');
  await button(page, /^Answered/).press('Enter');
  await button(page, /^Hang up/).press('Enter');
  await page.getByRole('radio', { name: 'Interested' }).first().press('Enter');
  await page.getByLabel('Call again').fill(`${day(-1)}T10:30`);
  await axe(page);
  await page.getByLabel('Call again').fill(`${day(1)}T10:30`);
  await page.getByRole('checkbox', { name: 'anyone may call' }).press('Space');
  await axe(page);
});

test('dialogs of a contract keep the focus and give it back: return, reject, one more approver; a deputy, a receipt', async ({ page }) => {
  const contract = await submitted('tele2');
  await received();
  await alone(page);
  await enter(page, 'manager', `contracts/${contract.id}`);
  for (const name of ['Return with a comment', 'Reject', 'Add approver']) await asks(page, button(page, name));
  await enter(page, 'finance', 'contracts?tab=receipts&outcome=UNKNOWN');
  await asks(page, button(page, 'Assign').first(), (dialog) => dialog.getByLabel('Number').fill('C-1'));
  await enter(page, 'legal', 'contracts?tab=deputies');
  await asks(page, button(page, 'Let somebody decide for me'));
});
