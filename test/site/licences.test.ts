import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generatePlans } from '../scale/generated-plans.ts';
import { startBrowser, watchedPage } from './browser.ts';
import { buildTestSite, type BuiltSite } from './built-site.ts';

let site: BuiltSite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([buildTestSite(generatePlans({ actions: 30 })), startBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

it.each(['on a server', 'in one file'])('the notices of libraries come with the site %s', async (where) => {
  const start = where === 'on a server' ? site.url : `file://${join(site.folder, 'peerlens.html')}`;
  const { page, faults } = await watchedPage(browser, start);
  await page.goto(`${start}#/overview`);
  await page.getByRole('link', { name: 'Licences' }).click();
  await page.locator('.notices').waitFor();
  const shown = await page.locator('main').innerText();
  expect(shown).toContain('Open Government Licence v3.0');
  // What CC BY 4.0 asks for: who made it, the licence, a link to both, and that it was changed.
  expect(shown).toContain('mySociety');
  expect(shown).toContain('Columns were chosen and renamed');
  expect(
    await page
      .locator('main .prose a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  ).toEqual([
    'https://creativecommons.org/licenses/by/4.0/',
    'https://github.com/mysociety/uk_local_authority_names_and_codes',
    'https://github.com/mysociety/composite_uk_imd',
  ]);
  expect(await page.locator('.notices').innerText()).toBe(
    readFileSync(join(site.folder, 'data/licences.txt'), 'utf8'),
  );
  expect(shown).toContain('this permission notice appear in all copies');
  expect(faults).toEqual([]);
});
