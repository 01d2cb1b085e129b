/**
 * A night on which nothing changed beside a cold one, over `SOURCES` sources on a loopback farm; then memory over
 * `NIGHTS` unchanged nights. `node test/refresh/bench-refresh.ts [SOURCES] [NIGHTS]` prints one table.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../pipeline/calendar.ts';
import { refresh } from '../../pipeline/refresh/refresh.ts';
import { DEFAULT_LIMITS } from '../../pipeline/sources/fetch.ts';
import { document, openSiteFarm } from '../sources/site-farm.ts';
import { asHtml, asText, asWord, farmPlan } from './farm-plans.ts';

const sources = Number(process.argv[2] ?? 400);
const nights = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'peerlens-bench-'));
mkdirSync(join(folder, 'build'));
const farm = await openSiteFarm();
const lines = ['council,kind,url'];
for (let index = 0; index < sources; index++) {
  const plan = farmPlan(index);
  const body = index % 3 === 2 ? await asWord(plan) : index % 3 === 1 ? asHtml(plan) : asText(plan);
  farm.on(`/${index}`, document(body, { etag: `"${index}"` }));
  lines.push(`${plan.council},action-plan,${farm.origin}/${index}`);
}
writeFileSync(join(folder, 'sources.csv'), `${lines.join('\n')}\n`);

const rows: string[] = ['night\trequests\tconditional\tread\tfetch ms\twork ms\tcpu ms\tmemory MB\theap MB'];
for (let night = 0; night <= nights; night++) {
  farm.reset();
  const cpuBefore = process.cpuUsage();
  const asOf = addDays('2026-04-20', night);
  const { metrics } = await refresh({
    register: join(folder, 'sources.csv'),
    out: join(folder, 'build'),
    asOf,
    now: new Date(`${asOf}T03:00:00Z`),
    fetch: { ...DEFAULT_LIMITS, allowLoopback: true, hostDelayMs: 0, hosts: 8 },
    overrides: '',
    accept: {},
    dryRun: false,
    only: '',
    keepRuns: 3,
  });
  const work = Number(metrics['total_ms']) - Number(metrics['fetch_ms']);
  const cpu = process.cpuUsage(cpuBefore);
  const cpuMs = Math.round((cpu.user + cpu.system) / 1000);
  globalThis.gc?.();
  const memory = Math.round(process.memoryUsage().rss / 1_048_576);
  const heap = Math.round(process.memoryUsage().heapUsed / 1_048_576);
  const name = night === 0 ? 'cold' : `unchanged ${night}`;
  rows.push(
    [
      name,
      metrics['requests'],
      metrics['conditional_requests'],
      metrics['documents_read'],
      metrics['fetch_ms'],
      work,
      cpuMs,
      memory,
      heap,
    ].join('\t'),
  );
}
process.stdout.write(`${rows.join('\n')}\n`);
await farm.close();
rmSync(folder, { recursive: true, force: true });
