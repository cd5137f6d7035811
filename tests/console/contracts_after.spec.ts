// SPDX-License-Identifier: Apache-2.0
// P7, what a contract becomes: talked over again, amended, ended, put away; what is owed and paid; who decides for whom.
import { randomInt, randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { approved, committed, drafted, effective, heldUp, reach, sign, submitted, whole } from './papers';
import { axe, call, day, enter, expect, test, until, userId, type Json } from './support';

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const at = (contract: Json) => `contracts/${contract.id}`;
const state = (page: Page, name: string) => page.locator(`.head[data-state=${name}]`).waitFor();

/** A browser of its own, closed with the test. */
async function seat(browser: Browser, login: string, path: string): Promise<Page> {
  const page = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB', timezoneId: 'Asia/Shanghai' });
  await enter(page, login, path);
  return page;
}

async function choose(page: Page, title: string, reason: string) {
  await dialog(page).getByLabel('Reason').selectOption(reason);
  await dialog(page).getByRole('button', { name: title, exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test('test_CON_16 an approved contract is negotiated again, by who drafts alone', async ({ page, browser }) => {
  const contract = await approved('tele1');
  await enter(page, 'tele1', at(contract));
  await button(page, 'Negotiate again').click();
  await choose(page, 'Negotiate again', 'PRICE');
  await state(page, 'NEGOTIATING');
  await expect(button(page, 'Send for signature')).toBeVisible();
  const legal = await seat(browser, 'legal', at(contract));
  await state(legal, 'NEGOTIATING');
  await expect(button(legal, 'Revise')).toHaveCount(0);
  await legal.close();
  await expect(call('legal', 'contracts.NegotiateContract', { id: contract.id, reason: 'PRICE' })).rejects.toThrow('permission_denied');
});

test('test_OPP_22 alternatives that were prepared for the deal are taken with one press', async ({ page }) => {
  const code = `set-${randomInt(10 ** 9)}`;
  const set = { code, name: 'Half a year of warranty', clauses: [{ group: 'SERVICE', text: `Warranty of six months (${code}).` }] };
  await call('legal', 'contracts.PutClauseSet', set);
  try {
    const deal = await committed('tele1');
    await call('tele1', 'opportunities.PrepareClauses', { id: deal.opportunity.id, clauses: [{ clauseSetCode: code, chosen: false }] });
    const contract = await drafted('tele1', {}, deal);
    await enter(page, 'tele1', at(contract));
    await button(page, 'Revise').click();
    await expect(page.locator(`[data-clause-set="${code}"]`)).toContainText('prepared');
    await button(page, 'Take Half a year of warranty').click();
    await expect(dialog(page).getByLabel('Service')).toHaveValue(set.clauses[0].text);
    await dialog(page).getByLabel('Term in months').fill('18');
    await button(page, 'Save the new text').click();
    await expect(page.locator('[data-clause=SERVICE]')).toContainText(`alternative ${code}`);
    await expect(page.locator('[data-clause=SERVICE] ins').first()).toBeVisible();
    expect((await whole(contract.id)).contract.termMonths).toBe(18);
  } finally {
    await call('legal', 'contracts.PutClauseSet', { ...set, active: false });
  }
});

test('test_CON_16 an amendment is asked for, compared, approved, signed, and then counts', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const contract = await effective('tele1', { termMonths: 12 });
  await enter(page, 'tele1', at(contract));
  await state(page, 'EFFECTIVE');
  await button(page, 'Amend').click();
  await expect(dialog(page).getByRole('button', { name: 'Ask for approval' })).toBeDisabled();
  await dialog(page).getByLabel('Service').fill('An answer within four hours.');
  await choose(page, 'Ask for approval', 'SCOPE');
  await expect(page.locator('[data-next]')).toContainText('Amendment');
  await expect(page.locator('[data-next]')).toContainText('the department head decides');
  await expect(page.locator('[data-amendment=IN_APPROVAL]')).toBeVisible();
  await expect(button(page, 'Approve')).toHaveCount(0);
  const manager = await seat(browser, 'manager', at(contract));
  await expect(manager.getByText('What text 2 would change')).toBeVisible();
  await expect(manager.locator('[data-changes] ins', { hasText: 'within four hours' })).toBeVisible();
  await button(manager, 'Approve').click();
  await expect(manager.locator('[data-case=AMENDMENT] [data-slot=APPROVED]')).toContainText('Department');
  await manager.close();
  await call('legal', 'contracts.ApproveContract', { id: contract.id });
  const signatory = await seat(browser, 'signatory', at(contract));
  await button(signatory, 'Record We · signature').click();
  await signatory.getByLabel('SHA-256 of the evidence').fill('ab'.repeat(32));
  await dialog(signatory).getByRole('button', { name: 'Record', exact: true }).click();
  await expect(button(signatory, 'Take back We · signature')).toBeVisible();
  await signatory.close();
  await sign(contract);
  await expect(page.locator('[data-amendment=IN_EFFECT]')).toBeVisible();
  await expect(page.locator('.head[data-version="2"]')).toBeVisible();
  await expect(page.locator('[data-clause=SERVICE][data-deviates=true] ins').first()).toBeVisible();
  expect((await whole(contract.id)).clauses.find((one: Json) => one.group === 'SERVICE').text).toBe('An answer within four hours.');
  await axe(page);
});

test('test_CON_16 a termination is found among the decisions, approved, and the contract put away', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const contract = await effective('tele2');
  await enter(page, 'tele2', at(contract));
  await button(page, 'Terminate').click();
  await choose(page, 'Ask for approval', 'MOVED_AWAY');
  await expect(page.locator('[data-next]')).toContainText('Termination');
  const manager = await seat(browser, 'manager', 'contracts?tab=toDecide');
  const row = manager.getByRole('row', { name: contract.number });
  await until('the row', async () => {
    if (await row.count()) return true;
    await manager.getByRole('button', { name: 'Show more' }).click({ timeout: 1000 });
    return false;
  });
  await expect(row).toContainText('Termination');
  await row.getByRole('link', { name: contract.number }).click();
  await button(manager, 'Approve').click();
  await expect(manager.locator('[data-case=TERMINATION] [data-slot=APPROVED]')).toHaveCount(1);
  await manager.close();
  await call('legal', 'contracts.ApproveContract', { id: contract.id });
  await state(page, 'TERMINATED');
  await expect(button(page, 'Archive')).toHaveCount(0);
  await expect(call('tele2', 'contracts.ArchiveContract', { id: contract.id })).rejects.toThrow('permission_denied');
  const legal = await seat(browser, 'legal', at(contract));
  await button(legal, 'Archive').click();
  await state(legal, 'ARCHIVED');
  await legal.goto('/console/contracts?tab=all&state=ARCHIVED');
  await expect(legal.getByRole('link', { name: contract.number })).toBeVisible();
  await legal.close();
});

test('test_CON_13 what is owed is settled and what was paid is assigned, until the contract is fulfilled', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const contract = await effective('tele1', { obligations: [{ group: 'SERVICE', code: 'hotline', dueOn: day(30) }] });
  const reference = `Z${randomInt(10 ** 9)}`;
  await call('finance', 'contracts.RecordReceipt', { naturalKey: reference, receivedOn: day(0), currency: 'CNY', amountMinor: contract.amountMinor, payer: 'Somebody' });
  const finance = await seat(browser, 'finance', 'contracts?tab=receipts&outcome=UNKNOWN');
  await finance.getByRole('row', { name: reference }).getByRole('button', { name: 'Assign' }).click();
  await dialog(finance).getByLabel('Number').fill(contract.number);
  await dialog(finance).getByRole('button', { name: 'Assign' }).click();
  await expect(finance.getByRole('row', { name: reference })).toHaveCount(0);
  await finance.close();
  await enter(page, 'manager', at(contract));
  await expect(page.locator('[data-payment=PAID]')).toBeVisible();
  await expect(page.locator('[data-receipt]')).toContainText(reference);
  await button(page, 'Settle hotline').click();
  await dialog(page).getByLabel('State').selectOption('BREACHED');
  await expect(dialog(page).getByRole('button', { name: 'Save' })).toBeDisabled();
  await choose(page, 'Save', 'LATE');
  await expect(page.locator('[data-duty=hotline][data-state=BREACHED]')).toContainText('Late');
  const seller = await seat(browser, 'tele1', at(contract));
  await expect(seller.locator('[data-duty=hotline][data-state=BREACHED]')).toBeVisible();
  await expect(button(seller, 'Settle hotline')).toHaveCount(0);
  await expect(call('tele1', 'contracts.SettleObligation', { id: contract.id, code: 'hotline', state: 'FULFILLED' })).rejects.toThrow('permission_denied');
  await expect(seller.getByRole('tab', { name: 'Receipts' })).toHaveCount(0);
  await button(page, 'Settle hotline').click();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await state(page, 'FULFILLED');
  await state(seller, 'FULFILLED');
  await seller.close();
});

test('test_CON_12 who is away lets another decide; one more is asked; the drafter takes it back', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const deputy = await userId('signatory');
  await enter(page, 'legal', 'contracts?tab=deputies');
  await button(page, 'Let somebody decide for me').click();
  await dialog(page).getByLabel('Decides').selectOption(deputy);
  const given = page.waitForResponse((answer) => answer.url().endsWith('/DelegateApprovals') && answer.ok());
  await dialog(page).getByRole('button', { name: 'Let somebody decide for me' }).click();
  const { delegation } = await (await given).json();
  const row = page.locator(`tr[data-id="${delegation.id}"]`);
  await expect(row).toContainText('Qian Zhang');
  await expect(row.locator('time').first()).toHaveAttribute('datetime', day(0));
  await expect(row.locator('time').last()).toHaveAttribute('datetime', day(7)); // the last day, not the moment after it
  try {
    const contract = await submitted('tele3');
    await call('manager', 'contracts.ApproveContract', { id: contract.id });
    const signatory = await seat(browser, 'signatory', at(contract));
    await button(signatory, 'Add approver').click();
    await dialog(signatory).getByLabel('Approver').selectOption(await userId('quality'));
    await dialog(signatory).getByRole('button', { name: 'Add approver' }).click();
    await expect(signatory.locator('[data-next]')).toContainText('Zhi Jian');
    await expect(button(signatory, 'Approve')).toHaveCount(0);
    const drafter = await seat(browser, 'tele3', at(contract));
    await button(drafter, 'Recall').click();
    await state(drafter, 'DRAFT');
    await drafter.close();
    const second = await submitted('tele3');
    await call('manager', 'contracts.ApproveContract', { id: second.id });
    await signatory.goto(`/console/${at(second)}`);
    await button(signatory, 'Approve').click();
    await state(signatory, 'APPROVED');
    await expect(signatory.locator('[data-slot=APPROVED]').last()).toContainText('for Fa Wen');
    await signatory.close();
  } finally {
    await row.getByRole('button', { name: 'End it: Qian Zhang' }).click({ timeout: 5000 }).catch(() => call('legal', 'contracts.EndDelegation', { id: delegation.id }));
  }
  await expect(row).toContainText('Over');
  await expect(call('tele1', 'contracts.EndDelegation', { id: delegation.id })).rejects.toThrow('not_found');
});

