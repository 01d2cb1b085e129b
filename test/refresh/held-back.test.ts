/** A document that a gate refuses holds back its own council only; what is wrong with the whole night refuses the night. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../pipeline/calendar.ts';
import { publishedRun } from '../../pipeline/refresh/publication.ts';
import { refresh, type RefreshOptions, type RefreshReport } from '../../pipeline/refresh/refresh.ts';
import { DEFAULT_LIMITS } from '../../pipeline/sources/fetch.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { runCommand } from '../commands/run-command.ts';
import { document, openSiteFarm, type SiteFarm } from '../sources/site-farm.ts';
import { asHtml, type FarmPlan, farmPlan } from './farm-plans.ts';

const COUNCILS = 20;
let folder = '';
let out = '';
let farm: SiteFarm;
let night = 0;

function serve(index: number, plan: FarmPlan = farmPlan(index)): void {
  const etag = `"${JSON.stringify(plan).length}${plan.council}${plan.date}"`;
  farm.on(`/${index}.html`, document(asHtml(plan), { type: 'text/html', etag }));
}

const emptied = (index: number): FarmPlan => ({ ...farmPlan(index), rows: [] });
const renewed = (index: number): FarmPlan => ({
  ...farmPlan(index),
  date: 'April 2026',
  rows: farmPlan(index).rows.map((row) => ({ ...row, action: `${row.action}, once more` })),
});

async function runNight(options: Partial<RefreshOptions> = {}): Promise<RefreshReport> {
  const asOf = addDays('2026-04-20', ++night);
  return refresh({
    register: join(folder, 'sources.csv'),
    out,
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

/** The first words of the published actions of a council that tell its version. */
async function publishedActions(index: number): Promise<string[]> {
  const store = await openStore(join(out, 'current/peerlens.duckdb'));
  const rows = await store.query<{ text: string }>(
    `SELECT text FROM current_actions WHERE council = '${farmPlan(index).council}' ORDER BY position`,
  );
  store.close();
  return rows.map(({ text }) => text);
}

/** The command, dry, on the day of the last night. */
function dryRun(...more: string[]) {
  const where = ['--sources', join(folder, 'sources.csv'), '--out', out];
  const day = ['--as-of', addDays('2026-04-20', night)];
  return runCommand(
    'refresh',
    ...where,
    ...day,
    '--allow-loopback',
    '--host-delay',
    '0',
    '--dry-run',
    ...more,
  );
}

/** SHA-256 of the documents of a council that the published run was given. */
async function documentsRead(index: number): Promise<string[]> {
  const store = await openStore(join(out, 'current/peerlens.duckdb'));
  const rows = await store.query<{ sha256: string }>(
    `SELECT sha256 FROM plans WHERE in_last_build AND council = '${farmPlan(index).council}'`,
  );
  store.close();
  return rows.map(({ sha256 }) => sha256);
}

const actionsOf = (plan: FarmPlan): string[] => plan.rows.map(({ action }) => action);
const heldCouncils = (report: RefreshReport): string[] => report.log.held.map(({ council }) => council);
const refused = (report: RefreshReport): string[] =>
  report.log.gates.filter(({ passed }) => !passed).map(({ gate }) => gate);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-held-'));
  out = join(folder, 'build');
  farm = await openSiteFarm();
  for (let index = 0; index < COUNCILS; index++) serve(index);
  const lines = Array.from(
    { length: COUNCILS },
    (_, index) => `${farmPlan(index).council},action-plan,${farm.origin}/${index}.html`,
  );
  writeFileSync(join(folder, 'sources.csv'), `council,kind,url\n${lines.join('\n')}\n`);
});

