// SPDX-License-Identifier: Apache-2.0
// P4, care: a milestone opens the task to congratulate, which is closed; who recommended us stands on both sides.
import { axe, call, customerOf, enter, expect, test } from './support';

/** In the evening of 9 March in UTC: the day of the organisation, wherever the browser is, which is in Shanghai. */
for (const [zone, today] of [['Asia/Shanghai', '2026-03-10'], ['America/New_York', '2026-03-09'], ['', '2026-03-09']]) {
  test(`test_CUS_29 days begin where the organisation is: ${zone || 'not said'}`, async ({ page }) => {
    const customerId = await customerOf('tele1');
    await page.route('**/WhoAmI', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), zone } });
    });
    await page.clock.setFixedTime('2026-03-09T23:30:00Z');
    await enter(page, 'tele1', `customers/${customerId}?tab=care`);
    await page.getByRole('button', { name: 'Record a milestone' }).click();
    const reached = page.getByRole('dialog').getByLabel('Reached on');
    await expect(reached).toHaveValue(today);
    await expect(reached).toHaveAttribute('max', today);
    await page.unrouteAll({ behavior: 'wait' });
  });
}

test('test_CUS_29 a milestone is recorded, its congratulation done, and both by who may alone', async ({ page, browser }) => {
  const customerId = await customerOf('tele1');
  await enter(page, 'tele1', `customers/${customerId}?tab=care`);
  await page.getByRole('button', { name: 'Record a milestone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Kind' }).selectOption('HONOUR');
  await dialog.getByRole('textbox').last().fill('Supplier of the year');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Milestones' }).last()).toContainText('Supplier of the year');
  const task = page.getByRole('region', { name: 'Upcoming dates' }).last().locator('tbody tr');
  await expect(task).toContainText('Congratulation');
  await axe(page);
  const finance = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  await enter(finance, 'finance', `customers/${customerId}?tab=care`);
  await expect(finance.getByText('Supplier of the year')).toBeVisible();
  await expect(finance.getByRole('button', { name: 'Record a milestone' })).toHaveCount(0);
  await expect(finance.getByRole('button', { name: 'Done' })).toHaveCount(0);
  await finance.close();
  await expect(call('finance', 'customers.RecordMilestone', { customerId, kind: 'HONOUR' })).rejects.toThrow('permission_denied');
  await task.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('No date is coming up.')).toBeVisible();
  const { tasks } = await call('tele1', 'customers.ListCareTasks', { customerId, state: 'DONE' });
  expect(tasks).toHaveLength(1);
});

test('test_CUS a recommendation stands with who gave it and with whom it brought', async ({ page }) => {
  const [giver, brought] = [await customerOf('tele1'), await customerOf('tele1')];
  await call('tele1', 'customers.RecordReferral', { customerId: brought, referrerId: giver, role: 'PARTNER' });
  await enter(page, 'tele1', `customers/${brought}?tab=care`);
  const rows = page.getByRole('region', { name: 'Recommendations' }).last().locator('tbody tr');
  await expect(rows).toContainText('recommended by');
  await rows.getByRole('link').click();
  await expect(page.locator(`[data-customer="${giver}"]`)).toBeVisible();
  await page.getByRole('tab', { name: 'Care' }).click();
  await expect(rows).toContainText('recommended us to');
});
