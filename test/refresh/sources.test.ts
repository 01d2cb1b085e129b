/** Landing pages, pins, pauses, politeness, and the same bytes from the same inputs. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refresh, type RefreshReport } from '../../pipeline/refresh/refresh.ts';
import { DEFAULT_LIMITS } from '../../pipeline/sources/fetch.ts';
import { document, openSiteFarm, type SiteFarm } from '../sources/site-farm.ts';
import { asPdf, asText, farmPlan } from './farm-plans.ts';

let folder = '';
let farm: SiteFarm;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-sources-'));
  farm = await openSiteFarm();
  for (const index of [0, 1, 2])
    farm.on(`/${index}.txt`, document(asText(farmPlan(index)), { etag: `"${index}"` }));
  farm.on('/plan.pdf', document(await asPdf(farmPlan(3)), { etag: '"pdf"', type: 'application/pdf' }));
});
afterAll(async () => {
  await farm.close();
  rmSync(folder, { recursive: true, force: true });
});

async function night(
  out: string,
  register: string[],
  day = '2026-05-01',
  hostDelayMs = 0,
): Promise<RefreshReport> {
  const path = join(folder, `${out}.csv`);
  writeFileSync(path, `council,kind,url,state,sha256,landing\n${register.join('\n')}\n`);
  farm.reset();
  return refresh({
    register: path,
    out: join(folder, out),
    asOf: day,
    now: new Date(`${day}T03:00:00Z`),
    fetch: { ...DEFAULT_LIMITS, allowLoopback: true, backOffMs: 1, hostDelayMs, hosts: 4 },
    overrides: '',
    accept: {},
    dryRun: false,
    only: '',
    keepRuns: 3,
  });
}

const line = (path: string, more = ',,') => `Farmland,action-plan,${farm.origin}${path},${more}`;

describe('sources', () => {
  it('reads a PDF like any other document', async () => {
    const report = await night('pdf', [line('/plan.pdf')]);
    expect(report.log.newPlans).toMatchObject([{ actions: 4 }]);
  }, 60_000);

  it('proposes documents a landing page links to, and takes none of them', async () => {
    farm.on(
      '/landing',
      document(
        `<main><a href="/docs/peer-challenge-action-plan.pdf">Download (PDF)</a> <a href="/2.txt">two</a>
        <a href="documents/s123/Appendix 1.docx">Corporate Peer Challenge Progress Review</a>
        <a href="/parking.pdf">Parking map</a> <a href="javascript:alert(1)">action plan</a></main>`,
        { type: 'text/html' },
      ),
    );
    const report = await night('landing', [line('/0.txt'), line('/landing', ',,yes')]);
    expect(report.log.candidates.map(({ url, reason }) => `${new URL(url).pathname}: ${reason}`)).toEqual([
      '/docs/peer-challenge-action-plan.pdf: address of the link',
      '/documents/s123/Appendix%201.docx: words of the link',
    ]);
    expect(farm.log.filter((asked) => asked.includes('.pdf') || asked.includes('s123'))).toEqual([]);
    expect(report.metrics['documents']).toBe(1);
  }, 60_000);

  it('does not fetch what is paused or superseded, and keeps its last copy', async () => {
    await night('paused', [line('/0.txt'), line('/1.txt')]);
    const report = await night(
      'paused',
      [line('/0.txt', 'paused,,'), line('/1.txt', 'superseded,,')],
      '2026-05-02',
    );
    expect(farm.log).toEqual([]);
    expect(report.outcome).toBe('published');
    expect(report.metrics['documents']).toBe(2);
  }, 60_000);

  it('takes only the bytes it was told to', async () => {
    const wanted = createHash('sha256')
      .update(asText(farmPlan(0)))
      .digest('hex');
    const report = await night('pinned', [
      line('/0.txt', `active,${wanted},`),
      line('/1.txt', `active,${wanted},`),
    ]);
    expect(report.log.sources.map(({ outcome, failure }) => [outcome, failure])).toEqual([
      ['new', ''],
      ['failed', 'not-the-pinned-bytes'],
    ]);
  }, 60_000);

  it('keeps to robots.txt and asks a host one thing at a time', async () => {
    farm.on('/robots.txt', document('User-agent: *\nDisallow: /1.txt\n'));
    let open = 0;
    let most = 0;
    for (const index of [0, 2]) {
      farm.on(`/${index}.txt`, (_request, response) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open--;
          response.end(asText(farmPlan(index)));
        }, 30);
      });
    }
    const begun = performance.now();
    const report = await night('polite', [line('/0.txt'), line('/1.txt'), line('/2.txt')], '2026-05-01', 100);
    expect(performance.now() - begun).toBeGreaterThan(200);
    expect(most).toBe(1);
    expect(farm.log).toEqual(['GET /robots.txt', 'GET /0.txt', 'GET /2.txt']);
    expect(report.log.sources.find(({ outcome }) => outcome === 'failed')?.message).toContain('robots.txt');
    farm.on('/robots.txt', document(''));
  }, 60_000);

  it('publishes the same bytes from the same inputs', async () => {
    const bytesOf = (out: string) => {
      const root = join(folder, out, 'current');
      const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      return Object.fromEntries(
        files
          .map((entry) => join(entry.parentPath, entry.name))
          .filter((path) => !path.endsWith('.duckdb'))
          .toSorted()
          .map((path) => [
            relative(root, path),
            createHash('sha256').update(readFileSync(path)).digest('hex'),
          ]),
      );
    };
    const register = [line('/0.txt'), line('/1.txt'), line('/plan.pdf')];
    await night('same-a', register);
    await night('same-b', register);
    const [a, b] = [bytesOf('same-a'), bytesOf('same-b')];
    expect(Object.keys(a)).toEqual(
      expect.arrayContaining([
        'site/index.html',
        'site/changes.html',
        'exports/actions.parquet',
        'exports/changes.atom',
      ]),
    );
    expect(a).toEqual(b);
  }, 60_000);
});
