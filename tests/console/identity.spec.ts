// SPDX-License-Identifier: Apache-2.0
// Who works here: one's own account, users, teams, roles, keys and the audit, within one's scope; and being locked out.
import { randomInt } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { axe, call, enter, expect, test, token, until, userId, type Json } from './support';

const url = process.env.DEALSPINE_URL!;
const fresh = (word = 'u') => `${word}${randomInt(10 ** 9)}`;
const given = 'good for this once';
const dialog = (page: Page) => page.getByRole('dialog').last();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Again while the server says that it has too many passwords to check. */
async function patient<T>(run: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 60_000; ;) {
    try {
      return await run();
    } catch (error) {
      if (Date.now() > end || !String(error).includes('resource_exhausted')) throw error;
      await new Promise((wake) => setTimeout(wake, 300));
    }
  }
}

async function made(more: Json = {}): Promise<Json> {
  const user = { login: fresh(), name: 'Zhao Yun', teamPath: '/hq/store/', roles: ['store_clerk'], password: given, ...more };
  return (await patient(() => call('admin', 'identity.CreateUser', user))).user;
}

async function trySignIn(login: string, password: string): Promise<Json> {
  for (const end = Date.now() + 60_000; ;) {
    const answer = await fetch(`${url}/dealspine.identity.v1.Identity/SignIn`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password }) });
    if (answer.ok || Date.now() > end) return answer.json();
    await new Promise((wake) => setTimeout(wake, 300)); // too many passwords are being checked
  }
}

async function signIn(page: Page, login: string, password: string) {
  await page.goto('/console/');
  await page.getByLabel('Login').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await pressSignIn(page);
}

async function pressSignIn(page: Page) {
  await until('the answer', async () => {
    const answered = page.waitForResponse((one) => one.url().endsWith('/session') && one.request().method() === 'POST');
    await button(page, 'Sign in').click();
    return (await answered).status() !== 429;
  });
}

/** Again while too many passwords are being checked, until this shows that it was changed. */
async function pressSave(page: Page, seen: Locator) {
  for (const end = Date.now() + 90_000; ;) {
    await button(page, 'Save').click({ timeout: 1000 }).catch(() => {});
    if (await seen.waitFor({ timeout: 15_000 }).then(() => true, () => false)) return;
    if (Date.now() > end) throw new Error('the password was not changed');
  }
}

