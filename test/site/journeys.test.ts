/** The journeys of the people the site is for, in a real browser: by mouse and by keyboard alone. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../pipeline/csv.ts';
import type { Plan } from '../../pipeline/model.ts';
import { applyOverrides } from '../../pipeline/overrides.ts';
import { settled, startBrowser, watchedPage } from './browser.ts';
import { buildTestSite, realCouncils, type BuiltSite } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';

let site: BuiltSite;
let browser: Browser;
const plans = [...generatePlans({ actions: 1_500, perPlan: 30, gss: realCouncils(9), seed: 3 })];

beforeAll(async () => {
  [site, browser] = await Promise.all([buildTestSite(plans), startBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('an analyst', () => {
  it('goes from the overview to ownerless finance actions in unitary councils, takes them away, opens one at its source', async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await page.goto(site.url);
    await settled(page);
    await page.getByLabel('Type of council', { exact: true }).selectOption({ value: 'Unitary authority' });
    await page.getByLabel('Theme', { exact: true }).selectOption({ value: 'finance' });
    await settled(page);
    const promised = numberIn(await page.getByRole('link', { name: 'with no owner named' }).textContent());
    await page.getByRole('link', { name: 'with no owner named' }).click();
    await settled(page);
    expect(await page.locator('h2').first().textContent()).toMatch(
      new RegExp(`^No owner named: ${promised} of `, 'u'),
    );
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download \d+ action/u }).click();
    const rows = parseCsv(readFileSync(await (await download).path(), 'utf8'));
    expect(rows).toHaveLength(promised);
    for (const row of rows) {
      expect([row['Theme'], row['Owners'], row['Kind of owner']]).toEqual([
        'Financial planning and management',
        '',
        'No owner named',
      ]);
      expect(row['Place in the source']).toMatch(/^page \d+$/u);
      expect(row['Source at its place']).toBe(
        `${row['Source']}#${row['Place in the source']?.replace(' ', '=')}`,
      );
    }
    await page.locator('.actions-table th[scope=row] a').first().click();
    await settled(page);
    const source = page.getByRole('link', { name: /opens the source/u });
    expect(await source.getAttribute('href')).toMatch(/^https:\/\/council\.example\/.*\.pdf#page=\d+$/u);
    const opened = page.url().split('#')[1]?.split('?')[0] ?? 'none';
    const row = rows.find((entry) => entry['Link']?.includes(`#${opened}?`));
    expect(await page.locator('.own-words').textContent()).toBe(row?.['Action']);
    await page.goBack();
    await settled(page);
    expect(page.url()).toContain('show=ownerless');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('asks about another day, and every page answers for it', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/overview`);
    await settled(page);
    const past = async () =>
      numberIn(await page.getByRole('link', { name: 'past their date' }).textContent());
    const before = await past();
    await page.getByLabel('As of').fill('2022-03-15');
    await page.getByLabel('As of').blur();
    await page.waitForURL(/asof=2022-03-15/u);
    expect(await past()).toBeLessThan(before);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Actions' }).click();
    await settled(page);
    expect(page.url()).toContain('asof=2022-03-15');
    expect(await page.getByLabel('As of').inputValue()).toBe('2022-03-15');
    await page.context().close();
  });

  it('goes from a recurring recommendation to how three councils answered it', async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/overview`);
    await settled(page);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Patterns' }).click();
    await settled(page);
    const councils = numberIn(
      await page.locator('main > div > .table-frame tbody tr').first().locator('td').first().textContent(),
    );
    expect(councils).toBeGreaterThanOrEqual(3);
    await page.locator('main > div > .table-frame tbody a').first().click();
    await page.locator('.answer').first().waitFor();
    await settled(page);
    const answers = page.locator('.answer');
    expect(await answers.count()).toBeGreaterThanOrEqual(councils);
    for (const index of [0, 1, 2]) {
      const answer = answers.nth(index);
      expect(await answer.locator('.told').textContent()).toMatch(/^Told \(/u);
      expect(await answer.locator('.result').count()).toBeGreaterThan(0);
      expect(await answer.locator('.result .badge').first().textContent()).not.toBe('');
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('corrects what was read wrongly by a line taken from the action’s page', async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/actions?late=no_report`);
    await settled(page);
    await page.locator('.result a').first().click();
    await settled(page);
    const download = page.waitForEvent('download');
    await page.locator('#download-correction').click();
    const saved = await download;
    const rows = parseCsv(readFileSync(await saved.path(), 'utf8'));
    expect(rows.map((row) => row['field'])).toEqual(['theme', 'owner', 'timescale', 'status']);
    const text = await page.locator('.own-words').textContent();
    const find = (all: readonly Plan[]) =>
      all.flatMap((plan) => plan.actions).filter((action) => action.id === rows[0]?.['action']);
    // Not filled in, they change nothing; what they say was read is written as a correction is.
    expect(applyOverrides(plans, rows)).toEqual({ plans, unmatched: [], issues: [] });
    const same = rows.map((row) => ({ ...row, value: (row['now'] ?? '').replace(/^'/u, '') }));
    const again = find(applyOverrides(plans, same).plans).find((action) => action.text === text);
    const before = find(plans).find((action) => action.text === text);
    expect(again).toMatchObject({
      timescale: { kind: before?.timescale.kind, start: before?.timescale.start, end: before?.timescale.end },
      owners: before?.owners.map((owner) => ({ text: owner.text })) ?? [],
      status: before?.status,
    });
    const done = applyOverrides(
      plans,
      rows.map((row) => (row['field'] === 'status' ? { ...row, value: 'done' } : row)),
    );
    expect([done.issues, done.unmatched]).toEqual([[], []]);
    expect(find(done.plans).map((action) => action.status)).toContain('done');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('takes a chart away as CSV, SVG and PNG', async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/overview`);
    await settled(page);
    const save = async (format: string): Promise<Buffer> => {
      const download = page.waitForEvent('download');
      await page.locator(`#themes-${format}`).click();
      return readFileSync(await (await download).path());
    };
    expect(parseCsv((await save('csv')).toString())).toHaveLength(6);
    expect((await save('svg')).toString()).toMatch(/^<svg .*<\/svg>$/su);
    expect((await save('png')).subarray(1, 4).toString()).toBe('PNG');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('an officer', () => {
  it('opens her council, compares it with five peers, prints the briefing', async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/council`);
    await settled(page);
    await page.getByRole('main').getByRole('row').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Print a briefing' }).waitFor();
    await settled(page);
    const name = (await page.locator('h1').textContent()) ?? '';
    const slug = page.url().split('/').at(-1) ?? '';
    await page.getByLabel('Compare with').selectOption('own');
    for (let peer = 0; peer < 5; peer++) {
      await settled(page);
      await page.getByLabel('My peers').selectOption({ index: 1 });
      await page.waitForFunction(
        (count) => document.querySelectorAll('[id^="peer-"].chip').length === count,
        peer + 1,
      );
    }
    expect(await page.locator('.benchmark .denominator').textContent()).toMatch(/against 5 peers/u);
    await page.locator('#benchmark-table').click();
    expect(await page.locator('.benchmark tbody tr').first().locator('td').last().textContent()).toMatch(
      /of 6$/u,
    );
    await settled(page);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/gu)?.length ?? 0).toBeLessThanOrEqual(2);
    await page.goto(`${site.url}#/compare?councils=${slug}`);
    await settled(page);
    await page.getByRole('link', { name: new RegExp(`^${name} and the \\d councils`, 'u') }).click();
    await settled(page);
    expect(await page.locator('ul[aria-label="Councils chosen"] li').count()).toBe(6);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('an officer whose council was told what others were', () => {
  it('sees on its page what they did, and opens each', async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/patterns`);
    await settled(page);
    await page.locator('[aria-label^="Table: Recurring"] tbody th a').first().click();
    await settled(page);
    const wording = (await page.locator('.own-words').textContent()) ?? '';
    const told = numberIn(
      /Told to (\d+)/u.exec((await page.locator('.lead').textContent()) ?? '')?.[1] ?? '',
    );
    const answers = page.locator('[aria-label="Table: How each council answered"] tbody tr').first();
    const [actions, done] = await Promise.all(
      [0, 4].map(async (at) => numberIn(await answers.locator('td').nth(at).textContent())),
    );
    await answers.locator('th a').click();
    await settled(page);
    const row = page
      .locator('[aria-label="Table: What others did who were told the same"] tbody tr')
      .filter({ hasText: wording.slice(0, 60) })
      .first();
    const cells = (await row.locator('td').allTextContents()).map((words) => numberIn(words));
    expect([cells[0], cells[1], cells[3]]).toEqual([actions, done, told - 1]);
    await row.locator('th a').click();
    await settled(page);
    expect(await page.locator('.own-words').textContent()).toBe(wording);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('on a phone', () => {
  it('the patterns are a list that needs no pushing, with the same figures', async () => {
    const wide = await watchedPage(browser, site.url);
    await wide.page.goto(`${site.url}#/patterns`);
    await settled(wide.page);
    const figures = await wide.page
      .locator('[aria-label^="Table: Recurring"] tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    await wide.page.context().close();
    const { page, faults } = await watchedPage(browser, site.url, { width: 390, height: 844 });
    await page.goto(`${site.url}#/patterns`);
    await settled(page);
    const listed = await page
      .locator('.result')
      .evaluateAll((items) =>
        items.map((item) => [...item.querySelectorAll('.words, dd')].map((part) => part.textContent)),
      );
    expect(listed.length).toBeGreaterThan(0);
    expect(listed).toEqual(figures);
    expect(await page.locator('[aria-label^="Table: Recurring"]').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('what is overdue is narrowed to a council', async () => {
    const { page, faults } = await watchedPage(browser, site.url, { width: 390, height: 844 });
    await page.goto(`${site.url}#/overdue`);
    await settled(page);
    const option = page.getByLabel('Council', { exact: true }).locator('option').nth(1);
    const [words, value] = [await option.textContent(), await option.getAttribute('value')];
    await page.getByLabel('Council', { exact: true }).selectOption({ value: value ?? '' });
    await settled(page);
    expect(page.url()).toContain(`council=${value}`);
    const actions = /\((\d+)\)$/u.exec(words ?? '')?.[1];
    expect(await page.locator('#results').textContent()).toContain(` of ${actions} actions`);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('with a keyboard alone', () => {
  it('skips to the content, filters, keeps its place, opens an action and goes back', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/actions`);
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the main content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
    await page.keyboard.type('workforce');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=workforce/u);
    await settled(page);
    await page.locator('.results mark').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
    await tabTo(page, 'facet-theme-capacity');
    await page.keyboard.press('Space');
    await page.waitForURL(/theme=capacity/u);
    await page.locator('#chip-theme-capacity').waitFor();
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('facet-theme-capacity');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    expect(outline).toBe('solid');
    for (
      let step = 0;
      step < 60 && !(await page.evaluate(() => document.activeElement?.closest('.result .words') !== null));
      step++
    ) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/action\//u);
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.goBack();
    await page.locator('.results mark').first().waitFor();
    expect(page.url()).toMatch(/q=workforce&theme=capacity/u);
    await page.context().close();
  });

  it.each(['overview', 'overdue', 'actions'])(
    'reaches every control of %s, each with room enough',
    async (name) => {
      const { page } = await watchedPage(browser, site.url);
      await page.goto(`${site.url}#/${name}`);
      await settled(page);
      const wanted = await page
        .locator('a[href], button, select, input, summary, [tabindex="0"]')
        .evaluateAll(
          (elements) =>
            elements.filter(
              (element) =>
                element.checkVisibility({ contentVisibilityAuto: true }) &&
                element.getClientRects().length > 0,
            ).length,
        );
      const reached = new Set<string>();
      for (let step = 0; step < wanted + 3; step++) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate(pathOfFocus));
      }
      reached.delete('');
      expect(reached.size).toBeGreaterThanOrEqual(wanted);
      const small = await page
        .locator('main button, main select, main input, main summary')
        .evaluateAll((elements) =>
          elements
            .map((element) => ({ words: element.textContent, box: element.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
            .map(({ words, box }) => `${words}: ${box.width} × ${box.height}`),
        );
      expect(small).toEqual([]);
      await page.context().close();
    },
  );
});

describe('patterns', () => {
  it('lists those of one theme, as many as the choice says, and the rest by another', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/patterns`);
    await settled(page);
    const rowsShown = (): Promise<number> =>
      page.locator('[aria-label^="Table: Recurring"] tbody tr').count();
    const choice = page.getByLabel('Theme, mostly', { exact: true });
    const all = await rowsShown();
    let sum = 0;
    for (const option of await choice.locator('option').all()) {
      const [value, words] = [await option.getAttribute('value'), await option.textContent()];
      if (!value) continue;
      await page.goto(`${site.url}#/patterns?theme=${value}`);
      await settled(page);
      const told = Number(/\((\d+)\)$/u.exec(words ?? '')?.[1]);
      expect(await rowsShown(), words ?? '').toBe(told);
      expect(await page.locator('main .empty').count()).toBe(told === 0 ? 1 : 0);
      sum += told;
    }
    expect(sum).toBe(all);
    await page.context().close();
  });

  it('lists those of councils of one type, as many as the choice says, and says of whom', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/patterns`);
    await settled(page);
    const all = numberIn(await page.locator('.lead').textContent());
    const types = await page
      .getByLabel('Type of council', { exact: true })
      .locator('option')
      .evaluateAll((options) =>
        options.map((option) => [(option as HTMLOptionElement).value, option.textContent ?? '']),
      );
    expect(types.length).toBeGreaterThan(2);
    for (const [value = '', words = ''] of types.slice(1)) {
      await page.goto(`${site.url}#/patterns?type=${value}`);
      await settled(page);
      const told = Number(/\(([\d,]+)\)$/u.exec(words)?.[1]);
      const rows = page.locator('[aria-label^="Table: Recurring"] tbody tr');
      expect(await rows.count(), words).toBe(told);
      expect(told).toBeLessThanOrEqual(all);
      if (told === 0) continue;
      const councils = numberIn(await rows.first().locator('td').first().textContent());
      await rows.first().locator('th a').click();
      await settled(page);
      expect(await page.locator('.lead').textContent()).toContain(`Told to ${councils} of `);
      expect(await page.locator('[aria-label="Table: How each council answered"] tbody tr').count()).toBe(
        councils,
      );
    }
    await page.context().close();
  });

  it('offers all councils where those chosen do not share a pattern', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/patterns`);
    await settled(page);
    await page.locator('[aria-label^="Table: Recurring"] tbody a').first().click();
    await settled(page);
    const id = /patterns\/([^?]+)/u.exec(page.url())?.[1] ?? '';
    await page.goto(`${site.url}#/patterns/${id}?type=City corporation`);
    await settled(page);
    await page.getByRole('link', { name: 'See how all councils answered' }).click();
    await settled(page);
    expect(await page.locator('.lead').textContent()).toMatch(/^Told to \d/u);
    await page.context().close();
  });
});

describe('a choice made elsewhere', () => {
  it('is seen wherever it narrows what is counted', async () => {
    const { page } = await watchedPage(browser, site.url);
    for (const name of ['overview', 'overdue', 'timeline', 'quality']) {
      await page.goto(`${site.url}#/${name}?theme=finance`);
      await settled(page);
      expect(await page.getByLabel('Theme', { exact: true }).inputValue(), name).toBe('finance');
    }
    await page.context().close();
  });

  it('that nothing fits leaves no group of filters empty', async () => {
    const { page } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/actions?theme=finance&flag=beforePlan,notBeforePlan`);
    await settled(page);
    expect(await page.locator('h2').first().textContent()).toMatch(/^0 of /u);
    const boxes = await page
      .locator('.filters fieldset')
      .evaluateAll((groups) => groups.map((group) => group.querySelectorAll('input').length));
    expect(boxes.length).toBeGreaterThan(1);
    expect(Math.min(...boxes)).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe('the list of councils', () => {
  it('goes by the type chosen, in the order asked for, and can be taken away', async () => {
    const { page, faults } = await watchedPage(browser, site.url);
    await page.goto(`${site.url}#/council`);
    await settled(page);
    const rows = page.locator('[aria-label^="Table: Councils"] tbody tr');
    const all = await rows.count();
    await page.getByLabel('Type of council', { exact: true }).selectOption('Unitary authority');
    await settled(page);
    const some = await rows.count();
    expect(some).toBeGreaterThan(1);
    expect(some).toBeLessThan(all);
    expect(numberIn(await page.locator('.lead').textContent())).toBe(some);
    await page.locator('#sort-past').click();
    await settled(page);
    const shares = (await rows.locator('td:nth-of-type(5)').allTextContents()).map((text) =>
      text.includes('(') ? Number(/\((?:under |over )?(\d+)%\)/u.exec(text)?.[1]) : -1,
    );
    expect(shares).toHaveLength(some);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(await page.locator('th[aria-sort=descending]').textContent()).toBe('Past its date');
    const download = page.waitForEvent('download');
    await page.locator('#councils-csv').click();
    const saved = parseCsv(readFileSync(await (await download).path(), 'utf8'));
    expect(saved.map((row) => row['Council'])).toEqual(await rows.locator('th').allTextContents());
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

function numberIn(text: string | null): number {
  return Number((/[\d,]+/u.exec(text ?? '')?.[0] ?? '').replaceAll(',', ''));
}

async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => document.activeElement?.textContent ?? '');
}

async function tabTo(page: Page, id: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${id}`);
}

/** Runs in the page: where the focused element stands, as a path of positions; empty on the body. */
function pathOfFocus(): string {
  const path: number[] = [];
  for (
    let element = document.activeElement;
    element !== null && element !== document.body;
    element = element.parentElement
  ) {
    path.push([...(element.parentElement?.children ?? [])].indexOf(element));
  }
  return path.join(' ');
}
