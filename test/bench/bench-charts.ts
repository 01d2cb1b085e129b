/** Charts of `docs/bench.md`: a saved result in, SVG texts by file name out. Narrow, so that a phone shows them whole. */
import { drawSvg, INK, Plot } from '../documentation/svg-chart.ts';
import { type Measure, meetsTarget, ratioOf } from './measure.ts';
import { figure, times } from './report.ts';
import type { SavedResult } from './saved-result.ts';
import { SECTIONS } from './sections.ts';

const WIDTH = 420;
const FONT = 13;
const OURS = '#12436d';
const BASELINE = '#801650';
const MISSED = '#d4351c';
/** Height of a row: its label above, its mark below. */
const ROW = 36;

/** Every chart that the result has figures for. */
export function drawBenchCharts(result: SavedResult): Record<string, string> {
  const all = SECTIONS.flatMap(({ name }) => result.sections[name]?.measures ?? []);
  const sized = (section: string): Measure[] =>
    (result.sections[section]?.measures ?? []).filter(({ size }) => size !== undefined);
  const charts: Record<string, string> = {};
  const add = (
    name: string,
    shown: readonly Measure[],
    draw: (shown: readonly Measure[]) => string,
  ): void => {
    if (shown.length > 0) charts[name] = draw(shown);
  };
  add('ratios.svg', all.filter(isAtAGlance), drawRatios);
  add(
    'memory.svg',
    all.filter(({ id, unit }) => unit === 'MB at the peak' && !id.includes('growth')),
    drawMemory,
  );
  add(
    'build.svg',
    sized('build').filter(({ id }) => id.endsWith('/clock')),
    drawBuild,
  );
  add('tagged.svg', sized('tagged'), drawTagged);
  return charts;
}

/** Times beside another program’s. What stands beside our own, what has a chart of its own and single analyses are left out. */
function isAtAGlance({ id, unit }: Measure): boolean {
  return (
    unit.startsWith('ms') && !/growth|^refresh\/work|^tagged|^analyses\/\d+\/|^build\/(?!400\/)/.test(id)
  );
}

function rowLabel({ id, what }: Measure): string {
  return `${id.split('/')[0]}: ${what}${/^build.*clock$/.test(id) ? ', clock' : ''}`;
}

/** A row of a chart: its label above its mark. */
interface Row {
  label: string;
  /** Where the mark ends, and the words beside it. */
  value: number;
  words: string;
  /** True where a target stands just right of the mark. */
  crowded: boolean;
  /** True when no target is missed. */
  met: boolean;
}

const HALO = { fill: INK, stroke: '#ffffff', strokeWidth: 4 };
const colourOf = ({ met }: Row): string => (met ? OURS : MISSED);

function drawRatios(shown: readonly Measure[]): string {
  const rows = shown.map((measure) => ({
    ...rowOf(measure, ratioOf(measure), times),
    most: measure.mostRatio,
  }));
  const least = Math.min(0.4, ...rows.map(({ value }) => value * 0.8));
  const most = Math.max(4, ...rows.map(({ value }) => value * 1.2));
  const axis = {
    type: 'log',
    domain: [least, most],
    label: 'times the baseline’s time (log scale)',
    ticks: [0.01, 0.1, 0.5, 1, 2, 5, 10, 20, 50, 100].filter((tick) => tick > least && tick < most),
    tickFormat: times,
  } as const;
  const targets = rows.filter((row) => row.most !== undefined);
  return drawRows(rows, axis, `Time of each stage as a multiple of its baseline’s: ${listOf(rows)}`, [
    Plot.dot(rows, { x: 'value', y: 'label', dy: 9, r: 5, fill: colourOf }),
    Plot.tickX(targets, { x: 'most', y: 'label', stroke: INK, strokeWidth: 2, insetTop: 18, insetBottom: 2 }),
  ]);
}

function drawMemory(shown: readonly Measure[]): string {
  const rows = shown.map((measure) => ({
    ...rowOf(measure, measure.ours, figure),
    baseline: measure.baseline,
  }));
  const most = Math.max(...rows.flatMap(({ value, baseline }) => [value, baseline]));
  const axis = {
    domain: [0, most * 1.12],
    label: 'megabytes at the peak; the line is the baseline’s',
    ticks: 5,
  };
  return drawRows(rows, axis, `Peak memory in megabytes: ${listOf(rows)}`, [
    Plot.barX(rows, { x: 'value', y: 'label', insetTop: 20, insetBottom: 4, fill: colourOf }),
    Plot.tickX(rows, {
      x: 'baseline',
      y: 'label',
      stroke: BASELINE,
      strokeWidth: 3,
      insetTop: 17,
      insetBottom: 1,
    }),
  ]);
}

function rowOf(measure: Measure, value: number, words: (value: number) => string): Row {
  const room = (measure.mostRatio ?? 0) / value;
  return {
    label: rowLabel(measure),
    value,
    words: words(value),
    crowded: room > 1 && room < 1.8,
    met: meetsTarget(measure),
  };
}