afterAll(async () => {
  await farm.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a document without its actions', () => {
  it('is nothing to hold back on the first night', async () => {
    const report = await runNight();
    expect([report.outcome, report.log.held]).toEqual(['published', []]);
  });

  it('is held back alone: the others are published, its old version stays, and it is said', async () => {
    serve(4, emptied(4));
    serve(5, renewed(5));
    const report = await runNight();
    expect([report.outcome, refused(report), heldCouncils(report)]).toEqual([
      'published',
      [],
      [farmPlan(4).council],
    ]);
    expect(await publishedActions(4)).toEqual(actionsOf(farmPlan(4)));
    expect(await publishedActions(5)).toEqual(actionsOf(renewed(5)));
    expect(report.summary).toContain('1 document held back');
    expect(report.metrics).toMatchObject({ held_back: 1 });
    const log = readFileSync(join(out, 'current/changes.md'), 'utf8');
    expect(log).toContain('## Documents held back (1)');
    expect(log).toContain('Farmland 5 Borough Council 4 → 0');
    expect(log).toContain('npx peerlens refresh --accept "council-actions:farmland-5-borough-council=why"');
    const page = readFileSync(join(out, 'current/site/changes.html'), 'utf8');
    expect(page).toContain('Documents held back (1)');
    expect(page).not.toContain('npx peerlens');
    expect(existsSync(join(out, 'refused'))).toBe(false);
  });

  it('is said every night, although nothing else changes', async () => {
    const report = await runNight();
    expect([report.outcome, heldCouncils(report)]).toEqual(['published', [farmPlan(4).council]]);
    expect(await publishedActions(4)).toEqual(actionsOf(farmPlan(4)));
  });

  it('ends the command with a code of its own, and an event for the log', async () => {
    const asOf = addDays('2026-04-20', ++night);
    const where = ['--sources', join(folder, 'sources.csv'), '--out', out, '--as-of', asOf];
    const { exitCode, stdout, stderr } = await runCommand(
      'refresh',
      ...where,
      '--allow-loopback',
      '--host-delay',
      '0',
    );
    expect([exitCode, stdout]).toEqual([3, expect.stringContaining('1 document held back')]);
    const events = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'held-back', council: farmPlan(4).council, gate: 'council-actions' }),
    );
  });

  it('ends a dry run with the code that the night would end with, and says what would be', async () => {
    const before = publishedRun(out);
    night++;
    const held = await dryRun();
    expect(held.exitCode).toBe(3);
    expect(held.stdout).toContain(': dry run, would be published: ');
    expect(held.stdout).toContain('1 document would be held back');
    const accepted = await dryRun('--accept', 'council-actions:Farmland 5 Borough Council=seen');
    expect([accepted.exitCode, accepted.stdout]).toEqual([0, expect.stringContaining('would be published')]);
    expect(publishedRun(out)).toBe(before);
  });

  it('gives way to a good one, and nothing is said any more', async () => {
    serve(4, renewed(4));
    const report = await runNight();
    expect([report.outcome, heldCouncils(report)]).toEqual(['published', []]);
    expect(await publishedActions(4)).toEqual(actionsOf(renewed(4)));
  });

  it('is published once a person accepts it', async () => {
    serve(6, { ...farmPlan(6), date: 'May 2026', rows: farmPlan(6).rows.slice(0, 1) });
    expect(heldCouncils(await runNight())).toEqual([farmPlan(6).council]);
    expect(await publishedActions(6)).toHaveLength(4);
    const report = await runNight({ accept: { 'council-actions': 'closed, seen by hand' } });
    expect([report.outcome, heldCouncils(report)]).toEqual(['published', []]);
    expect(await publishedActions(6)).toHaveLength(1);
    expect(heldCouncils(await runNight())).toEqual([]);
  });

  it('is published alone where a person names its council: another stays held back', async () => {
    serve(16, { ...farmPlan(16), date: 'May 2026', rows: farmPlan(16).rows.slice(0, 1) });
    serve(17, emptied(17));
    expect(heldCouncils(await runNight())).toEqual([farmPlan(16).council, farmPlan(17).council]);
    const report = await runNight({
      accept: { 'council-actions:farmland-17-borough-council': 'shorter, seen by hand' },
    });
    expect([report.outcome, heldCouncils(report)]).toEqual(['published', [farmPlan(17).council]]);
    expect(await publishedActions(16)).toHaveLength(1);
    expect(await publishedActions(17)).toHaveLength(4);
    const log = readFileSync(join(out, 'current/changes.md'), 'utf8');
    expect(log).toContain('Farmland 17 Borough Council 4 → 1. Reason: shorter, seen by hand');
    serve(17);
    expect(heldCouncils(await runNight())).toEqual([]);
  });

  it('is published where the register pins it, an older copy with fewer actions', async () => {
    const shorter = { ...farmPlan(18), date: 'April 2026', rows: farmPlan(18).rows.slice(0, 1) };
    serve(18, shorter);
    await runNight({ accept: { 'council-actions': 'closed, it seemed' } });
    serve(18, renewed(18));
    expect((await runNight()).outcome).toBe('published');
    expect(await publishedActions(18)).toHaveLength(4);
    const plain = readFileSync(join(folder, 'sources.csv'), 'utf8');
    const sha256 = createHash('sha256').update(asHtml(shorter)).digest('hex');
    writeFileSync(
      join(folder, 'sources.csv'),
      plain
        .replace('council,kind,url', 'council,kind,url,sha256')
        .replace('/18.html\n', `/18.html,${sha256}\n`),
    );
    const report = await runNight();
    expect([report.outcome, heldCouncils(report)]).toEqual(['published', []]);
    expect(await documentsRead(18)).toEqual([sha256]);
    // A gap: of the versions in the store the last published one with actions stays what the site counts.
    expect(await publishedActions(18)).not.toEqual(actionsOf(shorter));
    expect(readFileSync(join(out, 'current/changes.md'), 'utf8')).toContain(
      'Farmland 19 Borough Council 4 → 1. Reason: the register pins this copy',
    );
    expect(refused(await runNight())).toEqual([]);
    writeFileSync(join(folder, 'sources.csv'), plain);
    expect((await runNight()).outcome).toBe('published');
  });

  it('is held back beside another council’s document', async () => {
    serve(7, emptied(7));
    serve(8, { ...renewed(8), council: 'Marlbridge Borough Council' });
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(report.log.held.map(({ gate }) => gate).sort()).toEqual(['council-actions', 'council-conflicts']);
    for (const index of [7, 8]) expect(await publishedActions(index)).toEqual(actionsOf(farmPlan(index)));
    for (const index of [7, 8]) serve(index);
    expect(heldCouncils(await runNight())).toEqual([]);
  });
});

