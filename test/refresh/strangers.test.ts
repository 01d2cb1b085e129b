/** What comes in place of a plan: a page to sign in, another council's plan; and the ways out that a person has. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../pipeline/calendar.ts';
import type { HeldDocument } from '../../pipeline/refresh/held-back.ts';
import { refresh, type RefreshOptions, type RefreshReport } from '../../pipeline/refresh/refresh.ts';
import { DEFAULT_LIMITS } from '../../pipeline/sources/fetch.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { document, openSiteFarm, type SiteFarm } from '../sources/site-farm.ts';
import { asHtml, type FarmPlan, farmPlan } from './farm-plans.ts';

const COUNCILS = 12;
const STRANGE = 5;
let folder = '';
let farm: SiteFarm;
let night = 0;

const own = farmPlan(STRANGE);
const stranger: FarmPlan = {
  ...farmPlan(STRANGE),
  council: 'Marlbridge Borough Council',
  date: 'April 2026',
  rows: farmPlan(2).rows.map((row) => ({ ...row, action: `${row.action} for Marlbridge` })),
};

function serve(index: number, plan: FarmPlan): void {
  const body = asHtml(plan);
  farm.on(`/${index}.html`, document(body, { type: 'text/html', etag: `"${plan.council}${plan.date}"` }));
}

/** Writes the register; `pin` for the one source that goes astray. */
function register(pin = ''): void {
  const lines = Array.from(
    { length: COUNCILS },
    (_, index) =>
      `${farmPlan(index).council},action-plan,${farm.origin}/${index}.html,${index === STRANGE ? pin : ''}`,
  );
  writeFileSync(join(folder, 'sources.csv'), `council,kind,url,sha256\n${lines.join('\n')}\n`);
}

async function runNight(options: Partial<RefreshOptions> = {}): Promise<RefreshReport> {
  const asOf = addDays('2026-04-20', ++night);
  return refresh({
    register: join(folder, 'sources.csv'),
    out: join(folder, 'build'),
    asOf,
    now: new Date(`${asOf}T03:00:00Z`),
    fetch: { ...DEFAULT_LIMITS, allowLoopback: true, backOffMs: 1, hostDelayMs: 0, hosts: 4 },
    overrides: '',
    accept: {},
    dryRun: false,
    only: '',
    keepRuns: 5,
    ...options,
  });
}

async function actionsPublished(): Promise<string[]> {
  const store = await openStore(join(folder, 'build/current/peerlens.duckdb'));
  const rows = await store.query<{ text: string }>(
    `SELECT text FROM current_actions WHERE council = '${own.council}' ORDER BY position`,
  );
  store.close();
  return rows.map((row) => row.text);
}

const ownActions = own.rows.map(({ action }) => action);
const failures = (report: RefreshReport) =>
  report.log.sources
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ failure, message }) => [failure, message]);
const refused = (report: RefreshReport) =>
  report.log.gates.filter((gate) => !gate.passed).map((gate) => gate.gate);
const held = (report: RefreshReport) => report.log.held.map(({ gate }) => gate);
const changes = () => readFileSync(join(folder, 'build/current/changes.md'), 'utf8');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-strangers-'));
  farm = await openSiteFarm();
  for (let index = 0; index < COUNCILS; index++) serve(index, farmPlan(index));
  register();
});

afterAll(async () => {
  await farm.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what comes in place of a plan', () => {
  it('is a plan at first', async () => {
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(report.summary).toContain(`published: ${COUNCILS} new plans, 0 changed actions`);
    expect(await actionsPublished()).toEqual(ownActions);
  });

  it('a page to sign in is a failure of the source, and the last copy stays in use', async () => {
    const page = '<!doctype html><title>Sign in</title><h1>Sign in</h1><form><input type="password"></form>';
    farm.on(`/${STRANGE}.html`, document(page, { type: 'text/html', etag: '"sign-in"' }));
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(failures(report)).toEqual([
      ['wrong-content', 'a page to sign in (“Sign in”) came in place of the document'],
    ]);
    expect(report.summary).toContain('0 new plans, 0 changed actions');
    expect(report.summary).toMatch(/1 source failed\.$/);
    expect(await actionsPublished()).toEqual(ownActions);
  });

  it('another council’s plan is not published as this council’s', async () => {
    serve(STRANGE, stranger);
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(held(report)).toEqual(['council-conflicts']);
    expect(report.summary).toContain(', 1 document held back, ');
    expect(await actionsPublished()).toEqual(ownActions);
    const page = changes();
    expect(page).toContain('Marlbridge Borough Council');
    expect(page).toContain(
      'npx peerlens refresh --accept "council-conflicts:farmland-6-borough-council=why"',
    );
    expect(page).toContain(`${farm.origin}/${STRANGE}.html: sha256 of the copy before `);
    expect(page.match(/sha256 of the copy before [0-9a-f]{64}/g)).toHaveLength(1);
  });

  it('a dry run says so', async () => {
    const report = await runNight({ dryRun: true });
    expect(report.outcome).toBe('dry-run');
    expect(held(report)).toEqual(['council-conflicts']);
    expect(report.summary).toContain(': dry run, would be published: ');
  });

  it('the copy before can be pinned, and is used although a later one is held', async () => {
    const log = JSON.parse(readFileSync(join(folder, 'build/current/changes.json'), 'utf8')) as {
      held: HeldDocument[];
    };
    register(log.held[0]?.before);
    const report = await runNight();
    expect([report.outcome, held(report)]).toEqual(['published', []]);
    expect(failures(report).map(([code]) => code)).toEqual(['not-the-pinned-bytes']);
    expect(await actionsPublished()).toEqual(ownActions);
  });

  it('without the pin the later copy counts again, and a person may let it pass', async () => {
    register();
    expect(held(await runNight())).toEqual(['council-conflicts']);
    const report = await runNight({ accept: { 'council-conflicts': 'a joint plan' } });
    expect(report.outcome).toBe('published');
    expect(report.summary).toContain(': published (accepted: council-conflicts): ');
    expect(changes()).toContain('Doubts about the register and its documents (1)');
    const page = readFileSync(join(folder, 'build/current/site/changes.html'), 'utf8');
    expect(page).toContain('accepted: council-conflicts');
    expect(page).not.toMatch(/doubt|sources\.csv/iu);
    expect(await actionsPublished()).toEqual(stranger.rows.map(({ action }) => action));
  });

  it('what was let pass is not asked about again', async () => {
    const report = await runNight();
    expect([report.outcome, refused(report)]).toEqual(['published', []]);
  });
});