test('test_QA_09 a hold is shown to who signs, and let go by who may override it', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const { id } = await approved('tele1');
  const contract = (await call('tele1', 'contracts.SendForSignature', { id })).contract;
  await heldUp('tele1', contract);
  await enter(page, 'signatory', at(contract));
  await expect(page.locator('[data-hold=true]')).toContainText('Held');
  await expect(button(page, 'Release hold')).toHaveCount(0);
  await button(page, 'Record We · signature').click();
  await page.getByLabel('SHA-256 of the evidence').fill('ab'.repeat(32));
  await dialog(page).getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText('Signing is on hold after a finding of quality inspection.')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  const manager = await seat(browser, 'manager', at(contract));
  await button(manager, 'Release hold').click();
  await choose(manager, 'Release hold', 'CALLED_AGAIN');
  await expect(manager.locator('[data-hold=false]')).toContainText('Called again');
  await manager.close();
  await expect(page.locator('[data-hold=false]')).toBeVisible();
  await sign(contract);
  await reach(id, 'SIGNED');
});

test('test_CON_10 originals are registered and the signed document is read from the archive', async ({ page, browser }) => {
  const contract = await effective('tele2');
  await enter(page, 'legal', at(contract));
  await button(page, 'Register an original').click();
  await dialog(page).getByLabel('Where').fill('cabinet-7.shelf-2');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('[data-copy="1"]')).toContainText('cabinet-7.shelf-2');
  await page.getByText('The document as it was signed').click();
  await expect(page.locator('section[aria-label=Originals] pre')).toContainText('effective from');
  await axe(page);
  const seller = await seat(browser, 'tele2', at(contract));
  await expect(seller.locator('[data-copy="1"]')).toBeVisible();
  await expect(button(seller, 'Register an original')).toHaveCount(0);
  await seller.close();
  await expect(call('tele2', 'contracts.PutPaperCopy', { id: contract.id, position: 2, party: 'OUR', holder: 'archive', location: 'x' })).rejects.toThrow('permission_denied');
});

