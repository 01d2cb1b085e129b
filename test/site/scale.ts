/**
 * Measures the site at scale beside a plain Plot page that draws the same chart from the same rows. Bytes are gzipped,
 * up to the first chart; times are medians in a headless browser on this machine.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import type { Plan } from '../../pipeline/model.ts';
import { buildApp } from '../../pipeline/site/app.ts';
import { encodeSite, type StoredPlan } from '../../pipeline/site/encode.ts';
import { sitePage } from '../../pipeline/site/page.ts';
import { serveSite } from '../../pipeline/site/site.ts';
import { settled } from './browser.ts';
import { AS_OF, realCouncils } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';
import { plainPage } from './plain-page.ts';

/** Filters tried in turn for the redraw; each shows the overview anew. */
const REDRAWS = ['theme=finance', 'theme=capacity', 'type=Unitary authority', 'region=London', ''];

export interface SiteFigures {
  actions: number;
  scriptKb: number;
  dataKb: number;
  firstChartMs: number;
  redrawMs: number;
  longestTaskMs: number;
  plainDataKb: number;
  plainFirstMs: number;
  plainRedrawMs: number;
}

/** Builds a site of that many actions without a store, and measures it in the browser. */
export async function measureSite(browser: Browser, actions: number): Promise<SiteFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'peerlens-scale-'));
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const app = await buildApp();
  const plans = generatePlans({ actions, perPlan: 60, gss: realCouncils() });
  const byCouncil = Map.groupBy(plans, (plan) => plan.council.value?.gss ?? '');
  const ordered = [...byCouncil.values()].flatMap((versions) =>
    versions.map((plan, index) => storedPlan(plan, index === versions.length - 1)),
  );
  const comparisons = { members: [], changedPlans: [], changes: [], ofCouncils: 0 };
  await encodeSite(
    ordered,
    { asOf: AS_OF, sector: [], accuracy: [], judged: [], groups: [], comparisons },
    (name, bytes) => {
      if (!name.includes('/')) write(`data/${name}`, bytes);
    },
  );
  write('app.js', app.script);
  write('app.css', app.style);
  write('index.html', sitePage(app));
  const plain = await plainPage(folder, ordered);
  const served = await serveSite(folder, { port: 0 });
  try {
    const every = 'versions=all';
    const own = await timed(browser, `${served.url}#/overview?${every}`, async (page) => {
      const times: number[] = [];
      for (const filter of REDRAWS) {
        const hash = `#/overview?${every}&${filter}`;
        times.push(await page.evaluate(redrawBy, hash));
      }
      return times;
    });
    const theirs = await timed(browser, `${served.url}plain.html`, async (page) => {
      const times: number[] = [];
      for (const theme of [3, 4, 1, 2, -1]) times.push(await page.evaluate(plainRedraw, theme));
      return times;
    });
    const size = (name: string): number => statSync(join(folder, name)).size / 1024;
    return {
      actions,
      scriptKb: gzipSync(app.script).length / 1024 + gzipSync(app.style).length / 1024,
      dataKb: size('data/summary.dat') + size('data/facts.dat'),
      firstChartMs: own.first,
      redrawMs: median(own.redraws),
      longestTaskMs: own.longest,
      plainDataKb: gzipSync(readFileSync(plain.data)).length / 1024,
      plainFirstMs: theirs.first,
      plainRedrawMs: median(theirs.redraws),
    };
  } finally {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Timing {
  first: number;
  redraws: number[];
  longest: number;
}

async function timed(
  browser: Browser,
  url: string,
  redraw: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<number[]>,
): Promise<Timing> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    (window as unknown as { longTasks: number[] }).longTasks = tasks;
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({ type: 'longtask', buffered: true });
    const seen = new MutationObserver(() => {
      if (document.querySelector('.chart svg') === null) return;
      seen.disconnect();
      performance.mark('first-chart');
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto(url);
  if (url.includes('#/')) await settled(page);
  else await page.locator('.chart svg').first().waitFor();
  const first = await page.evaluate(
    () => performance.getEntriesByName('first-chart')[0]?.startTime ?? Number.NaN,
  );
  const redraws = await redraw(page);
  const longest = await page.evaluate(() =>
    Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks),
  );
  await page.close();
  return { first, redraws, longest };
}

/** Runs in the page: milliseconds from a change of address until the first chart is drawn anew. */
async function redrawBy(hash: string): Promise<number> {
  const from = performance.now();
  location.hash = hash;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const shown = document.querySelector('main')?.getAttribute('data-shown') === location.hash;
      if (shown && document.querySelector('.chart:not(:empty)') !== null) resolve();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return performance.now() - from;
}

/** Runs in the plain page. */
async function plainRedraw(theme: number): Promise<number> {
  const { redraw } = window as unknown as { redraw: (theme: number) => void };
  const from = performance.now();
  redraw(theme);
  await new Promise<void>((resolve) => {
    requestAnimationFrame(() => resolve());
  });
  return performance.now() - from;
}

function storedPlan(plan: Plan, current: boolean): StoredPlan {
  return {
    council: {
      name: plan.council.value?.name ?? '',
      gss: plan.council.value?.gss ?? '',
      type: 'Unitary authority',
      region: 'London',
      nation: 'England',
      population: null,
      density: null,
      deprivation: null,
      known: true,
      invented: false,
    },
    unread: false,
    entry: {
      id: plan.id,
      kind: plan.kind.value ?? 'other',
      title: plan.title,
      planDate: plan.planDate.value,
      planDateBasis: plan.planDate.basis,
      reviewDate: plan.reviewDate.value,
      source: plan.source.name,
      url: plan.source.url,
      copy: '',
      format: plan.source.format,
      pages: plan.source.pages,
      recommendations: plan.recommendations.length,
      unanswered: 0,
      current,
    },
    actions: plan.actions.map((action, index) => ({
      ...action,
      continues: false,
      checkable: true,
      placeLabel: '',
      page: 1,
      position: index + 1,
    })),
    issues: plan.issues,
    sha256: plan.source.sha256,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
