/** Every page and state in a real browser: no console error, no other host, no axe violation, no sideways scroll. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './axe.ts';
import { settled, startBrowser, watchedPage } from './browser.ts';
import { buildTestSite, realCouncils, type BuiltSite } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';
import { HOSTILE_TEXTS, hostilePlan, TRAP } from './hostile-plan.ts';

/** Pages and states; the council and action are of the generated and the hostile plans. */
const STATES = [
  '#/overview',
  '#/overview?type=Unitary authority&theme=finance',
  '#/overview?region=nowhere',
  '#/compare',
  '#/compare?show=count&councils=adur,barnsley',
  '#/council',
  '#/council/adur',
  '#/council/adur?group=own&peers=barnsley',
  '#/council/nowhere',
  '#/overdue',
  '#/overdue?show=ownerless&sort=council',
  '#/timeline',
  '#/timeline?council=adur&group=council',
  '#/timeline?year=2060',
  '#/patterns',
  '#/patterns/nothing',
  '#/actions',
  '#/actions?q=constitution&theme=governance,finance&flag=doubted',
  '#/actions?q=no such words',
  '#/action/hostile%2F0%3F%3Cb%3E%26',
  '#/action/none',
  '#/quality?issue=year-inferred',
  '#/method',
  '#/accessibility',
  '#/licences',
  '#/no-such-page',
];

/** Those whose charts are looked at as tables too. */
const OPENED_STATES = new Set(['#/overview', '#/compare', '#/council/adur', '#/quality?issue=year-inferred']);

/** Those whose parts differ on a narrow page. */
const NARROW_STATES = new Set(['#/overview', '#/actions', '#/overdue']);

let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
  const plans = [...generatePlans({ actions: 700, perPlan: 25, gss: realCouncils(16) }), hostilePlan()];
  [site, browser] = await Promise.all([buildTestSite(plans), startBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('every page', () => {
  it('loads without a fault and passes axe', { timeout: 120_000 }, async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    const violations: string[] = [];
    for (const state of STATES) {
      await page.goto(site.url + state);
      await settled(page);
      if (OPENED_STATES.has(state)) {
        for (const table of await page.locator('.figure-table > summary').all()) await table.click();
      }
      violations.push(...(await findBarriers(page)).map((words) => `${state} ${words}`));
    }
    await page.context().close();
    expect(faults).toEqual([]);
    expect(violations).toEqual([]);
  });

  it('fits at 320 px, where the charts and lists are laid out anew', { timeout: 120_000 }, async () => {
    const { page, faults } = await watchedPage(browser, site.url, { width: 320, height: 640 });
    const wrong: string[] = [];
    for (const state of STATES) {
      await page.goto(site.url + state);
      await settled(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wrong.push(`${state} is ${over} px too wide`);
      if (!NARROW_STATES.has(state)) continue;
      wrong.push(...(await findBarriers(page)).map((words) => `${state} ${words}`));
    }
    await page.context().close();
    expect(faults).toEqual([]);
    expect(wrong).toEqual([]);
  });

  it('keeps the paper of its charts, whose inks are dark, under colours of the reader’s own', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    await page.goto(`${site.url}#/overview`);
    await settled(page);
    const papers = await page
      .locator('.chart')
      .evaluateAll((charts) => charts.map((chart) => getComputedStyle(chart).backgroundColor));
    expect(papers.length).toBeGreaterThan(3);
    expect(new Set(papers)).toEqual(new Set(['rgb(255, 255, 255)']));
    await page.context().close();
  });

  it('has a heading, landmarks and a name for every picture, as the accessibility tree has it', async () => {
    const { page } = await watchedPage(browser, site.url);
    for (const state of ['#/overview', '#/council/adur', '#/compare']) {
      await page.goto(site.url + state);
      await settled(page);
      const tree = await page.locator('body').ariaSnapshot();
      expect(tree).toMatch(/- banner/u);
      expect(tree).toMatch(/- navigation "Pages"/u);
      expect(tree).toMatch(/- main/u);
      expect(tree).toMatch(/- contentinfo/u);
      expect(tree.match(/- heading .*\[level=1\]/gu)).toHaveLength(1);
      const pictures = tree.match(/- '?img .*/gu) ?? [];
      expect(pictures.length).toBeGreaterThan(0);
      for (const picture of pictures) expect(picture.length).toBeGreaterThan(60);
    }
    await page.context().close();
  });
});

describe('a hostile plan', () => {
  it('shows as text everywhere', { timeout: 60_000 }, async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    const trap = `#/actions?q=${encodeURIComponent('onerror')}`;
    for (const state of [
      '#/actions?flag=doubted',
      trap,
      '#/overdue',
      '#/quality?issue=odd-words',
      '#/council',
      '#/action/hostile%2F0%3F%3Cb%3E%26',
      '#/action/hostile%2F3%3F%3Cb%3E%26',
    ]) {
      await page.goto(site.url + state);
      await settled(page);
      expect(
        await page.evaluate((name) => (window as unknown as Record<string, unknown>)[name], TRAP),
      ).toBeUndefined();
      expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      ).toBe(true);
      expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    }
    await page.goto(`${site.url}#/action/hostile%2F0%3F%3Cb%3E%26`);
    await settled(page);
    expect(await page.locator('.own-words').textContent()).toBe(HOSTILE_TEXTS.script);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