const asked = (session: string, method: string, body: Json = {}) => fetch(`${url}/dealspine.identity.v1.Identity/${method}`, {
  method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${session}` }, body: JSON.stringify(body),
});

test('test_PLT_02 a user is made, signs in once with what he was given, chooses a password, and is locked out of nothing', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const login = fresh();
  await enter(page, 'admin', 'admin');
  await button(page, 'Add a user').click();
  await dialog(page).getByRole('textbox', { name: 'Name', exact: true }).fill('Zhuge Liang 诸葛亮');
  await dialog(page).getByLabel('Login').fill(login);
  await expect(dialog(page).getByRole('button', { name: 'Add a user' })).toBeDisabled();
  await dialog(page).getByRole('combobox', { name: /^Team/ }).selectOption('/hq/store/');
  await dialog(page).getByRole('checkbox', { name: /store_clerk/ }).check();
  await dialog(page).getByRole('button', { name: 'Add a user' }).click();
  const password = (await page.locator('[data-once]').textContent())!;
  expect(password.length).toBeGreaterThan(11);
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(page.locator('[data-user][data-state=ACTIVE]')).toContainText('must choose a password');
  const other = await browser.newPage({ baseURL: url, locale: 'en-GB' });
  await signIn(other, login, password);
  await other.getByLabel('The password you were given').fill(password);
  await other.getByLabel('New password, 10 characters or more').fill('a much better one');
  await other.getByLabel('The new one again').fill('a much better ONE');
  await button(other, 'Save').click();
  await expect(other.getByRole('alert')).toContainText('not the same');
  await other.getByLabel('The new one again').fill('a much better one');
  await pressSave(other, other.getByRole('navigation', { name: 'Pages' }));
  await expect(other.getByRole('link', { name: 'Administration' })).toHaveCount(0);
  await other.goto('/console/admin');
  await expect(other.getByText('This page is not part of your role.')).toBeVisible();
  await other.close();
  expect((await asked(await token('clerk'), 'CreateUser', { login: fresh(), name: 'X', teamPath: '/hq/', roles: ['admin'] })).status).toBe(403);
});

test('test_PLT_02 own sessions are listed and ended, and another password ends the others', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const user = await made();
  const [first, second] = [await trySignIn(user.login, given), await trySignIn(user.login, given)];
  await signIn(page, user.login, given);
  await page.getByRole('link', { name: 'My account: Zhao Yun' }).click();
  const rows = page.getByRole('region', { name: 'Signed in' }).locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: 'this one' })).toHaveCount(1);
  await axe(page);
  await page.locator(`tr[data-id="${first.sessionId}"]`).getByRole('button', { name: 'End' }).click();
  await expect(rows).toHaveCount(2);
  expect((await asked(first.token, 'WhoAmI')).status).toBe(401);
  await page.getByLabel('Present password').fill('not this one');
  await page.getByLabel('New password, 10 characters or more').fill('a second password');
  await page.getByLabel('The new one again').fill('a second password');
  await button(page, 'Save').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Present password').fill(given);
  await pressSave(page, page.getByText('1 other session has ended.'));
  await expect(rows).toHaveCount(1);
  expect((await asked(second.token, 'WhoAmI')).status).toBe(401);
  const stranger = await browser.newPage({ baseURL: url, locale: 'en-GB' });
  await enter(stranger, 'clerk', 'account');
  await expect(stranger.getByRole('region', { name: 'Signed in' })).toBeVisible();
  const refused = await asked(await token('clerk'), 'ListSessions', { userId: user.id });
  expect(refused.status).toBe(404);
  await stranger.close();
});

test('test_PLT_02 a user is found, changed, moved, suspended, let in again, given a password, and leaves', async ({ page }) => {
  test.setTimeout(180_000);
  const name = `Ma Chao ${randomInt(10 ** 9)}`;
  const user = await made({ name });
  const session = await trySignIn(user.login, given);
  await enter(page, 'admin', 'admin');
  await page.getByLabel('Name or login').fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name, exact: true }).click();
  const panel = page.locator(`[data-user="${user.id}"]`);
  await button(page, 'Name and zone').click();
  await dialog(page).getByLabel('Name', { exact: true }).fill(`${name} the splendid`);
  await call('admin', 'identity.ChangeUser', { id: user.id, name: `${name} of Liang` });
  const save = dialog(page).getByRole('button', { name: 'Save' });
  await save.click();
  const conflict = dialog(page).locator('[data-conflict] [data-field=name]');
  await expect(conflict).toContainText('the splendid');
  await expect(conflict).toContainText('of Liang');
  await expect(save).toBeDisabled();
  await conflict.getByRole('radio', { name: /Mine/ }).check();
  await save.click();
  await expect(page.getByRole('button', { name: `${name} the splendid` })).toBeVisible();
  await button(page, 'Team and roles').click();
  await dialog(page).getByRole('combobox', { name: /^Team/ }).selectOption('/hq/sales/');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('/hq/sales/')).toBeVisible();
  await expect(panel.locator('tbody tr')).toHaveCount(1);
  await button(page, 'Suspend').click();
  await page.locator(`[data-user="${user.id}"][data-state=SUSPENDED]`).waitFor();
  expect((await asked(session.token, 'WhoAmI')).status).toBe(401);
  await button(page, 'Let in').click();
  await page.locator(`[data-user="${user.id}"][data-state=ACTIVE]`).waitFor();
  await button(page, 'Give a new password').click();
  await button(page, 'Do it').click();
  const password = (await page.locator('[data-once]').textContent())!;
  expect((await trySignIn(user.login, password)).mustChangePassword).toBe(true);
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await button(page, 'Deactivate').click();
  await button(page, 'Do it').click();
  await page.locator(`[data-user="${user.id}"][data-state=LEFT]`).waitFor();
  await page.goto(`/console/admin?tab=audit&subject=${user.id}`);
  for (const verb of ['entered who left', 'gave a password', 'suspended a user', 'moved a user', 'made a user']) await expect(page.getByRole('cell', { name: verb })).toBeVisible();
  await axe(page);
});

test('test_PLT_02 who administers a branch sees it alone, and hands on no more than he holds', async ({ page }) => {
  test.setTimeout(180_000);
  const code = fresh('b');
  const role = fresh('r');
  await enter(page, 'admin', 'admin?tab=teams');
  await button(page, 'Add a team').click();
  await dialog(page).getByLabel('Name of the team').fill(`Branch ${code}`);
  await dialog(page).getByLabel('Code').fill(code);
  await dialog(page).getByRole('combobox', { name: /^Team/ }).selectOption('/hq/');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('cell', { name: `/hq/${code}/` })).toBeVisible();
  await page.getByRole('tab', { name: 'Roles' }).click();
  await button(page, 'Add a role').click();
  await dialog(page).getByLabel('Name of the role').fill(`Branch chief ${role}`);
  await dialog(page).getByLabel('Code').fill(role);
  for (const permission of ['identity.admin', 'identity.read', 'leads.read']) await dialog(page).getByRole('combobox', { name: permission, exact: true }).selectOption('SUBTREE');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: `Branch chief ${role}` })).toContainText('3 permissions');
  const chief = await made({ teamPath: `/hq/${code}/`, roles: [role], name: 'Guan Yu' });
  const deputy = await made({ teamPath: `/hq/${code}/`, roles: [role], name: 'Zhang Fei' });
  await page.context().clearCookies();
  await signIn(page, chief.login, given);
  await page.getByRole('link', { name: 'Administration' }).click();
  await expect(page.getByRole('group', { name: 'Users' }).locator('tbody tr')).toHaveCount(2);
  await expect(page.getByRole('tab', { name: 'Audit' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Zhang Fei' }).click();
  await button(page, 'Team and roles').click();
  await dialog(page).getByRole('checkbox', { name: /sales_manager/ }).check();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('You cannot hand on more than you hold yourself.')).toBeVisible();
  expect((await call('admin', 'identity.GetUser', { id: deputy.id })).user.roles).toEqual([role]);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'Roles' }).click();
  await expect(page.getByRole('row', { name: `Branch chief ${role}` })).toBeVisible();
  await expect(button(page, 'Add a role')).toHaveCount(0);
  const session = (await trySignIn(chief.login, given)).token;
  expect((await asked(session, 'PutRole', { code: fresh(), name: 'X', grants: [] })).status).toBe(403);
  expect((await asked(session, 'GetUser', { id: await userId('tele1') })).status).toBe(404);
});

test('test_PLT_02 a key is made, its secret shown once, and revoked', async ({ page }) => {
  const name = fresh('key ');
  await enter(page, 'admin', 'admin?tab=keys');
  await button(page, 'Make a key').click();
  await dialog(page).getByLabel('Name of the key').fill(name);
  await dialog(page).getByRole('combobox', { name: /^Team/ }).selectOption('/hq/');
  await dialog(page).getByRole('checkbox', { name: /subscriber/ }).check();
  await dialog(page).getByRole('button', { name: 'Make a key' }).click();
  const secret = (await page.locator('[data-once]').textContent())!;
  expect((await asked(secret, 'WhoAmI')).status).toBe(200);
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  const key = (await (await asked(secret, 'WhoAmI')).json()).apiKey;
  const row = page.locator(`tr[data-id="${key.id}"]`);
  await until('the row', async () => {
    if (await row.count()) return true;
    await page.getByRole('button', { name: 'Show more' }).click({ timeout: 1000 });
    return false;
  });
  await button(page, `Revoke ${name}`).click();
  await dialog(page).getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(row).toContainText('Revoked');
  expect((await asked(await token('manager'), 'ListApiKeys')).status).toBe(403);
});

test('test_LEA hours of work are set by who makes the rules, and by nobody else', async ({ page }) => {
  const { rules } = await call('manager', 'leads.GetRules');
  let held = rules;
  let published: Json | undefined;
  await page.route('**/GetRules', async (route) => route.fulfill({ response: await route.fetch(), json: { rules: held } }));
  await page.route('**/PublishRules', (route) => { // other tests' clocks go on by the rules that hold
    published = route.request().postDataJSON() as Json;
    held = { ...published.rules, version: rules.version + 1 };
    return route.fulfill({ json: { version: held.version } });
  });
  await enter(page, 'manager', 'admin');
  await expect(page.getByRole('tab')).toHaveText(['Hours of work']);
  const hours = page.locator('[data-work-hours]');
  await expect(hours).toHaveText('Always: every minute of every day counts');
  await button(page, 'Change the hours').click();
  await dialog(page).getByLabel('Only in hours of work').check();
  await dialog(page).getByLabel('From').fill('08:30');
  await dialog(page).getByLabel('Until').fill('09:00');
  await expect(dialog(page).getByRole('alert')).toHaveText('The end must come at least an hour after the beginning.');
  await expect(dialog(page).getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog(page).getByLabel('Until').fill('00:00');
  await axe(page);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(hours).toHaveText('Working days 08:30–00:00 (UTC)');
  expect(published).toMatchObject({ expectedVersion: rules.version, rules: { ...rules, publishedAt: expect.anything(), policy: { ...rules.policy, workFromMinute: 510, workUntilMinute: 1440 } } });
  const taken = { ...published, expectedVersion: rules.version + 1000 }; // the server takes all of it, but for the version
  await expect(call('manager', 'leads.PublishRules', taken)).rejects.toThrow('aborted');
  await button(page, 'Change the hours').click();
  await dialog(page).getByLabel('Only in hours of work').uncheck();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(hours).toHaveText('Always: every minute of every day counts');
  expect(published!.rules.policy).toEqual(rules.policy);
  await page.unrouteAll({ behavior: 'wait' });
  await enter(page, 'tele1', 'admin?tab=hours');
  await expect(hours).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
  await expect(call('tele1', 'leads.PublishRules', { rules })).rejects.toThrow('permission_denied');
});

test('test_PLT_02 teams, roles, keys and hours read well in Chinese and on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem('language', 'zh-CN'));
  for (const tab of ['teams', 'roles', 'keys', 'hours']) {
    await enter(page, 'admin', `admin?tab=${tab}`);
    await expect(page.locator('tbody tr, [data-work-hours]').first()).toBeVisible();
    await axe(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});

test('test_PLT_02 ten wrong passwords lock a login, and the page says until when', async ({ page }) => {
  test.setTimeout(180_000);
  const user = await made();
  for (let nth = 0; nth < 10; nth++) expect((await trySignIn(user.login, 'not the password')).outcome).not.toBe('SIGNED_IN');
  await signIn(page, user.login, given);
  await expect(page.getByRole('alert')).toContainText(/Too many attempts\. Try again after \d\d:\d\d/);
  await patient(() => call('admin', 'identity.ResetPassword', { id: user.id, password: 'another for once' }));
  await page.getByLabel('Password', { exact: true }).fill('another for once');
  await pressSignIn(page);
  await expect(page.getByLabel('The password you were given')).toBeVisible();
});
