// SPDX-License-Identifier: Apache-2.0
// Not a test by itself: pictures of every page for the documentation, made by the script `screenshots`.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { effective } from './papers';
import type { Route } from '@playwright/test';
import { call, day, enter, expect, leadOf, phone, test, url, userId } from './support';

const folder = process.env.DEALSPINE_SCREENSHOTS;
const sizes = [{ name: 'wide', width: 1366, height: 768 }, { name: 'narrow', width: 390, height: 844 }, { name: 'large', width: 1920, height: 1080 }]
  .filter((size) => (process.env.DEALSPINE_SIZES ?? 'wide narrow').split(' ').includes(size.name));

/** The id of the event that a lead began with. */
async function capturedBy(lead: string): Promise<string> {
  for (let cursor, page = 0; page < 100; page++) {
    const reply = await call('subscriber', 'events.Fetch', { types: ['lead.captured'], domains: ['leads'], maxEvents: 1000, waitMs: 100, ...(cursor && { cursor }) });
    const found = reply.events?.find((one: { aggId: string }) => one.aggId === lead);
    if (found) return found.id;
    cursor = reply.nextCursor;
  }
  throw new Error('the lead that was captured is not in the log');
}

/** The firm of this stack: made at its first pictures, and not once more at the next ones. */
async function theFirm(): ReturnType<typeof firm> {
  const made = join(process.env.DEALSPINE_DIR!, 'screenshots.json');
  if (!existsSync(made)) writeFileSync(made, JSON.stringify(await firm()));
  return JSON.parse(readFileSync(made, 'utf8'));
}

