// SPDX-License-Identifier: Apache-2.0
// W1, the public form of a campaign: by keyboard, without scripts, small, in both languages, and taken once.
import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page, Response } from '@playwright/test';
import { call, expect, phone, test, type Json } from './support';

async function campaign(more: Json = {}): Promise<string> {
  const code = `w${randomUUID().slice(0, 12)}`;
  await call('manager', 'leads.PutCampaign', { code, kind: 'WEB_FORM', name: 'Spring', thanks: `Thanks from ${code}`, ...more, fields: [
    { key: 'size', type: 'CHOICE', labelZh: '规模', labelEn: 'Size', required: true, choices: ['small', 'large'] },
    { key: 'seats', type: 'NUMBER', labelZh: '座席', labelEn: 'Seats' }] });
  return code;
}

const leadsOf = async (code: string) => ((await call('admin', 'leads.ListLeads', { order: 'CAPTURED', pageSize: 200 })).leads ?? [])
  .filter((one: { campaign?: string }) => one.campaign === code);

/** Fills the form from field to field by Tab alone, and leaves it at its button. */
async function fillByKeyboard(page: Page, number: string) {
  await page.getByLabel('Name').focus();
  await page.keyboard.type('Li Wei');
  await page.keyboard.press('Tab');
  await page.keyboard.type(number);
  for (let nth = 0; nth < 5; nth++) await page.keyboard.press('Tab');
  await expect(page.getByLabel('Size')).toBeFocused();
  await page.keyboard.type('large');
  await page.keyboard.press('Tab');
  await page.keyboard.type('12');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Send' })).toBeFocused();
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });

    test('W1 the form is filled by keyboard, sent, and taken once however often it comes', async ({ page }) => {
      const code = await campaign();
      const bodies: Promise<number>[] = [];
      const count = (answer: Response) => { bodies.push(answer.body().then((body) => body.length)); };
      page.on('response', count);
      await page.goto(`/forms/${code}`);
      page.off('response', count);
      expect(bodies).toHaveLength(scripts ? 2 : 1);
      expect((await Promise.all(bodies)).reduce((sum, one) => sum + one)).toBeLessThan(15_000);
      await fillByKeyboard(page, phone());
      const [sent] = await Promise.all([page.waitForRequest((one) => one.method() === 'POST'), page.keyboard.press('Enter')]);
      await expect(page.getByRole('status')).toContainText(`Thanks from ${code}`);
      const [lead, ...others] = await leadsOf(code);
      expect(others).toEqual([]);
      const { attributes, lead: whole } = await call('admin', 'leads.GetLead', { leadId: lead.id });
      expect(Object.fromEntries(attributes.map((one: { key: string; value: string }) => [one.key, one.value]))).toMatchObject({ size: 'large', seats: '12' });
      expect(whole.consentTextVersion).toBeTruthy();
      /* The same form once more, as an impatient finger or a bad network sends it: the same key, so the same lead. */
      const again = await page.request.post(sent.url(), { data: sent.postData()!, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Referer: sent.url() } });
      expect(await again.text()).toContain(`Thanks from ${code}`);
      expect(await leadsOf(code)).toHaveLength(1);
    });

    test('W1 what is missing is said, and nothing that was typed is lost', async ({ page }) => {
      const code = await campaign();
      await page.goto(`/forms/${code}`);
      await page.getByLabel('Name').fill('Li Wei');
      await page.getByLabel('Size').selectOption('small');
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Send' }).click();
      if (scripts) { // said beside the field, before anything is sent
        await expect(page.getByLabel('Phone')).toBeFocused();
        await expect(page.getByLabel('Phone')).toHaveAccessibleDescription(/phone number or an e-mail/);
      } else {
        await expect(page.getByRole('alert')).toContainText('phone number or an e-mail');
      }
      await expect(page.getByLabel('Name')).toHaveValue('Li Wei');
      await expect(page.getByLabel('Size')).toHaveValue('small');
      expect(await leadsOf(code)).toEqual([]);
    });
  });
}

