/** What the site may cost at 20,000 actions: bytes to the first chart, script, the longest task, a redraw. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { startBrowser } from './browser.ts';
import { measureSite, type SiteFigures } from './scale.ts';

let browser: Browser;
let runs: SiteFigures[];

beforeAll(async () => {
  browser = await startBrowser();
  // The better of two: another process on the machine is not the site's doing.
  runs = [await measureSite(browser, 20_000), await measureSite(browser, 20_000)];
}, 180_000);

afterAll(async () => {
  await browser.close();
});

const best = (value: (run: SiteFigures) => number): number => Math.min(...runs.map(value));

describe('at 20,000 actions', () => {
  it('fetches at most 250 KB of script and 300 KB in all before the first chart', () => {
    expect(best((run) => run.scriptKb)).toBeLessThanOrEqual(250);
    expect(best((run) => run.scriptKb + run.dataKb)).toBeLessThanOrEqual(300);
  });

  it('has no task over 200 ms', () => {
    expect(best((run) => run.longestTaskMs)).toBeLessThanOrEqual(200);
  });

  it('shows a filter at once', () => {
    expect(best((run) => run.redrawMs)).toBeLessThanOrEqual(100);
  });
});
