// SPDX-License-Identifier: Apache-2.0
// What colleagues do shows by itself, soon, and also what they did while the connection was cut.
import { randomInt } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { call, enter, expect, getLead, leadOf, test, url } from './support';

/** Stands between a browser and the gateway, and can be cut. `streams` has the head of each request for the changes
 * and what came in answer. */
async function cable() {
  const { hostname, port } = new URL(url);
  const ends = new Set<Socket>();
  const streams: { head: string; told: string }[] = [];
  let whole = true;
  const server = createServer((near) => {
    if (!whole) { near.destroy(); return; }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      ends.add(one);
      one.on('error', () => {}).on('close', () => { ends.delete(one); other.destroy(); });
    }
    near.on('data', (bytes) => {
      const head = bytes.toString('latin1');
      if (head.startsWith('GET /changes')) {
        const stream = { head, told: '' };
        streams.push(stream);
        far.on('data', (more) => { stream.told += more.toString('latin1'); });
      }
      far.write(bytes);
    });
    far.pipe(near);
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams,
    cut: () => { whole = false; for (const end of ends) end.destroy(); },
    mend: () => { whole = true; },
    close: () => { for (const end of ends) end.destroy(); server.close(); },
  };
}
const lastEventId = ({ head }: { head: string }) => /^last-event-id: *(\S+)/im.exec(head)?.[1];

test('what a colleague did while the connection was cut shows when it is back, without a reload', async ({ browser }) => {
  const lead = await leadOf('tele1');
  const wire = await cable();
  const page = await browser.newPage({ baseURL: wire.base, locale: 'en-GB' });
  try {
    await page.addInitScript(() => { // the slow question that is asked anyhow must not answer for the stream
      const every = window.setInterval.bind(window);
      window.setInterval = ((act: () => void, ms?: number) => (ms === 30_000 ? 0 : every(act, ms))) as typeof window.setInterval;
    });
    await enter(page, 'manager', `leads?tab=team&lead=${lead.id}`);
    const shown = page.locator(`[data-lead="${lead.id}"]`);
    await expect(shown).toHaveAttribute('data-state', 'ASSIGNED');
    await expect(page.locator('.live.on')).toBeVisible();
    await page.evaluate(() => { document.documentElement.dataset.same = 'yes'; });
    expect(wire.streams.map(lastEventId)).toEqual([undefined]);
    wire.cut();
    await expect(page.locator('.live.off')).toBeVisible();
    await call('tele1', 'leads.DisqualifyLead', { leadId: lead.id, reason: 'NO_BUDGET' });
    await expect.poll(async () => (await getLead(lead.id)).state).toBe('DISQUALIFIED');
    await expect(shown).toHaveAttribute('data-state', 'ASSIGNED');
    wire.mend();
    await expect(page.locator('.live.on')).toBeVisible();
    await expect(shown).toHaveAttribute('data-state', 'DISQUALIFIED');
    expect(wire.streams.length).toBeGreaterThan(1);
    for (const stream of wire.streams.slice(1)) expect(lastEventId(stream)).toBeTruthy();
    await expect.poll(() => wire.streams.slice(1).some(({ told }) => told.includes(lead.id))).toBe(true); // others' changes refresh the page too
    await expect(page.locator('html[data-same=yes]')).toBeAttached();
  } finally {
    await page.close();
    wire.close();
  }
});

test('the stream of changes is asked for again after an answer that was an error, and nothing is missed', async ({ page }) => {
  const lead = await leadOf('tele1');
  let broken = true, asked = 0;
  await page.route('**/changes', (route) => { asked++; return broken ? route.fulfill({ status: 502 }) : route.continue(); });
  await enter(page, 'manager', `leads?tab=team&lead=${lead.id}`);
  await expect(page.locator('.live.off')).toBeVisible();
  await expect.poll(() => asked).toBeGreaterThan(0);
  await expect(page.locator(`[data-lead="${lead.id}"][data-state=ASSIGNED]`)).toBeVisible();
  await call('tele1', 'leads.DisqualifyLead', { leadId: lead.id, reason: 'NO_BUDGET' });
  await expect.poll(async () => (await getLead(lead.id)).state).toBe('DISQUALIFIED');
  broken = false;
  await expect(page.locator('.live.on')).toBeVisible();
  await expect(page.locator(`[data-lead="${lead.id}"][data-state=DISQUALIFIED]`)).toBeVisible({ timeout: 10_000 });
});

test('a colleague\'s change shows in the open list and on the open page soon', async ({ page, browser }, info) => {
  const campaign = `c${randomInt(10 ** 9)}`;
  const lead = await leadOf('tele3', { campaign, product: `p${campaign}` });
  const agent = await browser.newPage({ baseURL: url, locale: 'en-GB' });
  await enter(page, 'manager', `leads?tab=team&lead=${lead.id}`);
  await enter(agent, 'tele1', `leads?tab=pool&campaign=${campaign}`);
  for (const one of [page, agent]) await expect(one.locator('.live.on')).toBeVisible();
  await expect(page.locator(`[data-lead="${lead.id}"][data-state=ASSIGNED]`)).toBeVisible();
  await expect(agent.getByText('The pool is empty.')).toBeVisible();
  const began = Date.now();
  const took = (what: string) => () => {
    info.annotations.push({ type: 'seen after', description: `${what}: ${Date.now() - began} ms` });
    console.log(`    ${what}: seen ${Date.now() - began} ms after the command was sent`);
  };
  const soon = { timeout: 8000 }; // far less than the slow question that is asked anyhow
  await Promise.all([
    call('tele3', 'leads.ReleaseLead', { leadId: lead.id, reason: 'NO_TIME' }).then(took('answer to the colleague')),
    agent.locator(`tr[data-id="${lead.id}"]`).waitFor(soon).then(took('list')),
    page.locator(`[data-lead="${lead.id}"][data-state=POOLED]`).waitFor(soon).then(took('page')),
  ]);
  await agent.close();
});