test('W1 consent is kept under the version that the campaign names, and asked again when that changed', async ({ page }) => {
  const code = await campaign({ consentTextVersion: 'spring-1' });
  await page.goto(`/forms/${code}`);
  await fillByKeyboard(page, phone());
  const { campaigns } = await call('manager', 'leads.ListCampaigns', { kinds: ['WEB_FORM'], pageSize: 200 });
  const { leads: _, converted: __, version, ...same } = campaigns.find((one: Json) => one.code === code);
  await call('manager', 'leads.PutCampaign', { ...same, consentTextVersion: 'spring-2', expectedVersion: version });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('consent has changed');
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await expect(page.getByLabel('Name')).toHaveValue('Li Wei');
  expect(await leadsOf(code)).toEqual([]);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toContainText(`Thanks from ${code}`);
  const [lead] = await leadsOf(code);
  expect((await call('admin', 'leads.GetLead', { leadId: lead.id })).lead.consentTextVersion).toBe('spring-2');
});

test('W1 with scripts: what is wrong is said beside its field as one goes, and gone when it is right', async ({ page }) => {
  await page.goto(`/forms/${await campaign()}`);
  const [email, seats] = [page.getByLabel('E-mail'), page.getByLabel('Seats')];
  await email.fill('li.wei');
  await seats.fill('a dozen');
  await page.getByLabel('Company').focus();
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAccessibleDescription(/not an e-mail address/);
  await expect(seats).toHaveAccessibleDescription('Please give a number.');
  await email.fill('li.wei');
  await page.getByRole('button', { name: 'Send' }).click(); // from within a field that is about to be wrong
  await expect(page.getByLabel('Size')).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toBeFocused();
  await email.fill('li.wei@example.com');
  await expect(email).not.toHaveAttribute('aria-invalid');
  await expect(email).toHaveAccessibleDescription(/is enough/);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByLabel('Size')).toBeFocused();
  await expect(page.getByLabel('Size')).toHaveAccessibleDescription('Please answer this.');
  await expect(page.getByRole('checkbox')).toHaveAccessibleDescription(/without your consent/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => one.id)).toEqual([]);
});

test('W1 with scripts: pressed twice it is sent once, and what was typed outlives a lost line and is forgotten when taken', async ({ page }) => {
  const code = await campaign();
  const address = `/forms/${code}`;
  const bodies: string[] = [];
  await page.goto(address);
  await page.route(`**${address}`, (route) => { /* the line breaks on the way */
    if (route.request().method() !== 'POST') return route.continue();
    bodies.push(route.request().postData()!);
    return route.abort('connectionreset');
  });
  await fillByKeyboard(page, phone());
  const broken = page.waitForEvent('requestfailed');
  const shown = await page.evaluate(() => {
    const button = document.querySelector('button')!;
    button.click();
    button.click();
    return [button.disabled, button.textContent];
  });
  expect(shown).toEqual([true, 'Sending…']);
  await broken;
  expect(bodies).toHaveLength(1);
  const key = new URLSearchParams(bodies[0]).get('key');
  await page.unroute(`**${address}`);
  await page.goto(address);
  await expect(page.getByLabel('Name')).toHaveValue('Li Wei');
  await expect(page.getByLabel('Size')).toHaveValue('large');
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await expect(page.locator('[name=key]')).toHaveValue(key!);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toContainText(`Thanks from ${code}`);
  expect(await leadsOf(code)).toHaveLength(1);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.goto(address);
  await expect(page.getByLabel('Name')).toHaveValue('');
  await expect(page.locator('[name=key]')).not.toHaveValue(key!);
});

for (const [locale, title] of [['zh-CN', '在线咨询'], ['en', 'Ask us']]) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`W1 has no violation that axe sees and fits a narrow screen, ${locale}`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`/forms/${await campaign()}`);
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
}
