/** Where does a council stand among its peers? One strip a measure, 0 to 100 %: a tick a peer, a dot for the council. */
import { percent } from '../labels.ts';
import { ACCENT, INK, MUTED, QUIET } from '../palette.ts';
import { FEWEST_FOR_MIDDLE } from '../data/measures.ts';
import type { LegendEntry } from './figure.ts';
import { axisX, dot, drawChart, labelRoom, ruleY, text, tickX, type ChartSize, opening } from './chart.ts';

export interface StripRow {
  label: string;
  /** The council's own value. */
  part: number;
  whole: number;
  /** Shares of the peers, 0 to 1, the council left out. */
  peers: number[];
  /** Middle of the peers; `null` where they are too few for one. */
  median: number | null;
}

export interface BenchmarkStripOptions extends ChartSize {
  name: string;
  title: string;
}

/** A strip for each row. Peers with the same share lie over each other: the table has the middle and the place. */
export function benchmarkStrip(
  rows: readonly StripRow[],
  { name, title, width }: BenchmarkStripOptions,
): SVGSVGElement {
  const { narrow, marginLeft } = labelRoom(
    rows.map(({ label }) => label),
    width,
  );
  const points = rows.flatMap((row) => row.peers.map((share) => ({ label: row.label, share })));
  const own = rows.map((row) => ({ ...row, share: row.whole === 0 ? 0 : row.part / row.whole }));
  const shift = narrow ? 9 : 0;
  return drawChart(name, alternative(title, rows), {
    width,
    height: rows.length * (narrow ? 54 : 40) + 36,
    marginLeft: narrow ? 8 : marginLeft,
    marginRight: 56,
    marginTop: 4,
    marginBottom: 30,
    x: { domain: [0, 1], label: null },
    y: { axis: null, domain: rows.map((row) => row.label), padding: 0 },
    marks: [
      axisX({
        anchor: 'bottom',
        label: null,
        ticks: narrow ? 3 : 5,
        tickSize: 4,
        color: QUIET,
        tickFormat: (share: number) => `${Math.round(share * 100)}%`,
      }),
      ruleY(rows, { y: 'label', x1: 0, x2: 1, stroke: MUTED, strokeOpacity: 0.4, dy: shift }),
      tickX(points, {
        x: 'share',
        y: 'label',
        stroke: MUTED,
        strokeWidth: 1.5,
        insetTop: narrow ? 29 : 11,
        insetBottom: 11,
      }),
      tickX(
        own.filter((row) => row.median !== null),
        { x: 'median', y: 'label', stroke: INK, strokeWidth: 3, insetTop: narrow ? 26 : 8, insetBottom: 8 },
      ),
      dot(own, {
        x: 'share',
        y: 'label',
        r: 7,
        fill: ACCENT,
        stroke: '#ffffff',
        strokeWidth: 1.5,
        dy: shift,
      }),
      text(rows, {
        x: 0,
        y: 'label',
        text: 'label',
        textAnchor: narrow ? 'start' : 'end',
        dx: narrow ? 0 : -14,
        dy: narrow ? -13 : 0,
        fill: INK,
      }),
      text(own, {
        x: 1,
        y: 'label',
        text: (row: StripRow) => percent(row.part, row.whole),
        textAnchor: 'start',
        dx: 10,
        dy: shift,
        fill: ACCENT,
        fontWeight: 700,
      }),
    ],
  });
}

/** Entries of the legend for so many peers; shapes differ as well as colours. */
export function stripLegend(peers: number): readonly LegendEntry[] {
  return STRIP_LEGEND.slice(0, peers === 0 ? 1 : peers < FEWEST_FOR_MIDDLE ? 2 : 3);
}

const STRIP_LEGEND: readonly LegendEntry[] = [
  { label: 'This council', colour: ACCENT, shape: 'dot' },
  { label: 'A peer', colour: MUTED, shape: 'line' },
  { label: 'Middle of the peers', colour: INK, shape: 'thick' },
];

function alternative(title: string, rows: readonly StripRow[]): string {
  const parts = rows.map((row) => {
    const middle =
      row.median !== null
        ? `middle of ${row.peers.length} peers ${percent(row.median, 1)}`
        : row.peers.length === 0
          ? 'no peers'
          : `peers ${row.peers.map((share) => percent(share, 1)).join(' and ')}`;
    return `${row.label}: ${percent(row.part, row.whole)}, ${middle}`;
  });
  return `${opening(title)} ${parts.join('; ')}.`;
}
