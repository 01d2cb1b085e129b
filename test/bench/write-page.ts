/** Writes `docs/bench.md` and its charts from the saved result. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawBenchCharts } from './bench-charts.ts';
import { formatBenchPage } from './bench-page.ts';
import { readResult, RESULT_PATH, type SavedResult } from './saved-result.ts';

/** Paths from `docs/` and contents of the page and its charts. */
export function benchPageFiles(result: SavedResult): Record<string, string> {
  const charts = drawBenchCharts(result);
  const files = Object.entries(charts).map(([name, svg]) => [`bench/${name}`, svg]);
  return { 'bench.md': formatBenchPage(result, Object.keys(charts)), ...Object.fromEntries(files) };
}

/** Nothing is written where nothing was saved. */
export function writeBenchPage(): void {
  const result = readResult();
  if (result === null) return;
  const docs = dirname(dirname(RESULT_PATH));
  for (const [name, content] of Object.entries(benchPageFiles(result)))
    writeFileSync(join(docs, name), content);
}