function listOf(rows: readonly Row[]): string {
  return rows.map(({ label, words }) => `${label} ${words}`).join('; ');
}

function drawRows(
  rows: readonly Row[],
  axis: Plot.ScaleOptions,
  label: string,
  marks: readonly Plot.Markish[],
): string {
  return drawSvg(
    {
      width: WIDTH,
      height: 64 + ROW * rows.length,
      marginTop: 40,
      marginRight: 44,
      marginBottom: 8,
      marginLeft: 14,
      fontSizePx: FONT,
      x: { axis: 'top', grid: true, ...axis },
      y: { type: 'band', domain: rows.map((row) => row.label), axis: null },
      marks: [
        Plot.ruleX([axis.type === 'log' ? 1 : 0], { stroke: INK }),
        Plot.text(rows, { ...HALO, frameAnchor: 'left', y: 'label', dy: -8, text: 'label' }),
        ...[true, false].map((crowded) =>
          Plot.text(
            rows.filter((row) => row.crowded === crowded),
            {
              ...HALO,
              x: 'value',
              y: 'label',
              dx: crowded ? -9 : 9,
              dy: 9,
              textAnchor: crowded ? 'end' : 'start',
              text: 'words',
            },
          ),
        ),
        ...marks,
      ],
    },
    label,
  );
}

interface Point {
  size: number;
  ms: number;
  series: string;
}

function drawBuild(measures: readonly Measure[]): string {
  const points = measures.flatMap(({ id, size = 0, ours, baseline }): Point[] => {
    const one = id.split('/')[2] === '1';
    return [
      { size, ms: ours, series: one ? '1 worker' : '2 workers' },
      { size, ms: baseline, series: one ? 'pdfjs, 1 thread' : 'pdfjs, 2 threads' },
    ];
  });
  return drawLines(
    points,
    'plans (log scale)',
    'ms on the clock a plan',
    'Time a plan of builds with one and two workers and of pdfjs text extraction with as many threads',
    'log',
  );
}

function drawTagged(measures: readonly Measure[]): string {
  const points = measures.flatMap(({ size = 0, ours, baseline }): Point[] => [
    { size, ms: ours, series: 'read' },
    { size, ms: baseline, series: 'pdfjs text' },
  ]);
  return drawLines(
    points,
    'pages of one tagged table',
    'ms of processor a page',
    'Processor time a page of reading one tagged table at several lengths, and of pdfjs text extraction',
    'linear',
  );
}

/** Lines with their names at the right end, kept apart where they would lie over each other. */
function drawLines(
  points: readonly Point[],
  x: string,
  y: string,
  label: string,
  scale: 'log' | 'linear',
): string {
  const height = 300;
  const sizes = [...new Set(points.map(({ size }) => size))].sort((a, b) => a - b);
  const most = Math.max(...points.map(({ ms }) => ms)) * 1.1;
  const last = points.filter(({ size }) => size === sizes.at(-1)).toSorted((a, b) => a.ms - b.ms);
  const apart = (most / height) * 22;
  const names: Point[] = [];
  for (const point of last)
    names.push({ ...point, ms: Math.max(point.ms, (names.at(-1)?.ms ?? -apart / 2) + apart) });
  const colour = ({ series }: Point): string => (series.startsWith('pdfjs') ? BASELINE : OURS);
  const dash = (series: string): string => (/\b1 /.test(series) ? '5 4' : 'none');
  return drawSvg(
    {
      width: WIDTH,
      height,
      fontSizePx: FONT,
      marginLeft: 48,
      marginRight: 126,
      marginBottom: 44,
      marginTop: 34,
      x: {
        type: scale,
        label: x,
        labelAnchor: 'center',
        labelArrow: 'none',
        ticks: sizes,
        tickFormat: (size: number) => size.toLocaleString('en-GB'),
      },
      y: { domain: [0, most], label: y, grid: true, ticks: 5 },
      marks: [
        ...[...new Set(points.map(({ series }) => series))].map((series) =>
          Plot.line(
            points.filter((point) => point.series === series),
            {
              x: 'size',
              y: 'ms',
              stroke: series.startsWith('pdfjs') ? BASELINE : OURS,
              strokeWidth: 2,
              strokeDasharray: dash(series),
            },
          ),
        ),
        Plot.dot(points, { x: 'size', y: 'ms', r: 4, fill: colour }),
        Plot.text(names, {
          x: 'size',
          y: 'ms',
          dx: 10,
          textAnchor: 'start',
          text: 'series',
          fill: colour,
          fontWeight: 600,
        }),
      ],
    },
    `${label}: ${points.map(({ size, ms, series }) => `${series} ${figure(ms)} at ${size.toLocaleString('en-GB')}`).join('; ')}`,
  );
}
