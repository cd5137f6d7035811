// SPDX-License-Identifier: Apache-2.0
// P12, operations: what runs, what waits for somebody, what came of a request, who was told. And that lists are live.
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { axe, call, enter, expect, leadOf, phone, sql, test, until, userId, type Json } from './support';

/** A timer of leads that failed ten times, of a lead that is not there any more: run again, it finds nothing to do. */
function deadTimer(): string {
  const id = randomUUID();
  const payload = Buffer.concat([Buffer.from([0x0a, 0x24]), Buffer.from(randomUUID())]).toString('hex');
  sql('leads', `INSERT INTO leads.dead_letter (id, domain, pos, type, data, error, tries)
    VALUES ('${id}', 'job', 0, 'conversion_timeout', '\\x${payload}', 'failed ten times', 10)`);
  return id;
}

const letters = async (): Promise<string[]> =>
  ((await call('ops', 'ops.ListDeadLetters', { service: 'leads', pageSize: 200 })).letters ?? []).map((one: { id: string }) => one.id);

/** Goes on with Tab until this has the focus. */
async function tabTo(page: Page, what: ReturnType<Page['locator']>, most = 40) {
  for (let nth = 0; nth < most; nth++) {
    if (await what.evaluate((one) => one === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  await expect(what).toBeFocused();
}

test('P12 every service is there, with how far it is behind, and what needs somebody is said in words', async ({ page }) => {
  await enter(page, 'ops', 'ops');
  for (const word of ['identity', 'customers', 'leads', 'opportunities', 'contracts', 'notifications']) {
    await expect(page.locator(`tr[data-service=${word}]`)).toContainText('ready');
  }
  const name = page.locator('tr[data-service=notifications]').getByRole('button');
  await name.focus();
  await page.keyboard.press('Enter');
  await expect(name).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('reads leads')).toBeVisible();
  await axe(page);
});

test('P12 a dead letter shows why and what, is replayed, and who did it is kept', async ({ page }) => {
  const id = deadTimer();
  await enter(page, 'ops', 'ops?tab=letters&service=leads');
  const row = page.locator(`tr[data-id="${id}"]`);
  await expect(row).toContainText('failed ten times');
  await row.getByRole('button', { name: 'timer conversion_timeout' }).click();
  await expect(page.getByLabel('Payload')).toContainText('leadId');
  await axe(page);
  await page.getByRole('button', { name: 'Run it again' }).click();
  await expect(row).toHaveCount(0);
  expect(await letters()).not.toContain(id);
  await expect(page.getByRole('group', { name: 'What was done about dead letters' })).toContainText('Replay of one');
});

test('P12 an event that a service could not act on is replayed with what waits behind it', async ({ page }) => {
  const login = `dl${randomUUID().slice(0, 8)}`; // refused while too many passwords are being checked
  const user = await until('a user', async () => (await call('admin', 'identity.CreateUser', { login, name: 'Xu Huang', teamPath: '/hq/finance/', roles: ['finance'], password: randomUUID() })).user); // who is given no lead meanwhile
  const agent = () => sql('leads', `SELECT state FROM leads.agent WHERE user_id = '${user.id}'`);
  const parked = async () => ((await call('ops', 'ops.ListDeadLetters', { service: 'leads', aggId: user.id })).letters ?? []) as Json[];
  const poison = `poison_${user.id.replaceAll('-', '')}`; // leads cannot write the row of this one agent
  const cure = () => sql('leads', `ALTER TABLE leads.agent DROP CONSTRAINT IF EXISTS ${poison}`);
  await until('the agent', async () => agent() === 'ACTIVE');
  sql('leads', `ALTER TABLE leads.agent ADD CONSTRAINT ${poison} CHECK (user_id <> '${user.id}') NOT VALID`);
  try {
    for (const method of ['SuspendUser', 'ActivateUser', 'SuspendUser']) await call('admin', `identity.${method}`, { id: user.id });
    const [first, ...behind] = await until('three dead letters', async () => { const found = await parked(); return found.length === 3 && found; });
    await enter(page, 'ops', 'ops?tab=letters&service=leads');
    const rows = [first, ...behind].map((one) => page.locator(`tr[data-id="${one.id}"]`));
    await expect(rows[0]).toContainText(poison);
    for (const row of rows.slice(1)) await expect(row).toContainText('waits behind');
    await rows[0].getByRole('button', { name: 'user.suspended' }).click();
    await expect(page.getByLabel('Payload')).toContainText(user.id);
    await axe(page);
    const again = page.getByRole('button', { name: 'Replay all of this record' });
    await again.click();
    await expect(page.getByText(/^Failed again: /)).toBeVisible();
    expect(await parked()).toHaveLength(3);
    cure();
    await again.click();
    for (const row of rows) await expect(row).toHaveCount(0);
    expect(await parked()).toEqual([]);
    expect(agent()).toBe('SUSPENDED');
  } finally {
    cure();
  }
});

test('P12 a dead letter is dropped with a reason only', async ({ page }) => {
  const id = deadTimer();
  const reason = `a test's ${id.slice(0, 6)}`;
  await enter(page, 'ops', 'ops?tab=letters&service=leads');
  const row = page.locator(`tr[data-id="${id}"]`);
  await row.getByRole('button', { name: 'timer conversion_timeout' }).click();
  await page.getByRole('button', { name: 'Drop', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Drop this dead letter?' });
  await expect(dialog.getByRole('button', { name: 'Drop', exact: true })).toBeDisabled();
  await dialog.getByLabel('Why (nothing personal)').fill(reason);
  await dialog.getByRole('button', { name: 'Drop', exact: true }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'What was done about dead letters' })).toContainText(reason);
  expect(await letters()).not.toContain(id);
});

test('P12 an event is found by its id or its request, and what caused what is drawn; by keyboard alone', async ({ page }) => {
  const lead = await leadOf('tele1');
  const events = await until('the events of this lead', async () => {
    const id = sql('customers', `SELECT id FROM customers.event WHERE type = 'customer.owner_changed' AND agg_id = '${lead.customerId}' LIMIT 1`);
    return id ? (await call('ops', 'ops.FindEvents', { id })).events : undefined;
  });
  const effect = events[0];
  await enter(page, 'ops', 'ops?tab=events');
  const field = page.getByLabel('Id of an event or of a request');
  await expect(field).toBeFocused();
  await page.keyboard.type('nonsense');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('no id');
  await field.fill('');
  await page.keyboard.type(effect.id);
  await page.keyboard.press('Enter');
  const cause = page.locator(`li[data-event="${effect.causationId}"]`);
  const below = cause.locator(`li[data-event="${effect.id}"]`);
  await expect(below).toContainText('customer.owner_changed');
  await expect(below).toContainText('asked for');
  await expect(cause.locator('summary').first()).toContainText('lead.assigned');
  await expect(below.getByLabel('Payload')).toBeVisible();
  await tabTo(page, cause.locator('summary').first());
  await page.keyboard.press('Enter');
  await expect(cause.getByLabel('Payload').first()).toContainText(lead.id);
  await axe(page);
  await field.fill(effect.correlationId);
  await field.press('Enter');
  await expect(page).toHaveURL(new RegExp(effect.correlationId));
  await expect(below).toBeVisible();
  await field.fill(randomUUID());
  await field.press('Enter');
  await expect(page.getByText('No such event in any log')).toBeVisible();
});

test('P12 an endpoint shows what was sent, how often it was tried, and is sent it once more', async ({ page }) => {
  const heard: string[] = [];
  const server: Server = createServer((request, answer) => {
    heard.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => answer.writeHead(204).end());
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  try {
    const { subscription } = await call('ops', 'notifications.CreateSubscription', { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, types: ['team.*'] });
    const get = async () => (await call('ops', 'notifications.GetSubscription', { id: subscription.id })).subscription;
    await until('its verification', async () => (await get()).state === 'ACTIVE');
    const code = `w-${randomUUID().slice(0, 12)}`;
    await call('admin', 'identity.CreateTeam', { code, name: 'A team of the tests', parentPath: '/hq/' });
    const delivered = await until('its delivery', async () => ((await call('ops', 'notifications.ListDeliveries', {
      subscriptionId: subscription.id, states: ['DELIVERED'] })).deliveries ?? []).find((one: { eventType: string }) => one.eventType === 'team.changed'));
    await enter(page, 'ops', `ops?tab=webhooks&hook=${subscription.id}`);
    const row = page.locator(`tr[data-id="${delivered.id}"]`);
    await expect(row).toContainText('Delivered');
    await axe(page);
    await row.getByRole('button', { name: 'team.changed' }).click();
    await expect(page.getByLabel('Body as sent')).toContainText(code);
    await expect(page.locator('.attempts li')).toHaveCount(1);
    const before = heard.filter((id) => id === delivered.eventId).length;
    await page.getByRole('button', { name: 'Resend' }).click();
    await until('the repetition', async () => heard.filter((id) => id === delivered.eventId).length > before);
    await expect(page.locator('.attempts li')).toHaveCount(2);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('Stopped by hand.')).toBeVisible();
    expect((await get()).state).toBe('PAUSED');
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.locator(`[data-hook="${subscription.id}"]`).getByText('Active')).toBeVisible();
    await call('ops', 'notifications.DisableSubscription', { id: subscription.id });
  } finally {
    server.close();
  }
});

test('P12 imports are listed with what became of their leads, each number in its own column', async ({ page }) => {
  const bulkId = `import-${randomUUID()}`;
  let nth = 0;
  const capture = async (more: Json = {}): Promise<Json> => (await call('admin', 'leads.CaptureLead', {
    phone: phone(), name: '王芳', sourceChannel: 'WEB', product: `p-${bulkId.slice(-8)}`, bulkId, naturalKey: `${bulkId}/${++nth}`, ...more,
  })).lead;
  const known = phone();
  const first = await capture({ phone: known });
  for (let again = 0; again < 2; again++) expect((await capture({ phone: known })).state).toBe('DUPLICATE');
  for (let undone = 0; undone < 3; undone++) await call('admin', 'leads.WithdrawLead', { leadId: (await capture()).id, bulkId });
  /* The rules leave none like that. */
  sql('leads', `UPDATE leads.lead SET state = 'UNASSIGNED', owner_id = NULL WHERE id = '${first.id}'`);
  await enter(page, 'ops', 'ops?tab=imports');
  const row = page.locator(`tr[data-id="${bulkId}"]`);
  await expect(row).toBeVisible();
  const head = await page.getByRole('columnheader').allTextContents();
  for (const [column, number] of [['Leads', 6], ['Repeated', 2], ['Unassigned', 1], ['Taken back', 3]] as const) {
    await expect(row.getByRole('cell').nth(head.indexOf(column))).toHaveText(String(number));
  }
  await axe(page);
});

test('P12 is absent for other roles, and refused by its address and by hand', async ({ page }) => {
  await enter(page, 'tele1', 'ops');
  await expect(page.getByText('This page is not part of your role.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Operations' })).toHaveCount(0);
  await expect(call('tele1', 'ops.FindEvents', { id: randomUUID() })).rejects.toThrow('permission_denied');
});

