// SPDX-License-Identifier: Apache-2.0
// The deal, played wholly in the browser by eight users in eight roles: from a walk-in at the store to a contract in
// force, its first payment and its delivery. Nothing here is done by the API; it is asked only when something is there.
import type { Browser, Page } from '@playwright/test';
import { call, day, enter, expect, getLead, phone, test, until, userId } from './support';

async function seat(browser: Browser, login: string, path: string): Promise<Page> {
  const page = await browser.newPage({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB', timezoneId: 'Asia/Shanghai' });
  await enter(page, login, path);
  return page;
}
const inDialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const contractIs = (id: string, state: string) => until(state, async () => (await call('admin', 'contracts.GetContract', { id })).contract.state === state);

test('eight users in eight roles carry a deal from a walk-in to a contract in force', async ({ page: clerk, browser }) => {
  test.setTimeout(600_000);

  // The store clerk writes down who walked in.
  await enter(clerk, 'clerk', 'leads');
  await clerk.getByRole('button', { name: 'New lead' }).click();
  const capture = inDialog(clerk, 'New lead');
  await capture.getByRole('textbox', { name: 'Phone' }).fill(phone());
  await capture.getByRole('textbox', { name: 'Name' }).fill('周建国');
  await expect(capture.getByText('Nobody has this number yet.')).toBeVisible();
  await capture.getByRole('textbox', { name: 'Product' }).fill('planner');
  await capture.getByLabel('Channel').selectOption('STORE');
  const captured = clerk.waitForResponse((answer) => answer.url().endsWith('/CaptureLead'));
  await capture.getByRole('button', { name: 'Capture' }).click();
  const leadId = (await (await captured).json()).lead.id as string;
  const lead = await until('the owner', async () => { const now = await getLead(leadId); return now.ownerId && now.customerId && now; });
  await expect(inDialog(clerk, 'New lead')).toHaveCount(0);

  // The manager gives it to another agent than the rule did.
  const agentLogin = lead.ownerId === (await userId('tele1')) ? 'tele2' : 'tele1';
  const manager = await seat(browser, 'manager', `leads?lead=${leadId}`);
  await manager.getByRole('button', { name: 'Assign', exact: true }).click();
  await inDialog(manager, 'Assign 1 lead').getByLabel('To').selectOption(await userId(agentLogin));
  await inDialog(manager, 'Assign 1 lead').getByRole('button', { name: 'Assign' }).click();
  await until('the agent', async () => (await call('admin', 'customers.GetCustomer', { id: lead.customerId })).customer.ownerId === (await userId(agentLogin)));

  // The agent calls, notes the need, qualifies and converts.
  const agent = await seat(browser, agentLogin, `calls?lead=${leadId}`);
  await expect(agent.locator('[data-light]').first()).toBeVisible();
  await agent.keyboard.press('Enter');
  await agent.locator('[data-call=DIALLING]').waitFor();
  await agent.keyboard.press('a');
  await agent.locator('[data-call=ANSWERED]').waitFor();
  await agent.getByLabel('Need', { exact: true }).fill('排产软件，两条生产线');
  await agent.keyboard.press('Escape');
  await agent.keyboard.press('h');
  await agent.locator('[data-call=ENDED]').waitFor();
  await agent.keyboard.press('1');
  const wrapped = agent.waitForResponse((answer) => answer.url().endsWith('/WrapCall') && answer.ok());
  await agent.keyboard.press('Enter');
  await wrapped;
  await until('the work', async () => (await getLead(leadId)).state === 'WORKING');
  await agent.goto(`/console/leads?lead=${leadId}`);
  await agent.getByRole('button', { name: 'Qualify', exact: true }).click();
  for (const factor of ['Urgency', 'Purchasing power', 'Decision authority', 'Competition']) {
    await agent.getByRole('radiogroup', { name: factor }).getByRole('radio', { name: '4' }).check();
    await agent.getByLabel(`What supports it: ${factor}`).fill('said on the telephone');
  }
  await agent.getByRole('button', { name: 'Qualify with 16' }).click();
  await agent.locator('[data-state=QUALIFIED]').waitFor();
  await agent.getByRole('button', { name: 'Convert', exact: true }).click();
  await inDialog(agent, 'Convert').getByRole('button', { name: 'Convert' }).click();
  await until('the conversion', async () => (await getLead(leadId)).state === 'CONVERTED');

  // Who will sign is a person of the customer.
  await agent.goto(`/console/customers/${lead.customerId}?tab=people`);
  await agent.getByRole('button', { name: 'Add a person' }).click();
  await inDialog(agent, 'Add a person').getByLabel('Name of the person').fill('周建国');
  await inDialog(agent, 'Add a person').getByLabel('Level').selectOption('EXECUTIVE');
  await inDialog(agent, 'Add a person').getByRole('button', { name: 'Save' }).click();
  await expect(agent.locator('[data-contact]')).toContainText('Executive');

  // Lines, plan, the buyer's steps, his commitment, and the draft.
  await agent.goto(`/console/leads?lead=${leadId}`);
  await agent.getByRole('link', { name: 'Open the opportunity' }).click();
  await agent.getByRole('button', { name: 'Lines' }).click();
  await inDialog(agent, 'Lines').getByLabel('Line').selectOption('planner');
  await inDialog(agent, 'Lines').getByRole('button', { name: 'Save' }).click();
  await expect(agent.getByRole('cell', { name: /Production planner/ })).toBeVisible();
  await agent.getByRole('button', { name: 'Agree a plan' }).click();
  await inDialog(agent, 'Agree a plan').getByLabel('Deadline').fill(day(30));
  await inDialog(agent, 'Agree a plan').getByLabel('Team target it serves').fill('T-2026-Q4');
  await inDialog(agent, 'Agree a plan').getByRole('button', { name: 'Save' }).click();
  await expect(agent.locator('[data-plan=true]')).toBeVisible();
  for (const stage of ['Internal deliberation', 'System design', 'Comparison', 'Commitment']) {
    await agent.getByRole('button', { name: `Buyer is at: ${stage}` }).click();
    await expect(agent.locator('[aria-current=step]')).toHaveText(stage);
  }
  await agent.getByRole('button', { name: 'Customer commits' }).click();
  await agent.locator('[data-opportunity][data-state=COMMITTED]').waitFor();
  await agent.getByRole('button', { name: 'Draft the contract' }).click();
  await inDialog(agent, 'Draft the contract').getByRole('checkbox').first().check();
  await inDialog(agent, 'Draft the contract').getByRole('button', { name: 'Draft', exact: true }).click();
  await agent.waitForURL(/contracts\/[0-9a-f-]{36}/);
  const contractId = agent.url().match(/contracts\/([0-9a-f-]{36})/)![1];
  await agent.getByRole('button', { name: 'All pass' }).click();
  await agent.getByRole('button', { name: 'Save answers' }).click();
  await until('the answers', async () => (await call('admin', 'contracts.GetContract', { id: contractId })).checklist.every((item: any) => item.answer === 'PASS'));
  await expect(agent.getByRole('button', { name: 'Save answers' })).toBeDisabled();
  await agent.getByRole('button', { name: 'Submit' }).click();
  await contractIs(contractId, 'DEPT_REVIEW');

  // The department head and legal approve; the administrator enters the letter of authority.
  await manager.goto(`/console/contracts/${contractId}`);
  await manager.getByRole('button', { name: 'Approve', exact: true }).click();
  await contractIs(contractId, 'LEGAL_REVIEW');
  const legal = await seat(browser, 'legal', `contracts/${contractId}`);
  await legal.getByRole('button', { name: 'Approve', exact: true }).click();
  await contractIs(contractId, 'APPROVED');
  const admin = await seat(browser, 'admin', `contracts/${contractId}`);
  await admin.getByRole('button', { name: 'Register authority' }).click();
  await inDialog(admin, 'Register authority').getByLabel('Number of the letter of authority').fill(`L-${leadId.slice(-8)}`);
  await inDialog(admin, 'Register authority').getByRole('button', { name: 'Save' }).click();
  await expect(inDialog(admin, 'Register authority')).toHaveCount(0);

  // The agent sends it, the signatory records four marks: it is signed and in force.
  await agent.reload();
  await agent.getByRole('button', { name: 'Send for signature' }).click();
  await contractIs(contractId, 'SIGNING');
  const signatory = await seat(browser, 'signatory', `contracts/${contractId}`);
  for (const mark of ['We · signature', 'We · seal', 'Customer · signature', 'Customer · seal']) {
    await signatory.getByRole('button', { name: `Record ${mark}` }).click();
    await signatory.getByLabel('SHA-256 of the evidence').fill('ab'.repeat(32));
    await signatory.getByRole('dialog').getByRole('button', { name: 'Record', exact: true }).click();
    await expect(signatory.getByRole('button', { name: `Record ${mark}` })).toHaveCount(0);
  }
  await contractIs(contractId, 'EFFECTIVE');

  // Finance books the money, after-sales finds the delivery with the customer.
  const finance = await seat(browser, 'finance', `contracts/${contractId}`);
  await finance.locator('[data-state=EFFECTIVE]').waitFor();
  await finance.getByRole('button', { name: 'Record a receipt' }).click();
  await inDialog(finance, 'Record a receipt').getByLabel('Number of the bank').fill(`B-${leadId}`);
  await inDialog(finance, 'Record a receipt').getByLabel('Amount').fill('100000');
  await inDialog(finance, 'Record a receipt').getByRole('button', { name: 'Save' }).click();
  await expect(finance.locator('[data-receipt]')).toContainText('¥100,000');
  const won = (await getLead(leadId)).opportunityId;
  await until('the won deal', async () => (await call('admin', 'opportunities.GetOpportunity', { id: won })).opportunity.state === 'WON');
  await until('the delivery plan', async () => (await call('admin', 'aftersales.ListPlans', { customerId: lead.customerId })).plans?.length);
  const care = await seat(browser, 'aftersales', `customers/${lead.customerId}?tab=deals`);
  await expect(care.getByRole('region', { name: 'Deliveries' }).getByRole('link')).toBeVisible();
  await expect(care.getByRole('region', { name: 'Contracts' }).first()).toContainText('Effective');
  for (const one of [manager, agent, legal, admin, signatory, finance, care]) await one.close();
});
