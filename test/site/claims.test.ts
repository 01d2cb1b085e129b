/** What the pages claim: of the day asked about, of what was left out, of what could not be read, and of words unknown. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../../pipeline/calendar.ts';
import { dayInWords } from '../../dashboards/dates.ts';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';
import type { Plan } from '../../pipeline/model.ts';
import { settled, startBrowser, watchedPage } from './browser.ts';
import { buildTestSite, realCouncils, type BuiltSite } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';

let site: BuiltSite;
let browser: Browser;
let page: Page;
let faults: string[];

/** Two rounds of plans of nine councils, and one of a council that is in no table. */
const plans = [
  ...generatePlans({ actions: 540, perPlan: 30, gss: realCouncils(40), seed: 5 }),
  ...[...generatePlans({ actions: 12, perPlan: 12, seed: 2 })].map(withSlips),
  ...[...generatePlans({ actions: 3, perPlan: 3, gss: realCouncils(40) })].map(withoutActions),
  unread('/srv/folder/broken.pdf', 1),
  unread('/srv/folder/torn.docx', 2),
];

/** A covering report, younger than all plans, in which no action stands. */
function withoutActions(plan: Plan): Plan {
  return {
    ...plan,
    id: 'bare-report',
    kind: { ...plan.kind, value: 'covering-report' },
    planDate: { ...plan.planDate, value: '2024-12-20' },
    source: { ...plan.source, sha256: '9'.repeat(64) },
    actions: [],
  };
}

/** What stands for a file of which nothing could be read. */
function unread(name: string, number: number): Plan {
  const [plan] = [...generatePlans({ actions: 3, perPlan: 3 })];
  if (plan === undefined) throw new Error('a plan was wanted');
  const nothing = { value: null, basis: 'inferred', from: 'document not read', place: null } as const;
  const sha256 = String(number).repeat(64);
  return {
    ...plan,
    id: `unread-${sha256.slice(0, 12)}`,
    council: nothing,
    kind: { ...nothing, value: 'other' },
    planDate: nothing,
    reviewDate: nothing,
    title: name,
    source: { name, format: 'text', sha256, pages: 0, url: '' },
    recommendations: [],
    actions: [],
    issues: [{ code: 'binary-noise', severity: 'error', message: `${name} is binary data`, place: null }],
  };
}

/** The plan with two deadlines a year before itself: one it says nothing of, one on which work is under way. */
function withSlips(plan: Plan): Plan {
  const end = `${Number(plan.planDate.value?.slice(0, 4)) - 1}-03-31`;
  const actions = plan.actions.map((action, index) =>
    index === 2
      ? {
          ...action,
          status: 'not_started' as const,
          timescale: {
            ...action.timescale,
            kind: 'in' as const,
            start: addMonths(plan.planDate.value ?? '', 40),
            end: addMonths(plan.planDate.value ?? '', 2),
          },
        }
      : index > 2
        ? { ...action, timescale: { ...action.timescale, kind: 'ongoing' as const, start: null, end: null } }
        : {
            ...action,
            status: index === 0 ? ('not_started' as const) : ('under_way' as const),
            timescale: { ...action.timescale, kind: 'by' as const, start: null, end },
          },
  );
  return { ...plan, actions };
}

beforeAll(async () => {
  [site, browser] = await Promise.all([buildTestSite(plans), startBrowser()]);
  ({ page, faults } = await watchedPage(browser, site.url));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function words(state: string, selector = 'main'): Promise<string> {
  await page.goto(site.url + state);
  await settled(page);
  return (await page.locator(selector).first().textContent()) ?? '';
}

/** Plans of the councils that were published by the day, the newest of each. */
function newestBy(day: string): Plan[] {
  const dayOf = (plan: Plan): string => plan.planDate.value ?? '';
  const published = plans.filter((plan) => plan.actions.length > 0 && dayOf(plan) <= day);
  const byCouncil = Map.groupBy(published, (plan) => plan.council.value?.name);
  return [...byCouncil.values()].flatMap((own) =>
    own.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)).slice(-1),
  );
}

