/** A scripted fortnight on a loopback farm of sixty councils: after each night the site, the log and the outcome. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../pipeline/calendar.ts';
import { publishedRun } from '../../pipeline/refresh/publication.ts';
import { refresh, type RefreshOptions, type RefreshReport } from '../../pipeline/refresh/refresh.ts';
import { DEFAULT_LIMITS } from '../../pipeline/sources/fetch.ts';
import { openStore } from '../../pipeline/store/store.ts';
import {
  cutConnection,
  document,
  endlessBody,
  openSiteFarm,
  redirect,
  type SiteFarm,
  slowDrip,
  status,
} from '../sources/site-farm.ts';
import { asHtml, asText, asWord, farmPlan } from './farm-plans.ts';

const COUNCILS = 60;
const FIRST_NIGHT = '2026-04-20';
let folder = '';
let farm: SiteFarm;
let night = 0;

const pathOf = (index: number) => `/${index}/plan.${['txt', 'html', 'docx'][index % 3]}`;

async function serve(
  index: number,
  plan = farmPlan(index),
  date = 'Mon, 06 Apr 2026 09:00:00 GMT',
): Promise<void> {
  const body = index % 3 === 2 ? await asWord(plan) : index % 3 === 1 ? asHtml(plan) : asText(plan);
  const type =
    ['text/plain; charset=utf-8', 'text/html; charset=utf-8', 'application/octet-stream'][index % 3] ?? '';
  farm.on(
    pathOf(index),
    document(body, { etag: `"${index}-${JSON.stringify(plan).length}-${plan.date}"`, date, type }),
  );
}

function options(own: Partial<RefreshOptions> = {}): RefreshOptions {
  const asOf = addDays(FIRST_NIGHT, night);
  return {
    register: join(folder, 'sources.csv'),
    out: join(folder, 'build'),
    asOf,
    now: new Date(`${asOf}T03:00:00Z`),
    fetch: {
      ...DEFAULT_LIMITS,
      allowLoopback: true,
      timeoutMs: 400,
      backOffMs: 1,
      maxBytes: 2_000_000,
      hostDelayMs: 0,
      hosts: 4,
    },
    overrides: '',
    accept: {},
    dryRun: false,
    only: '',
    keepRuns: 5,
    ...own,
  };
}

/** One night; what the published site says afterwards comes from the published store. */
async function runNight(own: Partial<RefreshOptions> = {}): Promise<RefreshReport> {
  night++;
  farm.reset();
  return refresh(options(own));
}

async function published(sql: string): Promise<Record<string, unknown>[]> {
  const store = await openStore(join(folder, 'build/current/peerlens.duckdb'));
  const rows = await store.query(sql);
  store.close();
  return rows;
}

const failures = (report: RefreshReport) =>
  report.log.sources
    .filter((source) => source.outcome === 'failed')
    .map(({ name, failure }) => `${new URL(name).pathname} ${failure}`);
const refused = (report: RefreshReport) =>
  report.log.gates.filter((gate) => !gate.passed).map((gate) => gate.gate);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-nights-'));
  mkdirSync(join(folder, 'build'));
  farm = await openSiteFarm();
  for (let index = 0; index < COUNCILS; index++) await serve(index);
  const lines = Array.from(
    { length: COUNCILS },
    (_, index) => `${farmPlan(index).council},action-plan,${farm.origin}${pathOf(index)}`,
  );
  writeFileSync(join(folder, 'sources.csv'), `council,kind,url\n${lines.join('\n')}\n`);
}, 60_000);

