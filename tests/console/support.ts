// SPDX-License-Identifier: Apache-2.0
// What the tests of the pages share: users signed in once, the API for what a page needs to be there, a look by axe.
import { execFileSync } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

export const url = process.env.DEALSPINE_URL!;
const access = JSON.parse(readFileSync(join(process.env.DEALSPINE_DIR!, 'access.json'), 'utf8'));
const tokens = new Map<string, Promise<string>>();

export type Json = Record<string, any>;

export const password = (login: string): string => access.users.find((user: Json) => user.login === login).password;

async function post(path: string, body: Json, headers: Record<string, string> = {}) {
  const answer = await fetch(url + path, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers },
  });
  return { ok: answer.ok, body: (await answer.json()) as Json };
}

/** A session of this user, made once. Signing in is slow on purpose, and refused when too many do it at once. */
export function token(login: string): Promise<string> {
  const key = access.keys.find((one: Json) => one.name === login);
  if (key) return Promise.resolve(key.token);
  if (!tokens.has(login)) {
    tokens.set(login, (async () => {
      for (const end = Date.now() + 60_000; ;) {
        const { ok, body } = await post('/dealspine.identity.v1.Identity/SignIn', { login, password: password(login) });
        if (ok && body.token) return body.token;
        if (Date.now() > end) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`);
        await new Promise((wake) => setTimeout(wake, 500));
      }
    })());
  }
  return tokens.get(login)!;
}

/** Calls "leads.CaptureLead" as this user. */
export async function call(as: string, method: string, body: Json = {}): Promise<Json> {
  const [word, name] = method.split('.');
  const path = `/dealspine.${word}.v1.${word[0].toUpperCase()}${word.slice(1)}/${name}`;
  const headers = { Authorization: `Bearer ${await token(as)}`, 'Idempotency-Key': randomUUID() };
  const { ok, body: reply } = await post(path, body, headers);
  if (!ok) throw new Error(`${method} as ${as}: ${JSON.stringify(reply)}`);
  return reply;
}

export async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 30_000; ;) {
    const found = await look().catch((error) => { if (Date.now() > end) throw error; return undefined; });
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

const ids = new Map<string, string>();
export async function userId(login: string): Promise<string> {
  if (!ids.has(login)) ids.set(login, (await call(login, 'identity.WhoAmI')).user.id);
  return ids.get(login)!;
}

export const phone = () => `+86 138 ${String(randomInt(10 ** 8)).padStart(8, '0')}`;

/** A number as a page in English writes it: "+86 138 1234 5678". */
export const written = (number: string) => number.replace(/\s/g, '').replace(/^(\+86)(.{3})(.{4})/, '$1 $2 $3 ');

/** Runs one statement as the role of a service. */
export function sql(role: string, statement: string): string {
  const folder = process.env.DEALSPINE_DIR!;
  const { runDir } = JSON.parse(readFileSync(join(folder, 'status.json'), 'utf8'));
  return execFileSync('psql', ['-qXtA', '-h', join(runDir, 'pg'), '-U', role, '-d', 'dealspine', '-c', statement],
    { env: { ...process.env, PGPASSWORD: readFileSync(join(folder, 'keys', `pg.${role}.password`), 'utf8').trim() } }).toString().trim();
}

/** A lead of a new person, given to this agent. */
export async function leadOf(login: string, more: Json = {}): Promise<Json> {
  const made = (await call('admin', 'leads.CaptureLead', { phone: phone(), name: '王芳', sourceChannel: 'PHONE', product: `p${randomInt(10 ** 9)}`, ...more })).lead;
  const lead = made.ownerId === (await userId(login)) ? made
    : (await call('admin', 'leads.AssignLead', { leadId: made.id, ownerId: await userId(login) })).lead;
  await until('the owner of the customer', async () =>
    (await call('admin', 'customers.GetCustomer', { id: lead.customerId })).customer.ownerId === lead.ownerId);
  return lead;
}

/** A customer whom this agent owns. */
export const customerOf = async (login: string): Promise<string> => (await leadOf(login)).customerId;

/** A date so many days from now. */
export const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const getLead = async (id: string) => (await call('admin', 'leads.GetLead', { leadId: id })).lead;

/** The context of a browser in which this user is signed in. */
export async function enter(page: Page, login: string, path = '') {
  await page.context().addCookies([{ name: 'dealspine', value: await token(login), url, httpOnly: true, sameSite: 'Strict' }]);
  await page.goto(`/console/${path}`);
}

/** No violation of WCAG 2.2 A and AA that axe can see, in light and dark, in the page or in this part of it. */
export async function axe(page: Page, part = 'html') {
  for (const scheme of ['light', 'dark']) {
    await page.evaluate((next) => { document.documentElement.dataset.theme === next || document.querySelector<HTMLElement>('.preferences button:last-child')?.click(); }, scheme);
    await expect(page.locator(`html[data-theme=${scheme}]`)).toBeAttached();
    await expect(page.locator('.ant-btn-loading')).toHaveCount(0); // pale while it works, and not to be pressed
    await page.evaluate(() => Promise.all(document.getAnimations() // colours on their way are nobody's to judge
      .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined))));
    const { violations } = await new AxeBuilder({ page }).include(part).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map((one) => `${scheme}: ${one.id}: ${one.nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join('\n')}`)).toEqual([]);
  }
}

/** Fails a test whose page threw, wrote an error to the console, or was kept from something by the content policy. */
export const test = base.extend<{ clean: void }>({
  clean: [async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
    });
    await use();
    expect(errors).toEqual([]);
  }, { auto: true }],
});
export { expect };
