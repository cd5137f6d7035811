// SPDX-License-Identifier: Apache-2.0
// Views: filters of a list under a name, on the server, for oneself or for the team.
import { randomInt } from 'node:crypto';
import { axe, call, enter, expect, test } from './support';

const kept = async (login: string, list: string, name: string) =>
  ((await call(login, 'identity.ListViews', { list })).views ?? []).find((view: any) => view.name === name);

for (const [list, login, path, again, filter] of [
  ['leads', 'tele3', 'leads?tab=team', 'leads', { label: 'Grade', option: 'B' }], ['pool', 'tele3', 'leads?tab=pool', 'leads?tab=pool', { label: 'Grade', option: 'C' }],
  ['pipeline', 'tele3', 'pipeline', 'pipeline', { label: 'Only', option: 'stalled' }],
  ['contracts', 'tele3', 'contracts?tab=all', 'contracts', { label: 'State', option: 'SIGNING' }],
  ['approvals', 'tele3', 'contracts?tab=toDecide', 'contracts?tab=toDecide', { label: 'Which decisions', option: 'SUBMITTED' }],
  ['receipts', 'finance', 'contracts?tab=receipts', 'contracts?tab=receipts', { label: 'What became of it', option: 'REFUND' }],
  ['accounts', 'manager', 'customers?list=accounts', 'customers?list=accounts', { label: 'Currency', option: 'USD' }],
  ['duplicates', 'manager', 'customers?list=duplicates', 'customers?list=duplicates', { label: 'State', option: 'MERGED' }],
] as const) {
  test(`test_PLT_02 a view of ${list} is saved, chosen on another day, and forgotten`, async ({ page }) => {
    const name = `view ${randomInt(10 ** 9)}`;
    await enter(page, login, path);
    const field = page.getByRole('combobox', { name: filter.label, exact: true });
    await field.selectOption(filter.option);
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('dialog').getByLabel('Name of the view').fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const view = page.getByRole('combobox', { name: 'View', exact: true });
    await expect(view.locator('option:checked')).toHaveText(name);
    await enter(page, login, again);
    await expect(field).not.toHaveValue(filter.option);
    await view.selectOption({ label: name });
    await expect(field).toHaveValue(filter.option);
    await axe(page);
    await page.getByRole('button', { name: `Forget the view ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
    await expect(view.locator('option', { hasText: name })).toHaveCount(0);
    expect(await kept(login, list, name)).toBeUndefined();
  });
}

test('test_PLT_02 a manager shares a view, and his team uses it but cannot take it away', async ({ page }) => {
  const name = `for all ${randomInt(10 ** 9)}`;
  await enter(page, 'manager', 'leads?tab=team&grade=A');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('dialog').getByLabel('Name of the view').fill(name);
  await page.getByRole('dialog').getByLabel('My team and those below it see it, too').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: `Forget the view ${name}` })).toBeVisible();
  await enter(page, 'tele1', 'leads');
  await page.getByRole('combobox', { name: 'View', exact: true }).selectOption({ label: `${name} · team` });
  await expect(page.getByRole('tab', { name: 'Team' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox', { name: 'Grade', exact: true })).toHaveValue('A');
  await expect(page.getByRole('button', { name: `Forget the view ${name}` })).toHaveCount(0);
  await call('manager', 'identity.DeleteView', { id: (await kept('manager', 'leads', name)).id });
});
