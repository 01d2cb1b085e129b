/** A council's printed briefing: two pages at most, however long its plans are, saying what it leaves out. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../pipeline/model.ts';
import { settled, startBrowser, watchedPage } from './browser.ts';
import { buildTestSite, type BuiltSite } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';

const LONG = 'with everyone who has a part in it, in every ward and for every service that it touches, ';

/** Six versions of a plan of eighty actions, wordy in every cell, all past their date. */
function longPlans(): Plan[] {
  const gss = [{ gss: 'E07000223', name: 'Adur' }];
  const plans = [...generatePlans({ actions: 100_000, perPlan: 80, gss, seed: 6 }).take(6)];
  return plans.map((plan, index) => {
    const year = 2019 + Math.floor(index / 2);
    const owner = { role: '', kind: 'officer', vague: false, basis: 'stated' } as const;
    return {
      ...plan,
      title: `Corporate plan of actions ${LONG.repeat(2)}`,
      planDate: { ...plan.planDate, value: `${year}-0${1 + (index % 2) * 5}-15` },
      actions: plan.actions.map((action) => ({
        ...action,
        text: `${action.text} ${LONG.repeat(4)}`,
        status: 'not_started' as const,
        owners: Array.from({ length: 6 }, (_, at) => ({
          ...owner,
          text: `Director of a long-named service ${at}`,
        })),
        timescale: {
          ...action.timescale,
          kind: 'by' as const,
          text: `by the end of the year ${LONG}`,
          start: null,
          end: '2024-03-31',
        },
      })),
    };
  });
}

let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([buildTestSite(longPlans()), startBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('a briefing', () => {
  it.each([1366, 390])('of a long council fits two pages, asked for at %i px', async (width) => {
    const { page, faults } = await watchedPage(browser, site.url, { width, height: 800 });
    await page.goto(`${site.url}#/council/adur`);
    await settled(page);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/gu)?.length ?? 0).toBeLessThanOrEqual(2);
    const more = page.locator('.print-only');
    expect(await more.first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await more.allTextContents()).toEqual([
      expect.stringMatching(/^and \d+ more$/u),
      'and 3 earlier documents more',
    ]);
    expect(await more.first().isVisible()).toBe(true);
    expect(await page.locator('.documents tbody tr:visible').count()).toBe(3);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