describe('a day in the past', () => {
  const day = '2023-01-31';

  it('counts the plans then in force and says what it leaves out', async () => {
    const then = newestBy(day);
    const younger = newestBy('2099-12-31').filter((plan) => (plan.planDate.value ?? '') > day);
    expect(then.length).toBeGreaterThan(0);
    expect(younger.length).toBeGreaterThan(0);
    const actions = then.reduce((sum, plan) => sum + plan.actions.length, 0);
    const lead = await words(`#/overview?asof=${day}`, '.lead');
    expect(lead).toMatch(
      new RegExp(`^${actions} actions in the newest plans of ${then.length} council`, 'u'),
    );
    expect(lead).toContain(`Left out: ${younger.length} plan`);
    for (const state of ['compare', 'council', 'overdue', 'timeline', 'quality', 'patterns']) {
      expect(await words(`#/${state}?asof=${day}`), state).toContain('Left out: ');
    }
    expect(await words(`#/actions?asof=${day}&versions=all`, '#results')).toMatch(/of \d+ actions/u);
  });

  it('names the newest of the plans it counts, not of documents without an action', async () => {
    const newest = newestBy('2024-12-31');
    const last =
      newest
        .map((plan) => plan.planDate.value ?? '')
        .toSorted()
        .at(-1) ?? '';
    expect(await words('#/overview', '.lead')).toContain(
      `The newest of ${newest.length} dated plans is of ${dayInWords(last)}.`,
    );
  });

  it('leaves nothing out on a later day', async () => {
    expect(await words('#/overview?asof=2030-01-01', '.lead')).not.toContain('Left out');
  });

  it('shows a council without a plan by then as one', async () => {
    expect(await words('#/council/adur?asof=2010-01-01')).toContain('had been published by 1 January 2010');
  });
});

describe('a council of no known type', () => {
  it('gets no peers, hears why, and can be given some by hand', async () => {
    const note = '.benchmark .denominator';
    expect(await words('#/council/ashmere-council', note)).toContain(
      'no peers. The type of this council is not known',
    );
    expect(await words('#/council/ashmere-council?group=own&peers=adur', note)).toContain(
      'against 1 peer (councils I choose) with a plan here: Adur. Too few in this build for a middle',
    );
    expect(await words('#/council/ashmere-council?group=own&peers=adur', '.benchmark .legend')).not.toContain(
      'Middle',
    );
    expect(await words('#/council/ashmere-council?group=all', '.benchmark .legend')).toContain('Middle');
  });
});

describe('a date before its own plan', () => {
  const scope = 'type=unknown';

  it('is no overdue action, unless the plan reports on it', async () => {
    for (const show of ['past', 'reported']) {
      const state = `#/overdue?${scope}&show=${show}`;
      expect(await words(state, '#results')).toMatch(/: 1 of 12 actions/u);
      expect(await words(state, '#results + p')).toContain('Set apart: 1 action with a date before the plan');
    }
    expect(await words(`#/overdue?${scope}&show=slip`, '#results')).toMatch(/: 1 of 12 actions/u);
  });

  it('keeps its lateness, and is named wherever it is set apart', async () => {
    expect(await words(`#/overview?${scope}`, '.key-figures')).toContain('1past their date');
    const note = 'figure:has(#lateness-title) .denominator';
    expect(await words(`#/overview?${scope}`, note)).toContain(
      '1 action past the date has one before the plan itself',
    );
    expect(await words(`#/actions?${scope}&late=overdue`, '#results')).toMatch(/^2 of /u);
    const owed = await words('#/council/ashmere-council', 'section:has(#owed)');
    expect(owed).toMatch(/^Owed: past its date and not reported done: 1 of 12 actions/u);
    expect(owed).toContain('Set apart, not counted here: 1 action with a date before the plan itself');
  });
});

describe('a time that runs backwards', () => {
  const scope = 'type=unknown';

  it('is late on no day, and cannot be told', async () => {
    expect(await words(`#/overview?${scope}`, '.key-figures')).toMatch(/1cannot tell whether late/u);
    for (const day of ['2024-12-31', '2030-01-01']) {
      expect(await words(`#/actions?${scope}&flag=backwards&asof=${day}`, '.results-part')).toMatch(
        /^1 of .*On the dayCannot tell/su,
      );
      expect(await words(`#/actions?${scope}&late=overdue,no_report&asof=${day}`, '#results')).toMatch(
        /^2 of /u,
      );
    }
  });

  it('is named where the late are listed, with the way to it', async () => {
    for (const show of ['past', 'reported'])
      expect(await words(`#/overdue?${scope}&show=${show}`, '#results + p')).toContain(
        'and 1 action with a first day later than the last, most likely slips',
      );
    await page.locator('#set-apart-backwards').click();
    await settled(page);
    expect(await page.locator('#results').textContent()).toMatch(/^1 of /u);
    expect(await words('#/council/ashmere-council', 'section:has(#owed)')).toContain(
      'Nor counted here: 1 action with a first day later than the last',
    );
    expect(await words('#/method')).toContain('A time that runs backwards');
    expect(await words(`#/overdue?${scope}&show=undated`, '.actions-table')).not.toMatch(
      /Days past\D*\d{3}/u,
    );
  });
});

