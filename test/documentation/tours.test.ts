/** The tours of the README name pages, figures and buttons in italics: each must be on the site of the example plans. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli.ts';
import { serveSite, type ServedSite } from '../../pipeline/site/site.ts';
import { settled, startBrowser, watchedPage } from '../site/browser.ts';
import { readPage } from './pages.ts';

let folder = '';
let site: ServedSite;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-tours-'));
  if ((await runCli(['--quiet', 'build', '--out', folder])) !== 0) throw new Error('the build failed');
  [site, browser] = await Promise.all([serveSite(join(folder, 'site'), { port: 0 }), startBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('meet on the site what they name', { timeout: 60_000 }, async () => {
  const tours = readPage('README.md')
    .split(/^## (?=Five minutes)/m)
    .slice(1);
  expect(tours).toHaveLength(2);
  const named = tours
    .map((tour) => tour.split(/^## /m)[0] ?? '')
    .flatMap((tour) => [...tour.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)])
    .map(([, label = '']) => label.replaceAll(/\s+/g, ' '));
  expect(named.length).toBeGreaterThan(12);
  const { page } = await watchedPage(browser, site.url);
  let words = '';
  const look = async () => {
    await settled(page);
    words += `\n${await page.locator('body').innerText()}`;
  };
  await page.goto(site.url);
  await look();
  await page.getByRole('link', { name: 'with no owner named' }).click();
  await look();
  await page.locator('.actions-table th[scope=row] a').first().click();
  await look();
  await page.goto(`${site.url}#/council`);
  await settled(page);
  await page.getByRole('main').getByRole('row').getByRole('link').first().click();
  await look();
  const missing = named.filter((label) => !words.replaceAll(/\s+/g, ' ').includes(label));
  expect(missing).toEqual([]);
  await page.context().close();
});
