// SPDX-License-Identifier: Apache-2.0
// P7: the approvals inbox and the contract workspace, one contract from draft to signature by five people.
import { answered, contractOf as get, drafted, effective, sign, submitted } from './papers';
import { axe, call, enter, expect, sql, test, until } from './support';

test('test_CON a contract is revised, checked, submitted, returned once, approved twice, sent and signed', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const contract = await drafted('tele1');
  const open = async (login: string) => {
    const one = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
    await enter(one, login, `contracts/${contract.id}`);
    await expect(one.getByRole('heading', { name: contract.number })).toBeVisible();
    return one;
  };
  const reach = (state: string) => until(state, async () => (await get(contract.id)).state === state);
  const check = async () => {
    await page.getByRole('button', { name: 'All pass' }).click();
    await page.getByRole('button', { name: 'Save answers' }).click();
    await until('the answers', async () => (await call('admin', 'contracts.GetContract', { id: contract.id })).checklist.every((item: any) => item.answer === 'PASS'));
    await page.reload();
    await page.getByRole('button', { name: 'Submit' }).click();
    await reach('DEPT_REVIEW');
  };

  await enter(page, 'tele1', 'contracts');
  await page.getByRole('link', { name: contract.number }).click();
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('Every item of the checklist must pass first.')).toBeVisible();
  await page.getByRole('button', { name: 'Revise' }).click();
  await page.getByRole('dialog').getByLabel('Delivery').fill('Delivered within 10 days after signature.');
  await page.getByRole('button', { name: 'Save the new text' }).click();
  await expect(page.locator('[data-clause=DELIVERY][data-deviates=true] ins').first()).toBeVisible();
  await axe(page);
  await check();
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);

  const manager = await open('manager');
  await expect(manager.locator('[data-next]')).toContainText('the department head decides');
  await manager.getByRole('button', { name: 'Return with a comment' }).click();
  await expect(manager.getByRole('dialog').getByRole('button', { name: 'Return with a comment' })).toBeDisabled();
  await manager.getByRole('dialog').getByLabel('Comment').fill('Ten days are too few.');
  await manager.getByRole('dialog').getByRole('button', { name: 'Return with a comment' }).click();
  await reach('DRAFT');
  await page.reload();
  await expect(page.getByText('Ten days are too few.')).toBeVisible();
  await page.getByRole('button', { name: 'Revise' }).click();
  await page.getByRole('dialog').getByLabel('Delivery').fill('Delivered within 20 days after signature.');
  await page.getByRole('button', { name: 'Save the new text' }).click();
  await expect(page.locator('[data-clause=DELIVERY]')).toContainText('20');
  await check();
  await manager.reload();
  await expect(manager.locator('[data-changes] del', { hasText: 'within 10 days' })).toBeVisible();
  await expect(manager.locator('[data-changes] ins', { hasText: 'within 20 days' })).toBeVisible();
  await manager.getByRole('button', { name: 'Approve', exact: true }).click();
  await reach('LEGAL_REVIEW');
  await manager.close();

  const legal = await open('legal');
  await legal.getByRole('button', { name: 'Approve', exact: true }).click();
  await reach('APPROVED');
  await legal.getByRole('button', { name: 'Verify' }).click();
  await expect(legal.getByText(/steps are intact/)).toBeVisible();
  await legal.close();

  await page.reload();
  await page.getByRole('button', { name: 'Send for signature' }).click();
  await reach('SIGNING');
  const signatory = await open('signatory');
  for (const mark of ['We · signature', 'We · seal', 'Customer · signature', 'Customer · seal']) {
    await signatory.getByRole('button', { name: `Record ${mark}` }).click();
    await signatory.getByLabel('SHA-256 of the evidence').fill('ab'.repeat(32));
    await signatory.getByRole('dialog').getByRole('button', { name: 'Record', exact: true }).click();
    await expect(signatory.getByRole('dialog')).toHaveCount(0);
    await expect(signatory.getByRole('button', { name: `Record ${mark}` })).toHaveCount(0);
  }
  await reach('SIGNED');
  await signatory.close();
});