test('P12 reads well in Chinese and on a narrow screen', async ({ page }) => {
  test.slow();
  await page.addInitScript(() => localStorage.setItem('language', 'zh-CN'));
  await page.setViewportSize({ width: 390, height: 844 });
  await enter(page, 'ops', 'ops');
  await expect(page.locator('tr[data-service=leads]')).toContainText('就绪');
  for (const tab of ['死信', '事件', 'Webhook 推送', '导入', '服务']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('status', { name: '加载中' })).toHaveCount(0);
    await axe(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});

test('lists are live for an agent who may not read events: a colleague\'s change shows by itself', async ({ page }) => {
  const lead = await leadOf('tele1');
  /* Without the slow question of every 30 s, only the stream can tell. */
  await page.addInitScript(() => {
    const every = window.setInterval;
    window.setInterval = ((act: () => void, ms: number, ...more: unknown[]) => (ms === 30_000 ? 0 : every(act, ms, ...more))) as typeof window.setInterval;
  });
  await enter(page, 'tele1', 'leads?tab=mine&order=CAPTURED');
  const row = page.locator(`tr[data-id="${lead.id}"]`);
  await expect(page.locator('.live.on')).toBeVisible();
  await expect(row).toBeVisible();
  await call('admin', 'leads.AssignLead', { leadId: lead.id, ownerId: await userId('tele2') });
  await expect(row).toHaveCount(0);
});

test('P12 the figures say how far they have read, and are reckoned anew by who may alone', async ({ page }) => {
  await enter(page, 'ops', 'ops?tab=figures');
  await expect(page.locator('tr[data-id=leads]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rebuild' })).toBeVisible();
  await axe(page);
  await expect(call('manager', 'insights.RebuildProjections')).rejects.toThrow('permission_denied');
  const before = (await call('ops', 'insights.GetRebuildProgress')).startedAt;
  await page.getByRole('button', { name: 'Rebuild' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rebuild' }).click();
  await until('the figures', async () => {
    const { startedAt, rebuilding } = await call('ops', 'insights.GetRebuildProgress');
    return startedAt !== before && !rebuilding;
  });
  await expect(page.getByRole('status').filter({ hasText: 'complete' })).toBeVisible();
});

test('P12 PLT-03 backups: how old the last good one is, and what a drill found', async ({ page }) => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const backupId = randomUUID();
  const note = (run: Json): Promise<Json> => call('backup', 'identity.RecordBackup', { id: randomUUID(), backupId, startedAt: at(-1), ...run });
  const good = { outcome: 'GOOD', takenAt: at(-200), bytes: '2500000000', sha256: 'ab'.repeat(32), tables: 398, rows: '1234567' };
  const made = (await note({ ...good, kind: 'BACKUP', endedAt: at(50) })).run.id;
  await enter(page, 'ops', 'ops?tab=backups');
  const concerns = page.getByRole('list', { name: 'What needs somebody' });
  await expect(concerns.getByText('The last good backup is 3 hours old.')).toBeVisible();
  const row = page.locator(`tr[data-id="${made}"]`);
  for (const text of ['Good', '1,234,567', '2.5 GB']) await expect(row.getByText(text, { exact: true })).toBeVisible();
  await axe(page);
  const failed = (await note({ kind: 'DRILL', outcome: 'FAILED', endedAt: at(51), differences: 2, reason: 'ROWS_DIFFER', detail: '2 of 398 tables came back otherwise' })).run.id;
  await expect(concerns.getByText('The newest Drill failed: 2 of 398 tables came back otherwise')).toBeVisible({ timeout: 15_000 });
  await expect(page.locator(`tr[data-id="${failed}"]`).getByText('2 tables differ')).toBeVisible();
  await note({ ...good, kind: 'DRILL', endedAt: at(52) });
  await page.reload();
  await expect(concerns.getByText('The last good drill was 1 minute ago: every row came back.')).toBeVisible();
  await expect(concerns.getByText('failed')).toHaveCount(0);
  await axe(page);
  await expect(call('manager', 'identity.ListBackups')).rejects.toThrow('permission_denied');
});