/** A firm with people, needs and a talk; a deal that is worked on, and one whose contract waits for the department head. */
async function firm() {
  const lead = await leadOf('tele1', { name: '赵志远', company: '远大机械', kind: 'ORGANISATION', product: 'planner', source: 'fair' });
  const customerId = lead.customerId;
  const works = (await call('tele1', 'customers.PutDepartment', { customerId, name: '生产部 Production', kind: 'USER' })).department;
  const shop = (await call('tele1', 'customers.PutDepartment', { customerId, name: '一车间 Shop 1', kind: 'TECHNICAL', parentId: works.id })).department;
  const chief = (await call('tele1', 'customers.AddContact', { customerId, name: '钱学仁', level: 'EXECUTIVE', function: 'FINANCE_PURCHASING', jobRole: 'cfo', departmentId: works.id, phone: phone() })).contact;
  await call('tele1', 'customers.AddContact', { customerId, name: '孙大伟', level: 'MANAGEMENT', function: 'TECHNICAL', departmentId: shop.id });
  await call('tele1', 'customers.RaiseNeed', { customerId, pain: '排产靠手工，每周误期两次', requirement: '一小时内完成排产', depth: 3 });
  await call('tele1', 'customers.RecordActivity', { customerId, leadId: lead.id, type: 'TELESALES', twoWay: true, need: '排产软件，两条生产线', concern: '价格', feedback: '愿意看演示' });
  await call('tele1', 'customers.PutInstalledProduct', { customerId, product: 'planner', quantity: 2, satisfaction: 4, since: '2025-03-01' });
  await call('tele1', 'customers.UpdateCustomer', { id: customerId, industry: 'machinery', decisionCycleDays: 60 });
  const make = async (title: string, lines: object[]) => {
    const id = (await call('tele1', 'opportunities.CreateOpportunity', { customerId, title, currency: 'CNY' })).opportunity.id;
    await call('tele1', 'opportunities.SetLines', { id, lines });
    await call('tele1', 'opportunities.AgreePlan', { id, target: '1', unit: 'DEALS', deadline: day(60), ownerId: await userId('tele1'), teamTargetRef: 'T-2026-Q4', lines: [{ productCode: 'planner', quantity: '1' }] });
    return id as string;
  };
  const worked = await make('排产软件 Planner', [{ productCode: 'planner', quantity: '1' }, { productCode: 'training-day', quantity: '2', discountBasisPoints: 500 }]);
  await call('tele1', 'opportunities.MovePurchaseStage', { id: worked, toStage: 'INTERNAL_DELIBERATION' });
  const won = await make('二期 Phase 2', [{ productCode: 'planner', quantity: '1' }]);
  for (const toStage of ['INTERNAL_DELIBERATION', 'SYSTEM_DESIGN', 'EVALUATION_COMPARISON', 'PURCHASE_COMMITMENT']) await call('tele1', 'opportunities.MovePurchaseStage', { id: won, toStage });
  const { amountMinor } = (await call('tele1', 'opportunities.CommitOpportunity', { id: won })).opportunity;
  await call('admin', 'contracts.RegisterAuthority', { party: 'CUSTOMER', holderId: chief.id, kinds: ['SIGN', 'SEAL'], currency: 'CNY', proofRef: `letter-${randomUUID()}` });
  const drafted = (await call('tele1', 'contracts.DraftContract', { opportunityId: won, signatoryContactIds: [chief.id], effectiveDate: day(10), termMonths: 12, instalments: [{ dueOn: day(20), amountMinor }] })).contract;
  const { checklist } = await call('tele1', 'contracts.GetContract', { id: drafted.id });
  await call('tele1', 'contracts.AnswerChecklist', { id: drafted.id, answers: checklist.map((item: any) => ({ code: item.code, answer: 'PASS' })) });
  await call('tele1', 'contracts.SubmitContract', { id: drafted.id });
  const others: [string, string, object][] = [['tele1', '李娜', { product: 'planner', sourceChannel: 'WEB', source: 'site' }], ['tele1', '周杰', { product: 'training-day' }], ['tele2', '吴敏', { product: 'planner', kind: 'ORGANISATION', company: '新星电子' }],
    ['tele2', '郑凯', { product: 'planner', sourceChannel: 'STORE' }], ['tele3', '何琳', { product: 'training-day', sourceChannel: 'WEB' }], ['tele3', '高翔', { product: 'planner', source: 'fair' }]];
  for (const [login, name, more] of others) await leadOf(login, { name, ...more });
  const back = await leadOf('tele3', { name: '林涛', product: 'planner', campaign: 'autumn' });
  await call('tele3', 'leads.ReleaseLead', { leadId: back.id, reason: 'NO_TIME' });
  const { target } = await call('manager', 'insights.CreateTarget', { metric: 'DIALS', userId: await userId('tele1'), from: day(-2), until: day(3), timeZone: 'Asia/Shanghai', value: '60' });
  await call('manager', 'insights.PublishTarget', { targetId: target.id });
  await call('tele1', 'leads.ScheduleCallback', { leadId: lead.id, zone: 'Asia/Shanghai', at: new Date(Date.now() + 600_000).toISOString() });
  await call('tele1', 'customers.RecordMilestone', { customerId, kind: 'HONOUR', reachedOn: day(0), text: '年度优秀供应商' });
  await call('manager', 'customers.PutSegment', { code: 'machinery', name: '机械制造 Machinery', criteria: [{ field: 'INDUSTRY', values: ['machinery'], must: true, weight: 2 }, { field: 'KIND', values: ['ORGANISATION'], weight: 1 }] }).catch(() => {});
  await call('finance', 'contracts.RecordReceipt', { naturalKey: `ICBC-${randomUUID().slice(0, 8)}`, receivedOn: day(-1), currency: 'CNY', amountMinor: '1250000', payer: '远大机械' });
  await call('manager', 'contracts.DelegateApprovals', { toId: await userId('admin'), validUntil: day(9), reason: 'HOLIDAY' }).catch(() => {});
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const backupId = randomUUID();
  for (const [kind, ended, seconds] of [['BACKUP', 54, 41], ['BACKUP', 30, 42], ['DRILL', 29, 198], ['BACKUP', 6, 44]] as const) {
    await call('backup', 'identity.RecordBackup', { id: randomUUID(), kind, outcome: 'GOOD', backupId, startedAt: ago(ended + seconds / 3600), endedAt: ago(ended), takenAt: ago(ended + seconds / 3600),
      bytes: String(812_000_000 - ended * 1_400_000), sha256: 'a7'.repeat(32), tables: 398, rows: String(9_412_877 - ended * 4_100) });
  }
  await effective('tele1', {}).then(({ amountMinor: paid, currency, number }) => call('finance', 'contracts.RecordReceipt',
    { naturalKey: `ICBC-${randomUUID().slice(0, 8)}`, receivedOn: day(0), currency, amountMinor: paid, contractNumber: number }));
  return { event: await capturedBy(lead.id), lead: lead.id as string, customer: customerId as string, worked, contract: drafted.id as string };
}

