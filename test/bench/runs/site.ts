/**
 * `site.ts ACTIONS`: the site's first chart, a redraw and what must be fetched, beside a plain Plot page that draws the
 * same chart from the same rows, in a headless browser. Prints measures.
 */
import { startBrowser } from '../../site/browser.ts';
import { measureSite, type SiteFigures } from '../../site/scale.ts';
import { type Measure, TOLERANCE } from '../measure.ts';

const ROUNDS = 3;

const actions = Number(process.argv[2] ?? 20_000);
const browser = await startBrowser();
const figures: SiteFigures[] = [];
for (let round = 0; round < ROUNDS; round++) figures.push(await measureSite(browser, actions));
await browser.close();

const least = (of: (one: SiteFigures) => number): number => Math.min(...figures.map(of));
const what = (part: string): string => `${part}, ${actions.toLocaleString('en-GB')} actions`;
const against = 'a plain Plot page of the same rows';
const measures: Measure[] = [
  {
    id: `site/${actions}/first-chart`,
    what: what('first chart'),
    against,
    unit: 'ms on the clock',
    ours: least(({ firstChartMs }) => firstChartMs),
    baseline: least(({ plainFirstMs }) => plainFirstMs),
    tolerance: TOLERANCE.clock,
  },
  {
    id: `site/${actions}/redraw`,
    what: what('redraw after a filter'),
    against,
    unit: 'ms on the clock',
    ours: least(({ redrawMs }) => redrawMs),
    baseline: least(({ plainRedrawMs }) => plainRedrawMs),
    tolerance: TOLERANCE.clock,
    mostOurs: 50,
  },
  {
    id: `site/${actions}/bytes`,
    what: what('data before the first chart'),
    against,
    unit: 'KB, gzipped',
    ours: least(({ dataKb }) => dataKb),
    baseline: least(({ plainDataKb }) => plainDataKb),
    tolerance: TOLERANCE.bytes,
  },
];
process.stdout.write(JSON.stringify(measures));
