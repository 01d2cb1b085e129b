/** Every figure that is a link leads to exactly as many actions as it says, whatever was chosen on the way there. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../pipeline/csv.ts';
import { settled, startBrowser, watchedPage } from './browser.ts';
import { buildTestSite, realCouncils, type BuiltSite } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';

/** Pages with figures, each as reached with a choice made elsewhere, and how many such links it has at least. */
const PAGES: readonly [string, number][] = [
  ['#/overview', 60],
  ['#/overview?type=Unitary authority&theme=finance', 8],
  ['#/council?theme=finance', 15],
  ['#/council?theme=finance&type=Unitary authority&sort=-past', 8],
  ['#/council/adur?theme=finance&region=London', 5],
  ['#/compare?theme=finance&councils=adur,barnsley', 50],
  ['#/compare?show=count&type=Unitary authority', 10],
  ['#/overdue?theme=governance', 3],
  ['#/overdue?show=ownerless&asof=2023-01-31', 4],
  ['#/overdue?show=undated', 2],
  ['#/overdue?council=adur&theme=governance', 0],
  ['#/quality?theme=capacity', 4],
  ['#/patterns', 20],
  ['#/patterns?type=Non-metropolitan district&asof=2024-06-30', 3],
  ['#/timeline?year=2023', 40],
  ['#/timeline?year=2023&group=council&type=Unitary authority&theme=capacity', 0],
];

let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
  const plans = generatePlans({ actions: 500, perPlan: 30, gss: realCouncils(9), seed: 5 });
  [site, browser] = await Promise.all([buildTestSite(plans), startBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(page: Page, state: string): Promise<void> {
  await page.goto(site.url + state);
  await settled(page);
  for (const table of await page.locator('.figure-table > summary').all()) await table.click();
  // A table is made when it is opened, which the browser tells a moment later.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.figure-table')].every((table) => table.children.length > 1),
  );
}

/** Figures that are links on a page, each address once: `[address, number]`. */
async function figuresOf(page: Page): Promise<[string, number][]> {
  const found = await page
    .locator('main a[data-count]')
    .evaluateAll((links) =>
      links.map((link): [string, number] => [
        link.getAttribute('href') ?? '',
        Number(link.getAttribute('data-count')),
      ]),
    );
  return [...new Map(found)];
}

/** Goes to every figure's address; gives those that show another number than they said. */
async function wrongFigures(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const [href, said] of await figuresOf(page)) {
    await page.goto(site.url + href);
    await settled(page);
    const heading = (await page.locator('main h2').first().textContent()) ?? '';
    const led = Number(/(?:^|: )([\d,]+) of [\d,]+ action/u.exec(heading)?.[1]?.replaceAll(',', ''));
    if (led !== said) wrong.push(`${href} says ${said}, shows “${heading}”`);
  }
  return wrong;
}

describe('figures', () => {
  it.each(PAGES)('of %s lead to their actions', { timeout: 120_000 }, async (state, atLeast) => {
    const { page, faults } = await watchedPage(browser, site.url);
    await open(page, state);
    expect((await figuresOf(page)).length).toBeGreaterThanOrEqual(atLeast);
    expect(await wrongFigures(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('of one recurring recommendation lead to the actions that answer it', { timeout: 120_000 }, async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await open(page, '#/patterns?type=Non-metropolitan district');
    const themes = await page
      .locator('#scope-theme option')
      .evaluateAll((options) =>
        options.flatMap((option) =>
          /\([1-9]/u.test(option.textContent ?? '') ? (option.getAttribute('value') ?? []) : [],
        ),
      );
    await page.locator('#scope-theme').selectOption({ value: themes[0] ?? 'none' });
    await settled(page);
    await page.locator('main > div > .table-frame tbody th a').first().click();
    await settled(page);
    const figures = await figuresOf(page);
    expect(figures.length).toBeGreaterThanOrEqual(6);
    for (const [href] of figures) {
      expect(href).toMatch(/pattern=/u);
      expect(href).toContain('type=Non-metropolitan+district');
      expect(href).not.toContain('theme=');
    }
    expect(await wrongFigures(page)).toEqual([]);
    expect(await page.locator('#chip-pattern').textContent()).toMatch(/^Answers “/u);
    await page.locator('#chip-pattern').click();
    await settled(page);
    expect(page.url()).not.toContain('pattern=');
    await open(page, '#/actions?pattern=none-such&due=soon');
    expect(await page.locator('.dropped').textContent()).toContain(
      'Last day: soon; Recommendation: none-such',
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('between two months are chosen by hand, in either order', async () => {
    const { page } = await watchedPage(browser, site.url);
    await open(page, '#/actions');
    await page.getByLabel('To the month').fill('2023-03');
    await page.getByLabel('To the month').blur();
    await page.waitForURL(/due=..2023-03/u);
    await page.getByLabel('From the month').fill('May');
    await page.getByLabel('From the month').blur();
    expect(page.url()).toMatch(/due=\.\.2023-03$/u);
    await page.getByLabel('From the month').fill('2023-05');
    await page.getByLabel('From the month').blur();
    await page.waitForURL(/due=2023-03..2023-05/u);
    await settled(page);
    expect(await page.locator('#chip-due').textContent()).toContain('Last day: March 2023 to May 2023');
    const rows = await page.locator('.result .meta').allTextContents();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(/(?:March|April|May) 2023/u);
    await page.context().close();
  });

  it('drawn as bars lead there by mouse too, and stay numbers in the download', async () => {
    const { page } = await watchedPage(browser, site.url);
    await open(page, '#/overview');
    const table = page.locator('figure:has(#lateness-title) table');
    const said = await table
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => Number(row.querySelector('td')?.textContent)));
    const download = page.waitForEvent('download');
    await page.locator('#lateness-csv').click();
    const saved = parseCsv(readFileSync(await (await download).path(), 'utf8'));
    expect(saved.map((row) => Number(row['Actions']))).toEqual(said);
    const most = said.indexOf(Math.max(...said));
    await page.locator('[data-chart=lateness] rect[data-href]').nth(most).click();
    await settled(page);
    expect(page.url()).toContain('#/actions?late=');
    expect(await page.locator('main h2').first().textContent()).toMatch(
      new RegExp(`^${said[most]} of `, 'u'),
    );
    await page.context().close();
  });

  it('of an empty year lead to the nearest with any', async () => {
    const { page } = await watchedPage(browser, site.url);
    await open(page, '#/timeline?year=2060');
    expect(await page.locator('.lead').textContent()).toMatch(/^0 of /u);
    await page.locator('#year-nearest').click();
    await settled(page);
    expect(await page.locator('.lead').textContent()).toMatch(/^[1-9]/u);
    await page.context().close();
  });

  it('of a page are of the newest plans only, although earlier ones were counted among the actions', async () => {
    const { page } = await watchedPage(browser, site.url);
    await open(page, '#/actions?versions=all');
    await page.locator('#nav-overview').click();
    await settled(page);
    expect(page.url()).not.toContain('versions');
    await page.context().close();
  });
});