test('pictures of every page @screenshots', async ({ page, browser }) => {
  test.skip(!folder, 'only by the script');
  test.setTimeout(1_800_000);
  mkdirSync(folder!, { recursive: true });
  const { event, lead, customer, worked, contract } = await theFirm();
  const pages: [string, string, string][] = [
    ['day', 'tele1', 'day'], ['calls', 'tele1', `calls?lead=${lead}`], ['leads', 'manager', 'leads?tab=team'], ['lead', 'tele1', `leads?lead=${lead}`],
    ['customers', 'tele1', 'customers'], ['customer', 'tele1', `customers/${customer}`], ['people', 'tele1', `customers/${customer}?tab=people`],
    ['business', 'tele1', `customers/${customer}?tab=deals`], ['around', 'tele1', `customers/${customer}?tab=around`], ['pipeline', 'tele1', 'pipeline'],
    ['opportunity', 'tele1', `pipeline/${worked}`], ['contracts', 'manager', 'contracts'], ['contract', 'manager', `contracts/${contract}`], ['denied', 'legal', 'leads'],
    ['care', 'tele1', `customers/${customer}?tab=care`], ['segments', 'manager', 'customers?list=segments'], ['pool', 'tele1', 'leads?tab=pool'],
    ['ops', 'ops', 'ops'], ['letters', 'ops', 'ops?tab=letters'], ['events', 'ops', `ops?tab=events&id=${event}`], ['figures', 'ops', 'ops?tab=figures'], ['backups', 'ops', 'ops?tab=backups'],
    ['users', 'admin', `admin?user=${await userId('tele1')}`], ['roles', 'admin', 'admin?tab=roles'], ['teams', 'admin', 'admin?tab=teams'], ['keys', 'admin', 'admin?tab=keys'],
    ['audit', 'admin', 'admin?tab=audit'], ['account', 'tele1', 'account'], ['webhooks', 'ops', 'ops?tab=webhooks'], ['imports', 'ops', 'ops?tab=imports'],
    ['duplicates', 'manager', 'customers?list=duplicates'], ['palette', 'tele1', 'day'],
    ['decisions', 'manager', 'contracts?tab=toDecide'], ['receipts', 'finance', 'contracts?tab=receipts'], ['deputies', 'manager', 'contracts?tab=deputies'],
    ['accounts', 'manager', 'customers?list=accounts'], ['needs', 'tele1', `customers/${customer}?tab=needs`], ['failed', 'tele1', 'leads?tab=mine'], ['stale', 'tele1', 'day'],
  ];
  const unreachable = (route: Route) => route.fulfill({ status: 503, json: { code: 'unavailable', message: 'no answer' } });
  const only = process.env.DEALSPINE_PAGES?.split(' ');
  for (const language of ['en', 'zh-CN']) {
    await page.addInitScript(([chosen, theme]) => { localStorage.setItem('language', chosen); if (theme) localStorage.setItem('theme', theme); }, [language, process.env.DEALSPINE_THEME ?? '']);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const shoot = async (name: string, of = page) => {
        await of.waitForTimeout(300);
        await of.screenshot({ path: join(folder!, `${name}.${language}.${size.name}.jpg`), type: 'jpeg', quality: 45 });
      };
      await page.context().clearCookies();
      await page.goto('/console/');
      await expect(page.locator('.signin form')).toBeVisible();
      if (!only || only.includes('signin')) await shoot('signin');
      for (const [name, login, path] of pages) {
        if (only && !only.includes(name)) continue;
        if (name === 'failed') await page.route('**/ListLeads', unreachable);
        await enter(page, login, path);
        await expect(page.locator('main h1, main .state-title, h1').first()).toBeVisible();
        if (name === 'palette') await page.keyboard.press('Control+k');
        await expect(page.getByRole('status', { name: /Loading|加载中/ })).toHaveCount(0);
        if (name === 'stale') {
          await expect(page.locator('tbody tr').first()).toBeVisible();
          await page.route('**/ListDay', unreachable);
          await page.getByRole('button', { name: /^(Later|稍后)/ }).first().click(); // what is done here makes the list be asked for again
          await page.getByRole('dialog').locator('.ant-btn-primary').click();
          await expect(page.locator('.page > .notice')).toBeVisible();
          await expect(page.locator('.ant-message-notice')).toHaveCount(0);
        }
        if (name === 'failed') await expect(page.locator('main [role=alert]')).toBeVisible();
        await shoot(name);
        await page.unrouteAll({ behavior: 'wait' });
      }
      if (!only || only.includes('password')) {
        const login = `new-${randomUUID().slice(0, 8)}`;
        const secret = `Only-once-${randomUUID()}`;
        await call('admin', 'identity.CreateUser', { login, name: '李晓梅', teamPath: '/hq/store/', roles: ['store_clerk'], password: secret, temporaryPassword: true });
        await page.context().clearCookies();
        await page.goto('/console/');
        await page.locator('[name=login]').fill(login);
        await page.locator('[name=password]').fill(secret);
        await page.locator('.signin .button.primary').click();
        await expect(page.locator('#password-title')).toBeVisible();
        await shoot('password');
      }
      if (language === 'en' && (!only || only.includes('api'))) {
        const reader = await browser.newContext({ locale: language, viewport: size });
        const read = await reader.newPage();
        await read.goto(`${url}/api`);
        await expect(read.locator('h1').first()).toBeVisible();
        await shoot('api', read);
        await reader.close();
      }
      if (only && !only.includes('form')) continue;
      const guest = await browser.newContext({ locale: language, viewport: size }); // the public form goes by the browser's language
      const form = await guest.newPage();
      await form.goto(`${url}/forms/demo`);
      await expect(form.locator('h1').first()).toBeVisible();
      await shoot('form', form);
      await guest.close();
    }
  }
});
