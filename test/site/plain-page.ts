/** A plain Plot page: rows as JSON, the chart of lateness by theme drawn from them, nothing else. For comparison. */
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
window.redraw = (theme) => {
  const shown = theme < 0 ? rows : rows.filter((row) => row.theme === theme);
  const draw = (field) => Plot.plot({ width: 560, marginLeft: 120, marks: [Plot.barX(shown, Plot.groupY({ x: 'count' }, { y: field, fill: 'late' })), Plot.ruleX([0])] });
  place.replaceChildren(draw('late'), draw('theme'));
};
window.redraw(-1);
`;

/** Writes `plain.html` with its script and data into a folder that is served with the site. */
export async function plainPage(folder: string, plans: readonly StoredPlan[]): Promise<{ data: string }> {
  const asOf = dayNumber(AS_OF);
  const day = (text: string | null): number => (text === null ? OPEN : dayNumber(text));
  const rows = plans.flatMap((plan) =>
    plan.actions.map((action) => ({
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
  const d3 = dirname(require.resolve('d3'));
  copyFileSync(join(plot, '../dist/plot.umd.min.js'), join(folder, 'plot.js'));
  copyFileSync(join(d3, '../dist/d3.min.js'), join(folder, 'd3.js'));
  writeFileSync(join(folder, 'plain.js'), SCRIPT);
  writeFileSync(
    join(folder, 'plain.html'),
    '<!doctype html><meta charset="utf-8"><div class="chart"></div><script src="d3.js"></script><script src="plot.js"></script><script type="module" src="plain.js"></script>',
  );
  return await Promise.resolve({ data });
}
