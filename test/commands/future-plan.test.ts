/** A plan without a date whose every deadline lies ahead was there on the day it is read, and counts on that day. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../pipeline/store/store.ts';
import { runCommand } from './run-command.ts';

const TABLE = `Recommendation\tAction\tLead officer\tTimescale
1. Plan the budget earlier.\tPublish a budget timetable for members\tDirector of Finance\tMarch 2031
2. Support members.\tAdopt a member development programme\tMonitoring Officer\tWithin six months`;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-future-'));
  writeFileSync(join(folder, 'plan.txt'), `Quillbrook Council\n\nPeer challenge action plan\n\n${TABLE}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function planOn(
  day: string,
  out: string,
): Promise<{ date: string; from: string; ends: (string | null)[] }> {
  const path = join(folder, out);
  expect(
    (await runCommand('--quiet', 'build', join(folder, 'plan.txt'), '--out', path, '--as-of', day)).exitCode,
  ).toBe(0);
  const store = await openStore(join(path, 'peerlens.duckdb'));
  const [plan] = await store.query<{ plan_date_text: string; plan_date_from: string }>('SELECT * FROM plans');
  const actions = await store.query<{ end_date: string | null }>(
    'SELECT end_date FROM actions ORDER BY position',
  );
  store.close();
  return {
    date: plan?.plan_date_text ?? '',
    from: plan?.plan_date_from ?? '',
    ends: actions.map(({ end_date: end }) => end),
  };
}

it('is dated by the day at the latest, with the reason, and its terms count from there', async () => {
  const plan = await planOn('2026-04-20', 'first');
  expect(plan.date).toBe('2026-04');
  expect(plan.from).toBe(
    'read on 2026-04-20, and so no younger; 2031-03 lies after that day: earliest timescale: March 2031',
  );
  expect(plan.ends[0]).toBe('2031-03-31');
  expect(plan.ends[1]).toMatch(/^2026-10/u);
});

it('is dated anew where it is asked about on another day, and by its own timescale once that has come', async () => {
  expect((await planOn('2026-06-02', 'first')).date).toBe('2026-06');
  const later = await planOn('2031-04-01', 'first');
  expect([later.date, later.from]).toEqual(['2031-03', 'earliest timescale: March 2031']);
});
