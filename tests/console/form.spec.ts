// SPDX-License-Identifier: Apache-2.0
// W1, the public form of a campaign: by keyboard, without scripts, small, in both languages, and taken once.
import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { call, expect, phone, test } from './support';

async function campaign(): Promise<string> {
  const code = `w${randomUUID().slice(0, 12)}`;
  await call('manager', 'leads.PutCampaign', { code, kind: 'WEB_FORM', name: 'Spring', thanks: `Thanks from ${code}`, fields: [
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
      const sizes: number[] = [];
      page.on('response', (answer) => { answer.body().then((body) => sizes.push(body.length)).catch(() => {}); });
      await page.goto(`/forms/${code}`);
      await fillByKeyboard(page, phone());
      const [sent] = await Promise.all([page.waitForRequest((one) => one.method() === 'POST'), page.keyboard.press('Enter')]);
      await expect(page.getByRole('status')).toContainText(`Thanks from ${code}`);
      const [lead, ...others] = await leadsOf(code);
      expect(others).toEqual([]);
      const { attributes, lead: whole } = await call('admin', 'leads.GetLead', { leadId: lead.id });
      expect(Object.fromEntries(attributes.map((one: { key: string; value: string }) => [one.key, one.value]))).toEqual({ size: 'large', seats: '12' });
      expect(whole.consentTextVersion).toBeTruthy();
      /* The same form once more, as an impatient finger or a bad network sends it: the same key, so the same lead. */
      const again = await page.request.post(sent.url(), { data: sent.postData()!, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Referer: sent.url() } });
      expect(await again.text()).toContain(`Thanks from ${code}`);
      expect(await leadsOf(code)).toHaveLength(1);
      expect(Math.max(...sizes)).toBeLessThan(15_000);
    });

    test('W1 what is missing is said, and nothing that was typed is lost', async ({ page }) => {
      const code = await campaign();
      await page.goto(`/forms/${code}`);
      await page.getByLabel('Name').fill('Li Wei');
      await page.getByLabel('Size').selectOption('small');
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Send' }).click();
      await expect(page.getByRole('alert')).toContainText('phone number or an e-mail');
      await expect(page.getByLabel('Name')).toHaveValue('Li Wei');
      await expect(page.getByLabel('Size')).toHaveValue('small');
      expect(await leadsOf(code)).toEqual([]);
    });
  });
}

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