describe('what has no date', () => {
  it('is named for what each figure counts, the same on every page', async () => {
    const scope = '?council=ashmere-council';
    const council = await words('#/council/ashmere-council');
    expect(council).toContain('cannot tell whether late (to be confirmed, nothing said, or unreadable)');
    expect(council).toMatch(/have a date; 9 have no date at all and are not drawn/u);
    expect(await words('#/overview')).toMatch(/have one; [\d,]+ have no last day and are not drawn/u);
    expect(await words(`#/overdue${scope}`, '#list-undated')).toContain('Cannot tell whether late');
    expect(await words('#/quality')).toContain('Cannot tell whether late');
    for (const state of ['overview', 'council', 'council/ashmere-council', 'overdue', 'quality'])
      expect(await words(`#/${state}`), state).not.toMatch(/no date: |have none/iu);
  });
});

describe('files that could not be read', () => {
  it('are counted apart, by name, and are no council', async () => {
    const foot = await words('#/quality?issue=binary-noise', '.foot');
    const documents = plans.length - 2;
    expect(foot).toContain(
      `from ${documents} published documents of 10 councils. 2 files could not be read.`,
    );
    const quality = await words('#/quality?issue=binary-noise');
    expect(quality).toContain('2 files could not be read');
    expect(quality).toContain('broken.pdf is binary data');
    expect(quality).toContain(`2 of ${plans.length}`);
    for (const state of ['quality?issue=binary-noise', 'council', 'overview', 'actions', 'compare']) {
      const shown = await words(`#/${state}`);
      expect(shown, state).not.toContain('/srv');
      expect(shown, state).not.toContain('more council');
      expect(await page.locator('a[href*="not-known"]').count(), state).toBe(0);
    }
    expect(await words('#/council/not-known', 'h1')).toBe('Council not found');
    expect(await words('#/council/council-not-known', 'h1')).toBe('Council not found');
  });
});

describe('coverage', () => {
  const note = 'figure:has(#coverage-title) .denominator';
  const finding = 'figure:has(#coverage-title) .finding';
  const covered = /^(\d+) of (\d+) councils in England/u;

  it('is of English councils, with others apart', async () => {
    const all = await words('#/overview', note);
    const english = parseCsv(readDataText('councils.csv')).filter(
      (row) => row['nation'] === 'England' && row['abolished'] === '',
    );
    expect(covered.exec(await words('#/overview', finding))?.slice(1)).toEqual(['8', String(english.length)]);
    expect(all).toContain('not counted here: 1 in no table of councils, 1 in Wales.');
    const chart = await page.locator('[data-chart=coverage]').getAttribute('aria-label');
    expect(chart).not.toMatch(/Welsh|table/u);
  });

  it('follows type and region, and says what it does not follow', async () => {
    const counties = await words('#/overview?type=County', note);
    expect(covered.exec(await words('#/overview?type=County', finding))?.[2]).toBe('21');
    expect(counties).not.toContain('does not follow');
    expect(await words('#/overview?type=County&theme=finance', note)).toContain(
      'This chart does not follow the theme chosen.',
    );
    const ages = 'figure:has(#plan-ages-title) .denominator';
    expect(await words('#/overview?type=County', ages)).toMatch(/newest plan of each of 3 councils/u);
  });
});

describe('what is not here', () => {
  it('is left out of the address, with a note, as the choice shows', async () => {
    const all = await words('#/overview', '.lead');
    expect(await words('#/overview?type=Unitary', '.lead')).toBe(all);
    expect(await page.locator('.dropped').textContent()).toContain('Type of council: Unitary');
    expect(await page.locator('#scope-type').inputValue()).toBe('');
    expect(await words('#/overview?type=Unitary,County&named=none', '.dropped')).toContain(
      'Named group: none',
    );
    expect(await page.locator('#scope-type').inputValue()).toBe('County');
    await words('#/overview?type=County');
    expect(await page.locator('.dropped').count()).toBe(0);
  });

  it('draws nothing and says so once', async () => {
    for (const state of ['overview', 'quality', 'timeline', 'overdue', 'compare']) {
      await words(`#/${state}?type=County&region=London`);
      expect(await page.locator('main svg').count(), state).toBe(0);
      expect(await page.locator('main .empty').count(), state).toBe(state === 'compare' ? 2 : 1);
    }
  });
});

describe('all of these pages', () => {
  it('are without a fault', () => {
    expect(faults).toEqual([]);
  });
});