describe('what is wrong with the whole night', () => {
  it('refuses it: too many councils at once, or another gate as well', async () => {
    const before = publishedRun(out);
    for (const index of [10, 11, 12]) serve(index, emptied(index));
    const report = await runNight();
    expect([report.outcome, report.log.held]).toEqual(['refused', []]);
    expect(refused(report)).toContain('council-actions');
    expect(publishedRun(out)).toBe(before);
    for (const index of [10, 11, 12]) serve(index);
    expect((await runNight()).outcome).toBe('published');
  });

  it('refuses it where those held before and those new are too many together', async () => {
    for (const index of [10, 11]) serve(index, emptied(index));
    expect(heldCouncils(await runNight())).toHaveLength(2);
    serve(12, emptied(12));
    const report = await runNight();
    expect([report.outcome, report.log.held]).toEqual(['refused', []]);
    for (const index of [10, 11, 12]) serve(index);
    expect((await runNight()).outcome).toBe('published');
  });

  it('refuses it where a council’s source was taken out of the register', async () => {
    const register = readFileSync(join(folder, 'sources.csv'), 'utf8');
    writeFileSync(join(folder, 'sources.csv'), register.replace(/^Farmland 15 .*\n/mu, ''));
    const report = await runNight();
    expect([report.outcome, refused(report), report.log.held]).toEqual(['refused', ['council-actions'], []]);
    const { exitCode, stdout } = await dryRun();
    expect([exitCode, stdout]).toEqual([4, expect.stringContaining('would be NOT PUBLISHED')]);
    writeFileSync(join(folder, 'sources.csv'), register);
  });
});
