/** The site opened from a shared drive as one file, and what it says when a part of it is missing; in a real browser. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled, startBrowser, watchedPage } from './browser.ts';
import { buildTestSite, realCouncils, type BuiltSite } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';

let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
  const plans = [...generatePlans({ actions: 300, perPlan: 30, gss: realCouncils(9), seed: 3 })];
  [site, browser] = await Promise.all([buildTestSite(plans), startBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('from a shared drive', () => {
  it('shows, filters, searches and opens an action, and asks no host', async () => {
    const address = pathToFileURL(join(site.folder, 'peerlens.html')).href;
    const { page, faults } = await watchedPage(browser, address);
    await page.goto(address);
    await settled(page);
    expect(await page.locator('.chart svg').count()).toBeGreaterThanOrEqual(4);
    await page.goto(`${address}#/actions?q=constitution&theme=governance`);
    await settled(page);
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    await page.locator('.result .words a').first().click();
    await page.locator('.own-words').waitFor();
    for (const state of ['#/patterns', '#/quality?issue=year-inferred', '#/council']) {
      await page.goto(address + state);
      await settled(page);
      expect(await page.locator('main .empty').count()).toBe(0);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says what to open when the other page is', async () => {
    const address = pathToFileURL(join(site.folder, 'index.html')).href;
    const { page } = await watchedPage(browser, 'file:');
    await page.goto(address);
    await page.locator('.failure').waitFor();
    expect(await page.locator('.failure').textContent()).toContain('Open peerlens.html instead');
    await page.context().close();
  });
});

describe('an action’s source in the one-file page', () => {
  async function sourceOf(original: boolean): Promise<{ words: string; href: string | null }> {
    const [first, second] = [...generatePlans({ actions: 6, perPlan: 3, seed: 8 })];
    if (first === undefined || second === undefined) throw new Error('two plans were wanted');
    const nameless = { ...first, source: { ...first.source, url: '' } };
    const own = await buildTestSite([original ? second : nameless], () => Buffer.from('a copy'));
    const address = pathToFileURL(join(own.folder, 'peerlens.html')).href;
    const { page, faults } = await watchedPage(browser, address);
    await page.goto(`${address}#/actions`);
    await settled(page);
    await page.locator('.result .words a').first().click();
    await page.locator('.own-words').waitFor();
    const source = page.locator('section[aria-labelledby=source] > p');
    const words = (await source.textContent()) ?? '';
    const link = source.locator('a');
    const href = (await link.count()) > 0 ? await link.getAttribute('href') : null;
    expect(faults).toEqual([]);
    await page.context().close();
    await own.close();
    return { words, href };
  }

  it('is a link to the page of the original where its address is known', async () => {
    const { href } = await sourceOf(true);
    expect(href).toMatch(/^https:\/\/council\.example\/.*\.pdf#page=\d+$/u);
  });

  it('says where the copy is where no address is known', async () => {
    const { words, href } = await sourceOf(false);
    expect(href).toBeNull();
    expect(words).toMatch(/a copy is in the folder of the whole site, sources\/\S+\.pdf\), page \d+/u);
  });
});

describe('when something is missing', () => {
  it('says what to do', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.route('**/data/texts/*', async (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto(`${site.url}#/actions`);
    await page.getByText('The words could not be fetched').first().waitFor();
    await page.route('**/data/facts.dat', async (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Check the connection');
    await page.unroute('**/data/facts.dat');
    await page.route('**/data/facts.dat', async (route) =>
      route.fulfill({ status: 200, body: 'not these bytes' }),
    );
    await page.reload();
    await page.getByText('The data does not fit this page').waitFor();
    await page.context().close();
  });
});