test('test_CON_15 a term that ends shows the opportunity that is to renew it', async ({ page }) => {
  const contract = await effective('tele1', { effectiveDate: day(-25), termMonths: 1 });
  const found = await until('the renewal', async () => (await call('admin', 'opportunities.ListOpportunities', { customerId: contract.customerId, pageSize: 50 }))
    .opportunities.find((one: Json) => one.renewsContractId === contract.id));
  await enter(page, 'tele1', at(contract));
  await page.locator(`[data-renewal="${found.id}"]`).getByRole('link').click();
  await expect(page.locator(`[data-opportunity="${found.id}"]`)).toBeVisible();
});

test('test_CON a contract is rejected with a comment, drafted anew, and a mark and a signed contract are taken back', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const contract = await submitted('tele3');
  await enter(page, 'manager', at(contract));
  await button(page, 'Reject').click();
  await expect(dialog(page).getByRole('button', { name: 'Reject' })).toBeDisabled();
  await dialog(page).getByLabel('Comment').fill('Not to this customer.');
  await dialog(page).getByRole('button', { name: 'Reject' }).click();
  await state(page, 'REJECTED');
  const seller = await seat(browser, 'tele3', at(contract));
  await expect(seller.getByText('Not to this customer.')).toBeVisible();
  await expect(button(seller, 'Revise')).toBeVisible();
  await expect(button(seller, 'Submit')).toHaveCount(0);
  await seller.close();
  const { id } = await approved('tele3', { effectiveDate: day(5) });
  const sent = (await call('tele3', 'contracts.SendForSignature', { id })).contract;
  const signatory = await seat(browser, 'signatory', at(sent));
  await button(signatory, 'Record We · signature').click();
  await signatory.getByLabel('SHA-256 of the evidence').fill('ab'.repeat(32));
  await dialog(signatory).getByRole('button', { name: 'Record', exact: true }).click();
  await button(signatory, 'Take back We · signature').click();
  await choose(signatory, 'Take the mark back', 'WRONG_SIGNER');
  await state(signatory, 'NEGOTIATING');
  await expect(call('tele3', 'contracts.RevokeMark', { id, party: 'OUR', kind: 'SIGN', reason: 'MISTAKE' })).rejects.toThrow('permission_denied');
  await signatory.close();
  await sign((await call('tele3', 'contracts.SendForSignature', { id })).contract);
  await reach(id, 'SIGNED');
  await page.goto(`/console/${at(sent)}`);
  await button(page, 'Take back').click();
  await choose(page, 'Take back', 'MISTAKE');
  await state(page, 'VOID');
  await expect(call('tele3', 'contracts.VoidContract', { id, reason: 'MISTAKE' })).rejects.toThrow('permission_denied');
});
