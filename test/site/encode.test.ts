/** What goes into the site's data comes out of it, row by row; the same store gives the same bytes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFacts } from '../../dashboards/data/facts.ts';
import { countByTwo, facetsOf, select } from '../../dashboards/data/facets.ts';
import { orderBy } from '../../dashboards/data/order.ts';
import { loadSite, type Site } from '../../dashboards/data/site.ts';
import { dayNumber } from '../../dashboards/dates.ts';
import { LATENESS, OPEN } from '../../dashboards/lateness.ts';
import { writeSite } from '../../pipeline/site/site.ts';
import type { PlanEntry, Summary } from '../../pipeline/site/contract.ts';
import { openStore, writeStore } from '../../pipeline/store/store.ts';
import { AS_OF, realCouncils } from './built-site.ts';
import { generatePlans } from './generated-plans.ts';

const root = mkdtempSync(join(tmpdir(), 'peerlens-encode-'));
const storePath = join(root, 'test.duckdb');
const folder = join(root, 'site');
const plans = [...generatePlans({ actions: 900, perPlan: 20, gss: realCouncils(14), seed: 4 })];
let site: Site;

beforeAll(async () => {
  await writeStore(storePath, plans, { asOf: AS_OF, keepHistory: false });
  await writeSite(storePath, folder, { asOf: AS_OF });
  site = await loadSite(async (name) => gunzipSync(readFileSync(join(folder, 'data', name))));
}, 60_000);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the columns', () => {
  it('give back every action with its dates, owners, theme and status', async () => {
    const rows = Array.from({ length: site.facts.rows }, (_, row) => row);
    const details = await site.details(rows);
    const given = new Map(plans.flatMap((plan) => plan.actions.map((action) => [action.id, action])));
    expect(details).toHaveLength(given.size);
    const { facts, summary } = site;
    for (const [row, detail] of details.entries()) {
      const action = given.get(detail.id);
      const { start, end, kind } = detail.timescale;
      expect(action).toBeDefined();
      expect(detail.text).toBe(action?.text);
      expect([start, end]).toEqual([action?.timescale.start, action?.timescale.end]);
      expect(facts.start[row]).toBe(start === null ? OPEN : dayNumber(start));
      expect(facts.end[row]).toBe(end === null ? OPEN : dayNumber(end));
      expect(summary.codes.kinds[facts.kind[row] ?? 0]).toBe(kind);
      expect(summary.codes.statuses[facts.status[row] ?? 0]).toBe(action?.status);
      expect(summary.codes.themes[facts.theme[row] ?? 0]).toBe(action?.themes[0]?.theme);
      expect(facts.unsure[row] === 1).toBe(action?.themeUnsure);
      expect(facts.owners[row]).toBe(action?.owners.length);
      expect(summary.roles[facts.role[row] ?? 0]).toBe(action?.owners[0]?.role ?? '');
    }
  });

  it('find an action by its id and no other', async () => {
    const [text] = await site.texts([123]);
    expect(await site.rowOf(text?.id ?? '')).toBe(123);
    expect(await site.rowOf('constructor')).toBeNull();
    expect(await site.rowOf('')).toBeNull();
  });

  it('refuse bytes that are not theirs', () => {
    expect(() => decodeFacts(site.summary, new Uint8Array(3))).toThrow('facts and summary differ');
  });
});

describe('counts', () => {
  it('are the store’s, by theme and lateness, unknowns included', async () => {
    const store = await openStore(storePath);
    const sql = `SELECT theme_group(theme, theme_unsure) AS theme,
      lateness(status, kind, start_date, end_date, DATE '${AS_OF}') AS late, count(*) AS actions
      FROM current_actions GROUP BY ALL`;
    const expected = await store.query<{ theme: string; late: string; actions: number }>(sql);
    store.close();
    const facets = facetsOf(site, dayNumber(AS_OF));
    const { rows } = select(site, facets, new URLSearchParams(), dayNumber(AS_OF));
    const table = countByTwo(site, rows, facets.theme, facets.late);
    const counted = new Map<string, number>();
    for (const [theme, counts] of table.entries()) {
      for (const [late, actions] of counts.entries()) {
        const name = (LATENESS[late] ?? '').replace('no_report', 'overdue');
        const key = `${facets.theme.values[theme]?.value} ${name}`;
        if (actions > 0) counted.set(key, (counted.get(key) ?? 0) + actions);
      }
    }
    expect(byKey([...counted])).toEqual(
      byKey(expected.map((row) => [`${row.theme} ${row.late}`, row.actions])),
    );
  });

  it('of a facet are as if it alone were not set', () => {
    const facets = facetsOf(site, dayNumber(AS_OF));
    const all = select(site, facets, new URLSearchParams(), dayNumber(AS_OF));
    const finance = select(site, facets, new URLSearchParams({ theme: 'finance' }), dayNumber(AS_OF));
    const late = select(
      site,
      facets,
      new URLSearchParams({ theme: 'finance', owner: 'none' }),
      dayNumber(AS_OF),
    );
    expect(finance.counts.theme).toEqual(all.counts.theme);
    expect(finance.rows.length).toBe(all.counts.theme[3]);
    expect(late.rows.length).toBe(finance.counts.owner[0]);
    expect(late.counts.owner).toEqual(finance.counts.owner);
    expect(late.of).toBe(all.rows.length);
  });

  it('take in earlier versions only when asked', () => {
    const facets = facetsOf(site, dayNumber(AS_OF));
    const every = select(site, facets, new URLSearchParams({ versions: 'all' }), dayNumber(AS_OF));
    expect(every.rows.length).toBe(site.facts.rows);
    expect(select(site, facets, new URLSearchParams(), dayNumber(AS_OF)).rows.length).toBeLessThan(
      site.facts.rows,
    );
  });

  it('by flags ask for some and refuse others', () => {
    const facets = facetsOf(site, dayNumber(AS_OF));
    const all = select(site, facets, new URLSearchParams(), dayNumber(AS_OF)).rows;
    const rows = select(
      site,
      facets,
      new URLSearchParams({ flag: 'doubted,uncheckable' }),
      dayNumber(AS_OF),
    ).rows;
    const fits = (row: number): boolean => ((site.facts.flags[row] ?? 0) & 36) === 4;
    expect(rows).toEqual(all.filter(fits));
    expect(rows.length).toBeGreaterThan(0);
  });

  it('keep to a named group, whose members alone are in the denominator', () => {
    const [group] = site.summary.groups;
    expect(group?.councils.length).toBeGreaterThan(1);
    const facets = facetsOf(site, dayNumber(AS_OF));
    const chosen = select(site, facets, new URLSearchParams({ named: group?.name ?? '' }), dayNumber(AS_OF));
    expect(chosen.rows.length).toBeGreaterThan(0);
    expect(chosen.of).toBe(chosen.rows.length);
    for (const row of chosen.rows) expect(group?.councils).toContain(site.facts.council[row]);
    expect(
      select(site, facets, new URLSearchParams({ named: 'nobody' }), dayNumber(AS_OF)).of,
    ).toBeGreaterThan(chosen.of);
  });

  it('of lateness follow the day', () => {
    const column = site.lateness(dayNumber('2000-01-01'));
    expect([...column].some((late) => LATENESS[late] === 'overdue' || LATENESS[late] === 'no_report')).toBe(
      false,
    );
  });
});

describe('order', () => {
  it('is by key, and as before among equals', () => {
    const keys = [3, -1, 3, 0, -1];
    expect([...orderBy(Uint32Array.from([0, 1, 2, 3, 4]), (row) => keys[row] ?? 0)]).toEqual([1, 4, 3, 0, 2]);
    expect([...orderBy(new Uint32Array(), () => 0)]).toEqual([]);
  });
});

describe('the files', () => {
  it('are the same from the same store', async () => {
    const again = join(root, 'again');
    await writeSite(storePath, again, { asOf: AS_OF });
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names)
      expect(readFileSync(again + name).equals(readFileSync(folder + name)), name).toBe(true);
  });

  it('of an earlier build go', async () => {
    const other = join(root, 'other');
    await writeSite(storePath, other, { asOf: AS_OF });
    const small = join(root, 'small.duckdb');
    await writeStore(small, generatePlans({ actions: 3, perPlan: 3 }), { asOf: AS_OF });
    await writeSite(small, other, { asOf: AS_OF });
    expect(readdirSync(join(other, 'data', 'texts'))).toEqual(['0.dat']);
    const summary = JSON.parse(
      gunzipSync(readFileSync(join(other, 'data', 'summary.dat'))).toString(),
    ) as Summary;
    expect(summary.actions).toBe(3);
    expect(summary.plans.every((plan: PlanEntry) => plan.current)).toBe(true);
  });

  it('hold a copy of a document that has no address, a web page as text', async () => {
    const own = join(root, 'own.duckdb');
    const [first, second] = [...generatePlans({ actions: 6, perPlan: 3 })];
    if (first === undefined || second === undefined) throw new Error('two plans were wanted');
    const nameless = [
      { ...first, source: { ...first.source, url: '', sha256: 'a'.repeat(64) } },
      { ...second, source: { ...second.source, url: '', sha256: 'b'.repeat(64), format: 'html' as const } },
    ];
    await writeStore(own, nameless, { asOf: AS_OF });
    const out = join(root, 'own');
    await writeSite(own, out, {
      asOf: AS_OF,
      original: (sha) => (sha.startsWith('a') ? Buffer.from('pdf') : Buffer.from('<b>')),
    });
    expect(readdirSync(join(out, 'sources')).toSorted()).toEqual([
      'aaaaaaaaaaaaaaaa.pdf',
      'bbbbbbbbbbbbbbbb.txt',
    ]);
    const summary = JSON.parse(
      gunzipSync(readFileSync(join(out, 'data', 'summary.dat'))).toString(),
    ) as Summary;
    expect(summary.plans.map((plan) => plan.copy).toSorted()).toEqual([
      'sources/aaaaaaaaaaaaaaaa.pdf',
      'sources/bbbbbbbbbbbbbbbb.txt',
    ]);
  });

  it('of an empty store are whole', async () => {
    const empty = join(root, 'empty.duckdb');
    await writeStore(empty, [], { asOf: AS_OF });
    await writeSite(empty, join(root, 'empty'), { asOf: AS_OF });
    const none = await loadSite(async (name) => gunzipSync(readFileSync(join(root, 'empty', 'data', name))));
    expect(none.facts.rows).toBe(0);
    expect((await none.patterns()).patterns).toEqual([]);
  });

  it('of a missing store are not begun', async () => {
    await expect(writeSite(join(root, 'none.duckdb'), join(root, 'none'), { asOf: AS_OF })).rejects.toThrow(
      /store/u,
    );
    expect(readdirSync(root)).not.toContain('none');
  });
});

function byKey(entries: [string, number][]): Record<string, number> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
