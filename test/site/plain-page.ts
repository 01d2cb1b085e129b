/** A plain Plot page for comparison: rows as JSON, the overview's five charts drawn from them, nothing else. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dayNumber } from '../../dashboards/dates.ts';
import { LATENESS, latenessOf, OPEN } from '../../dashboards/lateness.ts';
import type { StoredPlan } from '../../pipeline/site/encode.ts';
import { AS_OF } from './built-site.ts';

const SCRIPT = `
const place = document.querySelector('.chart');
const rows = await (await fetch('plain.json')).json();
const days = (row) => new Date(Date.UTC(2000, 0, 1 + row.end));
window.redraw = (theme) => {
  const shown = theme < 0 ? rows : rows.filter((row) => row.theme === theme);
  const bars = (options) => Plot.plot({ width: 560, marginLeft: 120, marks: [Plot.barX(shown, options), Plot.ruleX([0])] });
  place.replaceChildren(
    bars(Plot.groupY({ x: 'count' }, { y: 'late', fill: 'late' })),
    bars(Plot.groupY({ x: 'count' }, { y: 'theme', fill: 'late', offset: 'normalize' })),
    Plot.plot({ width: 1150, marks: [Plot.rectY(shown.filter((row) => row.end !== null), Plot.binX({ y: 'count' }, { x: days, fill: 'done', interval: 'month' }))] }),
    bars(Plot.groupY({ x: 'count' }, { y: 'type' })),
    bars(Plot.groupY({ x: 'count' }, { y: 'year' })),
  );
};
window.redraw(-1);
`;

/** Writes `plain.html` with its script and data into a folder that is served with the site. */
export async function plainPage(folder: string, plans: readonly StoredPlan[]): Promise<{ data: string }> {
  const asOf = dayNumber(AS_OF);
  const day = (text: string | null): number => (text === null ? OPEN : dayNumber(text));
  const rows = plans.flatMap((plan) =>
    plan.actions.map((action) => ({
      end: action.timescale.end === null ? null : dayNumber(action.timescale.end),
      done: action.status === 'done',
      type: plan.council.type,
      year: plan.entry.planDate?.slice(0, 4),
      theme: ['priorities', 'leadership', 'governance', 'finance', 'capacity'].indexOf(
        action.themes[0]?.theme ?? '',
      ),
      late: LATENESS.indexOf(
        latenessOf(
          action.timescale.kind,
          action.status,
          day(action.timescale.start),
          day(action.timescale.end),
          OPEN,
          asOf,
        ),
      ),
    })),
  );
  const data = join(folder, 'plain.json');
  writeFileSync(data, JSON.stringify(rows));
  const require = createRequire(import.meta.url);
  const plot = dirname(require.resolve('@observablehq/plot'));
  // Plot's own copy of d3.
  const d3 = dirname(createRequire(join(plot, 'index.js')).resolve('d3'));
  copyFileSync(join(plot, '../dist/plot.umd.min.js'), join(folder, 'plot.js'));
  copyFileSync(join(d3, '../dist/d3.min.js'), join(folder, 'd3.js'));
  writeFileSync(join(folder, 'plain.js'), SCRIPT);
  writeFileSync(
    join(folder, 'plain.html'),
    '<!doctype html><meta charset="utf-8"><div class="chart"></div><script src="d3.js"></script><script src="plot.js"></script><script type="module" src="plain.js"></script>',
  );
  return await Promise.resolve({ data });
}