test('test_CON the inbox holds what waits for the reader alone', async ({ page }) => {
  const contract = await drafted('tele2');
  await enter(page, 'tele2', 'contracts');
  await expect(page.getByRole('link', { name: contract.number })).toBeVisible();
  await enter(page, 'legal', 'contracts');
  await expect(page.getByRole('tab', { name: 'Waiting for me' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('link', { name: contract.number })).toHaveCount(0);
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(page.getByRole('link', { name: contract.number })).toBeVisible();
});

test('test_CON an item of the checklist fails with a remark only, which stays, and keeps the contract from approval', async ({ page }) => {
  const contract = await drafted('tele2');
  const { checklist: [item] } = await call('tele2', 'contracts.GetContract', { id: contract.id });
  await enter(page, 'tele2', `contracts/${contract.id}`);
  await page.getByRole('button', { name: 'All pass' }).click();
  const question = page.getByRole('radiogroup', { name: item.question });
  const remark = question.getByRole('textbox', { name: 'What is wrong' });
  const save = page.getByRole('button', { name: 'Save answers' });
  await expect(remark).toHaveCount(0);
  await question.getByRole('radio', { name: 'Fail' }).check();
  await expect(save).toBeDisabled();
  await remark.fill('The seal of the other party is missing.');
  await save.click();
  const given = await until('the answers', async () => {
    const { checklist } = await call('admin', 'contracts.GetContract', { id: contract.id });
    return checklist.every((one: any) => ['PASS', 'FAIL'].includes(one.answer)) && checklist;
  });
  expect(given.filter((one: any) => one.answer === 'FAIL').map((one: any) => [one.code, one.remark])).toEqual([[item.code, 'The seal of the other party is missing.']]);
  await page.reload();
  await expect(question.getByRole('radio', { name: 'Fail' })).toBeChecked();
  await expect(remark).toHaveValue('The seal of the other party is missing.');
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('Every item of the checklist must pass first.')).toBeVisible();
  expect((await get(contract.id)).state).toBe('DRAFT');
});

test('test_CON who decides sees how long a contract has waited for it, in the list and on its page', async ({ page }) => {
  const contract = await submitted('tele2');
  sql('contracts', `UPDATE contracts.approval_slot SET waiting_since = now() - interval '210 minutes' WHERE contract_id = '${contract.id}' AND state = 'ACTIVE'`);
  await enter(page, 'manager', 'contracts?tab=toDecide');
  const row = page.getByRole('row', { name: new RegExp(contract.number) });
  await expect(row).toBeVisible();
  const column = (await page.getByRole('columnheader').allTextContents()).indexOf('Waiting since');
  await expect(row.getByRole('cell').nth(column)).toHaveText('3 hr. ago');
  await row.getByRole('link', { name: contract.number }).click();
  await expect(page.locator('[data-next]')).toContainText('the department head decides, waiting for 3 hours');
});

test('test_CON two who revise one clause see both texts, and one is chosen before anything is saved', async ({ page }) => {
  const contract = await drafted('tele1');
  await enter(page, 'tele1', `contracts/${contract.id}`);
  await page.getByRole('button', { name: 'Revise' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Delivery').fill('Delivered within 10 days.');
  await call('manager', 'contracts.ReviseContract', { id: contract.id, clauses: [{ group: 'DELIVERY', text: 'Delivered within 30 days.' }] });
  const save = dialog.getByRole('button', { name: 'Save the new text' });
  const conflict = dialog.locator('[data-conflict] [data-field=DELIVERY]');
  await save.click({ timeout: 3000 }).catch(() => {});
  await expect(conflict).toContainText('within 10 days');
  await expect(conflict).toContainText('within 30 days');
  await expect(save).toBeDisabled();
  await conflict.getByRole('radio', { name: /Mine/ }).check();
  await save.click();
  await expect(dialog).toHaveCount(0);
  const { clauses } = await call('admin', 'contracts.GetContract', { id: contract.id });
  expect(clauses.find((clause: any) => clause.group === 'DELIVERY').text).toBe('Delivered within 10 days.');
});

test('test_CON an approver sees all that changed since the text that he returned, and any two texts beside each other', async ({ page }) => {
  const { id } = await submitted('tele2');
  await call('manager', 'contracts.ReturnContract', { id, remark: 'Delivery and service, please.' });
  const revise = (group: string, text: string) => call('tele2', 'contracts.ReviseContract', { id, clauses: [{ group, text }] });
  const submit = async () => { await answered('tele2', id); await call('tele2', 'contracts.SubmitContract', { id }); };
  await revise('DELIVERY', 'Delivered within 12 days after signature.');
  await submit();
  await call('tele2', 'contracts.RecallContract', { id });
  await revise('SERVICE', 'An answer within three hours.');
  await submit();
  await enter(page, 'manager', `contracts/${id}`);
  const changes = page.locator('[data-changes]');
  await expect(changes.getByRole('heading', { name: 'What changed since text 1' })).toBeVisible();
  await expect(changes.locator('ins', { hasText: 'within 12 days' })).toBeVisible();
  await expect(changes.locator('ins', { hasText: 'within three hours' })).toBeVisible();
  await axe(page);
  await changes.getByLabel('Compare text').selectOption('2');
  await expect(changes.getByRole('heading', { name: 'What changed since text 2' })).toBeVisible();
  await expect(changes.locator('ins', { hasText: 'within three hours' })).toBeVisible();
  await expect(changes.locator('ins', { hasText: 'within 12 days' })).toHaveCount(0);
  const beside = await Promise.all(['ins', 'del'].map((tag) => changes.locator(tag).first().boundingBox()));
  expect(beside[0]!.x).toBeGreaterThan(beside[1]!.x + beside[1]!.width);
});

test('test_CON two who amend one clause see both texts', async ({ page }) => {
  const contract = await effective('tele1');
  await enter(page, 'tele1', `contracts/${contract.id}`);
  await page.getByRole('button', { name: 'Amend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Service').fill('An answer within two hours.');
  const both = { id: contract.id, reason: 'WORDING', clauses: [{ group: 'SERVICE', text: 'An answer within nine hours.' }] };
  await call('tele1', 'contracts.RequestAmendment', both);
  await call('manager', 'contracts.ApproveContract', { id: contract.id });
  await call('legal', 'contracts.ApproveContract', { id: contract.id });
  await sign(contract);
  const conflict = dialog.locator('[data-conflict] [data-field=SERVICE]');
  await expect(conflict).toContainText('within two hours');
  await expect(conflict).toContainText('within nine hours');
  await dialog.getByLabel('Reason').selectOption('WORDING');
  await expect(dialog.getByRole('button', { name: 'Ask for approval' })).toBeDisabled();
  await conflict.getByRole('radio', { name: /Mine/ }).check();
  await expect(dialog.getByRole('button', { name: 'Ask for approval' })).toBeEnabled();
});
