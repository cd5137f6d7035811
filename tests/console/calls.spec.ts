// SPDX-License-Identifier: Apache-2.0
// P2: the call workbench.
import type { Page } from '@playwright/test';
import { axe, call, day, enter, expect, getLead, leadOf, phone, sql, test, until, userId } from './support';

async function timeline(customerId: string) {
  return (await call('admin', 'customers.GetTimeline', { customerId })).items ?? [];
}

test('test_CAL call, record, next: two keys after hanging up', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await expect(page.locator('[data-light=amber], [data-light=green]')).toBeVisible();
  await expect(page.getByText(/at the customer's/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.locator('[data-call=DIALLING]').waitFor();
  await page.keyboard.press('a');
  await page.locator('[data-call=ANSWERED]').waitFor();
  await expect(page.locator('[data-recording=EXPECTED]')).toBeVisible();
  await expect(page.getByLabel('What I am doing')).toHaveValue('TALKING');
  await page.getByLabel('Need', { exact: true }).fill('排产软件，两条生产线');
  await page.getByLabel('Concern').fill('price 1 to 9');
  await axe(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await page.locator('[data-call=ENDED]').waitFor();
  await expect(page.getByRole('timer')).toContainText('Wrap-up');
  await expect(page.getByLabel('What I am doing')).toHaveValue('WRAP_UP');
  await page.keyboard.press('1');
  await expect(page.getByRole('radio', { name: 'Interested', exact: false }).first()).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Enter');
  const items = await until('the wrapped call', async () => {
    const found = await timeline(lead.customerId);
    return found.some((item: any) => item.call?.state === 'WRAPPED' && item.call.disposition === 'INTERESTED') && found;
  });
  const activity = items.find((item: any) => item.activity)!.activity;
  expect(activity.need).toContain('排产软件');
  expect(activity.concern).toBe('price 1 to 9');
  await until('the contact', async () => (await getLead(lead.id)).state === 'WORKING');
  await expect.poll(() => page.evaluate((id) => Object.keys(localStorage).filter((key) => key.includes(id) && key.startsWith('draft')), lead.id)).toEqual([]);
});

/** A call of this agent that has ended, as the workbench shows it, with words typed that were not saved yet. */
async function talked(page: Page, login: string) {
  const lead = await leadOf(login);
  await enter(page, login, `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^Answered/ }).click();
  await page.getByRole('button', { name: /^Hang up/ }).click();
  await page.locator('[data-call=ENDED]').waitFor();
  await page.getByLabel('Need', { exact: true }).fill('two lines');
  await page.keyboard.press('Escape');
  return lead;
}

const promises = async (leadId: string) => ((await call('tele3', 'leads.ListDay', { limit: 500, until: `${day(3)}T00:00:00Z` })).items ?? [])
  .filter((item: any) => item.leadId === leadId && item.kind === 'CALLBACK');
const activities = async (customerId: string) => (await timeline(customerId)).filter((item: any) => item.activity).map((item: any) => item.activity);

test('test_CAL a promise in the past is said before anything is saved; a step that failed is done again, those before it are not', async ({ page }) => {
  const lead = await talked(page, 'tele3');
  await page.keyboard.press('1');
  await page.getByLabel('Call again').fill(`${day(-1)}T10:30`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('This time is over already');
  await expect(page.getByRole('button', { name: /^Save and next/ })).toBeDisabled();
  expect(await activities(lead.customerId)).toEqual([]);
  await page.getByLabel('Call again').fill(`${day(1)}T10:30`);
  await page.keyboard.press('Escape');
  let refused = false;
  await page.route('**/ScheduleCallback', (route) => {
    if (refused) return route.continue();
    refused = true;
    return route.fulfill({ status: 400, json: { code: 'invalid_argument', message: 'no such hour' } });
  });
  await page.keyboard.press('Enter');
  await expect(page.getByText('no such hour')).toBeVisible();
  expect(await promises(lead.id)).toEqual([]);
  await page.reload();
  await page.locator('[data-call=WRAPPED]').waitFor();
  await page.getByRole('textbox', { name: 'Need', exact: true }).fill('three lines');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await until('the promise', async () => (await promises(lead.id)).length);
  const saved = await activities(lead.customerId);
  expect([saved.length, saved[0].need]).toEqual([1, 'three lines']);
  expect(await promises(lead.id)).toHaveLength(1);
});

test('test_CAL an agent pauses with a reason, and is ready again', async ({ page }) => {
  const presence = async () => (await call('manager', 'identity.WhoAmI')).user.presence;
  await enter(page, 'manager', 'calls');
  const doing = page.getByLabel('What I am doing');
  await doing.selectOption('Training');
  await expect(doing).toHaveValue('PAUSED:TRAINING');
  expect(await presence()).toMatchObject({ state: 'PAUSED', reason: 'TRAINING' });
  await doing.selectOption('Meeting');
  await expect(doing).toHaveValue('PAUSED:MEETING');
  expect(await presence()).toMatchObject({ state: 'PAUSED', reason: 'MEETING' });
  await page.reload();
  await expect(doing).toHaveValue('PAUSED:MEETING');
  await doing.selectOption('Ready');
  await expect(doing).toHaveValue('READY');
  const ready = await presence();
  expect([ready.state, ready.reason]).toEqual(['READY', undefined]);
});

test('test_CAL whether the wish to buy went up or down is saved with the words of the call', async ({ page }) => {
  for (const [word, intent] of [['Up', 'UP'], ['Same', 'SAME'], ['Down', 'DOWN']]) {
    const lead = await talked(page, 'tele3');
    const choice = page.getByRole('radiogroup', { name: 'Wish to buy' }).getByRole('radio', { name: word });
    await choice.click();
    await expect(choice).toHaveAttribute('aria-checked', 'true');
    await page.getByRole('radio', { name: 'Interested' }).first().click();
    await page.getByRole('button', { name: /^Save and next/ }).click();
    const [saved] = await until('the words', async () => { const found = await activities(lead.customerId); return found.length && found; });
    const told = sql('customers', `SELECT id FROM customers.event WHERE type = 'activity.completed' AND agg_id = '${saved.id}'`);
    const { events } = await call('ops', 'ops.FindEvents', { id: told });
    expect([saved.need, JSON.parse(events.find((one: any) => one.id === told).payloadJson).intent]).toEqual(['two lines', intent]);
  }
});

/** A call of this agent that somebody answered, as the workbench shows it. */
async function answered(page: Page, login: string) {
  const lead = await leadOf(login);
  await enter(page, login, `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^Answered/ }).click();
  await page.locator('[data-call=ANSWERED]').waitFor();
  const id = (await timeline(lead.customerId)).find((item: any) => item.call).call.id;
  return { lead, id, now: async () => (await timeline(lead.customerId)).find((item: any) => item.call?.id === id).call };
}

test('test_CUS_34 calls are logged by hand unless a telephone system attends to them, and then it says what happens on the line', async ({ page }) => {
  const lead = await leadOf('tele3');
  await enter(page, 'tele3', `calls?lead=${lead.id}`);
  await expect(page.locator('[data-telephone=MANUAL]')).toHaveText('Logged by hand');
  await page.route('**/GetTelephone*', (route) => route.fulfill({ json: { telephone: { mode: 'ADAPTER', adapter: 'pbx' } } })); // for this page alone
  await page.reload();
  await expect(page.locator('[data-telephone=ADAPTER]')).toHaveText('Telephone: pbx');
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.locator('[data-call=REQUESTED]').waitFor();
  await expect(page.getByRole('button', { name: /^Answered/ })).toHaveCount(0);
  const callId = (await timeline(lead.customerId)).find((item: any) => item.call).call.id;
  for (const state of ['DIALLING', 'RINGING', 'ANSWERED']) await call('admin', 'customers.ReportCall', { callId, state });
  await page.locator('[data-call=ANSWERED]').waitFor();
  await page.getByRole('button', { name: /^Hold/ }).click();
  await page.locator('[data-call=HELD]').waitFor();
  await call('admin', 'customers.ReportCall', { callId, state: 'ENDED', endCause: 'customer_hung_up' });
  await page.locator('[data-call=ENDED]').waitFor();
  await axe(page);
});

test('test_CUS_34 a customer is held, and how long is kept', async ({ page }) => {
  const { id, now } = await answered(page, 'tele3');
  await page.keyboard.press('w');
  await page.locator('[data-call=HELD]').waitFor();
  await expect(page.getByRole('timer')).toContainText('Holding');
  await expect(page.getByLabel('What I am doing')).toHaveValue('TALKING');
  sql('customers', `UPDATE customers.call SET requested_at = requested_at - interval '90 s', dialled_at = dialled_at - interval '90 s', answered_at = answered_at - interval '90 s', stepped_at = stepped_at - interval '90 s', held_since = held_since - interval '90 s' WHERE id = '${id}'`);
  await page.getByRole('button', { name: /^Back to the customer/ }).click();
  await page.locator('[data-call=ANSWERED]').waitFor();
  await expect(page.getByText(/^held 1/)).toBeVisible();
  expect((await now()).holdS).toBeGreaterThanOrEqual(90);
  await page.getByRole('button', { name: /^Hold/ }).click();
  await page.getByRole('button', { name: /^Hang up/ }).click();
  await page.locator('[data-call=ENDED]').waitFor();
  expect((await now()).state).toBe('ENDED');
});

test('test_CUS_34 a call is put through with a word for the colleague, who takes and closes it; one that nobody takes comes back', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const { lead, id, now } = await answered(page, 'tele1');
  await page.getByLabel('Need', { exact: true }).fill('two lines');
  const put = async (to: string, note: string) => {
    await page.getByRole('button', { name: /^Put through/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Put through' })).toBeDisabled();
    await dialog.getByRole('combobox', { name: 'To' }).selectOption(to);
    await dialog.getByLabel('What your colleague needs to know').fill(note);
    await axe(page);
    await dialog.getByRole('button', { name: 'Put through' }).click();
    await page.locator('[data-call=TRANSFERRING]').waitFor();
  };
  await put('team:/hq/sales/tele/', 'anybody');
  expect((await now()).transferTeamPath).toBe('/hq/sales/tele/');
  await page.getByRole('button', { name: /^Back to the customer/ }).click();
  await page.locator('[data-call=ANSWERED]').waitFor();
  await put(`user:${await userId('tele2')}`, 'Asks for the price of two lines.');
  const context = await browser.newContext({ baseURL: process.env.DEALSPINE_URL, locale: 'en-GB' });
  const colleague = await context.newPage();
  const own = await answered(colleague, 'tele2'); // no other test here is his: who takes a call has it in all his windows
  await colleague.getByLabel('Concern').fill('delivery in May');
  const offer = colleague.locator(`[data-offered="${id}"]`);
  await expect(offer).toContainText('Asks for the price of two lines.');
  await axe(colleague);
  await expect(call('tele3', 'customers.TakeCall', { callId: id })).rejects.toThrow('not_found');
  await expect(offer.getByRole('button', { name: 'Take the call' })).toBeDisabled();
  await colleague.getByRole('button', { name: /^Hang up/ }).click();
  await colleague.locator('[data-call=ENDED]').waitFor();
  await offer.getByRole('button', { name: 'Take the call' }).click();
  const desk = colleague.locator(`[data-handed="${id}"]`);
  await desk.locator('[data-call=ANSWERED]').waitFor();
  await expect(colleague.getByLabel('What I am doing')).toHaveValue('TALKING');
  await expect(page.locator('[data-handed-over]')).toBeVisible();
  await page.getByRole('button', { name: /^Save and next/ }).click();
  await until('the words of the first agent', async () => (await activities(lead.customerId)).some((one: any) => one.need === 'two lines'));
  await desk.getByRole('button', { name: /^Hold/ }).click();
  await desk.locator('[data-call=HELD]').waitFor();
  await colleague.keyboard.press('h');
  await desk.locator('[data-call=ENDED]').waitFor();
  await axe(colleague);
  await desk.getByLabel('Note').fill('Sends an offer.');
  await colleague.keyboard.press('Escape');
  await colleague.keyboard.press('1');
  await colleague.keyboard.press('Enter');
  await expect(desk).toHaveCount(0);
  const closed = await now();
  expect([closed.state, closed.disposition, closed.agentId, closed.transferredBy]).toEqual(['WRAPPED', 'INTERESTED', await userId('tele2'), await userId('tele1')]);
  await expect(colleague.locator(`[data-lead="${own.lead.id}"] [data-call=ENDED]`)).toBeVisible();
  await expect(colleague.getByLabel('Concern')).toHaveValue('delivery in May');
  await context.close();
});

test('test_CAL a promise is for oneself, or for anyone where that was chosen', async ({ page }) => {
  for (const reach of ['ANYONE', 'MINE']) {
    const lead = await talked(page, 'tele3');
    await page.getByLabel('Call again').fill(`${day(3)}T10:30`);
    const anyone = page.getByRole('checkbox', { name: 'anyone may call' });
    await expect(anyone).not.toBeChecked();
    if (reach === 'ANYONE') await anyone.check();
    await page.getByRole('radio', { name: 'Interested' }).first().click();
    await page.getByRole('button', { name: /^Save and next/ }).click();
    const [promised] = await until('the promise', async () => (await call('tele3', 'leads.ListCallbacks', { leadId: lead.id })).callbacks);
    expect([promised.reach, promised.ownerId]).toEqual([reach, reach === 'MINE' ? await userId('tele3') : undefined]);
  }
});

test('test_CAL a call that the server closed meanwhile keeps nothing from being saved', async ({ page }) => {
  const lead = await talked(page, 'tele3');
  const { items } = await call('tele3', 'customers.GetTimeline', { customerId: lead.customerId });
  await call('tele3', 'customers.WrapCall', { callId: items.find((item: any) => item.call).call.id, disposition: 'INTERESTED' });
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The call was closed meanwhile')).toBeVisible();
  await until('the words', async () => (await activities(lead.customerId)).length === 1);
  await expect.poll(() => page.evaluate((id) => Object.keys(localStorage).filter((key) => key.includes(id) && key.startsWith('draft')), lead.id)).toEqual([]);
});

test('test_CAL Enter pulls the next lead and its reason is shown', async ({ page }) => {
  await leadOf('field');
  await enter(page, 'field', 'calls');
  await expect(page.getByText('No lead on the screen')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-reason]')).not.toBeEmpty();
  const shown = await page.locator('[data-lead]').getAttribute('data-lead');
  expect((await getLead(shown!)).ownerId).toBe(await userId('field'));
});

test('test_CAL a draft and the call survive a crash of the browser', async ({ page, context }) => {
  const lead = await leadOf('tele3');
  await enter(page, 'tele3', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^Answered/ }).click();
  await page.locator('[data-call=ANSWERED]').waitFor();
  await page.getByLabel('Feedback').fill('will speak with her chief');
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto('/console/calls');
  await expect(again.getByLabel('Feedback')).toHaveValue('will speak with her chief');
  await again.locator('[data-call=ANSWERED]').waitFor();
  await expect(again.getByRole('button', { name: /^Hang up/ })).toBeVisible();
});

test('test_CAL a script of the stage stands there with its version, "/" finds an answer, and what was before stands beside', async ({ page }) => {
  const lead = await leadOf('tele3');
  const publish = async (more: object) => {
    const { script } = await call('admin', 'leads.DraftScript', { code: `s-${lead.product}-${Object.keys(more).length}`, title: 'Good morning', body: 'I call about your enquiry.', product: lead.product, ...more });
    await call('admin', 'leads.SubmitScript', { scriptId: script.id });
    return (await call('manager', 'leads.DecideScript', { scriptId: script.id, approved: true })).script;
  };
  const opening = await publish({ kind: 'OPENING', stage: lead.state });
  const answer = await publish({ kind: 'ANSWER', title: `Does ${lead.product} export to zanzibar?`, body: 'It does, within a day.' });
  await call('tele3', 'customers.RecordActivity', { customerId: lead.customerId, type: 'VISIT', twoWay: true, effectLevel: 1, feedback: 'was at our stand' });
  await enter(page, 'tele3', `calls?lead=${lead.id}`);
  const scripts = page.getByRole('region', { name: 'What to say' });
  const said = scripts.locator('details', { hasText: opening.scriptVersion });
  await said.locator('summary').click();
  await expect(said).toContainText('I call about your enquiry.');
  await expect(page.getByRole('region', { name: 'Before', exact: true })).toContainText('was at our stand');
  await said.locator('summary').evaluate((one: HTMLElement) => one.blur());
  await page.keyboard.press('/');
  await page.keyboard.type('zanzibar');
  const found = scripts.locator('details', { hasText: answer.scriptVersion });
  await found.locator('summary').click();
  await expect(found).toContainText('It does, within a day.');
  await axe(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^Answered/ }).click();
  await page.getByRole('button', { name: /^Hang up/ }).click();
  await page.locator('[data-call=ENDED]').waitFor();
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await until('the version in the call', async () => (await timeline(lead.customerId)).some((item: any) => item.call?.scriptVersion === answer.scriptVersion));
});