afterAll(async () => {
  await farm.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a fortnight of nights', () => {
  it('night 1: reads everything and publishes', async () => {
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(report.metrics).toMatchObject({
      sources: COUNCILS,
      documents: COUNCILS,
      documents_read: COUNCILS,
      failed_sources: 0,
    });
    expect(
      await published('SELECT count(*) AS n, count(DISTINCT council) AS c FROM current_actions'),
    ).toEqual([{ n: 4 * COUNCILS, c: COUNCILS }]);
  });

  it('night 2: nothing changed: only conditional requests, nothing read again', async () => {
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(report.metrics).toMatchObject({ conditional_requests: COUNCILS, documents_read: 0 });
    expect(
      farm.log.filter((line) => !line.includes('robots.txt') && !line.includes('(conditional)')),
    ).toEqual([]);
    expect(report.log.newPlans).toEqual([]);
    expect(report.log.changedActions).toEqual([]);
  });

  it('night 3: content changed in place under the same date header', async () => {
    const plan = farmPlan(0);
    plan.rows = plan.rows.map((row, index) => (index === 1 ? { ...row, when: 'By December 2026' } : row));
    await serve(0, plan);
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(report.metrics['documents_read']).toBe(1);
    expect(report.log.newPlans.map(({ council }) => council)).toEqual([plan.council]);
    expect(
      await published(
        `SELECT end_date FROM current_actions WHERE council = '${plan.council}' AND position = 2`,
      ),
    ).toEqual([{ end_date: '2026-12-31' }]);
  });

  it('night 4: troubles of every kind leave the last copies in use', async () => {
    farm.on(pathOf(3), status(404));
    farm.on(pathOf(4), status(500));
    farm.on(pathOf(5), slowDrip());
    farm.on(pathOf(6), cutConnection());
    farm.on(pathOf(7), endlessBody());
    farm.on(
      pathOf(8),
      document('<!doctype html><title>Sorry</title><h1>Page not found</h1>', { type: 'application/pdf' }),
    );
    farm.on(pathOf(9), redirect(pathOf(9)));
    farm.on(pathOf(10), redirect('http://169.254.169.254/latest/'));
    farm.on(pathOf(11), redirect('http://10.0.0.7/internal'));
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(failures(report)).toEqual([
      '/3/plan.txt gone',
      '/4/plan.html http-error',
      '/5/plan.docx timeout',
      '/6/plan.txt connection',
      '/7/plan.html too-large',
      '/8/plan.docx wrong-content',
      '/9/plan.txt redirects',
      '/10/plan.html refused',
      '/11/plan.docx refused',
    ]);
    expect(await published('SELECT count(*) AS n FROM current_actions')).toEqual([{ n: 4 * COUNCILS }]);
  });

  it('night 5: what is still failing keeps its first day; what came back is fine again', async () => {
    for (const index of [4, 5, 6, 7, 8, 9, 10, 11]) await serve(index);
    const report = await runNight();
    expect(failures(report)).toEqual(['/3/plan.txt gone']);
    expect(report.log.sources.find((source) => source.failure === 'gone')?.failingSince).toBe(
      `${addDays(FIRST_NIGHT, 4)}T03:00:00.000Z`,
    );
    await serve(3);
    expect(failures(await runNight())).toEqual([]);
  });

  it('night 7: moved for good is followed and said', async () => {
    farm.on(pathOf(12), redirect('/moved/plan.txt', 301));
    const plan = asText(farmPlan(12));
    farm.on('/moved/plan.txt', document(`${plan}\n`, { etag: '"moved"' }));
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(report.log.sources).toContainEqual(
      expect.objectContaining({ movedTo: `${farm.origin}/moved/plan.txt` }),
    );
  });

  it('night 8: a plan replaced by an empty template is held back, and the others are published', async () => {
    const before = publishedRun(join(folder, 'build'));
    await serve(13, { ...farmPlan(13), rows: [] });
    const other = farmPlan(16);
    const rows = other.rows.map((row) => ({ ...row, action: `${row.action}, once more` }));
    await serve(16, { ...other, date: 'April 2026', rows });
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(refused(report)).toEqual([]);
    expect(report.log.held.map(({ council, gate }) => [council, gate])).toEqual([
      [farmPlan(13).council, 'council-actions'],
    ]);
    expect(report.run).not.toBe(before);
    expect(
      await published(
        `SELECT count(*) AS n FROM current_actions WHERE council = '${other.council}' AND text LIKE '%once more'`,
      ),
    ).toEqual([{ n: 4 }]);
    expect(
      await published(`SELECT count(*) AS n FROM current_actions WHERE council = '${farmPlan(13).council}'`),
    ).toEqual([{ n: 4 }]);
    expect(readFileSync(join(folder, 'build/current/changes.md'), 'utf8')).toContain(
      'Farmland 14 Borough Council 4 → 0',
    );
  });

  it('night 9: a person accepts the named gate, and the reason is kept', async () => {
    const report = await runNight({ accept: { 'council-actions': 'template seen by hand' } });
    expect(report.outcome).toBe('published');
    expect(readFileSync(join(folder, 'build/current/changes.md'), 'utf8')).toContain(
      'Reason: template seen by hand',
    );
  });

  it('night 10: half of the sites down at once is no reason to forget them', async () => {
    for (let index = 20; index < 50; index++) farm.on(pathOf(index), status(503));
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(failures(report)).toHaveLength(30);
    expect(await published('SELECT count(*) AS n FROM current_actions')).toEqual([{ n: 4 * COUNCILS }]);
    for (let index = 20; index < 50; index++) await serve(index);
  });

  it('night 11: dates that vanish everywhere are not published', async () => {
    for (let index = 0; index < COUNCILS; index++) {
      const plan = farmPlan(index);
      await serve(index, { ...plan, date: 'May 2026', rows: plan.rows.map((row) => ({ ...row, when: '' })) });
    }
    const report = await runNight();
    expect(report.outcome).toBe('refused');
    expect(refused(report)).toEqual(expect.arrayContaining(['dated', 'dated-before']));
    for (let index = 0; index < COUNCILS; index++) await serve(index);
  });

  it('night 12: deadlines that passed are newly overdue, without a new document', async () => {
    night = 20;
    const report = await runNight();
    expect(report.outcome).toBe('published');
    expect(report.log.newlyOverdue.length).toBeGreaterThan(50);
    expect(report.log.newlyOverdue.every(({ end }) => end === '2026-04-30')).toBe(true);
  });

  it('night 13: a dry run keeps nothing; a clock set back is said', async () => {
    const before = publishedRun(join(folder, 'build'));
    expect((await runNight({ dryRun: true })).outcome).toBe('dry-run');
    expect(publishedRun(join(folder, 'build'))).toBe(before);
    await expect(refresh(options({ asOf: '2026-04-21' }))).rejects.toThrow('the clock says 2026-04-21');
    expect(publishedRun(join(folder, 'build'))).toBe(before);
  });

  it('night 14: unreadable newest copies give way to the ones before, in the order of the register', async () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256);
    for (const index of [42, 15, 3]) farm.on(pathOf(index), document(noise, { etag: '"noise"' }));
    const report = await runNight();
    expect(report.outcome).toBe('published');
    const passedOver = report.issues.filter(({ code }) => code === 'newest-copy-unreadable');
    expect(passedOver.map(({ message }) => /\/(\d+)\//.exec(message)?.[1])).toEqual(['3', '15', '42']);
    expect(report.metrics).toMatchObject({ documents: COUNCILS, documents_read: 3, unreadable: 0 });
    for (const index of [3, 15, 42]) {
      const council = farmPlan(index).council;
      expect(
        await published(`SELECT count(*) AS n FROM current_actions WHERE council = '${council}'`),
      ).toEqual([{ n: 4 }]);
    }
  });
});
