/** Councils of the example plans have invented facts, which stay out of what is said of the councils there are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAnalysis } from '../../pipeline/analyses/analysis.ts';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';
import { readCouncils, unlistedCouncil } from '../../pipeline/store/council-table.ts';
import { openStore, writeStore, type Store } from '../../pipeline/store/store.ts';
import { makePlan } from '../plan-builder.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerlens-invented-'));
let store: Store;

beforeAll(async () => {
  const path = join(folder, 'invented.duckdb');
  const plans = ['Thornsea Council', 'Quillbrook Council'].map((council) => makePlan({ council }));
  await writeStore(path, [...plans, makePlan({ council: 'Southampton', gss: 'E06000045' })], {
    asOf: '2024-12-31',
  });
  store = await openStore(path);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('are marked as invented, bear no real council’s name, and are those of the examples', () => {
  const invented = parseCsv(readDataText('example-councils.csv'));
  const examples = parseCsv(readDataText('example-plans/plans.csv')).map(({ council }) => council);
  expect(new Set(invented.map(({ name }) => name))).toEqual(new Set(examples));
  const real = new Set(readCouncils().flatMap(({ name, type, region }) => [name, `${type}`, `${region}`]));
  for (const { name, type, region, note, ...facts } of invented) {
    expect(note).toBe('invented');
    expect(real).not.toContain(name);
    expect([...real]).toEqual(expect.arrayContaining([type, region]));
    expect(Number(facts['population_density'])).toBeCloseTo(
      Number(facts['population_2020']) / Number(facts['area_km2']),
      0,
    );
  }
});

it('have facts under their own key only, and no code or nation', () => {
  expect(unlistedCouncil('name/thornsea-council', 'Thornsea Council')).toMatchObject({
    name: 'Thornsea Council',
    type: 'Unitary authority',
    gss: null,
    nation: null,
  });
  expect(unlistedCouncil('name/thornsea', 'Thornsea').type).toBeNull();
  expect(unlistedCouncil('X99', 'Thornsea Council').type).toBeNull();
});

it('count in no figure of the councils there are', async () => {
  const rows = await store.query<{ name: string; type: string | null }>(
    'SELECT name, type FROM councils WHERE gss IS NULL ORDER BY name',
  );
  expect(rows).toEqual([
    { name: 'Quillbrook Council', type: null },
    { name: 'Thornsea Council', type: 'Unitary authority' },
  ]);
  const real = readCouncils().filter(
    ({ type, abolished }) => type === 'Unitary authority' && abolished === null,
  );
  const { sql } = readAnalysis('coverage');
  const coverage = await store.query<{ type: string; councils: number; with_plan: number }>(sql, {
    as_of: '2024-12-31',
  });
  expect(coverage.find(({ type }) => type === 'Unitary authority')).toMatchObject({
    councils: real.length,
    with_plan: 1,
  });
  expect(coverage.at(-1)).toMatchObject({ type: 'Not in the table of councils', councils: 2, with_plan: 2 });
});