test('test_CAL composing Chinese triggers no hot key', async ({ page }) => {
  const lead = await leadOf('tele3');
  await enter(page, 'tele3', `calls?lead=${lead.id}`);
  await page.locator('[data-light]').waitFor();
  await page.evaluate(() => {
    for (const key of ['Enter', '1', 'a', '/']) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }));
    }
  });
  await page.locator('textarea').first().pressSequentially('an 1 h / note');
  await expect(page.locator('textarea').first()).toHaveValue('an 1 h / note');
  await expect(page.locator('[data-call=none]')).toBeVisible();
  expect((await timeline(lead.customerId)).filter((item: any) => item.call)).toEqual([]);
});

test('test_CAL do-not-call in one step with confirmation turns the light red', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: 'Do not call', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do not call' }).click();
  await expect(page.locator('[data-light=red]')).toHaveText('Do not contact');
  await page.getByRole('button', { name: /^Call/ }).click();
  await expect(page.getByText(/Not permitted/)).toBeVisible();
});

test('test_CAL the number of somebody who left is not offered, and dialled only by who chooses it', async ({ page }) => {
  const lead = await leadOf('tele1', { company: '远大机械', kind: 'ORGANISATION' });
  const customerId = lead.customerId;
  const people = [];
  for (const name of ['钱学仁', '孙大伟']) people.push((await call('tele1', 'customers.AddContact', { customerId, name, phone: phone() })).contact.id);
  const { contactPoints } = await call('tele1', 'customers.GetCustomer', { id: customerId });
  const of = (contactId?: string) => contactPoints.find((one: any) => (one.contactId || undefined) === contactId);
  await call('tele1', 'customers.MarkContactPoint', { id: of().id, state: 'RETIRED' });
  await call('tele1', 'customers.UpdateContact', { id: people[0], left: true }); // whose number is the first
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^No answer/ }).click();
  await page.locator('[data-call=NO_ANSWER]').waitFor();
  expect((await timeline(customerId)).find((item: any) => item.call).call.contactPointId).toBe(of(people[1]).id);
  await page.keyboard.press('5');
  await page.keyboard.press('Enter');
  await until('the end of the first call', async () => (await timeline(customerId)).some((item: any) => item.call?.state === 'WRAPPED'));
  await page.waitForFunction((id) => !Object.keys(localStorage).some((key) => key.includes(id)), lead.id); // the draft is gone with it
  await call('tele1', 'customers.UpdateContact', { id: people[1], left: true });
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  const notice = page.locator('[data-left]');
  await expect(notice).toContainText('The only number here is of somebody who has left.');
  await expect(page.getByRole('button', { name: /^Call/ })).toBeDisabled();
  await axe(page);
  await notice.getByRole('button').first().click();
  await expect(page.locator('.chip', { hasText: 'Has left' })).toBeVisible();
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.locator('[data-call=DIALLING]').waitFor();
  expect((await timeline(customerId)).filter((item: any) => item.call).map((item: any) => item.call.contactPointId)).toContain(of(people[0]).id);
});

