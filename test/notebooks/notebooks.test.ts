/** Every notebook, built from the example plans and opened in a browser: nothing fails, nothing is fetched from elsewhere. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNotebooks, listNotebooks } from '../../notebooks/build.ts';
import { findOutsideAddresses } from '../../notebooks/local-libraries.ts';
import { sqlOfAnalysis } from '../../notebooks/notebook-cells.ts';
import { runCli } from '../../pipeline/cli.ts';
import { serveSite } from '../../pipeline/site/site.ts';
import { readNotices } from '../licences/packages.ts';
import { findBarriers } from '../site/axe.ts';
import { startBrowser, watchedPage } from '../site/browser.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerlens-notebooks-'));
const PAGES = join(FOLDER, 'notebooks');

beforeAll(async () => {
  const out = ['--out', FOLDER, '--as-of', '2026-01-15'];
  const code = await runCli(['--quiet', 'build', 'data/example-plans/plans.csv', ...out]);
  if (code !== 0) throw new Error(`build ended with ${code}`);
  await buildNotebooks(join(FOLDER, 'peerlens.duckdb'), PAGES);
}, 120_000);

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe('notebooks', () => {
  it('are built, the contents and five questions, and leave nothing behind', () => {
    expect(listNotebooks()).toHaveLength(6);
    for (const file of listNotebooks()) expect(existsSync(join(PAGES, file)), file).toBe(true);
    expect(existsSync('notebooks/.observable')).toBe(false);
    expect(existsSync(`${PAGES}.new`)).toBe(false);
  });

  it('carry the notices of their libraries, listed in docs/licences.md (npm run docs)', () => {
    const notices = readFileSync(join(PAGES, 'licences.txt'), 'utf8');
    const [, listed = ''] = readFileSync('docs/licences.md', 'utf8').split('## In the notebooks');
    expect(listed.split('## ')[0]?.match(/(?<=^- ).+/gm)).toEqual(readNotices(notices));
    expect(notices).toContain('this permission notice appear in all copies');
  });

  it('show findings, charts with tables and queries, with no fault and no request to another host', async () => {
    const [served, browser] = await Promise.all([serveSite(PAGES, { port: 0 }), startBrowser()]);
    try {
      for (const file of listNotebooks().filter((name) => name !== 'index.html')) {
        const { page, faults } = await watchedPage(browser, served.url);
        await page.goto(new URL(file, served.url).href);
        await page.locator('.chart svg').first().waitFor({ timeout: 10_000 });
        expect(await page.locator('.found .sentence').count(), file).toBe(2);
        expect(await page.locator('.found li').count(), file).toBeGreaterThan(0);
        expect(await page.locator('.query pre').count(), file).toBeGreaterThan(0);
        const words = await page.locator('main').innerText();
        expect(words, file).not.toMatch(/undefined|NaN|Infinity|\[object/);
        await page.locator('.figure-table summary').first().click();
        await page.locator('.figure-table td').first().waitFor({ timeout: 10_000 });
        expect(await page.locator('.observablehq--error').count(), file).toBe(0);
        expect(await findBarriers(page), file).toEqual([]);
        expect(faults, file).toEqual([]);
        await page.context().close();
      }
    } finally {
      await Promise.all([served.close(), browser.close()]);
    }
  }, 120_000);
});

describe('findOutsideAddresses', () => {
  it('finds addresses of other hosts, not the names of vocabularies', () => {
    const folder = join(FOLDER, 'addresses');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'a.js'),
      'import("https://cdn.example.org/x.js"); "http://www.w3.org/2000/svg"',
    );
    writeFileSync(
      join(folder, 'b.html'),
      '<script src="//other.example.org/y.js"></script><a href="c.html">c</a>',
    );
    writeFileSync(join(folder, 'c.json'), '{"words":"https://example.org"}');
    expect(findOutsideAddresses(folder)).toEqual([
      'a.js: https://cdn.example.org/x.js',
      'b.html: //other.example.org/y.js',
    ]);
  });
});

describe('sqlOfAnalysis', () => {
  it('writes parameters as literals', () => {
    const sql = sqlOfAnalysis('busiest-owners', '2026-01-15', { at_least: '4', council_id: "O'Neil" });
    expect(sql).toContain("'4'::INTEGER");
    expect(sql).toContain("council_id = 'O''Neil'");
    expect(sql).not.toMatch(/\$[a-z]/);
    expect(sqlOfAnalysis('coverage', '2026-01-15')).toContain("'2026-01-15'::DATE");
  });

  it('refuses an unknown or a missing parameter', () => {
    expect(() => sqlOfAnalysis('ownerless', '2026-01-15', { atleast: '4' })).toThrow('unknown parameter');
    expect(() => sqlOfAnalysis('peers', '2026-01-15')).toThrow('missing parameter');
  });
});
