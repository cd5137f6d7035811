// SPDX-License-Identifier: Apache-2.0
// P2: the call workbench.
import { axe, call, day, enter, expect, getLead, leadOf, test, until, userId } from './support';

async function timeline(customerId: string) {
  return (await call('admin', 'customers.GetTimeline', { customerId })).items ?? [];
}

test('test_CAL call, record, next: two keys after hanging up', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await expect(page.locator('[data-light=amber], [data-light=green]')).toBeVisible();
  await expect(page.getByText(/at the customer's/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.locator('[data-call=DIALLING]').waitFor();
  await page.keyboard.press('a');
  await page.locator('[data-call=ANSWERED]').waitFor();
  await page.getByLabel('Need', { exact: true }).fill('排产软件，两条生产线');
  await page.getByLabel('Concern').fill('price 1 to 9');
  await axe(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await page.locator('[data-call=ENDED]').waitFor();
  await expect(page.getByRole('timer')).toContainText('Wrap-up');
  await page.keyboard.press('1');
  await expect(page.getByRole('radio', { name: 'Interested', exact: false }).first()).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Enter');
  const items = await until('the wrapped call', async () => {
    const found = await timeline(lead.customerId);
    return found.some((item: any) => item.call?.state === 'WRAPPED' && item.call.disposition === 'INTERESTED') && found;
  });
  const activity = items.find((item: any) => item.activity)!.activity;
  expect(activity.need).toContain('排产软件');
  expect(activity.concern).toBe('price 1 to 9');
  await until('the contact', async () => (await getLead(lead.id)).state === 'WORKING');
  await expect.poll(() => page.evaluate((id) => Object.keys(localStorage).filter((key) => key.includes(id) && key.startsWith('draft')), lead.id)).toEqual([]);
});

test('test_CAL Enter pulls the next lead and its reason is shown', async ({ page }) => {
  await leadOf('tele2');
  await enter(page, 'tele2', 'calls');
  await expect(page.getByText('No lead on the screen')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-reason]')).not.toBeEmpty();
  const shown = await page.locator('[data-lead]').getAttribute('data-lead');
  expect((await getLead(shown!)).ownerId).toBe(await userId('tele2'));
});

test('test_CAL a draft and the call survive a crash of the browser', async ({ page, context }) => {
  const lead = await leadOf('tele3');
  await enter(page, 'tele3', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^Answered/ }).click();
  await page.locator('[data-call=ANSWERED]').waitFor();
  await page.getByLabel('Feedback').fill('will speak with her chief');
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto('/console/calls');
  await expect(again.getByLabel('Feedback')).toHaveValue('will speak with her chief');
  await again.locator('[data-call=ANSWERED]').waitFor();
  await expect(again.getByRole('button', { name: /^Hang up/ })).toBeVisible();
});

test('test_CAL composing Chinese triggers no hot key', async ({ page }) => {
  const lead = await leadOf('tele3');
  await enter(page, 'tele3', `calls?lead=${lead.id}`);
  await page.locator('[data-light]').waitFor();
  await page.evaluate(() => {
    for (const key of ['Enter', '1', 'a', '/']) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }));
    }
  });
  await page.locator('textarea').first().pressSequentially('an 1 h / note');
  await expect(page.locator('textarea').first()).toHaveValue('an 1 h / note');
  await expect(page.locator('[data-call=none]')).toBeVisible();
  expect((await timeline(lead.customerId)).filter((item: any) => item.call)).toEqual([]);
});

test('test_CAL do-not-call in one step with confirmation turns the light red', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: 'Do not call', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do not call' }).click();
  await expect(page.locator('[data-light=red]')).toHaveText('Do not contact');
  await page.getByRole('button', { name: /^Call/ }).click();
  await expect(page.getByText(/Not permitted/)).toBeVisible();
});

test('test_CAL the number is shown only on demand, and that is logged', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: 'Show the number (logged)' }).click();
  await expect(page.locator('[data-number]')).toHaveText(/^\+86138\d{8}$/);
});

test('test_LEA a call is promised in the customer\'s own time and stands in the day of the agent', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^No answer/ }).click();
  await page.locator('[data-call=NO_ANSWER]').waitFor();
  const tomorrow = `${day(1)}T10:30`;
  await page.getByLabel('Call again').fill(tomorrow);
  await page.keyboard.press('Escape');
  await page.keyboard.press('5');
  await page.keyboard.press('Enter');
  const promised = await until('the promise', async () =>
    (await call('tele1', 'leads.ListDay', { limit: 500, until: `${day(3)}T00:00:00Z` })).items?.find((item: any) => item.leadId === lead.id && item.kind === 'CALLBACK'));
  expect(promised.dueAt).toBe(`${day(1)}T02:30:00Z`);
  await enter(page, 'tele1', 'day');
  await expect(page.getByRole('heading', { name: 'My day' })).toBeVisible();
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await axe(page);
});