test('test_CAL the number is shown only on demand, and that is logged', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: 'Show the number (logged)' }).click();
  await expect(page.locator('[data-number]')).toHaveText(/^\+86 138 \d{4} \d{4}$/);
});

test('test_LEA a call is promised in the customer\'s own time and stands in the day of the agent', async ({ page }) => {
  const lead = await leadOf('tele1');
  await enter(page, 'tele1', `calls?lead=${lead.id}`);
  await page.getByRole('button', { name: /^Call/ }).click();
  await page.getByRole('button', { name: /^No answer/ }).click();
  await page.locator('[data-call=NO_ANSWER]').waitFor();
  const tomorrow = `${day(1)}T10:30`;
  await page.getByLabel('Call again').fill(tomorrow);
  await page.keyboard.press('Escape');
  await page.keyboard.press('5');
  await page.keyboard.press('Enter');
  const promised = await until('the promise', async () =>
    (await call('tele1', 'leads.ListDay', { limit: 500, until: `${day(3)}T00:00:00Z` })).items?.find((item: any) => item.leadId === lead.id && item.kind === 'CALLBACK'));
  expect(promised.dueAt).toBe(`${day(1)}T02:30:00Z`);
  await enter(page, 'tele1', 'day');
  await expect(page.getByRole('heading', { name: 'My day' })).toBeVisible();
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await axe(page);
});
